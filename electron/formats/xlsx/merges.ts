import { attribute, XmlScanner } from './xml.ts';
import { columnOf } from './values.ts';

/** A merged cell: rows from 1, columns from 0, all inclusive. */
export type Merge = { top: number; bottom: number; left: number; right: number };

/** Merged cells that are remembered; a sheet with more is a form and not a table. */
export const MOST_MERGES = 200_000;

/** The merged cells named in what follows the rows of a sheet, from top to bottom. */
export function mergesIn(tail: string): Merge[] {
  const merges: Merge[] = [];
  const scanner = new XmlScanner({
    wanted: false,
    open(name, attributes) {
      if (name !== 'mergeCell' || merges.length >= MOST_MERGES) return;
      const merge = parsed(attribute(attributes, 'ref') ?? '');
      if (merge) merges.push(merge);
    },
    close: () => undefined,
    text: () => undefined,
  });
  // only the list itself: around it stand the ends of tags that were opened before
  const list = /<(?:[\w.-]+:)?mergeCells[\s>]/.exec(tail);
  if (!list) return [];
  const end = tail.indexOf('mergeCells>', list.index + list[0].length);
  scanner.push(tail.slice(list.index, end < 0 ? tail.length : end + 'mergeCells>'.length));
  return merges.sort((a, b) => a.top - b.top || a.left - b.left);
}

function parsed(reference: string): Merge | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference);
  if (!match) return null;
  const merge = {
    top: Number(match[2]),
    bottom: Number(match[4]),
    left: columnOf(match[1]!),
    right: columnOf(match[3]!),
  };
  return merge.top <= merge.bottom && merge.left <= merge.right ? merge : null;
}

/**
 * Repeats the value of a merged cell in the rows it covers. Columns are left alone: a value written across two columns
 * belongs to the first, and an amount must not appear twice in a row.
 */
export class MergeFiller {
  /** cells that got the value of the merged cell above */
  filled = 0;
  private readonly merges: readonly Merge[];
  private next = 0;
  private open: { merge: Merge; value: string }[] = [];

  constructor(merges: readonly Merge[]) {
    this.merges = merges.filter(({ top, bottom }) => bottom > top);
  }

  /** Fill a data row that has a value of its own; rows come from top to bottom. */
  fill(row: string[], line: number): void {
    if (this.open.length > 0) {
      this.open = this.open.filter(({ merge }) => merge.bottom >= line);
      for (const { merge, value } of this.open) {
        while (row.length <= merge.left) row.push('');
        if (row[merge.left] !== '') continue;
        row[merge.left] = value;
        this.filled++;
      }
    }
    for (; this.next < this.merges.length && this.merges[this.next]!.top <= line; this.next++) {
      const merge = this.merges[this.next]!;
      const value = row[merge.left] ?? '';
      if (merge.top === line && value !== '') this.open.push({ merge, value });
    }
  }
}

/**
 * The names of a header of several rows: in each column the lowest name, with those above it where the name alone
 * occurs twice. A merged cell names all columns below it.
 * @param rows the rows from `top` on as read, cell by cell
 * @returns the names and the last row of the header
 */
export function flatHeader(
  rows: ReadonlyMap<number, readonly string[]>,
  top: number,
  width: number,
  merges: readonly Merge[],
): { names: string[]; bottom: number; flattened: boolean } {
  const touching = merges.filter((merge) => merge.top <= top && merge.bottom >= top && merge.right < width);
  // a name that reaches down makes the rows it reaches a part of the header; three are plenty
  const bottom = Math.min(top + 2, Math.max(top, ...touching.map((merge) => merge.bottom)));
  const parts = merges.filter(
    (merge) => merge.bottom >= top - 1 && merge.top <= bottom && merge.right - merge.left + 1 < Math.max(2, width),
  );
  const groups = parts.filter((merge) => merge.right > merge.left && merge.bottom < bottom);
  const first = Math.min(top, ...groups.map((merge) => merge.top), ...touching.map((merge) => merge.top));
  const at = (line: number, column: number): string => {
    const own = (rows.get(line)?.[column] ?? '').trim();
    if (own !== '') return own;
    const over = parts.find(
      (merge) => merge.top <= line && merge.bottom >= line && merge.left <= column && merge.right >= column,
    );
    return over ? (rows.get(over.top)?.[over.left] ?? '').trim() : '';
  };
  const stacks = Array.from({ length: width }, (_, column) => {
    const stack: string[] = [];
    for (let line = first; line <= bottom; line++) {
      const name = at(line, column);
      if (name !== '' && stack.at(-1) !== name) stack.push(name);
    }
    return stack;
  });
  const tally = new Map<string, number>();
  for (const stack of stacks) {
    const own = stack.at(-1) ?? '';
    tally.set(own, (tally.get(own) ?? 0) + 1);
  }
  const names = stacks.map((stack) => {
    const own = stack.at(-1) ?? '';
    return tally.get(own)! > 1 ? stack.join(' ') : own;
  });
  return { names, bottom, flattened: first < bottom };
}
