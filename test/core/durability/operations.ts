import fs from 'node:fs';
import { join } from 'node:path';
import { type Client, createClient } from '../../../electron/core/client.ts';
import { type Core, createCore } from '../../../electron/core/core.ts';
import { openReader, type ReadDb } from '../../../electron/db/open.ts';
import { quoteName } from '../../../electron/db/settings.ts';
import type { OpName } from '../../../shared/contract.ts';
import { threeGroups } from '../segments/bench.ts';

/** No copy by itself while a test counts what was written. */
const NEVER = 2 ** 30;
/** Longer than any of these operations takes on a busy machine; what takes longer hangs. */
const HANGS_MS = 10_000;

/** A core on a prepared workspace. */
export interface Opened {
  readonly core: Core;
  readonly client: Client;
  readonly path: string;
  readonly db: ReadDb;
  /** a file beside the workspace that the core may read */
  file(name: string): string;
  /** @throws where it does not end in time */
  close(): Promise<void>;
}

/** Open a workspace in its own folder, which is the device's folder too. */
export function open(home: string, path = join(home, 'w.persona')): Opened {
  const core = createCore({ home, sample: home, version: 'test', threads: 1, firstLookMs: NEVER, open: path });
  const client = createClient(core.connect('test'));
  return {
    core,
    client,
    path,
    db: core.session().db,
    file: (name) => core.files.register(join(home, name), { purpose: 'read' }).fileId,
    close: async () => {
      await inTime(core.close(), 'close');
      client.close();
    },
  };
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${what} hangs`)), HANGS_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** One operation of each kind. Each can be done on the prepared workspace, and once more after it failed or not. */
const KINDS = {
  'sources.import': (o) => o.client.call('sources.import', { fileId: o.file('more.csv'), mode: 'new' }),
  'cleaning.add': (o) =>
    o.client.call('cleaning.add', { sourceId: 1, steps: [{ op: 'fill', column: 'age', with: 'median' }] }),
  'cleaning.run': (o) => o.client.call('cleaning.run', {}),
  'customers.build': (o) => o.client.call('customers.build', {}),
  'segments.run': (o) => o.client.call('segments.run', { k: 3, restarts: 2 }),
  'personas.draft': (o) => o.client.call('personas.draft', {}),
  'personas.export': (o) => o.client.call('personas.export', { ids: [1], format: 'markdown' }),
  'notes.import': (o) => o.client.call('notes.import', { files: [o.file('talk.txt')] }),
  'notes.change': (o) => o.client.call('notes.change', { ids: [1], change: { title: 'Saturday' } }),
  'workspace.rename': (o) => o.client.call('workspace.rename', { name: 'after' }),
  'workspace.undo': (o) => o.client.call('workspace.undo', {}),
  'workspace.saveCopy': (o) => o.client.call('workspace.saveCopy', {}),
  'workspace.setPreferences': (o) => o.client.call('workspace.setPreferences', { theme: 'dark' }),
} as const satisfies Partial<Record<OpName, (opened: Opened) => Promise<unknown>>>;
export type Kind = keyof typeof KINDS;
export const kinds = Object.keys(KINDS) as Kind[];

/** Do one. @returns ok, or the code of the failure */
export function attempt(opened: Opened, kind: Kind): Promise<string> {
  const ended = KINDS[kind](opened).then(
    () => 'ok',
    (error: { envelope?: { code: string } }) => error.envelope?.code ?? String(error),
  );
  return inTime(ended, kind);
}

/** Make the workspace that every trial starts from: it holds something of all there is. */
export async function prepare(home: string): Promise<void> {
  fs.mkdirSync(home, { recursive: true });
  fs.writeFileSync(join(home, 'customers.csv'), threeGroups(300));
  fs.writeFileSync(join(home, 'more.csv'), threeGroups(200, 5).replaceAll('M0', 'N0'));
  fs.writeFileSync(
    join(home, 'talk.txt'),
    'Customer: the parking is far, and the bread is sold out by noon.\n'.repeat(40),
  );
  const opened = open(home);
  const { client } = opened;
  await client.call('sources.import', { fileId: opened.file('customers.csv') });
  await client.call('cleaning.add', { sourceId: 1, steps: [{ op: 'dropDuplicates' }] });
  await client.call('customers.build', {});
  await client.call('segments.run', { k: 2, restarts: 2 });
  await client.call('personas.create', { name: 'by hand' });
  await client.call('notes.add', { text: 'The queue is too long on Saturdays.' });
  await client.call('workspace.rename', { name: 'before' });
  await opened.close();
}

/** What differs from run to run: moments, durations and names by chance. */
const CHANCE = [
  [/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then'],
  [/(\\*"(?:ms|took)\\*"):[\d.]+/g, '$1:0'],
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'chance'],
] as const;

/** What a person did and could undo, row by row, and the tables that belong to it. */
export type State = Record<string, string[]>;

/** The state of an open workspace, as its own connection sees it: of the tracked tables, and the edit log. */
export function stateOf(db: ReadDb, tracked: readonly string[]): State {
  const rows = (table: string) =>
    db.all(`SELECT * FROM ${quoteName(table)} ORDER BY 1, 2`).map((row) => {
      let text = JSON.stringify(row);
      for (const [pattern, by] of CHANCE) text = text.replaceAll(pattern, by);
      return text;
    });
  return Object.fromEntries([...tracked, 'edit', 'edit_change'].map((table) => [table, rows(table)]));
}

/** The tables that the edit log watches on a writing connection. */
export const trackedOf = (db: ReadDb): string[] =>
  db.column<string>("SELECT DISTINCT tbl_name FROM temp.sqlite_schema WHERE type = 'trigger' ORDER BY 1");

/** What SQLite finds wrong with a file. */
export const faults = (db: ReadDb): unknown[] => [
  ...db.column('PRAGMA integrity_check').filter((said) => said !== 'ok'),
  ...db.all('PRAGMA foreign_key_check'),
];

/** The rows of a closed workspace, and how often its audit trail tells of each operation that it went well. */
export function closedState(path: string, tracked: readonly string[]): { state: State; ok: Record<string, number> } {
  const db = openReader(path);
  try {
    const counts = db.all<{ op: string; n: number }>(
      "SELECT op, count(*) AS n FROM audit WHERE outcome = 'ok' GROUP BY op",
    );
    return { state: stateOf(db, tracked), ok: Object.fromEntries(counts.map(({ op, n }) => [op, n])) };
  } finally {
    db.close();
  }
}
