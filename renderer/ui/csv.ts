export type CsvCell = string | number | null;

/** Text that a spreadsheet would read as a formula gets a quote in front; numbers stay numbers. */
function guarded(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as UTF-8 CSV with BOM and CRLF, as Excel expects it. */
export function toCsv(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(guarded).join(',')).join('\r\n')}\r\n`;
}
