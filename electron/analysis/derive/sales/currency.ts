import type { DeriveOptions } from '../../../../shared/contract/derive.ts';
import { currencyCode } from '../../intake/numbers/codes.ts';
import { currenciesOf } from '../../intake/numbers/currencies.ts';
import { codesOf } from '../columns.ts';
import type { FactSource } from '../types.ts';

/** The currency of each row of a source: codes into `names`, -1 where nothing says it. */
export interface RowCurrencies {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/** What rows say of their currency: a column of currencies (or of the signs in the cells), else the sign of the amounts; null: nothing. */
export function currenciesOfRows({ columns, rows }: FactSource): RowCurrencies | null {
  if (columns.currency) {
    const { values, codes } = codesOf(columns.currency);
    const names: string[] = [];
    const place = values.map((value) => {
      const code = value === null ? null : currencyCode(value);
      if (code === null) return -1;
      const at = names.indexOf(code);
      return at < 0 ? names.push(code) - 1 : at;
    });
    return { names, codes: codes.map((code) => (code < 0 ? -1 : place[code]!)) };
  }
  const column = columns.amount ?? columns.price;
  const unit = column?.kind === 'number' ? column.unit : undefined;
  if (unit === undefined || !currenciesOf(unit)) return null;
  return { names: [currencyCode(unit)!], codes: new Int32Array(rows) };
}

/** The one currency of the value attributes, and how the others are made of it. */
export interface MainCurrency {
  /** null: no row says any */
  readonly code: string | null;
  /** by currency: what one of it is in the main one; a currency without an entry is not counted */
  readonly rates: ReadonlyMap<string, number>;
}

/**
 * The currency of the value attributes: the one that was asked for, else the one of most rows of customers, of equals the
 * first in the alphabet. Rates that a person gave hold for it.
 */
export function mainCurrency(facts: readonly FactSource[], { sales: { currency } }: DeriveOptions): MainCurrency {
  const counts = new Map<string, number>();
  for (const fact of facts) {
    const found = currenciesOfRows(fact);
    if (!found) continue;
    const own = new Float64Array(found.names.length);
    for (let row = 0; row < fact.rows; row++)
      if (fact.customers[row]! > 0 && found.codes[row]! >= 0) own[found.codes[row]!]!++;
    found.names.forEach((name, i) => counts.set(name, (counts.get(name) ?? 0) + own[i]!));
  }
  const asked = currency.main === null ? null : currencyCode(currency.main);
  const [commonest] = [...counts].sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1));
  const code = asked !== null && counts.has(asked) ? asked : (commonest?.[0] ?? null);
  const rates = new Map(currency.rates.map(({ currency: name, rate }) => [currencyCode(name) ?? name, rate]));
  if (code !== null) rates.set(code, 1);
  return { code, rates };
}

/** What each row's amount is multiplied with; NaN for a currency without a rate. Rows that say no currency are of the main one. */
export function factorsOf(rows: RowCurrencies | null, { code, rates }: MainCurrency): Float64Array | null {
  if (!rows || code === null || rows.names.every((name) => name === code)) return null;
  const factors = rows.names.map((name) => rates.get(name) ?? NaN);
  return Float64Array.from(rows.codes, (at) => (at < 0 ? 1 : factors[at]!));
}
