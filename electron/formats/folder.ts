import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { ReadOptions } from '../../shared/contract/sources.ts';
import type { Said } from '../../shared/domain.ts';
import { AppError } from '../../shared/frames.ts';
import { uniqueNames } from '../analysis/intake/header.ts';
import { hashOf } from './files.ts';
import type { Checkpoint } from './scan.ts';
import { openTable, type DataBlock, type OpenTable, type TextTable } from './table.ts';
import { unsupported } from './unsupported.ts';

const TEXT = new Set(['.csv', '.tsv', '.txt', '.tab']);
const MOST_FILES = 2000;
/** Column that says which file a row is from. */
const FILE = 'file';

/** A file and what it is called: an upload lies under another name. */
export type NamedFile = { readonly path: string; readonly name: string };
/** A file; a folder of files of one shape, or the list of them. */
export type SourcePath = string | readonly NamedFile[];

/** A folder, or a list of files that stands for one? */
export function isFolder(path: SourcePath): path is readonly NamedFile[] | string {
  return typeof path !== 'string' || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);
}

/** The text tables of a folder, 2 before 10; hidden files and folders in it are passed over. */
export function folderFiles(path: SourcePath): readonly NamedFile[] {
  const order = new Intl.Collator('en', { numeric: true });
  if (typeof path !== 'string') return [...path].sort((a, b) => order.compare(a.name, b.name));
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && TEXT.has(extname(entry.name).toLowerCase()))
    .map(({ name }) => ({ name, path: join(path, name) }))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** One sum for all files and their names. */
export function folderHash(files: readonly NamedFile[], check: () => void): string {
  const hash = createHash('sha256');
  for (const { path, name } of files) hash.update(`${name}\0${hashOf(path, check)}\0`);
  return hash.digest('hex');
}

type Member = {
  name: string;
  table: TextTable;
  /** position in the file of each column of the source */ order: number[];
};

/**
 * Several text tables of one shape as one source: columns are found by their names, in any order; each file has its own
 * encoding and delimiter. Files of another shape are left out and named.
 * @throws AppError unsupported_file
 */
export function openFolder(files: readonly NamedFile[], read: ReadOptions, checkpoint: Checkpoint): OpenTable {
  if (files.length === 0) throw unsupported('folderEmpty');
  if (files.length > MOST_FILES) throw unsupported('folderFiles', { n: files.length, most: MOST_FILES });
  const notes: Said[] = [];
  const opened: { name: string; table: TextTable }[] = [];
  for (const { path, name } of files) {
    try {
      const table = openTable(path, read, checkpoint);
      if (table.header.ragged) notes.push(left(name, { key: 'sources:folder.ragged' }));
      else opened.push({ name, table });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      notes.push(left(name, error.said));
    }
  }
  const names = commonNames(opened.map(({ table }) => table.header.names));
  const members: Member[] = [];
  for (const { name, table } of opened) {
    const missing = names.filter((column) => !table.header.names.includes(column));
    const more = table.header.names.filter((column) => !names.includes(column));
    if (missing.length === 0 && more.length === 0)
      members.push({ name, table, order: names.map((column) => table.header.names.indexOf(column)) });
    else notes.push(left(name, shapeReason(missing, more)));
  }
  const [first] = members;
  if (!first) throw unsupported('folderEmpty');
  notes.unshift({ key: 'sources:note.folder', values: { n: members.length, column: FILE } });
  const width = names.length + 1;
  const all = uniqueNames([...names, FILE], width);
  const bytes = members.reduce((sum, { table }) => sum + table.scan.bytes, 0);
  return {
    format: 'folder',
    sheets: [],
    sheet: null,
    scan: {
      ...first.table.scan,
      bytes,
      hash: folderHash(files, () => checkpoint(bytes, bytes)),
      faithful: members.every(({ table }) => table.scan.faithful),
    },
    dialect: first.table.dialect,
    header: { ...first.table.header, width, names: all, notes: [] },
    headerLine: first.table.headerLine,
    headerCells: first.table.headerCells === null ? null : all,
    *blocks(): Generator<DataBlock> {
      let before = 0;
      for (const member of members) {
        for (const block of member.table.blocks()) yield gathered(block, member, width, before);
        before += member.table.scan.bytes;
      }
    },
    notes: () => notes,
  };
}

function gathered(block: DataBlock, { name, order }: Member, width: number, before: number): DataBlock {
  return {
    ...block,
    rows: block.rows.map((row) => {
      const cells = order.map((position) => row[position] ?? '');
      cells.push(name);
      return cells;
    }),
    rejected: block.rejected.map((row) => ({
      ...row,
      reason: { key: 'sources:rejected.inFile', values: { file: name, reason: row.reason } },
    })),
    width,
    bytes: before + block.bytes,
  };
}

const left = (file: string, reason: Said): Said => ({ key: 'sources:note.folderLeft', values: { file, reason } });

function shapeReason(missing: string[], more: string[]): Said {
  const list = (names: string[]) => names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : '');
  if (missing.length === 0) return { key: 'sources:folder.more', values: { columns: list(more) } };
  if (more.length === 0) return { key: 'sources:folder.missing', values: { columns: list(missing) } };
  return { key: 'sources:folder.other', values: { missing: list(missing), columns: list(more) } };
}

/** The names most files have, in the order of the first of them. */
function commonNames(all: readonly (readonly string[])[]): readonly string[] {
  const tally = new Map<string, { names: readonly string[]; n: number }>();
  for (const names of all) {
    const key = JSON.stringify([...names].sort());
    const known = tally.get(key);
    if (known) known.n++;
    else tally.set(key, { names, n: 1 });
  }
  let best: { names: readonly string[]; n: number } | null = null;
  for (const each of tally.values()) if (best === null || each.n > best.n) best = each;
  return best?.names ?? [];
}
