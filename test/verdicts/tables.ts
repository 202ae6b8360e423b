import type { Random } from '../../electron/analysis/random.ts';

/** A made-up table as a matrix of features: row-major n x d, and the attribute of each column. */
export interface Table {
  readonly x: Float64Array;
  readonly n: number;
  readonly d: number;
  readonly of: readonly number[];
}

type Column = { readonly levels: number; readonly values: Float64Array };

const measured = (n: number, value: (i: number) => number): Column => ({
  levels: 0,
  values: Float64Array.from({ length: n }, (_, i) => value(i)),
});
const category = (n: number, levels: number, value: (i: number) => number): Column => ({
  levels,
  values: Float64Array.from({ length: n }, (_, i) => value(i)),
});

/** Categories become a column a level, as features do. */
function tableOf(columns: readonly Column[], n: number): Table {
  const of: number[] = [];
  const parts: Float64Array[] = [];
  columns.forEach(({ levels, values }, attribute) => {
    const own =
      levels > 2 ? Array.from({ length: levels }, (_, l) => values.map((v) => (v === l ? Math.SQRT1_2 : 0))) : [values];
    for (const part of own) {
      of.push(attribute);
      parts.push(part);
    }
  });
  const d = parts.length;
  const x = new Float64Array(n * d);
  parts.forEach((part, t) => {
    for (let i = 0; i < n; i++) x[i * d + t] = part[i]!;
  });
  return { x, n, d, of };
}

/** Numbers with mean 0 and variance 1, as features have them; levels as they are. */
export function asFeatures({ x: raw, n, d, of }: Table): Table {
  const x = raw.slice();
  for (let t = 0; t < d; t++) {
    if (of.filter((attribute) => attribute === of[t]).length > 1) continue;
    let mean = 0;
    for (let i = 0; i < n; i++) mean += x[i * d + t]! / n;
    let variance = 0;
    for (let i = 0; i < n; i++) variance += (x[i * d + t]! - mean) ** 2 / n;
    for (let i = 0; i < n; i++) x[i * d + t] = (x[i * d + t]! - mean) / (Math.sqrt(variance) || 1);
  }
  return { x, n, d, of };
}

function poisson(random: Random, mean: number): number {
  let k = 0;
  let p = Math.exp(-mean);
  let sum = p;
  for (const u = random.next(); u > sum && k < 500; sum += p) p *= mean / ++k;
  return k;
}

const times = (count: number, make: (t: number) => Column): Column[] =>
  Array.from({ length: count }, (_, t) => make(t));
const hidden = (n: number, value: () => number): Float64Array => Float64Array.from({ length: n }, () => value());

type Maker = (n: number, random: Random) => Table;
const make =
  (columns: (n: number, random: Random) => Column[]): Maker =>
  (n, random) =>
    tableOf(columns(n, random), n);

/** Tables without groups, of the shapes that shops, surveys and measurements have. */
export const withoutGroups: Record<string, Maker> = {
  uniform: make((n, r) => times(5, () => measured(n, () => r.next()))),
  Gaussian: make((n, r) => times(6, () => measured(n, () => r.normal()))),
  correlated: make((n, r) => {
    const factor = hidden(n, () => r.normal());
    return times(6, () => measured(n, (i) => 0.8 * factor[i]! + 0.6 * r.normal()));
  }),
  't with 3 degrees of freedom': make((n, r) => {
    const scale = hidden(n, () => Math.sqrt(3 / (r.normal() ** 2 + r.normal() ** 2 + r.normal() ** 2)));
    return times(5, () => measured(n, (i) => scale[i]! * r.normal()));
  }),
  lognormal: make((n, r) => {
    const factor = hidden(n, () => r.normal());
    return times(5, () => measured(n, (i) => Math.exp(0.5 * factor[i]! + r.normal())));
  }),
  counts: make((n, r) => {
    const rate = hidden(n, () => Math.exp(0.6 * r.normal()));
    return times(5, (t) => measured(n, (i) => poisson(r, (1 + t) * rate[i]!)));
  }),
  'Likert with one factor': make((n, r) => {
    const factor = hidden(n, () => r.normal());
    return times(8, () =>
      measured(n, (i) => Math.max(1, Math.min(5, Math.round(3 + 0.8 * factor[i]! + 0.8 * r.normal())))),
    );
  }),
  'one RFM population': make((n, r) => {
    const orders = hidden(n, () => 1 + poisson(r, 2 * Math.exp(0.9 * r.normal())));
    return [
      measured(n, (i) => Math.round((-365 * Math.log(1 - r.next())) / (1 + orders[i]! / 2))),
      measured(n, (i) => orders[i]!),
      measured(n, (i) => orders[i]! * Math.exp(4 + 0.7 * r.normal())),
    ];
  }),
  'yes and no': make((n, r) => times(6, (t) => category(n, 2, () => Number(r.next() < 0.2 + 0.1 * t)))),
  categories: make((n, r) => times(5, (t) => category(n, 3 + t, () => Math.floor((3 + t) * r.next() ** 1.3)))),
  'many zeros': make((n, r) => [
    ...times(4, () => measured(n, () => r.normal())),
    measured(n, () => (r.next() < 0.45 ? 0 : Math.log1p(Math.exp(4 + r.normal())))),
  ]),
  mixed: make((n, r) => [
    measured(n, () => r.normal()),
    measured(n, () => Math.exp(r.normal())),
    category(n, 4, () => r.below(4)),
    category(n, 2, () => Number(r.next() < 0.3)),
    measured(n, () => poisson(r, 3)),
  ]),
  'a shop': make((n, r) => [
    measured(n, () => Math.round(18 + 50 * r.next())),
    category(n, 2, () => r.below(2)),
    category(n, 5, () => r.below(5)),
    category(n, 2, () => Number(r.next() < 0.35)),
    measured(n, () => Math.exp(5 + r.normal())),
    measured(n, () => 1 + poisson(r, 2)),
  ]),
  'a curved continuum': make((n, r) => {
    const place = hidden(n, () => 4 * r.next() - 2);
    return [
      measured(n, (i) => place[i]! + 0.15 * r.normal()),
      measured(n, (i) => place[i]! ** 2 + 0.3 * r.normal()),
      measured(n, () => r.normal()),
    ];
  }),
  '40 % missing': make((n, r) => {
    const factor = hidden(n, () => r.normal());
    return times(5, () => {
      const values = hidden(n, () => 0).map((_, i) => (r.next() < 0.4 ? NaN : 0.6 * factor[i]! + 0.8 * r.normal()));
      const known = values.filter((value) => !Number.isNaN(value)).sort();
      const middle = known[known.length >> 1]!;
      return measured(n, (i) => (Number.isNaN(values[i]!) ? middle : values[i]!));
    });
  }),
};

/** Kinds of planted groups. */
export const kinds = ['plain', 'unequal', 'elongated', 'idle', 'mixed'] as const;
/** Groups to plant; `sep`: distance of the nearest pair of centres in standard deviations within a group. */
export type Plant = { sep: number; k: number; kind: (typeof kinds)[number] };

/**
 * Normal groups about centres drawn at random. `plain`: six columns tell · `unequal`: 60, 30 and 10 of a hundred (80 and 20 of
 * two) · `elongated`: one axis of each group, drawn at random, is three times as long as the others · `idle`: three columns
 * tell, three do not · `mixed`: four columns and a category tell, another category and a yes/no do not.
 */
export function planted(n: number, { sep, k, kind }: Plant, random: Random): Table {
  const telling = kind === 'idle' ? 3 : kind === 'mixed' ? 4 : 6;
  const centres = centresOf(k, telling, sep, random);
  const shares = kind === 'unequal' ? (k === 2 ? [0.8, 0.2] : [0.6, 0.3, 0.1]) : centres.map(() => 1 / k);
  const labels = Int32Array.from({ length: n }, (_, i) => groupAt((i + 0.5) / n, shares));
  const axes = centres.map(() => unit(telling, random));
  const rows = Array.from(labels, (group) => {
    const own = Array.from({ length: telling }, () => random.normal());
    const axis = axes[group]!;
    const along = own.reduce((sum, value, t) => sum + value * axis[t]!, 0);
    const stretched =
      kind === 'elongated'
        ? own.map((value, t) => (value + 2 * along * axis[t]!) * Math.sqrt(telling / (telling + 8)))
        : own;
    return stretched.map((value, t) => value + centres[group]![t]!);
  });
  const columns = times(kind === 'mixed' ? 4 : 6, (t) => measured(n, (i) => rows[i]![t] ?? random.normal()));
  if (kind === 'mixed') {
    const usual = centres.map(() => random.below(3));
    columns.push(category(n, 3, (i) => (random.next() < 0.75 ? usual[labels[i]!]! : random.below(3))));
    columns.push(category(n, 4, () => random.below(4)));
    columns.push(category(n, 2, () => random.below(2)));
  }
  return tableOf(columns, n);
}

function unit(length: number, random: Random): number[] {
  const out = Array.from({ length }, () => random.normal());
  const norm = Math.hypot(...out);
  return out.map((value) => value / norm);
}

function groupAt(place: number, shares: readonly number[]): number {
  let sum = 0;
  const at = shares.findIndex((share) => place < (sum += share));
  return at < 0 ? shares.length - 1 : at;
}

/** Centres whose nearest pair is `sep` apart; drawn again while two of them nearly coincide. */
function centresOf(k: number, d: number, sep: number, random: Random): number[][] {
  for (;;) {
    const centres = Array.from({ length: k }, () => Array.from({ length: d }, () => random.normal()));
    let least = Infinity;
    for (let a = 0; a < k; a++)
      for (let b = 0; b < a; b++)
        least = Math.min(least, Math.hypot(...centres[a]!.map((value, t) => value - centres[b]![t]!)));
    if (least > 0.3) return centres.map((centre) => centre.map((value) => (value * sep) / least));
  }
}
