import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '../../../electron/core/client.ts';
import { createClient } from '../../../electron/core/client.ts';
import { type Core, createCore } from '../../../electron/core/core.ts';
import { openReader, type ReadDb } from '../../../electron/db/open.ts';
import { quoteName } from '../../../electron/db/settings.ts';
import type { OpName, Out } from '../../../shared/contract.ts';
import type { FileRef } from '../../../shared/shell.ts';

/** A day that is not today. */
export const DAY_MS = 86_400_000;
/** No look of its own during a test that does not wait for one. */
const NEVER = 2 ** 30;

/** A core with a device folder of its own, and what these tests ask of it. */
export interface Workbench {
  readonly core: Core;
  readonly client: Client;
  readonly home: string;
  /** by path: a file that may have gone can be named too */
  registered(path: string): Promise<string>;
  copies(): Promise<Out<'workspace.copies'>['copies']>;
  close(): Promise<void>;
}

/** Start a core; `home`: go on with the folder of an earlier one. */
export function startWorkbench({ home, firstLookMs = NEVER }: { home?: string; firstLookMs?: number } = {}): Workbench {
  const folder = home ?? fs.mkdtempSync(join(tmpdir(), 'pwb-copies-'));
  const core = createCore({ home: folder, sample: folder, version: 'test', threads: 1, firstLookMs });
  const client = createClient(core.connect('test'));
  return {
    core,
    client,
    home: folder,
    registered: async (path) =>
      ((await core.shellCall('shell.registerFile', { path, purpose: 'write' })) as FileRef).fileId,
    copies: async () => (await client.call('workspace.copies', {})).copies,
    async close() {
      client.close();
      await core.close();
    },
  };
}

/** The envelope of a call that fails. */
export async function failure<K extends OpName>(
  call: Promise<Out<K>>,
): Promise<{ code: string; key: string; details: Record<string, unknown> }> {
  try {
    await call;
  } catch (error) {
    const { envelope } = error as {
      envelope: { code: string; said?: { key: string }; details?: Record<string, unknown> };
    };
    return { code: envelope.code, key: envelope.said?.key ?? '', details: envelope.details ?? {} };
  }
  throw new Error('the call did not fail');
}

/** What every opening writes of itself. */
const OWN = "WHERE key NOT IN ('generation', 'closed')";

/** Everything a file holds, but for the audit trail and what the tests name. */
export function contents(path: string, without: readonly string[] = ['audit']): Record<string, unknown[]> {
  const db = openReader(path);
  try {
    return contentsOf(db, without);
  } finally {
    db.close();
  }
}

/** The same through an open connection. */
export function contentsOf(db: ReadDb, without: readonly string[] = ['audit']): Record<string, unknown[]> {
  const tables = db
    .column<string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .filter((table) => !without.includes(table));
  return Object.fromEntries(
    tables.map((table) => [
      table,
      db.all(`SELECT * FROM ${quoteName(table)} ${table === 'meta' ? OWN : ''} ORDER BY 1, 2`),
    ]),
  );
}

/** Modes of a folder and everything in it, by name. */
export function modes(folder: string): Record<string, string> {
  const mode = (path: string) => (fs.statSync(path).mode & 0o777).toString(8);
  return Object.fromEntries([
    ['.', mode(folder)],
    ...fs.readdirSync(folder).map((name) => [name, mode(join(folder, name))] as const),
  ]);
}
