import { type KeyColumn, keyColumn } from './keys.ts';
import { fieldsOf } from './fields.ts';
import type { FieldKind } from './kinds.ts';
import { emailForm, fold, phoneForm } from './normal.ts';
import { ofRecipient } from './parties.ts';
import { FEWEST_ROWS, isEmptyNumber, isStandIn, TIMES_NEXT } from './standInWords.ts';
import type { IdentityColumn, IdentitySource } from './types.ts';

/** Values of a key that are no customer's number but stand for all whom nobody knows. */
export interface StandIns {
  readonly column: string;
  /** as they are written, the commonest first */
  readonly values: readonly string[];
  /** rows that hold one of them */
  readonly rows: number;
}

/** Any number that comes with so many names, phones or e-mails, so many times what other numbers come with, is a stand-in. */
const FEWEST_CONTACTS = 8;
const TIMES_OTHERS = 5;
/** … and with a new one in so many of its rows: a firm of eight buyers has few for its many orders. */
const NEW_ONES = 0.2;
/** A rank among the customers that no few large ones reach. */
const USUAL = 0.9;

/** The key of a source without its stand-ins; null: it has none. */
export function withoutStandIns(
  source: IdentitySource,
  column: IdentityColumn,
  key: KeyColumn,
): { key: KeyColumn; standIns: StandIns | null } {
  const found = standInCodes(source, key);
  if (found.length === 0) return { key, standIns: null };
  found.sort((a, b) => key.counts[b]! - key.counts[a]! || a - b);
  const values = found.map((code) => key.values[code]!);
  const rows = found.reduce((sum, code) => sum + key.counts[code]!, 0);
  return { key: keyColumn(column, source.rows, new Set(values)), standIns: { column: column.name, values, rows } };
}

function standInCodes(source: IdentitySource, key: KeyColumn): number[] {
  const words: number[] = [];
  const others: number[] = [];
  key.values.forEach((value, code) => (isStandIn(value) ? words : others).push(code));
  const numbers = others.filter((code) => isEmptyNumber(key.values[code]!));
  // contacts are read of the rows only where a number may be a stand-in: it is then far commoner than others
  const rows = others.map((code) => key.counts[code]!).sort((a, b) => a - b);
  const usual = rows[Math.floor((rows.length - 1) * USUAL)] ?? 0;
  const crowded = others.filter(
    (code) => key.counts[code]! >= Math.max(FEWEST_CONTACTS, usual * TIMES_OTHERS) && others.length > 2,
  );
  if (numbers.length === 0 && crowded.length === 0) return words;
  const contacts = contactsOf(source, key);
  return [
    ...words,
    ...others.filter(
      (code) =>
        (numbers.includes(code) && isNobody(code, key, others, contacts)) ||
        (crowded.includes(code) && inConflict(code, key, others, contacts)),
    ),
  ];
}

/** 0 among numbers that begin with 1 may be a customer's: then the rows decide. */
function isNobody(code: number, key: KeyColumn, others: readonly number[], contacts: readonly Int32Array[]): boolean {
  const value = Number(key.values[code]!);
  const next = new Set([value + 1, value - 1]);
  const beside = others.some((other) => other !== code && next.has(Number(key.values[other]!)));
  if (!beside || value < 0) return true;
  const most = others.reduce((sum, other) => (other === code ? sum : Math.max(sum, key.counts[other]!)), 0);
  if (key.counts[code]! >= FEWEST_ROWS && key.counts[code]! >= most * TIMES_NEXT) return true;
  return contacts.some((counts) => counts[code]! >= 2 && counts[code]! > usualOf(counts, code, others) * 2);
}

/** One number with many people where the others are one person each. */
const inConflict = (
  code: number,
  key: KeyColumn,
  others: readonly number[],
  contacts: readonly Int32Array[],
): boolean =>
  contacts.some(
    (counts) =>
      counts[code]! >= FEWEST_CONTACTS &&
      counts[code]! >= key.counts[code]! * NEW_ONES &&
      counts[code]! >= usualOf(counts, code, others) * TIMES_OTHERS,
  );

/** What nine in ten of the other numbers do not exceed, at least 1. */
function usualOf(counts: Int32Array, code: number, others: readonly number[]): number {
  const list = others.flatMap((other) => (other === code ? [] : [counts[other]!])).sort((a, b) => a - b);
  return Math.max(1, list[Math.floor((list.length - 1) * USUAL)] ?? 1);
}

const FORMS: Partial<Record<FieldKind, (cell: string) => string | null>> = {
  email: emailForm,
  phone: phoneForm,
  fullName: fold,
};

/** Per column that names the buyer: how many different values each number comes with. Who gets a parcel may be anybody. */
function contactsOf(source: IdentitySource, key: KeyColumn): Int32Array[] {
  const fields = fieldsOf(source);
  return fields.flatMap(({ column, kind }) => {
    const form = FORMS[kind];
    if (!form || column.name === key.name || ofRecipient(source, fields, kind)) return [];
    const ids = new Map<string, number>();
    const made = column.values.map((value) => {
      const text = value === null || value === '' ? null : form(String(value));
      if (text === null || isStandIn(text)) return -1;
      if (!ids.has(text)) ids.set(text, ids.size);
      return ids.get(text)!;
    });
    const seen = new Set<number>();
    const counts = new Int32Array(key.values.length);
    for (let r = 0; r < source.rows; r++) {
      const [code, value] = [key.codes[r]!, made[column.codes[r]!]!];
      if (code < 0 || value < 0) continue;
      const pair = code * ids.size + value;
      if (seen.has(pair)) continue;
      seen.add(pair);
      counts[code]!++;
    }
    return [counts];
  });
}
