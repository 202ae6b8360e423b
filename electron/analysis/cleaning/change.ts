import type { DistributionChange } from '../../../shared/contract/cleaning.ts';
import { dateToNumber } from '../../../shared/values.ts';
import { maskText } from '../privacy/mask.ts';
import { areWhole, wholeSteps } from '../stats/bins.ts';
import { type Counted, quantileOf } from './numbers.ts';
import { type CleanColumn, type CleanTable, countsOf } from './table.ts';

/** Bars of a distribution, and values of a category, that are shown. */
const BARS = 20;
const VALUES = 20;

/** How a column's values change from one table to the next; a column that is made has nothing before. */
export function changeOf(before: CleanTable, after: CleanTable, key: number): DistributionChange | null {
  const old = before.columns.find((column) => column.key === key);
  const now = after.columns.find((column) => column.key === key);
  const column = now ?? old;
  if (!column) return null;
  const sides = [sideOf(before, old), sideOf(after, now)] as const;
  const closed = column.personal !== null || column.role === 'personal' || column.type === 'identifier';
  const numeric = !closed && [old, now].some((side) => side?.type === 'number' || side?.type === 'date');
  return {
    column: column.name,
    missing: { before: sides[0].missing, after: sides[1].missing },
    distinct: { before: sides[0].counts.size, after: sides[1].counts.size },
    numeric: numeric ? bars(sides, column.type === 'number') : null,
    values: closed || numeric ? null : valuesOf(sides),
  };
}

interface Side {
  readonly missing: number;
  readonly counts: ReadonlyMap<string | number, number>;
  readonly numbers: Counted;
}

function sideOf(table: CleanTable, column: CleanColumn | undefined): Side {
  const found = new Map<string | number, number>();
  let missing = 0;
  if (column) {
    const counts = countsOf(table, column);
    column.values.forEach((value, code) => {
      if (counts[code] === 0) return;
      if (value === null) missing += counts[code]!;
      else found.set(value, counts[code]!);
    });
  }
  const pairs = [...found]
    .map(([value, n]): [number, number] => [typeof value === 'number' ? value : dateToNumber(value), n])
    .filter(([value]) => !Number.isNaN(value))
    .sort((a, b) => a[0] - b[0]);
  let n = 0;
  const upTo = pairs.map(([, count]) => (n += count));
  return { missing, counts: found, numbers: { values: pairs.map(([value]) => value), upTo, n } };
}

/** @param numbers not dates: whole ones have bars of whole numbers */
function bars([before, after]: readonly [Side, Side], numbers: boolean): DistributionChange['numeric'] {
  const all = [before.numbers, after.numbers].filter(({ n }) => n > 0);
  if (all.length === 0) return null;
  const low = Math.min(...all.map(({ values }) => values[0]!));
  const high = Math.max(...all.map(({ values }) => values.at(-1)!));
  const whole = numbers && high > low && all.every(({ values }) => areWhole(values));
  const steps = whole ? wholeSteps(low, high, BARS) : null;
  const count = steps?.count ?? (low === high ? 1 : BARS);
  const width = steps?.width ?? (high - low) / count;
  const first = steps ? steps.from - 0.5 : low;
  const bins = Array.from({ length: count }, (_, i) => ({
    from: first + i * width,
    to: !steps && i === count - 1 ? high : first + (i + 1) * width,
    before: 0,
    after: 0,
  }));
  for (const [side, counted] of [
    ['before', before.numbers],
    ['after', after.numbers],
  ] as const)
    counted.values.forEach((value, i) => {
      const bin = width === 0 ? 0 : Math.min(count - 1, Math.floor((value - first) / width));
      bins[bin]![side] += counted.upTo[i]! - (counted.upTo[i - 1] ?? 0);
    });
  const pair = (of: (numbers: Counted) => number) => ({
    before: before.numbers.n === 0 ? null : of(before.numbers),
    after: after.numbers.n === 0 ? null : of(after.numbers),
  });
  return {
    bins,
    min: pair(({ values }) => values[0]!),
    max: pair(({ values }) => values.at(-1)!),
    mean: pair(meanOf),
    median: pair((numbers) => quantileOf(numbers, 0.5)),
  };
}

const meanOf = ({ values, upTo, n }: Counted): number =>
  values.reduce((sum, value, i) => sum + value * (upTo[i]! - (upTo[i - 1] ?? 0)), 0) / n;

function valuesOf([before, after]: readonly [Side, Side]): DistributionChange['values'] {
  const names = new Set([...before.counts.keys(), ...after.counts.keys()]);
  return [...names]
    .map((value) => ({
      value: maskText(String(value)),
      before: before.counts.get(value) ?? 0,
      after: after.counts.get(value) ?? 0,
    }))
    .sort(
      (a, b) =>
        Math.abs(b.after - b.before) - Math.abs(a.after - a.before) ||
        b.before + b.after - (a.before + a.after) ||
        (a.value < b.value ? -1 : 1),
    )
    .slice(0, VALUES);
}
