import {
  type BoxBody,
  type Bucket,
  type Cell,
  type GridBody,
  type Measure,
  POINTS,
  type PointsBody,
  type Things,
} from '../../../shared/contract/explore.ts';
import { PRIVACY_FLOOR, type Said } from '../../../shared/domain.ts';
import { readable } from '../../../shared/print.ts';
import { short, type Style, valueSaid } from '../groups/words.ts';
import { rankCorrelationP } from '../stats/ranks.ts';
import { type Outstanding, outstandingPair, SURE } from './outstanding.ts';

/** What the sentences are about. */
export interface About {
  readonly x: string;
  readonly y: string | null;
  readonly things: Things;
  readonly of: Measure['of'];
  /** the measured attribute */
  readonly measure: { readonly name: string; readonly style: Style } | null;
}

/** What is counted: after a number, and as a name of its own. */
const wordsOf = (things: Things) => ({
  things: { key: `explore:things.${things}` },
  who: { key: `explore:who.${things}` },
});

/** From here on a ratio is told as such. */
const TIMES = 1.8;
const labelOf = ({ label }: Bucket): Said | string => (typeof label === 'string' ? short(label) : label);

/** “Yes” and “0–10” say nothing without the name of their attribute. */
const namedLabel = (bucket: Bucket, name: string): Said | string =>
  bucket.kind === 'range' || (typeof bucket.label !== 'string' && /^explore:(yes|no)$/.test(bucket.label.key))
    ? { key: 'explore:named', values: { name, label: labelOf(bucket) } }
    : labelOf(bucket);

/** “Twice”, or a number of times. */
function timesSaid(ratio: number): Said {
  if (Math.abs(ratio - 2) < 0.1) return { key: 'explore:times.twice' };
  const x = ratio >= 10 ? Math.round(ratio) : Math.round(ratio * 10) / 10;
  return { key: 'explore:times.n', values: { x } };
}

type Row = { at: number; bucket: Bucket; cell: Cell };

/** Rows big enough to speak of; all when none is. */
function speakable(rows: readonly Row[]): readonly Row[] {
  const named = rows.filter(({ bucket, cell }) => bucket.kind !== 'rest' && cell.value !== null && cell.n > 0);
  const enough = named.filter(({ cell }) => cell.n >= PRIVACY_FLOOR);
  return enough.length > 0 ? enough : named;
}

const rowsOf = (grid: GridBody): readonly Row[] =>
  speakable(grid.rows.map((bucket, at) => ({ at, bucket, cell: grid.rowTotals[at]! })));

const cellsOf = (grid: GridBody): readonly (Row & { other: Bucket })[] =>
  grid.cells.flatMap((cells, i) =>
    cells.flatMap((cell, j) => {
      const [bucket, other] = [grid.rows[i]!, grid.columns[j]!];
      const told = cell.n >= PRIVACY_FLOOR && bucket.kind !== 'rest' && other.kind !== 'rest' && cell.value !== null;
      return told ? [{ at: i * cells.length + j, bucket, other, cell }] : [];
    }),
  );

/** The groups that a sentence about a grid may name: its rows, or with columns that are no series over time its cells. */
export const nameable = (grid: GridBody, time: boolean): number[] =>
  (grid.columns.length > 0 && !time ? cellsOf(grid) : rowsOf(grid)).map(({ at }) => at);

/**
 * The sentence of a grid without columns, and of one with columns. Null when there is nobody.
 * @param standing of the groups of {@link nameable}, where means or medians are measured
 */
export function gridFinding(grid: GridBody, about: About, time: boolean, standing: Outstanding | null): Said | null {
  if (grid.total.n === 0) return null;
  if (grid.columns.length > 0 && !time) {
    if (about.measure === null) return together(grid, about);
    if (standing) return cellFinding(grid, about, about.measure, standing);
  }
  const rows = rowsOf(grid);
  if (rows.length === 0) return null;
  const order = [...rows].sort((a, b) => b.cell.value! - a.cell.value!);
  if (time) return peak(order[0]!, rows.at(-1)!, about, standing);
  return about.measure
    ? highest(order, grid.total, about, about.measure, standing)
    : largest(order, grid.total.n, about);
}

function largest(order: readonly Row[], n: number, { x, things }: About): Said {
  const [first, second] = order;
  const share = first!.cell.n / n;
  const values = { ...wordsOf(things), column: short(x), a: labelOf(first!.bucket), share, n, count: first!.cell.n };
  if (!second) return { key: 'explore:find.only', values };
  const rest = { ...values, b: labelOf(second.bucket), second: second.cell.n, shareB: second.cell.n / n };
  if (share > 0.5) return { key: 'explore:find.most', values };
  const ratio = first!.cell.n / Math.max(1, second.cell.n);
  if (ratio >= TIMES) return { key: 'explore:find.times', values: { ...rest, times: timesSaid(ratio) } };
  return { key: 'explore:find.largest', values: rest };
}

/** Which sentence tells what stands out among rows from the highest to the lowest, and of which row. */
function outstanding(
  order: readonly Row[],
  { above, below }: Outstanding,
): { word: 'high' | 'above' | 'below'; row: Row; surely: boolean } | null {
  const first = order[0];
  const high = order.find(({ at }) => above.includes(at));
  // a group that is the highest of all is told as that only where it surely stands out itself
  if (high) return { word: high === first ? 'high' : 'above', row: high, surely: below.includes(order.at(-1)!.at) };
  const low = order.findLast(({ at }) => below.includes(at));
  return low ? { word: 'below', row: low, surely: false } : null;
}

function highest(
  order: readonly Row[],
  total: Cell,
  { x, of, things }: About,
  { name, style }: NonNullable<About['measure']>,
  standing: Outstanding | null,
): Said {
  const found = standing && outstanding(order, standing);
  const [first, last] = [found?.row ?? order[0]!, order.at(-1)!];
  const values = {
    ...wordsOf(things),
    column: short(x),
    measure: short(name),
    a: namedLabel(first.bucket, short(x)),
    value: valueSaid(first.cell.value!, style),
    n: first.cell.n,
    base: valueSaid(total.value ?? 0, style),
  };
  if (of === 'sum') {
    const share = total.value ? first.cell.value! / total.value : 0;
    const rows = total.n === 0 ? 0 : first.cell.n / total.n;
    return { key: share > 0.5 ? 'explore:find.sumMost' : 'explore:find.sum', values: { ...values, share, rows } };
  }
  const kind = of === 'median' ? 'Median' : 'Mean';
  if (order.length === 1) return { key: `explore:find.only${kind}`, values };
  if (!found) return { key: `explore:find.alike${kind}`, values: { ...values, n: total.n } };
  const ratio = first.cell.value! / last.cell.value!;
  const told = found.word === 'high' && found.surely && ratio >= TIMES && last.cell.value! > 0;
  if (!told || style.type !== 'number') return { key: `explore:find.${found.word}${kind}`, values };
  const low = { b: namedLabel(last.bucket, short(x)), valueB: valueSaid(last.cell.value!, style) };
  return { key: `explore:find.high${kind}Times`, values: { ...values, ...low, times: timesSaid(ratio) } };
}

function peak(top: Row, last: Row, about: About, standing: Outstanding | null): Said {
  const print = (cell: Cell) =>
    about.measure
      ? valueSaid(cell.value!, about.measure.style)
      : about.of === 'share'
        ? ({ key: 'explore:value.percent', values: { x: cell.value! } } satisfies Said)
        : ({ key: 'explore:value.number', values: { x: cell.n } } satisfies Said);
  const same = top.bucket.key === last.bucket.key;
  const kind = about.measure ? 'Measure' : 'Count';
  const key =
    standing && !standing.above.includes(top.at)
      ? 'explore:find.peakAlike'
      : `explore:find.peak${kind}${same ? 'Last' : ''}`;
  return {
    key,
    values: {
      ...wordsOf(about.things),
      period: labelOf(top.bucket),
      value: print(top.cell),
      last: labelOf(last.bucket),
      lastValue: print(last.cell),
      measure: about.measure ? short(about.measure.name) : '',
      of: { key: `explore:measure.${about.of}` },
    },
  };
}

/** The cell of two attributes whose values stand out furthest above the others. */
function cellFinding(
  grid: GridBody,
  about: About,
  { name, style }: NonNullable<About['measure']>,
  { above }: Outstanding,
): Said {
  const names = { x: short(about.x), y: short(about.y ?? '') };
  const kind = about.of === 'median' ? 'Median' : 'Mean';
  const base = valueSaid(grid.total.value ?? 0, style);
  const order = cellsOf(grid).toSorted((a, b) => b.cell.value! - a.cell.value!);
  const found = order.find(({ at }) => above.includes(at));
  const values = { ...wordsOf(about.things), ...names, measure: short(name), base };
  if (!found) return { key: `explore:find.alikeCells${kind}`, values: { ...values, n: grid.total.n } };
  return {
    key: `explore:find.cell${found === order[0] ? '' : 'Above'}${kind}`,
    values: {
      ...values,
      a: namedLabel(found.bucket, names.x),
      b: namedLabel(found.other, names.y),
      value: valueSaid(found.cell.value!, style),
      n: found.cell.n,
    },
  };
}

/** The pair of categories that is found together most against what independence would give. */
function together(grid: GridBody, about: About): Said {
  const names = { x: short(about.x), y: short(about.y ?? '') };
  const found = outstandingPair(grid);
  if (!found) return { key: 'explore:find.apart', values: { ...names, n: grid.total.n } };
  const [row, column] = [grid.rows[found.row]!, grid.columns[found.column]!];
  const count = grid.cells[found.row]![found.column]!.n;
  const share = count / row.n;
  const base = column.n / grid.total.n;
  const values = {
    ...names,
    a: namedLabel(row, names.x),
    b: namedLabel(column, names.y),
    share,
    base,
    n: row.n,
    count,
  };
  return share / base >= TIMES
    ? { key: 'explore:find.togetherTimes', values: { ...values, times: timesSaid(share / base) } }
    : { key: 'explore:find.together', values };
}

/** The sentence of a distribution. @param quartiles of the values drawn */
export function spreadFinding(
  n: number,
  quartiles: readonly [number, number, number],
  name: string,
  style: Style,
  things: Things,
): Said {
  const [low, middle, high] = quartiles.map((value) => valueSaid(value, style));
  return {
    key: 'explore:find.spread',
    values: { ...wordsOf(things), column: short(name), n, low: low!, middle: middle!, high: high! },
  };
}

/** The groups that a sentence about boxes may name. */
export function nameableBoxes({ groups }: BoxBody): number[] {
  const known = groups.flatMap(({ bucket, box, n }, at) => (box && bucket.kind !== 'rest' ? [{ at, n }] : []));
  const enough = known.filter(({ n }) => n >= PRIVACY_FLOOR);
  return (enough.length > 1 ? enough : known).map(({ at }) => at);
}

/** The sentence of boxes. @param middle of all values @param standing of the groups of {@link nameableBoxes} */
export function boxFinding(
  body: BoxBody,
  name: string,
  style: Style,
  middle: number,
  standing: Outstanding,
): Said | null {
  const order = nameableBoxes(body)
    .map((at): Row => {
      const { bucket, n, box } = body.groups[at]!;
      return { at, bucket, cell: { n, value: box!.median, interval: null } };
    })
    .sort((a, b) => b.cell.value! - a.cell.value!);
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last) return null;
  const told = (row: Row) => valueSaid(row.cell.value!, style);
  const values = { column: short(name), a: labelOf(first.bucket), value: told(first), n: first.cell.n };
  if (first === last) return { key: 'explore:find.boxOne', values };
  const found = outstanding(order, standing);
  const base = valueSaid(middle, style);
  if (!found || first.cell.value === last.cell.value)
    return { key: 'explore:find.boxAlike', values: { column: values.column, base } };
  const low = { b: labelOf(last.bucket), valueB: told(last), nB: last.cell.n };
  const ratio = first.cell.value! / last.cell.value!;
  if (found.word === 'high')
    return found.surely && ratio >= TIMES && last.cell.value! > 0 && style.type === 'number'
      ? { key: 'explore:find.boxTimes', values: { ...values, ...low, times: timesSaid(ratio) } }
      : { key: 'explore:find.box', values: { ...values, ...low } };
  const row = found.row;
  return {
    key: `explore:find.box${found.word === 'above' ? 'Above' : 'Below'}`,
    values: { ...values, a: labelOf(row.bucket), value: told(row), n: row.cell.n, base },
  };
}

/** A rank correlation nearer 0 is told as none: "small" of Cohen 1988, ch. 3. */
const LEAST_RANK = 0.1;

/** The sentence of points. */
export function pointsFinding({ rank, of }: PointsBody, x: string, y: string): Said | null {
  if (!rank) return null;
  const size = Math.abs(rank.value);
  const word = size >= 0.5 ? 'strong' : size >= 0.3 ? 'clear' : size >= LEAST_RANK ? 'slight' : 'none';
  // of more points the correlation is that of a sample
  const sure = rankCorrelationP(rank.value, Math.min(of, POINTS)) <= SURE;
  const key = word === 'none' ? 'none' : sure ? `${word}${rank.value > 0 ? 'Up' : 'Down'}` : 'unsure';
  return {
    key: `explore:find.rank.${key}`,
    values: { x: short(x), y: short(y), r: readable(Math.round(rank.value * 100) / 100), n: of },
  };
}
