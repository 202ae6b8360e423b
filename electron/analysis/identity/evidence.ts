import { headerWords } from '../intake/vocabulary.ts';
import { fieldsOf } from './fields.ts';
import { type FieldKind, IDENTIFYING } from './kinds.ts';
import type { Field } from './parties.ts';
import { slotsOf } from './slots.ts';
import type { IdentityColumn, IdentitySource } from './types.ts';
import { KINDS } from '../../../shared/kinds.ts';

/** What the other columns of two sources say about rows that share a key. */
export interface Evidence {
  readonly verdict: 'agree' | 'disagree' | 'silent';
  /** columns of both that were compared */
  readonly columns: readonly string[];
  /** best agreement beyond chance, 0 … 1 */
  readonly agreement: number;
}

/** Pairs of rows looked at. */
const LOOKED_AT = 500;
/** Agreement beyond chance (kappa, or rank correlation of measures) from which rows are taken to be of one customer. */
const AGREES = 0.3;
/** Below it they are no more alike than rows picked at random. */
const CHANCE = 0.15;
/** Fewest pairs from which anything is concluded, for columns that identify and for others. */
const FEWEST = 3;
const FEWEST_WEAK = 16;
const SUPPORTING: ReadonlySet<FieldKind> = new Set(['city', 'region', 'postcode', 'gender']);

interface Agreement {
  readonly name: string;
  readonly strong: boolean;
  readonly pairs: number;
  /** agreement beyond chance */
  readonly value: number;
}

/**
 * Do rows that share a key agree in anything else? Names, phones, days of birth and the like decide where there are any;
 * otherwise columns of the same name. Agreement is measured against the same rows paired at random, so that two files
 * which both number their rows from 1 are found out.
 * @param pairs rows (0-based) of `a` and `b` with the same key
 */
export function evidenceOf(
  a: IdentitySource,
  b: IdentitySource,
  pairs: readonly (readonly [number, number])[],
): Evidence {
  const step = Math.max(1, pairs.length / LOOKED_AT);
  const looked = Array.from({ length: Math.min(LOOKED_AT, pairs.length) }, (_, i) => pairs[Math.floor(i * step)]!);
  const found = [...identity(a, b, looked), ...(isFact(a) || isFact(b) ? [] : sameHeaders(a, b, looked))];
  const columns = found.map(({ name }) => name);
  const strong = found.filter(({ strong, pairs: n }) => strong && n >= FEWEST);
  const weak = found.filter(({ strong, pairs: n }) => !strong && n >= FEWEST_WEAK);
  for (const list of [strong, weak]) {
    const best = Math.max(-1, ...list.map(({ value }) => value));
    if (best >= AGREES) return { verdict: 'agree', columns, agreement: best };
    if (list.length > 0 && best < CHANCE) return { verdict: 'disagree', columns, agreement: Math.max(0, best) };
  }
  return { verdict: 'silent', columns, agreement: 0 };
}

const isFact = ({ kind }: IdentitySource): boolean => KINDS[kind].perCustomer === 'many';

/** Fields that say who somebody is, in both sources. */
function identity(a: IdentitySource, b: IdentitySource, pairs: readonly (readonly [number, number])[]): Agreement[] {
  const n = pairs.length;
  const useful = ({ kind }: Field) =>
    (IDENTIFYING.has(kind) && kind !== 'text') || kind === 'birthDate' || SUPPORTING.has(kind);
  const part = (source: IdentitySource, side: 0 | 1) =>
    fieldsOf(source)
      .filter(useful)
      .map(({ column, kind }) => ({
        kind,
        column: cut(
          column,
          pairs.map((pair) => pair[side]),
        ),
      }));
  const slots = slotsOf(
    [
      { from: 0, rows: n, fields: part(a, 0) },
      { from: n, rows: n, fields: part(b, 1) },
    ],
    2 * n,
  );
  return slots.flatMap((slot) => {
    if (slot.columns[0] === null || slot.columns[1] === null) return [];
    const like = (i: number, j: number): boolean | null => {
      const [x, y] = [slot.codes[i]!, slot.codes[n + j]!];
      if (x < 0 || y < 0) return null;
      return x === y || slot.compare(slot.values[x]!, slot.values[y]!) <= 2;
    };
    const strong = !SUPPORTING.has(slot.kind);
    // categories written in another code (M, F and 男, 女) cannot disagree
    if (!strong && !overlapping(slot.codes, n)) return [];
    return [{ name: slot.columns[1]!, strong, ...beyondChance(n, like) }];
  });
}

/** Columns of the same name in both sources: categories by equality, measures by rank. */
function sameHeaders(a: IdentitySource, b: IdentitySource, pairs: readonly (readonly [number, number])[]): Agreement[] {
  const known = new Set([...fieldsOf(a), ...fieldsOf(b)].map(({ column }) => column.name));
  const keys = new Set([a.key, b.key, a.mapping.customer, b.mapping.customer]);
  return b.columns.flatMap((right) => {
    if (known.has(right.name) || keys.has(right.name)) return [];
    const left = a.columns.find(({ name, type }) => sameName(name, right.name) && type === right.type);
    if (!left || left.type === 'date' || left.type === 'identifier') return [];
    const value = (column: IdentityColumn, row: number) => column.values[column.codes[row]!] ?? null;
    if (left.type === 'number') {
      const numbers = pairs.flatMap(([x, y]) => {
        const [one, two] = [value(left, x), value(right, y)];
        return typeof one === 'number' && typeof two === 'number' ? [[one, two] as const] : [];
      });
      return [{ name: right.name, strong: false, pairs: numbers.length, value: rankCorrelation(numbers) }];
    }
    const like = (i: number, j: number): boolean | null => {
      const [one, two] = [value(left, pairs[i]![0]), value(right, pairs[j]![1])];
      return one === null || two === null ? null : String(one) === String(two);
    };
    const rights = new Set(pairs.map(([, y]) => String(value(right, y))));
    const shared = pairs.filter(([x]) => rights.has(String(value(left, x)))).length;
    if (shared < pairs.length / 2) return [];
    return [{ name: right.name, strong: false, ...beyondChance(pairs.length, like) }];
  });
}

const sameName = (a: string, b: string): boolean =>
  headerWords(a).joined === headerWords(b).joined && (a === b || headerWords(a).joined !== '');

/** Agreement of rows with the same key over that of rows shifted against each other (Cohen's kappa). */
function beyondChance(n: number, like: (i: number, j: number) => boolean | null): { pairs: number; value: number } {
  const rate = (shift: number): { share: number; n: number } => {
    let yes = 0;
    let all = 0;
    for (let i = 0; i < n; i++) {
      const found = like(i, (i + shift) % n);
      if (found === null) continue;
      all++;
      if (found) yes++;
    }
    return { share: all === 0 ? 0 : yes / all, n: all };
  };
  const own = rate(0);
  const shifts = [0.17, 0.37, 0.61, 0.83].map((part) => Math.floor(part * n)).filter((shift) => shift > 0);
  const chance = shifts.length === 0 ? 0 : shifts.reduce((sum, shift) => sum + rate(shift).share, 0) / shifts.length;
  // a column in which everyone is alike says nothing
  if (chance > 0.95) return { pairs: 0, value: 0 };
  return { pairs: own.n, value: (own.share - chance) / (1 - chance) };
}

/** Spearman's rank correlation; 0 with fewer than three pairs. */
function rankCorrelation(pairs: readonly (readonly [number, number])[]): number {
  const n = pairs.length;
  if (n < 3) return 0;
  const ranks = (side: 0 | 1) => {
    const order = pairs.map((pair, i) => [pair[side], i] as const).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    const out = new Float64Array(n);
    for (let i = 0; i < n;) {
      let j = i;
      while (j < n && order[j]![0] === order[i]![0]) j++;
      for (let k = i; k < j; k++) out[order[k]![1]] = (i + j - 1) / 2;
      i = j;
    }
    return out;
  };
  const [x, y] = [ranks(0), ranks(1)];
  const mean = (n - 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    xy += (x[i]! - mean) * (y[i]! - mean);
    xx += (x[i]! - mean) ** 2;
    yy += (y[i]! - mean) ** 2;
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

/** Do half of the values of the second half also occur in the first? */
function overlapping(codes: Int32Array, n: number): boolean {
  const first = new Set(codes.subarray(0, n));
  let shared = 0;
  let all = 0;
  for (let i = n; i < 2 * n; i++)
    if (codes[i]! >= 0) {
      all++;
      if (first.has(codes[i]!)) shared++;
    }
  return all > 0 && shared >= all / 2;
}

/** Some rows of a column. */
function cut(column: IdentityColumn, rows: readonly number[]): IdentityColumn {
  const codes = new Int32Array(rows.length);
  const known = new Map<number, number>();
  const values: (string | number | null)[] = [];
  rows.forEach((row, i) => {
    const code = column.codes[row]!;
    let made = known.get(code);
    if (made === undefined) {
      known.set(code, (made = values.length));
      values.push(column.values[code]!);
    }
    codes[i] = made;
  });
  return { ...column, values, codes };
}
