import type { ColumnType, PersonalKind, Role } from '../../../shared/domain.ts';
import { maskPersonal } from '../../../shared/values.ts';
import { findPersonalIn } from './find.ts';
import { folded } from './fold.ts';

/** A free text as it may be shown: what is personal in it masked as a personal column is, the rest as it stands. */
export function maskText(text: string): string {
  const spans = findPersonalIn(text);
  if (spans.length === 0) return text;
  let out = '';
  let at = 0;
  for (const { kind, start, stop } of spans) {
    out += text.slice(at, start) + maskPersonal(folded(text.slice(start, stop)), kind);
    at = stop;
  }
  return out + text.slice(at);
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
