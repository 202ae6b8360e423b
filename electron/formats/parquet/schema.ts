import type { SchemaElement } from 'hyparquet';
import { unsupported } from '../unsupported.ts';
import { PARQUET_LIMITS } from './limits.ts';

/** A part of the schema; a leaf has no `children`. */
export type Node = {
  readonly element: SchemaElement;
  readonly children: readonly Node[];
  /** levels of definition and repetition at which a value is there (Dremel) */
  readonly definition: number;
  readonly repetition: number;
  /** place of the first of its leaves among all leaves, which is the order of columns in a row group */
  readonly first: number;
  readonly leaves: number;
};

/** A column of the table: one leaf, or all leaves of something with lists in it. */
export type SchemaColumn = { readonly name: string; readonly node: Node };

/** Structures in structures that become columns of their own, as in JSON; deeper ones stay together. */
const DEEPEST = 6;

/**
 * The columns of a file: a structure gives columns with dotted names, a list or map stays one column.
 * @throws AppError unsupported_file when the parts do not add up
 */
export function columnsOf(schema: readonly SchemaElement[]): SchemaColumn[] {
  let at = 0;
  let leaves = 0;
  const build = (depth: number, definition: number, repetition: number): Node => {
    const element = schema[at++];
    if (typeof element?.name !== 'string' || depth > PARQUET_LIMITS.depth) throw unsupported('parquetDamaged');
    const own = depth === 0 ? 'REQUIRED' : element.repetition_type;
    const d = definition + (own === 'REQUIRED' ? 0 : 1);
    const r = repetition + (own === 'REPEATED' ? 1 : 0);
    const first = leaves;
    const children: Node[] = [];
    const count = element.num_children ?? 0;
    if (!Number.isInteger(count) || count < 0 || count > schema.length) throw unsupported('parquetDamaged');
    if (count === 0) leaves++;
    for (let i = 0; i < count; i++) children.push(build(depth + 1, d, r));
    return { element, children, definition: d, repetition: r, first, leaves: leaves - first };
  };
  const root = build(0, 0, 0);
  if (at !== schema.length || root.children.length === 0) throw unsupported('parquetDamaged');
  return root.children.flatMap((node) => flat(node, '', 0));
}

function flat(node: Node, prefix: string, depth: number): SchemaColumn[] {
  const name = prefix === '' ? node.element.name : `${prefix}.${node.element.name}`;
  const splits = node.children.length > 0 && node.element.repetition_type !== 'REPEATED' && !kindOf(node);
  if (!splits || depth >= DEEPEST) return [{ name, node }];
  return node.children.flatMap((child) => flat(child, name, depth + 1));
}

/** Lists and maps, which are written as structures around one that is repeated. */
export function kindOf({ element, children }: Node): 'list' | 'map' | null {
  const name = element.logical_type?.type ?? element.converted_type;
  const [only] = children;
  if (children.length !== 1 || only?.element.repetition_type !== 'REPEATED') return null;
  if (name === 'LIST') return 'list';
  return (name === 'MAP' || name === 'MAP_KEY_VALUE') && only.children.length === 2 ? 'map' : null;
}
