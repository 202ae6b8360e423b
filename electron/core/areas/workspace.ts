import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { OpName, Out, Parsed } from '../../../shared/contract.ts';
import type { Lang, Said, SourceKind } from '../../../shared/domain.ts';
import type { RecentWorkspace, WorkspaceInfo } from '../../../shared/contract/workspace.ts';
import { AppError } from '../../../shared/frames.ts';
import { gotoEdit, head, redoEdit, redoTarget, undoEdit, undoTarget } from '../../db/edits.ts';
import { setting, setSetting } from '../../db/settings.ts';
import { recordEdit } from '../../db/edits.ts';
import type { ReadDb } from '../../db/open.ts';
import type { Core } from '../core.ts';
import { nameOfFile } from '../session.ts';

type WorkspaceOp = Extract<OpName, `workspace.${string}`>;
/** The workspace area speaks to the core itself: it opens and closes what other areas work in. */
type WorkspaceHandlers = { [K in WorkspaceOp]: (core: Core, input: Parsed<K>) => Out<K> };

/** The sample study speaks the language of the interface. */
const SAMPLE = {
  'zh-CN': { name: '一盏茶·会员画像', edition: '' },
  en: { name: 'Tea shop members', edition: '.en' },
} as const satisfies Record<Lang, { name: string; edition: string }>;
/** Its tables, the customers first. */
const SAMPLE_TABLES = [
  ['members', 'csv', 'customers'],
  ['buyers', 'csv', 'customers'],
  ['orders', 'xlsx', 'orders'],
  ['survey', 'csv', 'survey'],
  ['events', 'jsonl', 'events'],
] as const satisfies (readonly [string, string, SourceKind])[];

/** Handlers of the workspace area. */
export const workspaceHandlers: WorkspaceHandlers = {
  'workspace.info': (core) => (core.sessionOrNull() ? info(core) : null),
  'workspace.recent': (core) =>
    core.device.recent().map(({ path, ...entry }) => ({ ...entry, exists: fs.existsSync(path) })),
  'workspace.create': (core, { name, fileId }) => {
    const path = fileId === undefined ? freePath(core, name) : core.files.get(fileId).path;
    core.openPath(path, fileId === undefined ? name : nameOfFile(path));
    return info(core);
  },
  'workspace.open': (core, input) => {
    const path =
      'id' in input ? core.device.recent().find((r) => r.id === input.id)?.path : core.files.get(input.fileId).path;
    if (path === undefined) throw new AppError('not_found', { key: 'errors:workspace_gone' });
    core.openPath(path, null);
    return info(core);
  },
  'workspace.openSample': (core) => {
    const { name, edition } = SAMPLE[core.lang()];
    core.openPath(freePath(core, name), name);
    const files = sampleFiles(core, edition);
    const [{ kind: _, ...members }] = files;
    return { info: info(core), ...members, files };
  },
  'workspace.close': (core) => {
    core.closeSession();
    return {};
  },
  'workspace.forget': (core, { id }) => {
    core.device.forget(id);
    core.changed(['recent']);
    return {};
  },
  'workspace.rename': (core, { name }) => {
    const { db } = core.session();
    edit(core, 'workspace.rename', { key: 'edits:workspace_rename', values: { name } }, () =>
      setSetting(db, 'name', name),
    );
    rememberSession(core);
    return info(core);
  },
  'workspace.saveCopy': (core, { fileId }) => {
    const { db } = core.session();
    const name = `${setting(db, 'name') ?? 'workspace'}.persona`;
    const target = fileId === undefined ? join(passing(core), `${randomUUID()}.persona`) : core.files.get(fileId).path;
    if (target === db.path) throw new AppError('refused', { key: 'errors:copy_onto_itself' });
    const temporary = `${target}.${randomUUID()}.part`;
    try {
      db.run('VACUUM INTO ?', temporary);
      fs.chmodSync(temporary, 0o600);
      fs.renameSync(temporary, target);
    } catch (error) {
      fs.rmSync(temporary, { force: true });
      throw error;
    }
    const made = core.files.register(target, { name, purpose: 'read', temporary: fileId === undefined });
    return { fileId: made.fileId, name, bytes: made.size };
  },
  'workspace.undo': (core) => move(core, () => undoEdit(core.session().db)),
  'workspace.redo': (core) =>
    move(core, () => {
      const { db } = core.session();
      const target = redoTarget(db);
      return target === undefined ? null : redoEdit(db, target);
    }),
  'workspace.history': (core) => history(core),
  'workspace.goto': (core, { id }) => {
    const tables = gotoEdit(core.session().db, id);
    core.changed([...tables, 'edit']);
    return {};
  },
  'workspace.jobs': (core) => core.jobs.list(),
  'workspace.jobResult': (core, { id }) => {
    const job = core.jobs.get(id);
    if (!job) throw new AppError('not_found', { key: 'errors:job_gone' });
    return job.result;
  },
  'workspace.cancelJob': (core, { id }) => {
    core.jobs.cancel(id);
    return {};
  },
  'workspace.preferences': (core) => core.device.preferences(),
  'workspace.setPreferences': (core, change) => {
    const next = core.device.setPreferences({
      ...(change.lang === undefined ? {} : { lang: change.lang }),
      ...(change.theme === undefined ? {} : { theme: change.theme }),
    });
    core.changed(['preferences']);
    return next;
  },
};

type SampleFile = Out<'workspace.openSample'>['files'][number];

/** The files of the sample study: its tables, then its notes by name. */
function sampleFiles(core: Core, edition: string): [SampleFile, ...SampleFile[]] {
  const folder = core.options.sample;
  const file = (path: string, kind: SourceKind): SampleFile => {
    const { fileId, name, size } = core.files.register(join(folder, path), { purpose: 'read' });
    return { fileId, name, size, kind };
  };
  const [members, ...others] = SAMPLE_TABLES;
  const table = ([name, ending, kind]: (typeof SAMPLE_TABLES)[number]): SampleFile =>
    file(`${name}${edition}.${ending}`, kind);
  const notes = fs.readdirSync(join(folder, `notes${edition}`)).toSorted();
  return [table(members), ...others.map(table), ...notes.map((name) => file(join(`notes${edition}`, name), 'notes'))];
}

function edit(core: Core, op: string, label: Said, work: () => void): void {
  const { tables } = recordEdit(core.session().db, { op, label, at: core.now() }, work);
  core.changed([...tables, 'edit', 'workspace']);
}

function move(core: Core, work: () => { label: Said; tables: string[] } | null): { label: Said | null } {
  const moved = work();
  if (moved) core.changed([...moved.tables, 'edit']);
  return { label: moved?.label ?? null };
}

function history(core: Core): Out<'workspace.history'> {
  const { db } = core.session();
  const rows = db.all<{ id: number; parent: number | null; label: string; at: string; gone: number }>(
    'SELECT id, parent, label, at, gone FROM edit ORDER BY id DESC LIMIT 500',
  );
  const parents = new Map(rows.map((row) => [row.id, row.parent]));
  const applied = new Set<number>();
  for (let at = head(db); at !== null; at = parents.get(at) ?? null) applied.add(at);
  const entries = rows.map((row) => ({
    ...row,
    label: JSON.parse(row.label) as Said,
    applied: applied.has(row.id),
    gone: row.gone === 1,
  }));
  const labelOf = (id: number | null | undefined) => entries.find((entry) => entry.id === id)?.label ?? null;
  return { entries, undo: labelOf(undoTarget(db)), redo: labelOf(redoTarget(db)) };
}

/** How many customers the table in view holds. */
function customersIn(db: ReadDb): number {
  const source = setting(db, 'source');
  return source === undefined
    ? 0
    : (db.value<number>('SELECT customers FROM source WHERE id = ?', Number(source)) ?? 0);
}

function info(core: Core): WorkspaceInfo {
  const { id, path, db, savedAt } = core.session();
  const customers = customersIn(db);
  const segmentation = setting(db, 'segmentation');
  const segments =
    segmentation === undefined
      ? 0
      : db.value<number>(
          'SELECT count(*) FROM segment WHERE segmentation_id = ? AND merged_into IS NULL',
          Number(segmentation),
        )!;
  const personas = db.value<number>('SELECT count(*) FROM persona')!;
  // cards stay when their customers are removed: out of date
  const orphans = customers > 0 ? 0 : db.value<number>('SELECT count(*) FROM persona WHERE segment_id IS NOT NULL')!;
  return {
    id,
    name: setting(db, 'name') ?? nameOfFile(path),
    path,
    bytes: sizeOf(path),
    customers,
    segments,
    personas,
    savedAt,
    steps: {
      data: customers > 0 ? 'done' : 'open',
      segments: segments > 0 ? 'done' : customers > 0 ? 'begun' : 'open',
      personas: personas > 0 ? (orphans > 0 ? 'attention' : 'done') : segments > 0 ? 'begun' : 'open',
    },
  };
}

const sizeOf = (path: string): number => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** A folder for files on their way to the browser: shells sweep those of dead processes (named by process, R13). */
function passing(core: Core): string {
  const folder = join(core.device.home, 'uploads', `${process.pid}-${randomUUID().replaceAll('-', '').slice(0, 12)}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A file name in the default folder that is not taken. */
function freePath(core: Core, name: string): string {
  // control characters and these signs are not allowed in file names on Windows
  const safe =
    [...name]
      .map((c) => (c < ' ' || '<>:"/\\|?*'.includes(c) ? ' ' : c))
      .join('')
      .trim()
      .slice(0, 80) || 'workspace';
  for (let i = 1; ; i++) {
    const path = join(core.device.workspaces, `${safe}${i === 1 ? '' : ` ${i}`}.persona`);
    if (!fs.existsSync(path)) return path;
  }
}

/** Put the open workspace at the head of the recent list. */
export function rememberSession(core: Core): void {
  const session = core.sessionOrNull();
  if (!session) return;
  const { name, bytes, customers, personas } = info(core);
  const segmentation = Number(setting(session.db, 'segmentation') ?? 0);
  const segments: RecentWorkspace['segments'] = session.db.all(
    'SELECT colour, size FROM segment WHERE segmentation_id = ? AND merged_into IS NULL ORDER BY size DESC LIMIT 8',
    segmentation,
  );
  core.device.remember({
    id: session.id,
    path: session.path,
    name,
    bytes,
    openedAt: core.now(),
    customers,
    personas,
    segments,
  });
}
