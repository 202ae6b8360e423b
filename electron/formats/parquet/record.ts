import { unsupported } from '../unsupported.ts';
import type { LeafCursor } from './cursor.ts';
import { PARQUET_LIMITS } from './limits.ts';
import { kindOf, type Node } from './schema.ts';

/** A value with its parts. */
export type Nested = null | string | number | boolean | readonly Nested[] | { readonly [Name in string]: Nested };

/** Between the values of a list. */
const JOINT = '; ';

/**
 * Puts the values of one row together again from the levels of its leaves (Melnik et al., Dremel, VLDB 2010).
 * @param cursors of all leaves of the row group; null: one that is not read
 * @throws AppError unsupported_file
 */
export function nestedOf(node: Node, cursors: readonly (LeafCursor | null)[]): Nested {
  const lead = cursorOf(node, cursors);
  let values = 0;
  const repeated = (part: Node): Nested[] => {
    const first = cursorOf(part, cursors);
    if (first.definition < part.definition) {
      passOver(part);
      return [];
    }
    const list: Nested[] = [];
    do {
      if (++values > PARQUET_LIMITS.list) throw unsupported('parquetLong', { most: PARQUET_LIMITS.list });
      list.push(inner(part));
    } while (first.repetition === part.repetition);
    return list;
  };
  const whole = (part: Node): Nested => (part.element.repetition_type === 'REPEATED' ? repeated(part) : inner(part));
  const inner = (part: Node): Nested => {
    if (part.children.length === 0) return leaf(cursorOf(part, cursors));
    if (cursorOf(part, cursors).definition < part.definition) {
      passOver(part);
      return null;
    }
    const [only] = part.children;
    const kind = kindOf(part);
    if (kind === 'list' && only) return listed(whole(only), only);
    if (kind === 'map' && only) return mapped(whole(only), only);
    return Object.fromEntries(part.children.map((child) => [child.element.name, whole(child)]));
  };
  const passOver = (part: Node): void => {
    for (let i = part.first; i < part.first + part.leaves; i++) cursors[i]?.take();
  };
  const value = whole(node);
  if (lead.repetition !== 0) throw unsupported('parquetDamaged');
  return value;
}

function cursorOf({ first }: Node, cursors: readonly (LeafCursor | null)[]): LeafCursor {
  const cursor = cursors[first];
  if (!cursor) throw unsupported('parquetDamaged');
  return cursor;
}

/** Numbers and truth values as such, where JSON writes them the same way: 12.30 stays a text. */
function leaf(cursor: LeafCursor): Nested {
  const text = cursor.take();
  if (text === null || !cursor.printer.plain) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return Number.isFinite(Number(text)) && String(Number(text)) === text ? Number(text) : text;
}

/** The members of a list stand in a structure of their own, except in old files. */
function listed(list: Nested, part: Node): Nested {
  const [only] = part.children;
  if (part.children.length !== 1 || !only || !Array.isArray(list)) return list;
  return list.map((item: Nested) => (isStructure(item) ? (item[only.element.name] ?? null) : item));
}

function mapped(list: Nested, part: Node): Nested {
  const [key, value] = part.children;
  if (!key || !value || !Array.isArray(list)) return list;
  const pairs = list.map((item: Nested) => {
    const pair = isStructure(item) ? item : {};
    return [nestedText(pair[key.element.name] ?? null), pair[value.element.name] ?? null] as const;
  });
  return Object.fromEntries(pairs);
}

const isStructure = (value: Nested): value is Readonly<Record<string, Nested>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value with parts as a cell: a list of plain values in one line, everything else as JSON. */
export function nestedText(value: Nested): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value) && value.every((item: Nested) => typeof item !== 'object' || item === null))
    return value.map((item: Nested) => nestedText(item)).join(JOINT);
  return JSON.stringify(value);
}
