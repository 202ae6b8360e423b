import type { ReadOptions } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { dataOf, namesOf, openTable } from './table.ts';

/** What is known about a raw table before its rows are read (`read`, `stored`, `rejected`: after the last row). */
export type RawTableFacts = {
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
 * @throws AppError unsupported_file, io
 */
export function readRawTable(path: string, read: ReadOptions = {}): RawTable {
  const table = openTable(path, read, () => undefined);
  const facts: RawTableFacts = {
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
    for (const block of dataOf(table)) {
      facts.rejected.push(...block.rejected);
      facts.stored += block.rows.length;
      if (block.width !== facts.columns.length) facts.columns = namesOf(table, block.width);
      for (const row of block.rows) yield row;
      await Promise.resolve();
    }
    facts.read = facts.stored + facts.rejected.length;
  }
  return { facts, rows: rows() };
}
