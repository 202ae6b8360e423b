import { plainCsvCell } from '../../shared/csv.ts';
import type { Said } from '../../shared/domain.ts';
import { rowFitter } from '../analysis/intake/rowFit.ts';
import { isBlankRow, rowKindsOf, siftRows } from '../analysis/intake/rowKinds.ts';
import type { RowBlock } from './rows.ts';
import type { TextTable } from './table.ts';

/** Raw text kept of a rejected row. */
const RAW = 2000;
/** Rows with an empty field too many that are looked at; where all have one it is the last. */
const MOST_CUT = 1000;
/** Rows that a note names. */
const NAMED = 5;

/**
 * Sorts rows into those of the right width and rejections. `note` is given what there is to say whenever a block was sorted.
 */
export function createCheck(table: TextTable, note: (notes: Said[]) => void) {
  const { header, dataLine, scan, asked } = table;
  const { delimiter } = table.dialect.dialect;
  let { width } = header;
  const kinds = rowKindsOf(table.headerCells, table.sample, asked.sums);
  const fitting = rowFitter(table.sample, width);
  const odd = { filled: 0, lines: [] as number[], short: 0, cut: 0 };
  const raw = (row: readonly string[]) => rawOf(row, delimiter);
  let begun = dataLine === 0;
  return (block: RowBlock, suspect: boolean): RowBlock & { width: number } => {
    let { rows, lines } = block;
    let rejected = block.rejected;
    if (!begun) {
      const skip = lines.findIndex((line) => line >= dataLine);
      const from = skip < 0 ? lines.length : skip;
      rows = rows.slice(from);
      lines = lines.slice(from);
      rejected = rejected.filter((row) => row.line >= dataLine);
      begun = skip >= 0;
    }
    let good = true;
    for (const row of rows)
      if (row.length !== width) {
        good = false;
        break;
      }
    if (!good || suspect) {
      const kept: string[][] = [];
      const keptLines: number[] = [];
      rejected = [...rejected];
      for (let i = 0; i < rows.length; i++) {
        let row = rows[i]!;
        if (isBlankRow(row, width)) continue;
        const broken = suspect ? damage(row, scan.faithful) : null;
        const made = broken ?? fit(row);
        if (Array.isArray(made)) {
          row = made;
          odd.filled++;
          if (odd.lines.length < NAMED) odd.lines.push(lines[i]!);
        }
        const reason = Array.isArray(made) ? null : made;
        if (reason) rejected.push({ line: lines[i]!, reason, raw: rawOf(row, delimiter) });
        else {
          kept.push(row);
          keptLines.push(lines[i]!);
        }
      }
      rows = kept;
      lines = keptLines;
      rejected.sort((a, b) => a.line - b.line);
    }
    const sifted = siftRows({ rows, lines, rejected }, kinds, raw);
    for (const row of sifted.rejected) if (row.raw.length > RAW) row.raw = row.raw.slice(0, RAW);
    note([...oddRows(odd), ...kinds.notes()]);
    return { ...sifted, width };
  };

  /** Null: it fits, or was made to in place; a row that was filled up; or why it does not fit. */
  function fit(row: string[]): Said | string[] | null {
    if (row.length === width) return null;
    const few = row.length < width;
    if (!few) {
      let length = row.length;
      while (length > width && row[length - 1]!.trim() === '') length--;
      if (length > width && header.ragged) width = length;
      else if (length === width) {
        const better = row.length === width + 1 && odd.cut++ < MOST_CUT ? fitting(row) : null;
        row.length = width;
        return better === null || better.every((cell, c) => cell === row[c]) ? null : better;
      }
      if (length === width) return null;
    } else if (header.ragged) {
      while (row.length < width) row.push('');
      return null;
    }
    const made = asked.short === 'leave' ? null : fitting(row);
    if (made) return made;
    if (few && asked.short === 'fill') return [...row, ...Array<string>(width - row.length).fill('')];
    if (few) odd.short++;
    return {
      key: few ? 'sources:rejected.tooFew' : 'sources:rejected.tooMany',
      values: { fields: row.length, columns: width },
    };
  }
}

/** Rows that were filled up, and rows with too few fields that were not. */
function oddRows({ filled, lines, short }: { filled: number; lines: readonly number[]; short: number }): Said[] {
  const named = lines.join(', ') + (filled > lines.length ? ' …' : '');
  return [
    ...(filled > 0 ? [{ key: 'sources:note.rowsFilled', values: { n: filled, lines: named } }] : []),
    ...(short > 0 ? [{ key: 'sources:note.rowsShort', values: { n: short } }] : []),
  ];
}

function damage(row: readonly string[], faithful: boolean): Said | null {
  for (const cell of row) {
    if (cell.includes('\0')) return { key: 'sources:rejected.nul' };
    if (!faithful && cell.includes('\ufffd')) return { key: 'sources:rejected.undecodable' };
  }
  return null;
}

/** A row as it stands in the file. */
export const rawOf = (row: readonly string[], delimiter: string) =>
  row
    .map((cell) => plainCsvCell(cell, delimiter))
    .join(delimiter)
    .slice(0, RAW);
