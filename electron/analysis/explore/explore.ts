import type {
  ChartKind,
  ExploreField,
  ExploreResult,
  ExploreSpec,
  GridBody,
  Measure,
  Things,
} from '../../../shared/contract/explore.ts';
import { POINTS } from '../../../shared/contract/explore.ts';
import type { Said } from '../../../shared/domain.ts';
import { axisOf } from './axes.ts';
import { boxesOf } from './boxes.ts';
import { chartsFor } from './choose.ts';
import {
  type About,
  boxFinding,
  gridFinding,
  nameable,
  nameableBoxes,
  pointsFinding,
  spreadFinding,
} from './findings.ts';
import { byValue, cellCodes, gridOf, reordered } from './grid.ts';
import { maskOf } from './mask.ts';
import { comparedBy, type Outstanding, outstandingGroups } from './outstanding.ts';
import type { Step } from './periods.ts';
import { pointsOf } from './points.ts';
import { medianOf, quantileOf } from './select.ts';
import { type Axis, DAY, type ExploreColumn } from './types.ts';

/** Steps of a histogram, and of a number that divides something else. */
const FINE = 20;
const COARSE = 6;
/** Series beside each other, before the rest is one. */
const SERIES = 7;

/** Everything a chart is made from. */
export interface ExploreInput {
  readonly spec: ExploreSpec;
  /** customer ids of the rows, rising */
  readonly ids: Int32Array;
  /** every column the view and its conditions name */
  readonly columns: ReadonlyMap<ExploreField, ExploreColumn>;
  /** what a row is */
  readonly things: Things;
}

/** What was settled about a view before it is counted. */
interface Plan {
  readonly spec: ExploreSpec;
  readonly chart: ChartKind;
  readonly why: Said;
  readonly charts: readonly ChartKind[];
  readonly x: ExploreColumn;
  readonly y: ExploreColumn | null;
  readonly split: ExploreColumn | null;
  readonly of: Measure['of'];
  readonly measured: ExploreColumn | null;
  readonly things: Things;
}

/**
 * Draw up a chart: choose it by the types, count, and say what the numbers say. Rows without a value on an axis are left
 * out and counted as missing.
 */
export function explore(input: ExploreInput): ExploreResult {
  const plan = planOf(input);
  const { mask, count } = maskOf(input.spec.filters, input.ids, input.columns);
  const common = {
    chart: plan.chart,
    why: plan.why,
    charts: [...plan.charts],
    things: input.things,
    inView: count,
    total: input.ids.length,
  };
  if (plan.chart === 'scatter') return { ...common, ...scatter(plan, mask, input.ids) };
  if (plan.chart === 'box') return { ...common, ...boxes(plan, mask) };
  return { ...common, ...grid(plan, mask) };
}

type Drawn = Omit<ExploreResult, 'chart' | 'why' | 'charts' | 'things' | 'inView' | 'total'>;

function planOf({ spec, columns, things }: ExploreInput): Plan {
  const need = (field: ExploreField): ExploreColumn => {
    const column = columns.get(field);
    if (!column) throw new Error(`no column for ${field}`);
    return column;
  };
  const [x, y, split] = [
    need(spec.x),
    spec.y === null ? null : need(spec.y),
    spec.split === null || spec.y !== null ? null : need(spec.split),
  ];
  const colour = spec.split === null ? null : need(spec.split);
  const choice = chartsFor({ x: x.axis, y: y?.axis ?? null, split: split?.axis ?? null, of: spec.measure.of });
  const chart = spec.chart !== 'auto' && choice.charts.includes(spec.chart) ? spec.chart : choice.charts[0]!;
  const chosen = chart !== choice.charts[0];
  // a line of a number over time is its mean, unless something else is measured
  const dated = x.axis === 'date' ? y : y?.axis === 'date' ? x : null;
  const asked = spec.measure.attribute === null ? null : need(spec.measure.attribute);
  const line = chart === 'line' && dated !== null && dated.axis === 'number' && spec.measure.of === 'count';
  return {
    spec,
    things,
    chart,
    why: chosen ? { key: 'explore:why.chosen' } : choice.why,
    charts: choice.charts,
    x,
    y,
    split: colour,
    of: line ? 'mean' : asked || spec.measure.of === 'count' || spec.measure.of === 'share' ? spec.measure.of : 'count',
    measured: line ? dated : spec.measure.of === 'count' || spec.measure.of === 'share' ? null : asked,
  };
}

const isNumber = (column: ExploreColumn | null): column is ExploreColumn => column?.axis === 'number';

function valuesOf(column: ExploreColumn): Float64Array {
  if (column.values.kind !== 'numeric') throw new Error('a measure needs numbers');
  return column.values.values;
}

function scatter(plan: Plan, mask: Uint8Array, ids: Int32Array): Drawn {
  const y = plan.y!;
  const split = plan.split
    ? axisOf(plan.split, mask, { about: 5, top: SERIES, step: plan.spec.step, provinces: false })
    : null;
  const body = pointsOf(plan.x, y, split, mask, ids);
  return {
    finding: pointsFinding(body, plan.x.name, y.name),
    n: body.of,
    missing: [plan.x, y].map((column) => missingOf(column, mask)).filter(({ n }) => n > 0),
    estimated: body.of > POINTS ? body.x.length : null,
    step: null,
    body,
  };
}

function missingOf(column: ExploreColumn, mask: Uint8Array): ExploreResult['missing'][number] {
  const { values, field } = column;
  let n = 0;
  for (let i = 0; i < mask.length; i++)
    if (mask[i] === 1 && (values.kind === 'coded' ? values.codes[i]! < 0 : Number.isNaN(values.values[i]!))) n++;
  return { field, n, filters: field === 'segment' ? null : [{ kind: 'missing', attribute: field, missing: true }] };
}

/** One number by the steps of something else; alone: one box for all. */
function boxes(plan: Plan, mask: Uint8Array): Drawn {
  const other = plan.y ?? plan.split;
  const number = isNumber(plan.x) ? plan.x : plan.y!;
  const by = number === plan.x ? other : plan.x;
  const values = valuesOf(number);
  const axis = by
    ? axisOf(by, mask, { about: COARSE, top: plan.spec.top, step: plan.spec.step, provinces: false })
    : everyone(number, mask);
  const body = boxesOf(axis, values, Number(number.field), 1);
  const finding = boxSentence(body, axis.codes, values, number);
  if (
    plan.spec.sort === 'value' &&
    !axis.column.ordered &&
    axis.column.axis !== 'date' &&
    axis.column.axis !== 'number'
  )
    body.groups.sort(
      (a, b) =>
        Number(a.bucket.kind === 'rest') - Number(b.bucket.kind === 'rest') ||
        (b.box?.median ?? -Infinity) - (a.box?.median ?? -Infinity),
    );
  return {
    finding,
    n: body.groups.reduce((sum, group) => sum + group.n, 0),
    missing: [...(by ? [by] : []), number].map((column) => missingOf(column, mask)).filter(({ n }) => n > 0),
    estimated: null,
    step: 'step' in axis ? axis.step : null,
    body,
  };
}

function boxSentence(
  body: ReturnType<typeof boxesOf>,
  codes: Int32Array,
  values: Float64Array,
  { name, style }: ExploreColumn,
): Said | null {
  const asked = nameableBoxes(body);
  const standing =
    asked.length > 1 ? outstandingGroups(codes, values, body.groups.length, asked, 'median') : { above: [], below: [] };
  const known = values.filter((value, i) => codes[i]! >= 0 && !Number.isNaN(value));
  return boxFinding(body, name, style, medianOf(known), standing);
}

function everyone(column: ExploreColumn, mask: Uint8Array): Axis & { step: Step | null } {
  const codes = Int32Array.from(mask, (inside) => inside - 1);
  const n = mask.reduce((sum, inside) => sum + inside, 0);
  return {
    column,
    codes,
    missing: 0,
    missingFilters: null,
    step: null,
    buckets: [
      {
        key: 'all',
        label: { key: 'explore:everyone' },
        kind: 'level',
        from: null,
        to: null,
        n,
        filters: [],
        colour: null,
      },
    ],
  };
}

function grid(plan: Plan, mask: Uint8Array): Drawn {
  const { chart, spec } = plan;
  const [across, other] = axesOf(plan);
  const fine = chart === 'histogram' ? FINE : COARSE + 2;
  const rows = axisOf(across, mask, { about: fine, top: spec.top, step: spec.step, provinces: chart === 'map' });
  const columns =
    other === null
      ? null
      : axisOf(other, mask, {
          about: COARSE,
          top: chart === 'heat' || chart === 'pivot' ? spec.top : SERIES,
          step: spec.step,
          provinces: false,
        });
  const values = plan.measured ? valuesOf(plan.measured) : null;
  let body = gridOf({ rows, columns, of: plan.of, values });
  const finding = sentenceOf(plan, { body, rows, columns, values }, across, other);
  const sorted = spec.sort === 'value' && rows.column.axis !== 'number' && rows.column.axis !== 'date';
  if (sorted && !rows.column.ordered && chart !== 'map') body = reordered(body, byValue(body));
  if (spec.sort === 'label') body = byLabel(body, rows);
  const missing = [across, ...(other ? [other] : []), ...(plan.measured ? [plan.measured] : [])];
  return {
    finding,
    n: body.total.n,
    missing: missing.map((column) => missingOf(column, mask)).filter(({ n }) => n > 0),
    estimated: null,
    step: rows.step ?? columns?.step ?? null,
    body,
  };
}

function axesOf({ chart, x, y, split, measured }: Plan): [ExploreColumn, ExploreColumn | null] {
  const other = y ?? split;
  if (chart === 'bars' || chart === 'map') return [x, null];
  if (chart === 'line') {
    const [time, series] = x.axis === 'date' ? [x, other] : [y!, x];
    return [time, series === measured ? split : series];
  }
  if (chart === 'stacked' && other?.axis === 'date') return [other, x];
  // the number is what is spread out
  if (chart === 'histogram' && other && x.axis !== 'number') return [other, x];
  return [x, other];
}

function byLabel(body: GridBody, { column }: Axis): GridBody {
  if (column.axis === 'number' || column.axis === 'date' || column.ordered) return body;
  const text = (i: number) => body.rows[i]!.key;
  const last = (i: number) => Number(body.rows[i]!.kind === 'rest');
  const order = body.rows.map((_, i) => i).sort((a, b) => last(a) - last(b) || (text(a) < text(b) ? -1 : 1));
  return reordered(body, order);
}

/** A grid as it was counted, before its rows are put in another order. */
interface Counted {
  readonly body: GridBody;
  readonly rows: Axis;
  readonly columns: Axis | null;
  /** what was measured */
  readonly values: Float64Array | null;
}

function sentenceOf(plan: Plan, counted: Counted, across: ExploreColumn, other: ExploreColumn | null): Said | null {
  const { body, rows } = counted;
  if (plan.chart === 'histogram' && !plan.measured && across.values.kind === 'numeric' && body.total.n > 0) {
    const { codes } = rows;
    const known = across.values.values.filter((_, i) => codes[i]! >= 0);
    const scale = across.axis === 'date' ? DAY : 1;
    const at = (p: number) => quantileOf(known, p) * scale;
    return spreadFinding(body.total.n, [at(0.25), at(0.5), at(0.75)], across.name, across.style, plan.things);
  }
  const about: About = {
    x: across.name,
    y: other?.name ?? null,
    things: plan.things,
    of: plan.of,
    measure: plan.measured && { name: plan.measured.name, style: plan.measured.style },
  };
  const time = plan.chart === 'line';
  return gridFinding(body, about, time, standingOf(plan.of, counted, time));
}

/** What stands out of a measure, by rows or, with columns that are no series over time, by cells. */
function standingOf(of: Measure['of'], { body, rows, columns, values }: Counted, time: boolean): Outstanding | null {
  if (!values || !comparedBy(of)) return null;
  const cells = columns !== null && !time;
  const codes = cellCodes(rows.codes, columns?.codes ?? null, body.columns.length);
  const width = columns === null ? 1 : body.columns.length;
  const groups = cells ? codes : codes.map((code) => (code < 0 ? -1 : Math.floor(code / width)));
  return outstandingGroups(groups, values, body.rows.length * (cells ? width : 1), nameable(body, time), of);
}
