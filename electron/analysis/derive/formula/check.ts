import { FORMULA_FUNCTIONS, type FormulaType } from '../../../../shared/contract/derive.ts';
import type { Said } from '../../../../shared/domain.ts';
import { dateToNumber } from '../../../../shared/values.ts';
import type { BaseColumn } from '../types.ts';
import { asked, type Asked, conditionOf } from './conditions.ts';
import {
  bucketLabels,
  type FormulaFunction,
  functions,
  GENERIC,
  type Signature,
  textOf,
  type Value,
  type ValueType,
} from './functions.ts';
import { type Ast, FormulaError, parseFormula } from './parse.ts';

/** What names in formulas stand for. */
export interface Scope {
  /** the column a name stands for; null: none. @throws FormulaError for formulas that go in a circle */
  column(name: string, at: { from: number; to: number }): BaseColumn | null;
  /** all names, to find what may have been meant */
  readonly names: readonly string[];
  /** milliseconds of the day to which recency counts; NaN: none */
  readonly reference: number;
}

/** A formula that was read and whose types fit together. */
export interface Checked {
  readonly type: ValueType;
  /** value of a row, from 0 */
  readonly run: (row: number) => Value;
  /** classes in their order, when the formula makes classes */
  readonly levels: readonly string[] | null;
  /** names it reads, as they are in the table */
  readonly reads: ReadonlySet<string>;
}

type Part = Omit<Checked, 'reads'> & Asked & { readonly at: Ast };

/**
 * Read a formula and check names, numbers of arguments and types.
 * @throws FormulaError with the place and what to do
 */
export function checkFormula(text: string, scope: Scope): Checked {
  const reads = new Set<string>();
  const part = new Checker(scope, reads).check(parseFormula(text));
  return { type: part.type, run: part.run, levels: part.levels, reads };
}

class Checker {
  private readonly scope: Scope;
  private readonly reads: Set<string>;

  constructor(scope: Scope, reads: Set<string>) {
    this.scope = scope;
    this.reads = reads;
  }

  check(ast: Ast): Part {
    switch (ast.kind) {
      case 'constant':
        return constant(ast, ast.value, typeOf(ast.value));
      case 'name':
        return this.name(ast);
      case 'call':
        return this.call(ast);
    }
  }

  private name(ast: Ast & { kind: 'name' }): Part {
    const column = this.scope.column(ast.name, ast);
    if (!column) {
      const [meant] = nearest(ast.name, this.scope.names);
      if (functions.has(ast.name.toLowerCase())) throw new FormulaError('call', ast.from, ast.to, { name: ast.name });
      throw meant === undefined
        ? new FormulaError('noName', ast.from, ast.to, { name: ast.name })
        : new FormulaError('meant', ast.from, ast.to, { name: ast.name, meant });
    }
    if (column.personal) throw new FormulaError('personal', ast.from, ast.to, { name: column.name });
    this.reads.add(column.name);
    const { codes } = column;
    const [type, known] = decoded(column);
    return { type, levels: null, constant: undefined, at: ast, run: (row) => known[codes[row]!] ?? null };
  }

  private call(ast: Ast & { kind: 'call' }): Part {
    const { name } = ast;
    const generic = GENERIC.find((one) => one === name);
    const known = functions.get(name);
    if (!generic && !known) {
      const [meant] = nearest(name, FORMULA_FUNCTIONS);
      throw meant === undefined
        ? new FormulaError('noFunction', ast.from, ast.to, { name })
        : new FormulaError('meantFunction', ast.from, ast.to, { name, meant });
    }
    const parts = ast.parts.map((part) => this.check(part));
    if (known) return plain(ast, known, parts);
    switch (generic!) {
      case 'if':
        return choice(ast, parts);
      case 'coalesce':
        return coalesce(ast, parts);
      case 'text':
        return converted(ast, parts, 'text');
      case 'number':
        return converted(ast, parts, 'number');
      case 'reference':
        if (parts.length > 0) throw new FormulaError('tooMany', ast.from, ast.to, { name, n: 0 });
        return constant(ast, Number.isNaN(this.scope.reference) ? null : this.scope.reference, 'date');
    }
  }
}

const constant = (at: Ast, value: Value, type: ValueType): Part => ({
  type,
  levels: null,
  constant: value,
  at,
  run: () => value,
});

const typeOf = (value: Value): ValueType =>
  value === null ? 'missing' : typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'boolean';

/** Type of a column in formulas, and each of its distinct values in that type. */
function decoded({ type, values }: BaseColumn): [ValueType, Value[]] {
  const read = (of: (value: string | number) => Value) => values.map((value) => (value === null ? null : of(value)));
  switch (type) {
    case 'number':
      return ['number', read((value) => (Number.isFinite(Number(value)) ? Number(value) : null))];
    case 'boolean':
      return ['boolean', read((value) => value === 1 || value === '1')];
    case 'date':
      return [
        'date',
        read((value) => {
          const ms = dateToNumber(String(value));
          return Number.isNaN(ms) ? null : ms;
        }),
      ];
    default:
      return ['text', read(String)];
  }
}

function plain(ast: Ast & { kind: 'call' }, found: FormulaFunction, given: readonly Part[]): Part {
  const { name, from, to } = ast;
  // dates are counted in days, numbers as they are
  if (given.length === 2 && (name === '-' || name === '+')) {
    const moved = dates(given, name === '-' ? -1 : 1);
    if (moved) return moved;
  }
  const signature = formFor(found.forms, given);
  if (!signature) {
    const counts = found.forms.map(({ takes }) => takes.length);
    const least = Math.min(...counts);
    if (given.length < least) throw new FormulaError('tooFew', from, to, { name, n: least });
    if (!found.forms.some(({ more }) => more) && given.length > Math.max(...counts))
      throw new FormulaError('tooMany', from, to, { name, n: Math.max(...counts) });
    throw new FormulaError('types', from, to, {
      name,
      given: given.map(({ type }) => typeSaid(type)),
      takes: [...new Set(found.forms.map(({ takes }) => takes[0]!))].map(typeSaid),
    });
  }
  const parts = given.map((part, i) => as(part, paramOf(signature, i)));
  if (name === 'bucket') return classes(ast, parts);
  const made = { type: signature.gives, levels: null, constant: undefined, at: ast };
  if ('condition' in found) {
    const condition = conditionOf(name, parts);
    return { ...made, condition, run: asked(condition) };
  }
  return {
    ...made,
    run: strict(
      parts.map(({ run }) => run),
      found.run,
    ),
  };
}

function strict(
  runs: readonly ((row: number) => Value)[],
  run: (values: readonly Value[]) => Value,
): (row: number) => Value {
  const values = new Array<Value>(runs.length);
  return (row) => {
    for (let i = 0; i < runs.length; i++) {
      const value = runs[i]!(row);
      if (value === null) return null;
      values[i] = value;
    }
    return run(values);
  };
}

/** Date less date, in days with fractions; date less or plus days. */
function dates([left, right]: readonly Part[], sign: 1 | -1): Part | null {
  if (left!.type !== 'date') return null;
  const DAY = 86_400_000;
  const [a, b] = [left!.run, right!.run];
  if (right!.type === 'number')
    return {
      ...left!,
      constant: undefined,
      run: strict([a, b], ([x, y]) => shifted(x as number, sign * (y as number))),
    };
  if (sign === 1) return null;
  const other = as(right!, 'date');
  if (other.type !== 'date') return null;
  return {
    ...left!,
    type: 'number',
    constant: undefined,
    run: strict([a, other.run], ([x, y]) => ((x as number) - (y as number)) / DAY),
  };
}

const LAST_DAY = 253_402_300_799_999;
/** A date moved by days; out of the years 1 to 9999 it is missing. */
export function shifted(ms: number, days: number): Value {
  const moved = Math.round(ms + days * 86_400_000);
  return moved >= -62_135_596_800_000 && moved <= LAST_DAY ? moved : null;
}

const paramOf = ({ takes, more }: Signature, i: number): ValueType => takes[i] ?? (more ? takes.at(-1)! : 'missing');

function formFor(forms: readonly Signature[], given: readonly Part[]): Signature | null {
  const right = forms.filter(({ takes, more }) =>
    more ? given.length >= takes.length : given.length === takes.length,
  );
  const exact = right.find((form) =>
    given.every((part, i) => part.type === 'missing' || part.type === paramOf(form, i)),
  );
  return exact ?? right.find((form) => given.every((part, i) => fits(part, paramOf(form, i)))) ?? null;
}

const fits = (part: Part, type: ValueType): boolean =>
  part.type === type || part.type === 'missing' || (type === 'date' && isDateText(part));

const isDateText = ({ type, constant: value }: Part): boolean =>
  type === 'text' && typeof value === 'string' && !Number.isNaN(dateToNumber(value.trim().replace(' ', 'T')));

/** A written date where a date is wanted. */
function as(part: Part, type: ValueType): Part {
  if (type !== 'date' || !isDateText(part)) return part;
  return constant(part.at, dateToNumber(String(part.constant).trim().replace(' ', 'T')), 'date');
}

/** bucket(x, limits …): the class of x, the classes being in order. */
function classes(ast: Ast, parts: readonly Part[]): Part {
  const { from, to } = ast;
  const limits = parts.slice(1).map(({ constant: value, at }) => {
    if (typeof value !== 'number') throw new FormulaError('limits', at.from, at.to);
    return value;
  });
  if (limits.some((limit, i) => i > 0 && limit <= limits[i - 1]!)) throw new FormulaError('order', from, to);
  const levels = bucketLabels(limits);
  const { run } = parts[0]!;
  return {
    type: 'text',
    levels,
    constant: undefined,
    at: ast,
    run: (row) => {
      const value = run(row);
      if (value === null) return null;
      const at = limits.findIndex((limit) => (value as number) < limit);
      return levels[at < 0 ? limits.length : at]!;
    },
  };
}

/** The one type of several parts; dates may be written as text. */
function common(ast: Ast & { kind: 'call' }, parts: readonly Part[]): { type: ValueType; parts: Part[] } {
  const types = [...new Set(parts.map(({ type }) => type))].filter((type) => type !== 'missing');
  const type = types.includes('date') ? 'date' : (types[0] ?? 'missing');
  const odd = parts.find((part) => !fits(part, type));
  if (odd)
    throw new FormulaError('mixed', odd.at.from, odd.at.to, {
      name: ast.name,
      one: typeSaid(type),
      other: typeSaid(odd.type),
    });
  return { type, parts: parts.map((part) => as(part, type)) };
}

/** if(condition, value, [condition, value …] otherwise). A missing condition makes a missing value. */
function choice(ast: Ast & { kind: 'call' }, given: readonly Part[]): Part {
  if (given.length < 3 || given.length % 2 === 0) throw new FormulaError('ifParts', ast.from, ast.to);
  const tests = given.filter((_, i) => i % 2 === 0 && i < given.length - 1);
  for (const { type, at } of tests)
    if (type !== 'boolean' && type !== 'missing')
      throw new FormulaError('condition', at.from, at.to, { type: typeSaid(type) });
  const { type, parts } = common(
    ast,
    given.filter((_, i) => i % 2 === 1 || i === given.length - 1),
  );
  const [when, then] = [tests.map(({ run }) => run), parts.map(({ run }) => run)];
  return {
    type,
    levels: null,
    constant: undefined,
    at: ast,
    run: (row) => {
      for (let i = 0; i < when.length; i++) {
        const value = when[i]!(row);
        if (value === null) return null;
        if (value === true) return then[i]!(row);
      }
      return then[when.length]!(row);
    },
  };
}

function coalesce(ast: Ast & { kind: 'call' }, given: readonly Part[]): Part {
  if (given.length === 0) throw new FormulaError('tooFew', ast.from, ast.to, { name: ast.name, n: 1 });
  const { type, parts } = common(ast, given);
  const runs = parts.map(({ run }) => run);
  const run = (row: number): Value => {
    for (const one of runs) {
      const value = one(row);
      if (value !== null) return value;
    }
    return null;
  };
  return { type, levels: null, constant: undefined, at: ast, run };
}

/** text(x) and number(x). A text that is no number, and 'yes' or 'no' as 1 or 0. */
function converted(ast: Ast & { kind: 'call' }, given: readonly Part[], type: 'text' | 'number'): Part {
  const [part, ...more] = given;
  if (!part || more.length > 0)
    throw new FormulaError(part ? 'tooMany' : 'tooFew', ast.from, ast.to, { name: ast.name, n: 1 });
  if (type === 'number' && part.type === 'date')
    throw new FormulaError('types', ast.from, ast.to, {
      name: ast.name,
      given: [typeSaid('date')],
      takes: [typeSaid('text')],
    });
  const { run, type: from } = part;
  const numberIn = (value: Value): Value => {
    if (value === null || typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1 : 0;
    const read = value.trim() === '' ? NaN : Number(value);
    return Number.isFinite(read) ? read : null;
  };
  return {
    type,
    levels: null,
    constant: undefined,
    at: ast,
    run: type === 'text' ? (row) => textOf(run(row), from) : (row) => numberIn(run(row)),
  };
}

/** The word for a type. */
export const typeSaid = (type: ValueType): Said => ({ key: `derive:type.${type}` });

/** Names that are alike: equal but for case, or few letters apart. */
function nearest(name: string, names: readonly string[]): string[] {
  const own = name.toLowerCase();
  const far = Math.max(1, Math.floor(own.length / 3));
  return names
    .map((other) => ({ other, distance: distance(own, other.toLowerCase(), far) }))
    .filter(({ distance: d }) => d <= far)
    .sort((a, b) => a.distance - b.distance)
    .map(({ other }) => other);
}

/** Levenshtein distance; more than `most` is `most + 1`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** The type a formula gives as a column: text becomes categories unless asked otherwise. `null`: it cannot be given so. */
export function columnType(type: ValueType, asked: FormulaType | null): FormulaType | null {
  const own: FormulaType = type === 'text' || type === 'missing' ? 'category' : type;
  if (asked === null || asked === own) return own;
  if (asked === 'text' || asked === 'category') return asked;
  if (asked === 'number' && type === 'boolean') return 'number';
  return type === 'missing' ? asked : null;
}
