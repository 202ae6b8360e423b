import type { FileFormat } from '../../shared/contract/sources.ts';
import type { Said } from '../../shared/domain.ts';
import type { Reading } from './locked/password.ts';
import { openSource, type SourcePath } from './source.ts';
import { namesOf } from './table.ts';

/** What is known about a raw table before its rows are read (`read`, `stored`, `rejected`: after the last row). */
export type RawTableFacts = {
  format: FileFormat;
  /** sheet of a workbook that was read, and all that hold cells */
  sheet: string | null;
  sheets: string[];
  encoding: string;
  delimiter: string;
  quote: string;
  /** 1-based line of the header, 0 without one */
  headerLine: number;
  columns: string[];
  read: number;
  stored: number;
  rejected: { line: number; reason: Said; raw: string }[];
  notes: Said[];
};

/** The raw table an import would store: decoded cells before typing, every storable row in file order. */
export type RawTable = { facts: RawTableFacts; rows: AsyncIterable<string[]> };

/**
 * Read a file as an import would, without typing it. `facts` is complete once `rows` is exhausted.
 * @throws AppError unsupported_file, password, io
 */
export async function readRawTable(path: SourcePath, read: Reading = {}): Promise<RawTable> {
  const table = await openSource(path, read, () => undefined);
  const facts: RawTableFacts = {
    format: table.format,
    sheet: table.sheet?.value ?? null,
    sheets: table.sheets.map(({ name }) => name),
    encoding: table.scan.encoding,
    delimiter: table.dialect.dialect.delimiter,
    quote: table.dialect.dialect.quote,
    headerLine: table.headerLine,
    columns: table.header.names,
    read: 0,
    stored: 0,
    rejected: [],
    notes: table.header.notes,
  };
  async function* rows(): AsyncGenerator<string[]> {
    for await (const block of table.blocks()) {
      facts.rejected.push(...block.rejected);
      facts.stored += block.rows.length;
      if (block.width !== facts.columns.length) facts.columns = namesOf(table, block.width);
      for (const row of block.rows) yield row;
    }
    facts.read = facts.stored + facts.rejected.length;
    facts.notes = [...table.header.notes, ...table.notes()];
  }
  return { facts, rows: rows() };
}
