import type { Said } from '../../../shared/domain.ts';
import { aliasesOf } from './words.ts';

const RESERVED = new Set(['true', 'false', 'null', 'and', 'or', 'not', 'this']);

/** Signs that are read as plain ones outside brackets. */
const FULL_WIDTH = /[\uff01-\uff5e]/;

/** A name as it is written in a formula: bare where it can be, else in square brackets; null: it has a closing bracket. */
export function writtenName(name: string): string | null {
  if (/^[\p{L}_$][\p{L}\p{Nd}_$]*$/u.test(name) && !FULL_WIDTH.test(name) && !RESERVED.has(name)) return name;
  return name.includes(']') || name.trim() !== name || name === '' ? null : `[${name}]`;
}

/** All names a derived column may be called by besides its own: its key, and its name in the other language. */
export function aliasMap(
  derived: readonly { readonly column: string; readonly key: string; readonly name: Said }[],
): Map<string, string> {
  const names = new Map<string, string>();
  for (const { column, key, name } of derived)
    for (const alias of aliasesOf(key, name)) if (!names.has(alias)) names.set(alias, column);
  return names;
}
