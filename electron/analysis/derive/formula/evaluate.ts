import type { FormulaType } from '../../../../shared/contract/derive.ts';
import type { BaseColumn, DerivedColumn } from '../types.ts';
import { type Checked, checkFormula, columnType, type Scope, shifted, typeSaid } from './check.ts';
import { textOf, type Value } from './functions.ts';
import { FormulaError } from './parse.ts';

/** What a formula gives for every customer. */
export interface Evaluated {
  readonly type: FormulaType;
  readonly values: DerivedColumn['values'];
  readonly levels: string[] | null;
  /** names it reads */
  readonly reads: ReadonlySet<string>;
}

/**
 * Work a formula out for n customers. Values that cannot be stored (dates out of the years 1 to 9999) are missing.
 * @param asked the type wanted; null: as it comes
 * @throws FormulaError
 */
export function evaluateFormula(text: string, scope: Scope, n: number, asked: FormulaType | null): Evaluated {
  const checked = checkFormula(text, scope);
  const type = columnType(checked.type, asked);
  if (type === null)
    throw new FormulaError('asked', 0, text.length, {
      gives: typeSaid(checked.type),
      asked: { key: `derive:type.${asked!}` },
    });
  const values = type === 'category' || type === 'text' ? words(checked, n) : numbers(checked, n);
  const levels = type === 'category' && checked.levels ? [...checked.levels] : null;
  return { type, values, levels, reads: checked.reads };
}

function numbers({ run, type }: Checked, n: number): Float64Array {
  const out = new Float64Array(n).fill(NaN);
  for (let row = 0; row < n; row++) {
    let value: Value = run(row);
    if (value === null) continue;
    if (type === 'date') value = shifted(value as number, 0);
    if (value !== null) out[row] = Number(value);
  }
  return out;
}

function words({ run, type }: Checked, n: number): { values: string[]; codes: Int32Array } {
  const codes = new Int32Array(n).fill(-1);
  const known = new Map<Value, number>();
  const values: string[] = [];
  for (let row = 0; row < n; row++) {
    const value = run(row);
    if (value === null) continue;
    let code = known.get(value);
    if (code === undefined) {
      code = values.push(String(textOf(value, type))) - 1;
      known.set(value, code);
    }
    codes[row] = code;
  }
  return { values, codes };
}

/**
 * Names of columns as a map that no name can break; the first of equal names stands.
 * @param aliases other names of columns: name to the name of the column
 */
export function scopeOf(
  columns: readonly BaseColumn[],
  reference: number,
  aliases: ReadonlyMap<string, string>,
): Scope {
  const known = new Map<string, BaseColumn>();
  const lower = new Map<string, BaseColumn>();
  const put = (name: string, column: BaseColumn) => {
    if (!known.has(name)) known.set(name, column);
    if (!lower.has(name.toLowerCase())) lower.set(name.toLowerCase(), column);
  };
  for (const column of columns) put(column.name, column);
  for (const [alias, name] of aliases) {
    const column = known.get(name);
    if (column) put(alias, column);
  }
  return {
    reference,
    names: [...known.keys()],
    column: (name) => known.get(name) ?? lower.get(name.toLowerCase()) ?? null,
  };
}
