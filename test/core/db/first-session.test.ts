import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { openSession } from '../../../electron/core/session.ts';
import type { ReadDb } from '../../../electron/db/open.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** FULL=1: fifty kills. */
const KILLS = process.env['FULL'] === '1' ? 50 : 8;
const child = fileURLToPath(new URL('./firstChild.ts', import.meta.url));

let folder: string;
beforeAll(() => (folder = fs.mkdtempSync(join(tmpdir(), 'first-'))));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Run a first session and kill it some milliseconds after one of its lines. @returns the steps that were answered, and the ms of each step */
async function killAfter(workspace: string, line: string, wait: number): Promise<{ done: string[]; ms: number[] }> {
  const process_ = spawn(process.execPath, [...ENGINE_OPTIONS, child, workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(process_, 'close');
  const done: string[] = [];
  const ms: number[] = [];
  let begun = 0;
  let stop: Promise<unknown> | undefined;
  for await (const said of createInterface({ input: process_.stdout })) {
    const [what, step] = said.split(' ') as [string, string];
    if (what === 'begin') begun = performance.now();
    else {
      ms.push(performance.now() - begun);
      done.push(step);
    }
    if (said === line) stop = sleep(wait).then(() => process_.kill('SIGKILL'));
  }
  await stop;
  expect(await closed).toEqual([null, 'SIGKILL']);
  return { done, ms };
}

const STEPS = ['create', 'import', 'build', 'segment', 'draft', 'note'];
/** What each step leaves that was not there before it. */
const LEFT: Record<string, (db: ReadDb) => boolean> = {
  create: (db) => db.value("SELECT value FROM setting WHERE key = 'name'") === 'w',
  import: (db) => db.value('SELECT count(*) FROM source WHERE built IS NULL AND customers = 400') === 1,
  build: (db) => db.value('SELECT count(*) FROM source WHERE built IS NOT NULL') === 1,
  segment: (db) =>
    db.value('SELECT count(*) FROM segment') === 3 &&
    db.value('SELECT count(*) FROM member WHERE segmentation_id = (SELECT max(id) FROM segmentation)') === 400,
  draft: (db) => db.value('SELECT count(*) FROM persona') === 3,
  note: (db) => db.value('SELECT count(*) FROM note') === 1,
};

describe('a first session that is killed', () => {
  it(`has everything it had answered, ${String(KILLS)} times`, { timeout: 1_800_000 }, async () => {
    const random = seeded(8);
    // how long each step takes here; killed while nothing runs
    const { ms } = await killAfter(join(folder, 'whole.persona'), 'done note', 0);
    for (let kill = 0; kill < KILLS; kill++) {
      const at = kill % STEPS.length;
      const workspace = join(folder, `w${String(kill)}`, 'w.persona');
      fs.mkdirSync(join(folder, `w${String(kill)}`));
      const { done } = await killAfter(workspace, `begin ${STEPS[at]!}`, random.next() * 1.1 * ms[at]!);
      if (!fs.existsSync(workspace)) {
        expect(done, 'what was answered is gone').toEqual([]);
        continue;
      }
      const session = openSession(workspace, null);
      expect(session.notices).toEqual([]);
      expect(session.db.column('PRAGMA integrity_check')).toEqual(['ok']);
      expect(session.db.all('PRAGMA foreign_key_check')).toEqual([]);
      for (const step of done) expect(LEFT[step]!(session.db), `${step} of ${done.join(', ')}`).toBe(true);
      session.close();
      expect(openAgain(workspace)).toBe(true);
    }
  });
});

function openAgain(workspace: string): boolean {
  openSession(workspace, null).close();
  return !fs.existsSync(`${workspace}-wal`);
}
