import * as z from 'zod';
import { Lang, Said, SourceKind } from '../domain.ts';
import { ErrorEnvelope, Progress } from '../frames.ts';
import { Things } from './explore.ts';
import { command, query } from './operation.ts';

const none = z.strictObject({});

/** The open workspace, as the frame shows it. */
export const WorkspaceInfo = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** for the command line and the tooltip of the desktop shell */
  path: z.string(),
  bytes: z.number(),
  /** rows of the table in view: customers, or what stands for them until they are joined */
  customers: z.number(),
  /** what those rows are */
  things: Things,
  segments: z.number(),
  personas: z.number(),
  savedAt: z.string().nullable(),
  /** which steps hold something: data, segments, personas */
  steps: z.strictObject({
    data: z.enum(['open', 'begun', 'done', 'attention']),
    segments: z.enum(['open', 'begun', 'done', 'attention']),
    personas: z.enum(['open', 'begun', 'done', 'attention']),
  }),
});
/** The open workspace. */
export type WorkspaceInfo = z.infer<typeof WorkspaceInfo>;

/** A line of the start screen. */
export const RecentWorkspace = z.strictObject({
  id: z.string(),
  name: z.string(),
  bytes: z.number(),
  openedAt: z.string(),
  customers: z.number(),
  personas: z.number(),
  /** sizes of the segments with their colours, largest first */
  segments: z.array(z.strictObject({ colour: z.number().int(), size: z.number().int() })),
  exists: z.boolean(),
  /** how many copies lie beside it, also when the file itself has gone */
  copies: z.number().int(),
});
/** A line of the start screen. */
export type RecentWorkspace = z.infer<typeof RecentWorkspace>;

/** What a person set for this device. */
export const Preferences = z.strictObject({
  lang: Lang.nullable(),
  theme: z.enum(['light', 'dark', 'system']),
});
/** What a person set for this device. */
export type Preferences = z.infer<typeof Preferences>;

/** One entry of the edit log. `state`: applied, or undone (a redo or another branch). */
export const EditEntry = z.strictObject({
  id: z.number().int(),
  parent: z.number().int().nullable(),
  label: Said,
  at: z.string(),
  applied: z.boolean(),
  /** what it brought or took was removed for good: undo passes it over, and it cannot be gone to */
  gone: z.boolean(),
});
/** One entry of the edit log. */
export type EditEntry = z.infer<typeof EditEntry>;

/** A running or finished job. */
export const JobInfo = z.strictObject({
  id: z.string(),
  op: z.string(),
  /** the handed-over file that it was asked about; null: about none */
  file: z.strictObject({ fileId: z.string(), name: z.string(), size: z.number() }).nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  progress: Progress.nullable(),
  startedAt: z.string(),
  /** milliseconds so far or in all */
  ms: z.number(),
  error: ErrorEnvelope.nullable(),
});
/** A running or finished job. */
export type JobInfo = z.infer<typeof JobInfo>;

/** Operations on the workspace, its history, its jobs and the device's preferences. */
export const workspaceOperations = {
  'workspace.info': query('The open workspace, or null', none, WorkspaceInfo.nullable()),
  'workspace.recent': query('Recent workspaces, newest first', none, z.array(RecentWorkspace)),
  'workspace.create': command(
    'Make a workspace and open it (fileId: a target the shell registered; else the default folder)',
    z.strictObject({ name: z.string().trim().min(1).max(120), fileId: z.string().optional() }),
    WorkspaceInfo,
  ),
  'workspace.open': command(
    'Open a recent workspace by id or a registered file',
    z.union([z.strictObject({ id: z.string() }), z.strictObject({ fileId: z.string() })]),
    WorkspaceInfo,
  ),
  'workspace.openSample': command(
    'Make and open a fresh workspace for the sample study, and hand out its files in the language of the interface',
    none,
    z.strictObject({
      info: WorkspaceInfo,
      fileId: z.string(),
      name: z.string(),
      size: z.number().int(),
      /** all files of the study in the order of their import: members (the file above) first, notes last */
      files: z.array(
        z.strictObject({ fileId: z.string(), name: z.string(), size: z.number().int(), kind: SourceKind }),
      ),
    }),
  ),
  'workspace.close': command('Close the open workspace', none, none),
  'workspace.forget': command(
    'Take a workspace off the recent list (the file stays)',
    z.strictObject({ id: z.string() }),
    none,
  ),
  'workspace.rename': command(
    'Rename the open workspace',
    z.strictObject({ name: z.string().trim().min(1).max(120) }),
    WorkspaceInfo,
  ),
  'workspace.undo': command('Undo the last edit', none, z.strictObject({ label: Said.nullable() })),
  'workspace.redo': command('Redo the edit undone last', none, z.strictObject({ label: Said.nullable() })),
  'workspace.history': query(
    'The edit log, newest first; every branch is kept',
    none,
    z.strictObject({ entries: z.array(EditEntry), undo: Said.nullable(), redo: Said.nullable() }),
  ),
  'workspace.goto': command(
    'Move the history to an entry (null: the beginning)',
    z.strictObject({ id: z.number().int().nullable() }),
    none,
  ),
  'workspace.jobs': query('Running jobs and those that ended in this session', none, z.array(JobInfo)),
  'workspace.jobResult': query(
    'The output of a finished job of this session (null while it runs); of outputs over a megabyte the newest is kept',
    z.strictObject({ id: z.string() }),
    z.unknown(),
  ),
  'workspace.cancelJob': query('Ask a job to stop', z.strictObject({ id: z.string() }), none),
  'workspace.preferences': query('Language and theme of this device', none, Preferences),
  'workspace.setPreferences': query('Set language or theme of this device', Preferences.partial(), Preferences),
};
