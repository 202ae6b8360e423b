import type { TrustRule, Value } from './types.ts';

/** What one column of one source says of whom. */
export interface Contribution {
  readonly values: readonly Value[];
  readonly codes: Int32Array;
  readonly customers: Int32Array;
  /** ISO 8601: later imports are newer */
  readonly importedAt: string;
}

/** One value a customer. */
export interface Chosen {
  readonly values: Value[];
  readonly codes: Int32Array<ArrayBuffer>;
  readonly missing: number;
  readonly distinct: number;
  /** customers of whom different things are said */
  readonly conflicts: number;
}

/**
 * Settle one attribute.
 * @param contributions the most trusted first
 * @param n customers
 * @param rule `trusted`: the first source that says anything; `newest`: the latest import that says anything; `frequent`:
 * what is said most often. Within one source what is said most often stands, of equals the later row.
 * @param text values of different types become text
 */
export function choose(contributions: readonly Contribution[], n: number, rule: TrustRule, text: boolean): Chosen {
  const dictionary = new Dictionary(text);
  const coded = contributions.map((contribution) => ({
    ...contribution,
    own: Int32Array.from(contribution.values, (value) => dictionary.code(value)),
  }));
  const order =
    rule === 'newest'
      ? [...coded].sort((a, b) => (a.importedAt < b.importedAt ? 1 : a.importedAt > b.importedAt ? -1 : 0))
      : coded;
  const differ = new Uint8Array(n);
  const said = order.map((contribution) => sayings(contribution, n));
  const codes = new Int32Array(n).fill(-1);
  for (const { first, others } of said)
    for (let c = 0; c < n; c++) {
      const code = others.has(c) ? mode(others.get(c)!) : first[c]!;
      if (code < 0) continue;
      if (codes[c] === -1) codes[c] = code;
      else if (!dictionary.alike(codes[c]!, code)) differ[c] = 1;
      if (others.has(c) && others.get(c)!.some((other) => !dictionary.alike(other, code))) differ[c] = 1;
    }
  if (rule === 'frequent') {
    // of equals the last stands: the most trusted source speaks last
    const votes = [...said].reverse();
    for (let c = 0; c < n; c++)
      if (differ[c] === 1) codes[c] = mode(votes.flatMap(({ first, times, others }) => allOf(first, times, others, c)));
  }
  return { ...compact(dictionary.values, codes), conflicts: differ.reduce((sum, one) => sum + one, 0) };
}

/** Everything a column says of a customer, in the order of its rows. */
const allOf = (
  first: Int32Array,
  times: Int32Array,
  others: ReadonlyMap<number, readonly number[]>,
  c: number,
): readonly number[] => others.get(c) ?? (first[c]! < 0 ? [] : new Array<number>(times[c]!).fill(first[c]!));

/** What a column says of each customer: the first saying and how often, and all of them where they differ. */
function sayings(contribution: Contribution & { own: Int32Array }, n: number) {
  const { codes, customers, own } = contribution;
  const first = new Int32Array(n).fill(-1);
  const times = new Int32Array(n);
  const others = new Map<number, number[]>();
  for (let row = 0; row < customers.length; row++) {
    const c = customers[row]! - 1;
    const code = own[codes[row]!]!;
    if (c < 0 || code < 0) continue;
    const list = others.get(c);
    if (list) list.push(code);
    else if (first[c] === -1 || first[c] === code) {
      first[c] = code;
      times[c]!++;
    } else others.set(c, [...allOf(first, times, others, c), code]);
  }
  return { first, times, others };
}

/** The most frequent code, of equals the last. */
function mode(codes: readonly number[]): number {
  const counts = new Map<number, number>();
  let best = codes.at(-1)!;
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  for (let i = codes.length - 1; i >= 0; i--) if (counts.get(codes[i]!)! > counts.get(best)!) best = codes[i]!;
  return best;
}

/** All values of an attribute once, whichever source they come from. */
class Dictionary {
  readonly values: Value[] = [];
  readonly #index = new Map<Value, number>();
  readonly #plain: (string | undefined)[] = [];
  readonly #text: boolean;

  constructor(text: boolean) {
    this.#text = text;
  }

  code(raw: Value): number {
    if (raw === null) return -1;
    const value = this.#text ? String(raw) : raw;
    let code = this.#index.get(value);
    if (code === undefined) {
      this.#index.set(value, (code = this.values.length));
      this.values.push(value);
    }
    return code;
  }

  /** Whether two values differ in no more than width, case and blanks at the edges. */
  alike(a: number, b: number): boolean {
    return a === b || this.#plainOf(a) === this.#plainOf(b);
  }

  #plainOf(code: number): string {
    return (this.#plain[code] ??= String(this.values[code]).normalize('NFKC').trim().toLowerCase());
  }
}

/** Without values nobody has; missing is the last value. */
function compact(values: readonly Value[], codes: Int32Array<ArrayBuffer>): Omit<Chosen, 'conflicts'> {
  const kept: Value[] = [];
  const to = new Int32Array(values.length).fill(-1);
  let missing = 0;
  for (let c = 0; c < codes.length; c++) {
    const code = codes[c]!;
    if (code < 0) {
      missing++;
      continue;
    }
    if (to[code] === -1) {
      to[code] = kept.length;
      kept.push(values[code]!);
    }
    codes[c] = to[code]!;
  }
  const distinct = kept.length;
  kept.push(null);
  for (let c = 0; c < codes.length; c++) if (codes[c]! < 0) codes[c] = distinct;
  return { values: kept, codes, missing, distinct };
}
