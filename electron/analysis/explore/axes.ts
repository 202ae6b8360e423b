import type { Filter } from '../../../shared/contract/customers.ts';
import type { Bucket, DateStep } from '../../../shared/contract/explore.ts';
import type { Said } from '../../../shared/domain.ts';
import { PROVINCES } from '../../../shared/provinces.ts';
import { numberToDate } from '../../../shared/values.ts';
import { valueSaid } from '../groups/words.ts';
import { periodOf, periodSaid, startOf, type Step, stepFor } from './periods.ts';
import { placeOf } from './places.ts';
import { edge, type Steps, stepsOver } from './ranges.ts';
import { type Axis, DAY, type ExploreColumn } from './types.ts';

/** How an axis is divided. */
export interface AxisOptions {
  /** steps wanted of a number */
  readonly about: number;
  /** categories at most; the rest is one step */
  readonly top: number;
  readonly step: DateStep;
  /** take provinces together whatever way they are written */
  readonly provinces: boolean;
}

/** A condition holds at most this many values. */
const MOST_VALUES = 500;

/** Divide a column into the steps of an axis, over the rows of a mask. */
export function axisOf(column: ExploreColumn, mask: Uint8Array, options: AxisOptions): Axis & { step: Step | null } {
  const { values, axis } = column;
  if (values.kind === 'numeric')
    return axis === 'date'
      ? periodAxis(column, values.values, mask, options.step)
      : { ...rangeAxis(column, values.values, mask, options.about), step: null };
  if (axis === 'segment') return { ...segmentAxis(column, values.codes, mask), step: null };
  if (options.provinces) return { ...placeAxis(column, values.codes, values.levels, mask), step: null };
  return { ...levelAxis(column, values.codes, values.levels, mask, options.top), step: null };
}

function attributeOf(column: ExploreColumn): number {
  return typeof column.field === 'number' ? column.field : 0;
}

const gone = (column: ExploreColumn): Filter[] | null =>
  column.field === 'segment' ? null : [{ kind: 'missing', attribute: column.field, missing: true }];

function rangeAxis(column: ExploreColumn, values: Float64Array, mask: Uint8Array, about: number): Axis {
  const chosen = new Float64Array(values.length);
  let n = 0;
  let missing = 0;
  for (let i = 0; i < values.length; i++) {
    if (mask[i] === 0) continue;
    if (Number.isFinite(values[i]!)) chosen[n++] = values[i]!;
    else missing++;
  }
  const codes = new Int32Array(values.length).fill(-1);
  const done = { column, codes, missing, missingFilters: gone(column) };
  if (n === 0) return { ...done, buckets: [] };
  const steps = stepsOver(chosen.subarray(0, n), about);
  const counts = new Int32Array(steps.count);
  const lows = new Float64Array(steps.count).fill(Infinity);
  const highs = new Float64Array(steps.count).fill(-Infinity);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (mask[i] === 0 || !Number.isFinite(value)) continue;
    const code = Math.max(0, Math.min(steps.count - 1, Math.floor((value - steps.from) / steps.width + 1e-9)));
    codes[i] = code;
    counts[code] = counts[code]! + 1;
    if (value < lows[code]!) lows[code] = value;
    if (value > highs[code]!) highs[code] = value;
  }
  const { min, max } = steps;
  const buckets = Array.from({ length: steps.count }, (_, i): Bucket => {
    const [from, to] = [edge(steps, i), edge(steps, i + 1)];
    return {
      key: String(i),
      label: rangeSaid(column, steps, i, min, max),
      kind: 'range',
      from,
      to,
      n: counts[i]!,
      // the ends that are there: a condition takes in both
      filters:
        counts[i] === 0 ? null : [{ kind: 'range', attribute: attributeOf(column), min: lows[i]!, max: highs[i]! }],
      colour: null,
    };
  });
  return { ...done, buckets };
}

function rangeSaid({ style }: ExploreColumn, steps: Steps, i: number, min: number, max: number): Said | string {
  const [from, to] = [edge(steps, i), edge(steps, i + 1)];
  if (steps.single) return valueSaid(from, style);
  const last = steps.whole ? to - 1 : to;
  // what lies beyond a cut tail
  if (i === 0 && min < from) return { key: 'explore:below', values: { to: valueSaid(to, style) } };
  if (i === steps.count - 1 && max > to) return { key: 'explore:above', values: { from: valueSaid(from, style) } };
  if (last === from) return valueSaid(from, style);
  return { key: 'explore:range', values: { from: valueSaid(from, style), to: valueSaid(last, style) } };
}

function periodAxis(
  column: ExploreColumn,
  days: Float64Array,
  mask: Uint8Array,
  asked: DateStep,
): Axis & { step: Step | null } {
  let [low, high, missing] = [Infinity, -Infinity, 0];
  for (let i = 0; i < days.length; i++) {
    if (mask[i] === 0) continue;
    const day = days[i]!;
    if (Number.isNaN(day)) missing++;
    else {
      if (day < low) low = day;
      if (day > high) high = day;
    }
  }
  const codes = new Int32Array(days.length).fill(-1);
  const done = { column, codes, missing, missingFilters: gone(column) };
  if (low > high) return { ...done, buckets: [], step: null };
  const step = stepFor(asked, Math.floor(low), Math.floor(high));
  const first = periodOf(low, step);
  const length = periodOf(high, step) - first + 1;
  const counts = new Int32Array(length);
  const known = new Map<number, number>();
  for (let i = 0; i < days.length; i++) {
    if (mask[i] === 0 || Number.isNaN(days[i]!)) continue;
    const day = Math.floor(days[i]!);
    let code = known.get(day);
    if (code === undefined) known.set(day, (code = periodOf(day, step) - first));
    codes[i] = code;
    counts[code] = counts[code]! + 1;
  }
  const buckets = Array.from({ length }, (_, i): Bucket => {
    const [from, to] = [startOf(first + i, step), startOf(first + i + 1, step)];
    return {
      key: String(first + i),
      label: periodSaid(first + i, step),
      kind: 'period',
      from: from * DAY,
      to: to * DAY,
      n: counts[i]!,
      filters: [
        {
          kind: 'range',
          attribute: attributeOf(column),
          min: numberToDate(from * DAY),
          max: numberToDate((to - 1) * DAY),
        },
      ],
      colour: null,
    };
  });
  return { ...done, buckets, step };
}

/** How a stored category reads. */
export function levelLabel({ style }: ExploreColumn, level: string): Said | string {
  return style.type === 'boolean' ? { key: level === '1' ? 'explore:yes' : 'explore:no' } : level;
}

const stored = ({ style }: ExploreColumn, level: string): string | number =>
  style.type === 'boolean' ? Number(level) : level;

function counted(codes: Int32Array, levels: number, mask: Uint8Array): { counts: Int32Array; missing: number } {
  const counts = new Int32Array(levels);
  let missing = 0;
  for (let i = 0; i < codes.length; i++) {
    if (mask[i] === 0) continue;
    if (codes[i]! < 0) missing++;
    else counts[codes[i]!] = counts[codes[i]!]! + 1;
  }
  return { counts, missing };
}

/** Codes moved to the steps of an axis; rows outside the mask have none. */
function moved(codes: Int32Array, place: Int32Array, mask: Uint8Array): Int32Array {
  const out = new Int32Array(codes.length).fill(-1);
  for (let i = 0; i < codes.length; i++) if (mask[i] === 1 && codes[i]! >= 0) out[i] = place[codes[i]!]!;
  return out;
}

function levelAxis(
  column: ExploreColumn,
  codes: Int32Array,
  levels: readonly string[],
  mask: Uint8Array,
  top: number,
): Axis {
  const { counts, missing } = counted(codes, levels.length, mask);
  const used = levels.map((_, i) => i).filter((i) => counts[i]! > 0);
  const byCount = [...used].sort((a, b) => counts[b]! - counts[a]! || a - b);
  // one category more than fits is not worth a rest of one
  const kept = byCount.length <= top + 1 ? byCount : byCount.slice(0, top);
  const order = column.ordered ? [...kept].sort((a, b) => a - b) : kept;
  const rest = byCount.slice(kept.length);
  const place = new Int32Array(levels.length).fill(-1);
  order.forEach((level, i) => (place[level] = i));
  for (const level of rest) place[level] = order.length;
  const attribute = attributeOf(column);
  const buckets: Bucket[] = order.map((level) => ({
    key: levels[level]!,
    label: levelLabel(column, levels[level]!),
    kind: 'level',
    from: null,
    to: null,
    n: counts[level]!,
    filters: [{ kind: 'values', attribute, values: [stored(column, levels[level]!)] }],
    colour: null,
  }));
  if (rest.length > 0)
    buckets.push({
      key: '',
      label: { key: 'explore:rest', values: { n: rest.length } },
      kind: 'rest',
      from: null,
      to: null,
      n: rest.reduce((sum, level) => sum + counts[level]!, 0),
      filters:
        rest.length <= MOST_VALUES
          ? [{ kind: 'values', attribute, values: rest.map((level) => stored(column, levels[level]!)) }]
          : null,
      colour: null,
    });
  return { column, buckets, codes: moved(codes, place, mask), missing, missingFilters: gone(column) };
}

function placeAxis(column: ExploreColumn, codes: Int32Array, levels: readonly string[], mask: Uint8Array): Axis {
  const { counts, missing } = counted(codes, levels.length, mask);
  const found = new Map<string, number[]>();
  const strange: number[] = [];
  levels.forEach((level, i) => {
    if (counts[i] === 0) return;
    const code = placeOf(level)?.code;
    if (code === undefined) strange.push(i);
    else found.set(code, [...(found.get(code) ?? []), i]);
  });
  const attribute = attributeOf(column);
  const place = new Int32Array(levels.length).fill(-1);
  const groups = PROVINCES.flatMap(({ code }) => {
    const list = found.get(code);
    return list ? [{ key: code, label: { key: `explore:province.${code}` }, list }] : [];
  });
  const all = [
    ...groups.map((group) => ({ ...group, kind: 'province' as const })),
    ...(strange.length > 0
      ? [
          {
            key: '',
            label: { key: 'explore:noPlace', values: { n: strange.length } },
            list: strange,
            kind: 'rest' as const,
          },
        ]
      : []),
  ];
  const buckets = all.map(({ key, label, list, kind }, at): Bucket => {
    for (const level of list) place[level] = at;
    return {
      key,
      label,
      kind,
      from: null,
      to: null,
      n: list.reduce((sum, level) => sum + counts[level]!, 0),
      filters:
        list.length <= MOST_VALUES
          ? [{ kind: 'values', attribute, values: list.map((level) => levels[level]!) }]
          : null,
      colour: null,
    };
  });
  return { column, buckets, codes: moved(codes, place, mask), missing, missingFilters: gone(column) };
}

function segmentAxis(column: ExploreColumn, codes: Int32Array, mask: Uint8Array): Axis {
  const segments = column.segments ?? [];
  const clusters = Math.max(0, ...segments.flatMap((segment) => segment.clusters)) + 1;
  const place = new Int32Array(Math.max(clusters, 256)).fill(-1);
  segments.forEach((segment, i) => {
    for (const cluster of segment.clusters) place[cluster] = i;
  });
  const steps = moved(codes, place, mask);
  const counts = new Int32Array(segments.length);
  let missing = 0;
  for (let i = 0; i < steps.length; i++) {
    if (mask[i] === 0) continue;
    if (steps[i]! < 0) missing++;
    else counts[steps[i]!] = counts[steps[i]!]! + 1;
  }
  return {
    column,
    codes: steps,
    missing,
    missingFilters: null,
    buckets: segments.map(({ segment, label, colour }, i) => ({
      key: String(segment),
      label,
      kind: 'level',
      from: null,
      to: null,
      n: counts[i]!,
      filters: [{ kind: 'segments', segments: [segment] }],
      colour,
    })),
  };
}
