import type { Said } from '../../../shared/domain.ts';
import { findHeader, uniqueNames, type HeaderGuess } from '../../analysis/intake/header.ts';
import { flatHeader } from '../xlsx/merges.ts';
import type { GridRow } from './grid.ts';

/** The header of a table; `sample`: its first data rows. */
export type TableHeader = {
  readonly header: HeaderGuess;
  readonly cells: readonly string[] | null;
  /** row of the table in which it stands, from 1; 0 without one */
  readonly line: number;
  readonly dataLine: number;
  readonly notes: readonly Said[];
  readonly sample: readonly (readonly string[])[];
};

/** Find the header among the first rows, of several rows where cells reach over others. @param asked 1-based row, 0: none */
export function headerOf(first: readonly GridRow[], asked: number | undefined): TableHeader {
  const width = first.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const padded = first.map(({ cells }) => [...cells, ...Array<string>(width - cells.length).fill('')]);
  const lines = first.map(({ line }) => line);
  const found = { ...rowsHeader(padded, lines, first, asked), width };
  const sampleFrom = (line: number) => padded.filter((_, i) => lines[i]! >= line);
  if (found.index < 0) {
    const dataLine = lines[found.firstData] ?? 1;
    return { header: found, cells: null, line: 0, dataLine, notes: [], sample: sampleFrom(dataLine) };
  }
  const line = lines[found.index]!;
  const behind = (lines[found.firstData - 1] ?? 0) + 1;
  const merges = first.flatMap((row) => row.merges);
  const flat = flatHeader(new Map(lines.map((at, i) => [at, padded[i]!])), line, width, merges);
  if (!flat.flattened)
    return { header: found, cells: found.cells, line, dataLine: behind, notes: [], sample: sampleFrom(behind) };
  const dataLine = Math.max(flat.bottom + 1, behind);
  return {
    header: { ...found, names: uniqueNames(flat.names, width) },
    cells: flat.names,
    line,
    dataLine,
    notes: [{ key: 'sources:note.mergedHeader', values: { n: flat.bottom - line + 1, line } }],
    sample: sampleFrom(dataLine),
  };
}

/** By what the rows hold; a row whose cells are all marked as names is the header where those say nothing. */
function rowsHeader(
  rows: readonly (readonly string[])[],
  lines: readonly number[],
  first: readonly GridRow[],
  asked: number | undefined,
): HeaderGuess {
  const found = findHeader(rows, lines, asked);
  if (asked !== undefined || found.index >= 0) return found;
  const marked = first.findIndex(
    (row, i) => row.marked && i <= found.firstData && row.cells.length * 2 > rows[0]!.length,
  );
  if (marked < 0) return found;
  return { ...findHeader(rows, lines, lines[marked]), reason: { key: 'sources:header.marked' } };
}
