import type { RuleReport } from '../../../shared/contract/identity.ts';
import { KINDS } from '../../../shared/kinds.ts';
import type { IdentityColumn, IdentitySource } from './types.ts';

/** A telephone with an extension behind it: 18412345678-1234, 184 1234 5678 转 1234, 95013 1234 5678 ext 12. */
const EXTENDED = /^([+\d][\d\s()-]{8,20}?\d)\s*(?:[-–—_,#x]|ext\.?|转|轉|分机|分機)\s*(\d{2,6})$/i;
/** Shorter numbers are written in groups: 021-6688-1234 has no extension. */
const FEWEST_DIGITS = 10;
/** Cells looked at before a column is passed over that has no such number. */
const LOOKED_AT = 2000;

/** A number with its extension; null: it has none. */
export function extended(cell: string | number | null): { base: string; extension: string } | null {
  if (typeof cell !== 'string' || cell.length > 40) return null;
  const match = EXTENDED.exec(cell.normalize('NFKC').trim());
  if (!match) return null;
  const plain = match[1]!.trim();
  const digits = plain.replaceAll(/\D/g, '');
  const base = /^(?:\+|00)/.test(plain) ? digits.replace(/^(?:00)?86/, '') : digits;
  return base.length < FEWEST_DIGITS ? null : { base, extension: match[2]! };
}

/** A column of numbers that a platform lends for an order. */
export interface VirtualNumbers {
  readonly source: IdentitySource;
  readonly column: string;
  /** numbers that come with several extensions */
  readonly numbers: number;
  readonly rows: number;
}

/**
 * Platforms hide buyers behind numbers of their own: one number, an extension an order (隐私号). A number seen with several
 * extensions is one. Without its extension it would make all its orders one customer's; with it it is an order's and tells
 * nothing of the next. In orders and the like it is taken away; in a list of customers number and extension are the value.
 */
export function withoutVirtual(sources: readonly IdentitySource[]): {
  sources: readonly IdentitySource[];
  virtual: VirtualNumbers[];
} {
  const virtual: VirtualNumbers[] = [];
  const own = sources.map((source) => {
    const columns = source.columns.map((column) => {
      const found = lentNumbers(column.values);
      if (!found) return column;
      const rows = column.codes.reduce((sum, code) => sum + (found.lent.has(code) ? 1 : 0), 0);
      virtual.push({ source, column: column.name, numbers: found.numbers, rows });
      const keep = KINDS[source.kind].lists;
      const values = column.values.map((value, code) => {
        const whole = found.lent.get(code);
        return whole === undefined ? value : keep ? whole : null;
      });
      return { ...column, values };
    });
    return columns.some((column, c) => column !== source.columns[c]) ? { ...source, columns } : source;
  });
  return { sources: own, virtual };
}

/**
 * Which of the distinct values of a column are lent numbers, by their place: number and extension in one. Null: the column has
 * none.
 */
export function lentNumbers(values: IdentityColumn['values']): { lent: Map<number, string>; numbers: number } | null {
  if (!values.slice(0, LOOKED_AT).some((value) => extended(value) !== null)) return null;
  const extensions = new Map<string, Set<string>>();
  const parts = values.map(extended);
  for (const part of parts) {
    if (!part) continue;
    const known = extensions.get(part.base);
    if (known) known.add(part.extension);
    else extensions.set(part.base, new Set([part.extension]));
  }
  const lent = new Map<number, string>();
  parts.forEach((part, code) => {
    if (part && extensions.get(part.base)!.size > 1) lent.set(code, part.base + part.extension);
  });
  const numbers = [...extensions.values()].filter(({ size }) => size > 1).length;
  return lent.size === 0 ? null : { lent, numbers };
}

/** What is said of such numbers beside the rules. */
export const virtualReports = (virtual: readonly VirtualNumbers[]): RuleReport[] =>
  virtual.map(({ source, column, numbers, rows }) => {
    const side = { source: source.id, name: source.name, columns: [column] };
    return {
      kind: 'phone' as const,
      a: side,
      b: side,
      used: false,
      byPerson: false,
      why: { key: 'identity:why.value.virtual', values: { count: rows, numbers } },
      rows,
      matched: 0,
      matchRate: 0,
      orphans: 0,
      oneToMany: numbers,
      loose: 0,
    };
  });
