import { seeded } from '../../electron/analysis/random.ts';
import { separate } from '../../electron/workers/areas/segments/separate.ts';
import { Pool } from '../../electron/workers/pool.ts';
import { asFeatures, kinds, planted, type Table, withoutGroups } from './tables.ts';

/**
 * How often groups are told where there are none, and found where there are: `npm run verdicts -- 50` (seeds a cell). Prints a
 * table for docs/VERDICTS.md.
 */
const seeds = Number(process.argv[2] ?? 50);
const THREADS = 2;
const pool = new Pool(THREADS);
const answer = async (table: Table): Promise<number> => {
  const { x, n, d, of } = asFeatures(table);
  return (await separate(pool, { x, n, d, of: [...of] }, 1)).k;
};
/** The answers for many seeds, several at a time. */
async function answers(make: (seed: number) => Table): Promise<number[]> {
  const out: number[] = [];
  let next = 0;
  const work = async () => {
    for (let seed = next++; seed < seeds; seed = next++) out[seed] = await answer(make(seed));
  };
  await Promise.all(Array.from({ length: THREADS }, work));
  return out;
}
const percent = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)} %`;
const print = (...cells: (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);

print('without groups', 'n', 'told as groups', 'k');
print('---', '---', '---', '---');
let told = 0;
let tables = 0;
for (const [kind, make] of Object.entries(withoutGroups))
  for (const n of [300, 2000]) {
    const ks = await answers((seed) => make(n, seeded(seed, 77)));
    const wrong = ks.filter((k) => k > 1);
    told += wrong.length;
    tables += seeds;
    print(kind, n, `${String(wrong.length)} of ${String(seeds)}`, wrong.join(' '));
  }
print('all', '', percent(told, tables), '');

process.stdout.write('\n');
print('planted', 'distance', 'k found', 'by k');
print('---', '---', '---', '---');
for (const kind of kinds)
  for (const sep of [7, 4.5]) {
    const ks = kind === 'unequal' ? [2, 3] : [2, 3, 4, 5, 6, 7, 8];
    const right: number[] = [];
    for (const k of ks) {
      const found = await answers((seed) => planted(1000, { sep, k, kind }, seeded(seed, k, 9)));
      right.push(found.filter((one) => one === k).length);
    }
    const all = right.reduce((sum, count) => sum + count, 0);
    print(
      kind,
      sep,
      percent(all, seeds * ks.length),
      ks.map((k, i) => `${String(k)}: ${percent(right[i]!, seeds)}`).join(', '),
    );
  }
await pool.close();
