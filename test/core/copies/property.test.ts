import fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { copiesFolder } from '../../../electron/db/copies/folder.ts';
import type { Client } from '../../../electron/core/client.ts';
import { contents, contentsOf, startWorkbench } from './workbench.ts';

/** FULL=1: a hundred workspaces; otherwise five. */
const RUNS = process.env['FULL'] === '1' ? 100 : 5;

type Random = ReturnType<typeof seeded>;
const below = (random: Random, n: number) => Math.floor(random.next() * n);

/** Cards, notes, a table, names and moves in the history, as they come. */
async function workAtRandom(client: Client, random: Random, give: (text: string) => Promise<string>): Promise<void> {
  const table = async () => {
    const rows = Array.from(
      { length: 1 + below(random, 40) },
      (_, i) => `C${String(i)},${String(below(random, 99))},${'茶'.repeat(below(random, 4))}`,
    );
    await client.call('sources.import', { fileId: await give(`id,visits,note\n${rows.join('\n')}\n`), mode: 'new' });
  };
  const acts = [
    () => client.call('personas.create', { preset: 'b2c', name: `Card ${String(below(random, 999))}` }),
    () => client.call('workspace.rename', { name: `Name ${String(below(random, 999))}` }),
    () => client.call('workspace.undo', {}),
    () => client.call('workspace.redo', {}),
    table,
  ];
  for (let i = 0; i < 8; i++) await acts[below(random, acts.length)]!();
  await client.call('personas.create', { preset: 'b2c', name: 'The last one' });
}

test(
  `R41: what is restored from a copy is what was copied, in ${String(RUNS)} random workspaces`,
  { timeout: 60_000 + RUNS * 20_000 },
  async () => {
    const bench = startWorkbench();
    let files = 0;
    const give = async (text: string) => {
      const path = join(bench.home, `given-${String(files++)}.csv`);
      fs.writeFileSync(path, text);
      return bench.registered(path);
    };
    try {
      for (let run = 0; run < RUNS; run++) {
        const random = seeded(run + 1);
        const { id, path } = await bench.client.call('workspace.create', { name: `Random ${String(run)}` });
        await workAtRandom(bench.client, random, give);
        const before = contentsOf(bench.core.session().db);
        const copy = await bench.client.call('workspace.makeCopy', {});
        expect(contents(join(copiesFolder(path), copy.name)), `seed ${String(run + 1)}`).toEqual(before);
        await workAtRandom(bench.client, random, give);
        expect(contentsOf(bench.core.session().db)).not.toEqual(before);
        const { info } = await bench.client.call('workspace.restoreCopy', { name: copy.name });
        expect(info.id).toBe(id);
        // the opening notes since when what is out of view is kept
        const { removed: _kept, ...rest } = before;
        expect(contentsOf(bench.core.session().db, ['audit', 'removed']), `seed ${String(run + 1)}`).toEqual(rest);
      }
    } finally {
      await bench.close();
      fs.rmSync(bench.home, { recursive: true, force: true });
    }
  },
);

test('R41: a copy made while the workspace is written to is one moment of it', async () => {
  const bench = startWorkbench();
  try {
    const { path } = await bench.client.call('workspace.create', { name: 'Busy' });
    const { db } = bench.core.session();
    // two tables that say the same after every transaction, and megabytes that take more than one step to copy
    const write = (n: number) =>
      db.transaction(() => {
        db.run('INSERT INTO persona (position, rev, body) VALUES (?, 1, ?)', n, 'x'.repeat(3000));
        db.run(
          "INSERT INTO meta (key, value) VALUES ('cards', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
          String(n),
        );
      });
    let n = 0;
    db.transaction(() => {
      while (n < 4000) write(++n);
    });
    const copying = bench.client.call('workspace.makeCopy', {});
    let ended = false;
    void copying.finally(() => (ended = true));
    const first = n;
    while (!ended) {
      for (let i = 0; i < 20; i++) write(++n);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const copy = await copying;
    expect(n).toBeGreaterThan(first);
    const held = contents(join(copiesFolder(path), copy.name));
    const cards = held['persona'] as { position: number }[];
    expect(cards.length).toBeGreaterThanOrEqual(first);
    expect(cards.length).toBeLessThanOrEqual(n);
    expect(held['meta']).toContainEqual({ key: 'cards', value: String(cards.length) });
  } finally {
    await bench.close();
    fs.rmSync(bench.home, { recursive: true, force: true });
  }
});
