import { csvText } from '../../shared/csv.ts';

/** A cell of a chart's table. */
export type CsvCell = string | number | null;

/** A chart's table as formula-safe UTF-8 CSV with BOM, as Excel expects it. */
export const toCsv = (head: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  csvText([head, ...rows]);
