import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { openSession } from '../../../electron/core/session.ts';
import { openReader } from '../../../electron/db/open.ts';
import { coreEntry, startCoreThread } from '../../../electron/shell/core-thread.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'quit-'));
  path = join(folder, 'w.persona');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const shell = pathToFileURL(join(import.meta.dirname, '../../../electron/browser.ts')).href;
const add = 'INSERT INTO persona (position, rev, body) VALUES (1, 1, ?)';

describe('quitting', () => {
  it('leaves a file that opens when the core does not answer in time', { timeout: 60_000 }, async () => {
    const busy = join(folder, 'busy.mjs');
    // the thread of the program, and then one that no message reaches any more
    fs.writeFileSync(
      busy,
      `await import(${JSON.stringify(coreEntry(shell).href)});
       setTimeout(() => { for (;;); }, 300);`,
    );
    const core = startCoreThread(
      { home: folder, sample: folder, version: 't', open: path, threads: 1 },
      pathToFileURL(busy),
    );
    await core.ready;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const begun = performance.now();
    await core.quit();
    expect(performance.now() - begun).toBeGreaterThan(4000);
    const session = openSession(path, null);
    expect(session.db.value("SELECT value FROM setting WHERE key = 'name'")).toBe('w');
    session.close();
  });

  it('does not wait for a job that does not end', async () => {
    const core = createCore({ home: folder, sample: folder, version: 't', open: path, threads: 1 });
    core.session().db.run(add, 'kept');
    core.jobs.start('sources.import');
    await core.close();
    const session = openSession(path, null);
    expect(session.notices).toEqual([]);
    expect(session.db.column('SELECT body FROM persona')).toEqual(['kept']);
    session.close();
  });

  it('closes the workspace when no checkpoint goes through', () => {
    const session = openSession(path, { name: 'w' });
    session.db.run(add, 'kept');
    const reader = openReader(path);
    const rows = reader.iterate('SELECT * FROM persona');
    rows.next();
    session.db.run(add, 'kept too');
    const begun = performance.now();
    session.close();
    // not the whole time that SQLite waits for a reader: a shell ends the core before
    expect(performance.now() - begun).toBeLessThan(4000);
    rows.return?.();
    reader.close();
    const again = openSession(path, null);
    expect(again.notices).toEqual([]);
    expect(again.db.column('SELECT body FROM persona ORDER BY id')).toEqual(['kept', 'kept too']);
    again.close();
  });
});
