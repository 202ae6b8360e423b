import type { ColumnType, PersonalKind, Role } from '../../../shared/domain.ts';
import { maskPersonal } from '../../../shared/values.ts';
import { findPersonalIn } from './find.ts';
import { folded } from './fold.ts';

/** A free text as it may be shown: what is personal in it masked as a personal column is, the rest as it stands. */
export const maskText = (text: string): string => masked(text, () => true);

/** The name of somebody who was made up, as it may leave: contacts and numbers in it are somebody's, its names are nobody's. */
export const maskMadeUp = (text: string): string => masked(text, (kind) => kind !== 'name');

function masked(text: string, hides: (kind: PersonalKind) => boolean): string {
  const spans = findPersonalIn(text).filter(({ kind }) => hides(kind));
  if (spans.length === 0) return text;
  let out = '';
  let at = 0;
  for (const { kind, start, stop } of spans) {
    out += text.slice(at, start) + maskPersonal(folded(text.slice(start, stop)), kind);
    at = stop;
  }
  return out + text.slice(at);
}

/** Whether a text may have been masked: masks have a star in them. */
export const isMasked = (text: string): boolean => text.includes('*');

/**
 * Values of a rule as they are stored. A rule made on screen holds values as they were shown, and a masked one stands for
 * every value that is masked so.
 * @param stored values of the column, the one that is to stand for all first
 */
export function inClear(values: readonly string[], stored: Iterable<unknown>): Map<string, string[]> {
  const clear = new Map(values.map((value): [string, string[]] => [value, [value]]));
  if (!values.some(isMasked)) return clear;
  for (const value of stored) {
    const found = typeof value === 'string' ? clear.get(maskText(value)) : undefined;
    if (found && !found.includes(value as string)) found.push(value as string);
  }
  return clear;
}

/** What must be known of a column to show its cells. */
export interface ShownColumn {
  readonly type: ColumnType;
  readonly role?: Role;
  readonly personal: PersonalKind | null;
}

/** Columns in which people write what they like. Numbers, dates and identifiers were judged as columns. */
const isFree = (type: ColumnType): boolean => type === 'text' || type === 'category';

/**
 * A stored cell as it may be shown: the one place that decides it. Cells of personal columns are masked whole, in cells of
 * texts and categories what is personal.
 */
export function shownCell(value: string | number | null | undefined, column: ShownColumn): string | number | null {
  if (value === null || value === undefined) return null;
  if (column.personal !== null || column.role === 'personal')
    return maskPersonal(String(value), column.personal ?? 'other');
  return typeof value === 'string' && isFree(column.type) ? maskText(value) : value;
}
