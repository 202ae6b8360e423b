import { findGroups } from '../../electron/analysis/separation/find.ts';
import { seeded } from '../../electron/analysis/random.ts';
import { kinds, planted, type Table, withoutGroups } from './tables.ts';

/**
 * How often groups are told where there are none, and found where there are: `npm run verdicts -- 50` (seeds a cell). Prints a
 * table for docs/VERDICTS.md.
 */
const seeds = Number(process.argv[2] ?? 50);
const answer = ({ x, n, d, of }: Table) => findGroups(x, n, d, of);
const percent = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)} %`;
const print = (...cells: (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);

print('without groups', 'n', 'told as groups', 'k');
print('---', '---', '---', '---');
let told = 0;
let tables = 0;
for (const [kind, make] of Object.entries(withoutGroups))
  for (const n of [300, 2000]) {
    const ks: number[] = [];
    for (let seed = 0; seed < seeds; seed++) ks.push(answer(make(n, seeded(seed, 77))).k);
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
    const right = ks.map((k) => {
      let count = 0;
      for (let seed = 0; seed < seeds; seed++)
        if (answer(planted(1000, { sep, k, kind }, seeded(seed, k, 9))).k === k) count++;
      return count;
    });
    const all = right.reduce((sum, count) => sum + count, 0);
    print(
      kind,
      sep,
      percent(all, seeds * ks.length),
      ks.map((k, i) => `${String(k)}: ${percent(right[i]!, seeds)}`).join(', '),
    );
  }
