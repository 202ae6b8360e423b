import type { BoxBody, Bucket, Cell, GridBody, Measure, PointsBody, Things } from '../../../shared/contract/explore.ts';
import { PRIVACY_FLOOR, type Said } from '../../../shared/domain.ts';
import { readable, short, type Style, valueSaid } from '../groups/words.ts';

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
/** Residuals smaller than this are what chance gives. */
const UNEXPECTED = 2;

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

/** Rows big enough to speak of; all when none is. */
function speakable(rows: readonly { bucket: Bucket; cell: Cell }[]): { bucket: Bucket; cell: Cell }[] {
  const named = rows.filter(({ bucket, cell }) => bucket.kind !== 'rest' && cell.value !== null && cell.n > 0);
  const enough = named.filter(({ cell }) => cell.n >= PRIVACY_FLOOR);
  return enough.length > 0 ? enough : named;
}

/** The sentence of a grid without columns, and of one with columns. Null when there is nobody. */
export function gridFinding(grid: GridBody, about: About, time: boolean): Said | null {
  if (grid.total.n === 0) return null;
  if (grid.columns.length > 0 && !time) {
    const found = together(grid, about);
    if (found) return found;
  }
  const rows = speakable(grid.rows.map((bucket, i) => ({ bucket, cell: grid.rowTotals[i]! })));
  if (rows.length === 0) return null;
  const order = [...rows].sort((a, b) => b.cell.value! - a.cell.value!);
  if (time) return peak(order[0]!, rows.at(-1)!, about);
  return about.measure ? highest(order, grid.total, about, about.measure) : largest(order, grid.total.n, about);
}

type Row = { bucket: Bucket; cell: Cell };

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

function highest(
  order: readonly Row[],
  total: Cell,
  { x, of, things }: About,
  { name, style }: NonNullable<About['measure']>,
): Said {
  const [first, last] = [order[0]!, order.at(-1)!];
  const values = {
    ...wordsOf(things),
    column: short(x),
    measure: short(name),
    a: namedLabel(first.bucket, short(x)),
    value: valueSaid(first.cell.value!, style),
    n: first.cell.n,
    base: valueSaid(total.value ?? 0, style),
  };
  const ratio = first.cell.value! / last.cell.value!;
  if (of === 'sum') {
    const share = total.value ? first.cell.value! / total.value : 0;
    return { key: share > 0.5 ? 'explore:find.sumMost' : 'explore:find.sum', values: { ...values, share } };
  }
  const told = order.length > 1 && ratio >= TIMES && last.cell.value! > 0 && style.type === 'number';
  const low = { b: namedLabel(last.bucket, short(x)), valueB: valueSaid(last.cell.value!, style) };
  const key = of === 'median' ? 'Median' : 'Mean';
  return told
    ? { key: `explore:find.high${key}Times`, values: { ...values, ...low, times: timesSaid(ratio) } }
    : { key: `explore:find.high${key}`, values: { ...values, ...low } };
}

function peak(top: Row, last: Row, about: About): Said {
  const print = (cell: Cell) =>
    about.measure
      ? valueSaid(cell.value!, about.measure.style)
      : about.of === 'share'
        ? ({ key: 'explore:value.percent', values: { x: cell.value! } } satisfies Said)
        : ({ key: 'explore:value.number', values: { x: cell.n } } satisfies Said);
  const same = top.bucket.key === last.bucket.key;
  const kind = about.measure ? 'Measure' : 'Count';
  return {
    key: `explore:find.peak${kind}${same ? 'Last' : ''}`,
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

/** The pair of categories that is found together most against what independence would give. */
function together(grid: GridBody, about: About): Said | null {
  const names = { x: short(about.x), y: short(about.y ?? '') };
  let best: { i: number; j: number; tone: number } | null = null;
  grid.tones?.forEach((row, i) =>
    row.forEach((tone, j) => {
      const cell = grid.cells[i]![j]!;
      if (tone === null || cell.n < PRIVACY_FLOOR) return;
      if (grid.rows[i]!.kind === 'rest' || grid.columns[j]!.kind === 'rest') return;
      if (!best || tone > best.tone) best = { i, j, tone };
    }),
  );
  const found = best as { i: number; j: number; tone: number } | null;
  if (about.measure) {
    if (!found) return null;
    const cell = grid.cells[found.i]![found.j]!;
    return {
      key: `explore:find.cell${about.of === 'median' ? 'Median' : 'Mean'}`,
      values: {
        ...wordsOf(about.things),
        measure: short(about.measure.name),
        a: namedLabel(grid.rows[found.i]!, names.x),
        b: namedLabel(grid.columns[found.j]!, names.y),
        value: valueSaid(cell.value!, about.measure.style),
        base: valueSaid(grid.total.value ?? 0, about.measure.style),
        n: cell.n,
      },
    };
  }
  if (!found || found.tone < UNEXPECTED) return { key: 'explore:find.apart', values: { ...names, n: grid.total.n } };
  const [row, column] = [grid.rows[found.i]!, grid.columns[found.j]!];
  const count = grid.cells[found.i]![found.j]!.n;
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

/** The sentence of boxes. */
export function boxFinding({ groups }: BoxBody, name: string, style: Style): Said | null {
  const known = groups.filter(({ bucket, box }) => box && bucket.kind !== 'rest');
  const enough = known.filter(({ n }) => n >= PRIVACY_FLOOR);
  const order = [...(enough.length > 1 ? enough : known)].sort((a, b) => b.box!.median - a.box!.median);
  const [first, last] = [order[0], order.at(-1)];
  if (!first || !last) return null;
  const values = {
    column: short(name),
    a: labelOf(first.bucket),
    value: valueSaid(first.box!.median, style),
    n: first.n,
  };
  if (first === last) return { key: 'explore:find.boxOne', values };
  const low = { b: labelOf(last.bucket), valueB: valueSaid(last.box!.median, style), nB: last.n };
  const ratio = first.box!.median / last.box!.median;
  return ratio >= TIMES && last.box!.median > 0 && style.type === 'number'
    ? { key: 'explore:find.boxTimes', values: { ...values, ...low, times: timesSaid(ratio) } }
    : { key: 'explore:find.box', values: { ...values, ...low } };
}

/** The sentence of points. */
export function pointsFinding({ rank, of }: PointsBody, x: string, y: string): Said | null {
  if (!rank) return null;
  const size = Math.abs(rank.value);
  const word = size >= 0.5 ? 'strong' : size >= 0.3 ? 'clear' : size >= 0.1 ? 'slight' : 'none';
  const key = word === 'none' ? 'none' : `${word}${rank.value > 0 ? 'Up' : 'Down'}`;
  return {
    key: `explore:find.rank.${key}`,
    values: { x: short(x), y: short(y), r: readable(Math.round(rank.value * 100) / 100), n: of },
  };
}
