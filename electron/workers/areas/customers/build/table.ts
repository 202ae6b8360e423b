import { factsOfColumn, type Lang } from '../../../../../shared/domain.ts';
import { sayIn } from '../../../../../shared/locales/index.ts';
import type { ComposedColumn, Value } from '../../../../analysis/compose/types.ts';
import type { DerivedColumn } from '../../../../analysis/derive/types.ts';
import type { AttributeRow } from '../../../../db/areas/sources/sources.ts';

/** Columns of a joined table, ready to be stored. */
export interface BuiltColumns {
  readonly attributes: AttributeRow[];
  /** each distinct value once, rows as codes */
  readonly coded: { readonly values: readonly Value[]; readonly codes: Int32Array<ArrayBuffer> }[];
  /** column of each derived attribute, in their order */
  readonly derivedColumns: string[];
}

/** Composed and derived attributes as columns `c0` … of a customer table; a derived name that is taken gets a number. */
export function builtColumns(
  composed: readonly ComposedColumn[],
  derived: readonly DerivedColumn[],
  lang: Lang,
): BuiltColumns {
  const attributes: AttributeRow[] = [];
  const coded: { values: readonly Value[]; codes: Int32Array<ArrayBuffer> }[] = [];
  const names = new Set<string>();
  for (const column of composed) {
    names.add(column.name);
    attributes.push({
      ...placed(attributes.length),
      ...factsOfColumn(column),
      levels: column.levels === null ? null : [...column.levels],
      missing: column.missing,
      distinct: column.distinct,
    });
    coded.push(column);
  }
  const derivedColumns = derived.map((column) => {
    const values = codedOf(column);
    const { missing, distinct } = countsOf(values.values, values.codes);
    const at = placed(attributes.length);
    attributes.push({
      ...at,
      name: freeName(typeof column.name === 'string' ? column.name : sayIn(lang, column.name), names),
      type: column.type,
      role: 'attribute',
      dimension: column.dimension,
      personal: null,
      format: column.format,
      levels: column.levels,
      reason: column.explain,
      missing,
      distinct,
    });
    coded.push(values);
    return at.column;
  });
  return { attributes, coded, derivedColumns };
}

const placed = (position: number) => ({ column: `c${String(position)}`, position });

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let i = 2; taken.has(free); i++) free = `${name} (${String(i)})`;
  taken.add(free);
  return free;
}

/** Values as they are stored: dates as ISO text, yes and no as 1 and 0, missing as null. */
function codedOf({ type, values }: DerivedColumn): { values: Value[]; codes: Int32Array<ArrayBuffer> } {
  if (!(values instanceof Float64Array)) {
    const all = [...values.values, null];
    const codes = Int32Array.from(values.codes, (code) => (code < 0 ? all.length - 1 : code));
    return { values: all, codes };
  }
  const index = new Map<number, number>();
  const distinct: Value[] = [];
  const codes = new Int32Array(values.length);
  values.forEach((value, i) => {
    const key = Number.isNaN(value) ? NaN : value;
    let code = index.get(key);
    if (code === undefined) {
      index.set(key, (code = distinct.length));
      distinct.push(Number.isNaN(value) ? null : type === 'date' ? isoOf(value) : value);
    }
    codes[i] = code;
  });
  return { values: distinct, codes };
}

/** A day without a time of day is stored as a day. */
function isoOf(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19);
}

function countsOf(values: readonly unknown[], codes: Int32Array): { missing: number; distinct: number } {
  const used = new Uint8Array(values.length);
  let missing = 0;
  for (const code of codes) {
    used[code] = 1;
    if (values[code] === null) missing++;
  }
  return { missing, distinct: used.reduce((sum, one, i) => sum + (values[i] === null ? 0 : one), 0) };
}
