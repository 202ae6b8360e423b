import type { RejectedRow } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { plainCsvCell } from '../../../shared/csv.ts';
import { hashOf, openFile, sizeOf } from '../files.ts';
import type { Checkpoint, FileScan } from '../scan.ts';
import { type DataBlock, type OpenTable, noDialect, schemaHeader } from '../table.ts';
import { casesOf } from './cases.ts';
import { charsetOf, type Charset } from './charset.ts';
import { columnsOf, printerOf, type SavColumn } from './columns.ts';
import { readDictionary, type RawDictionary } from './dictionary.ts';

/** Rows and cells handed on at a time. */
const ROWS = 1000;
const CELLS = 100_000;
/** Raw text kept of a rejected row. */
const RAW = 2000;
/** Columns whose label is told, and characters of it. */
const LABELLED = 40;
const LABEL = 120;
/** Columns whose missing values are told, and codes of each. */
const WITH_MISSING = 20;
const CODES = 8;

type Opened = { path: string; dictionary: RawDictionary; charset: Charset; columns: readonly SavColumn[] };
/** Codes that were read as missing, by column, and in how many cells. */
type Missing = Map<SavColumn, { cells: number; codes: Set<string> }>;

/**
 * Settle how a file of SPSS (.sav, .zsav) is read: names and labels come from its dictionary, cells are the labels of their
 * values where these have one.
 * @throws AppError unsupported_file
 */
export function openSavTable(path: string, checkpoint: Checkpoint): OpenTable {
  const bytes = sizeOf(path);
  const file = openFile(path);
  let dictionary: RawDictionary;
  try {
    dictionary = readDictionary(file);
  } finally {
    file.close();
  }
  const charset = charsetOf(dictionary);
  const columns = columnsOf(dictionary, charset);
  const names = columns.map(({ name }) => name);
  const header = schemaHeader(names);
  const scan: FileScan = {
    bytes,
    hash: hashOf(path, () => checkpoint(0, bytes)),
    encoding: charset.encoding,
    bom: 0,
    reason: charset.reason,
    overridden: false,
    faithful: true,
    loneCr: false,
  };
  const missing: Missing = new Map();
  return {
    format: 'sav',
    sheets: [],
    sheet: null,
    scan,
    dialect: noDialect('columns', names.length),
    header,
    headerLine: 0,
    headerCells: names,
    labels: columns.map(({ label }) => label),
    blocks: () => {
      missing.clear();
      return blocksOf({ path, dictionary, charset, columns }, missing, checkpoint);
    },
    notes: () => [...labelNote(columns), ...missingNotes(missing)],
  };
}

function* blocksOf(opened: Opened, missing: Missing, checkpoint: Checkpoint): Generator<DataBlock> {
  const { path, dictionary, charset, columns } = opened;
  const printers = columns.map((column) => printerOf(column, dictionary, charset));
  const most = Math.max(1, Math.min(ROWS, Math.floor(CELLS / columns.length)));
  const file = openFile(path);
  try {
    const { size } = file;
    let block = emptyBlock();
    let line = 0;
    let bytes = 0;
    for (const { row, done } of casesOf(file, dictionary)) {
      line++;
      bytes = Math.min(done, size);
      const cells = printers.map((print, c) => {
        const { text, missing: code } = print(row);
        if (code !== null) count(missing, columns[c]!, code);
        return text;
      });
      put(block, cells, line);
      if (block.rows.length + block.rejected.length < most) continue;
      checkpoint(bytes, size);
      yield { ...block, width: columns.length, replaced: 0, bytes };
      block = emptyBlock();
    }
    yield { ...block, width: columns.length, replaced: 0, bytes: size };
  } finally {
    file.close();
  }
}

type Block = { rows: string[][]; lines: number[]; rejected: RejectedRow[] };
const emptyBlock = (): Block => ({ rows: [], lines: [], rejected: [] });

/** A row that can be stored, or one with bytes that are no text. */
function put(block: Block, cells: readonly (string | null)[], line: number): void {
  const row = cells.map((cell) => cell ?? '\ufffd');
  const nul = row.some((cell) => cell.includes('\0'));
  if (!nul && !cells.includes(null)) {
    block.rows.push(row);
    block.lines.push(line);
    return;
  }
  const raw = row.map((cell) => plainCsvCell(cell, ',')).join(',');
  const reason: Said = { key: `sources:rejected.${nul ? 'nul' : 'undecodable'}` };
  block.rejected.push({ line, reason, raw: raw.slice(0, RAW) });
}

function count(missing: Missing, column: SavColumn, code: string): void {
  let known = missing.get(column);
  if (!known) missing.set(column, (known = { cells: 0, codes: new Set() }));
  known.cells++;
  if (known.codes.size <= CODES) known.codes.add(code);
}

function labelNote(columns: readonly SavColumn[]): Said[] {
  const labelled = columns.filter(({ name, label }) => label !== '' && label !== name);
  if (labelled.length === 0) return [];
  const told = labelled.slice(0, LABELLED).map(({ name, label }) => `${name}: ${cut(label)}`);
  const labels = told.join('; ') + (labelled.length > LABELLED ? ' …' : '');
  return [{ key: 'sources:note.savLabels', values: { n: labelled.length, labels } }];
}

const cut = (text: string): string => (text.length > LABEL ? `${text.slice(0, LABEL)}…` : text).toWellFormed();

function missingNotes(missing: Missing): Said[] {
  return [...missing].slice(0, WITH_MISSING).map(([{ name }, { cells, codes }]) => ({
    key: 'sources:note.savMissing',
    values: {
      column: name,
      n: cells,
      codes: [...codes].slice(0, CODES).join(', ') + (codes.size > CODES ? ' …' : ''),
    },
  }));
}
