import { csvText } from '../../shared/csv.ts';

export type CsvCell = string | number | null;

/** A table with its head as UTF-8 CSV, as Excel expects it; text that a spreadsheet would run is made harmless. */
export function toCsv(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return csvText([head, ...rows]);
}
