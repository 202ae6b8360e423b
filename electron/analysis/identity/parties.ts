import { sideRanks } from '../intake/kinds/sides.ts';
import type { FieldKind } from './kinds.ts';
import { isStandIn } from './standInWords.ts';
import { emailForm, fold, idForm, phoneForm } from './normal.ts';
import type { IdentityColumn, IdentitySource } from './types.ts';

/** A column and what it is. */
export interface Field {
  readonly column: IdentityColumn;
  readonly kind: FieldKind;
}

/** Fields of a party to an order, a parcel or a payment. */
const PARTY: ReadonlySet<FieldKind> = new Set([
  ...(['fullName', 'givenName', 'surname', 'phone', 'email', 'idNumber'] as const),
  ...(['address', 'streetNumber', 'postcode', 'city', 'region'] as const),
]);
/** Fields that say who somebody is, with the form in which values are the same. */
const WHO: Partial<Record<FieldKind, (cell: string) => string | null>> = {
  fullName: fold,
  phone: phoneForm,
  email: emailForm,
  idNumber: idForm,
};
/** Fields in which the shop stands for no customer. */
const NO_SHOPS: ReadonlySet<FieldKind> = new Set(['fullName', 'givenName', 'surname', 'phone', 'email', 'idNumber']);
/** From so many rows, and this share of them, a value stands in nearly every row and is nobody's in particular. */
export const FEW = 10;
/** See {@link FEW}. */
export const NEARLY = 0.8;

/**
 * Of the fields of orders, events or payments those that speak of the customer: the buyer's or, where there are none, the
 * recipient's of parcels and the payer's of payments; never the shop's. A value that stands in nearly every row is the
 * shop's too, whatever its column is called: it is taken out of every column of its kind.
 */
export function ofCustomer(source: IdentitySource, fields: readonly Field[]): Field[] {
  const rank = sideRanks(source.columns.map(({ name }) => name));
  const mapped = new Set(Object.values(source.mapping));
  const shops = new Map<FieldKind, Set<string>>();
  for (const { column, kind } of ofOneCustomer(source) ? [] : fields) {
    const form = WHO[kind];
    const text = form ? nearlyAll(column, source.rows, form) : null;
    if (text !== null) shops.set(kind, (shops.get(kind) ?? new Set()).add(text));
  }
  const kept = fields.flatMap((field) => {
    const found = without(field, shops.get(field.kind));
    return found ? [{ ...found, side: sideRankOf(field, rank) }] : [];
  });
  return kept
    .filter(({ kind, side, column }) => {
      // what the mapping names was proposed by the same rule, or chosen by a person
      if (!PARTY.has(kind) || mapped.has(column.name)) return true;
      if (side === 0 && NO_SHOPS.has(kind)) return false;
      const others = kept.filter((other) => other.kind === kind);
      const told = others.filter((other) => mapped.has(other.column.name));
      return side === Math.max(...(told.length > 0 ? told : others).map((other) => other.side));
    })
    .map(({ column, kind }) => ({ column, kind }));
}

const sideRankOf = ({ column, kind }: Field, rank: (header: string) => number): number =>
  PARTY.has(kind) ? rank(column.name) : 3;

/** Are the fields of a kind those of who received the goods, and not of the buyer? */
export function ofRecipient(source: IdentitySource, fields: readonly Field[], kind: FieldKind): boolean {
  const rank = sideRanks(source.columns.map(({ name }) => name));
  const own = fields.filter((field) => field.kind === kind);
  return own.length > 0 && own.every(({ column }) => rank(column.name) < 3);
}

/** All rows are of one customer, whose phone stands in every row for good reason. */
function ofOneCustomer(source: IdentitySource): boolean {
  const key = source.columns.find(({ name }) => name === (source.mapping.customer ?? source.key));
  const values = key?.values.filter((value) => value !== null && value !== '') ?? [];
  return values.length === 1 && !isStandIn(String(values[0]));
}

/** The value, in normal form, that stands in nearly every row that has one; null: there is none. */
function nearlyAll(column: IdentityColumn, rows: number, form: (cell: string) => string | null): string | null {
  const ids = new Map<string, number>();
  const made = column.values.map((value) => {
    const text = value === null || value === '' ? null : form(String(value));
    if (text === null) return -1;
    if (!ids.has(text)) ids.set(text, ids.size);
    return ids.get(text)!;
  });
  const counts = new Int32Array(ids.size);
  let filled = 0;
  for (let r = 0; r < rows; r++) {
    const id = made[column.codes[r]!]!;
    if (id < 0) continue;
    counts[id]!++;
    filled++;
  }
  if (filled < FEW) return null;
  for (const [text, id] of ids) if (counts[id]! >= filled * NEARLY) return text;
  return null;
}

/** A field without the values that are the shop's; null: nothing is left. */
function without(field: Field, shops: ReadonlySet<string> | undefined): Field | null {
  const form = WHO[field.kind];
  if (!shops || !form) return field;
  const values = field.column.values.map((value) => {
    const text = value === null ? null : form(String(value));
    return text !== null && shops.has(text) ? null : value;
  });
  if (values.every((value) => value === null || value === '')) return null;
  return { ...field, column: { ...field.column, values } };
}
