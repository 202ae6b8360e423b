import * as z from 'zod';
import { Said } from '../domain.ts';
import { command, job, query } from './operation.ts';
import { WorkspaceInfo } from './workspace.ts';

/** Why a copy was made: once a day of use, because somebody asked, or before what cannot be undone. */
export const CopyReason = z.enum(['daily', 'asked', 'migration', 'conversion', 'removal', 'replace']);
/** Why a copy was made. */
export type CopyReason = z.infer<typeof CopyReason>;

/** A copy of a workspace, as it lies in the folder beside it. It got its name when it had been verified. */
export const CopyInfo = z.strictObject({
  name: z.string(),
  /** when it was made, ISO 8601 in UTC */
  at: z.string(),
  reason: CopyReason,
  bytes: z.number(),
  /** its size and mark are still those of a whole copy; a restore reads all of it */
  good: z.boolean(),
});
/** A copy of a workspace. */
export type CopyInfo = z.infer<typeof CopyInfo>;

/** Whose copies: a recent workspace by id, one a shell registered (its file may have gone), or the open one. */
const whose = { id: z.string().optional(), fileId: z.string().optional() };
const name = z.string().max(120);

/** Something the program did by itself and says until it is dismissed. */
export const WorkspaceNotice = z.strictObject({ id: z.number().int(), tone: z.enum(['danger', 'calm']), said: Said });
/** Something the program did by itself. */
export type WorkspaceNotice = z.infer<typeof WorkspaceNotice>;

/** Operations on the copies of a workspace. */
export const copiesOperations = {
  'workspace.copies': query(
    'The verified copies of a workspace, newest first (id: a recent one; fileId: a registered file; else the open one)',
    z.strictObject(whose),
    z.strictObject({ workspace: z.string(), folder: z.string(), copies: z.array(CopyInfo) }),
  ),
  'workspace.makeCopy': job('Make a verified copy of the open workspace now', z.strictObject({}), CopyInfo),
  'workspace.restoreCopy': job(
    'Put a copy in the place of the workspace (its file is set aside, never deleted) or open it as a new one',
    z.strictObject({ ...whose, name, as: z.enum(['replace', 'new']).default('replace') }),
    z.strictObject({ info: WorkspaceInfo, setAside: z.string().nullable() }),
  ),
  'workspace.deleteCopy': command(
    'Delete a copy of a workspace',
    z.strictObject({ ...whose, name }),
    z.strictObject({}),
  ),
  'workspace.saveCopy': job(
    'Write a consistent copy of the open workspace; fileId: a target the shell registered',
    z.strictObject({ fileId: z.string().optional() }),
    z.strictObject({ fileId: z.string(), name: z.string(), bytes: z.number() }),
  ),
  'workspace.notices': query(
    'What the program did by itself and has to say about the open workspace',
    z.strictObject({}),
    z.array(WorkspaceNotice),
  ),
  'workspace.dismissNotice': query('Take a notice away', z.strictObject({ id: z.number().int() }), z.strictObject({})),
};
