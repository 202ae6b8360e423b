import type { FieldKind } from './kinds.ts';
import { emailForm, phoneForm } from './normal.ts';
import type { IdentityColumn } from './types.ts';

/** What parts several phone numbers or e-mail addresses in one cell; a list of contacts writes " ::: ". */
const BETWEEN = /:::|[;；/／、,，|\n]/;
/** Values of one cell that are looked at. */
const MOST = 3;
/** Cells longer than this hold a text. */
const LONGEST = 400;
/** Digits of a whole number: 010-1234567/8 is one number and its extension. */
const WHOLE = 7;

/**
 * The phone numbers or e-mail addresses of a cell, at most three; the cell as it is where it is not made of whole numbers
 * or addresses alone.
 */
export function partsOf(cell: string): string[] {
  if (cell.length > LONGEST || !BETWEEN.test(cell)) return [cell];
  const parts = cell.split(BETWEEN).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  const whole =
    parts.every((part) => emailForm(part) !== null) ||
    parts.every((part) => part.replaceAll(/\D/g, '').length >= WHOLE && phoneForm(part) !== null);
  return whole && parts.length > 1 ? [...new Set(parts)].slice(0, MOST) : [cell];
}

const SEVERAL: ReadonlySet<FieldKind> = new Set(['phone', 'email']);

/** Columns whose cells hold several phone numbers or e-mail addresses, as several columns of the same name. */
export function severalValues<F extends { readonly column: IdentityColumn; readonly kind: FieldKind }>(
  fields: readonly F[],
): F[] {
  return fields.flatMap((field) => {
    if (!SEVERAL.has(field.kind)) return [field];
    const { column } = field;
    const parts = column.values.map((value) => (typeof value === 'string' ? partsOf(value) : [value]));
    const width = parts.reduce((most, list) => Math.max(most, list.length), 1);
    if (width === 1) return [field];
    return Array.from({ length: width }, (_, i) => ({
      ...field,
      column: { ...column, values: parts.map((list) => list[i] ?? null) },
    }));
  });
}
