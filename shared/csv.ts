/** A cell of an exported table. */
export type CsvCell = string | number | boolean | null | undefined;

/**
 * First characters by which a spreadsheet takes text for a formula or a command (OWASP "CSV Injection", with the
 * full-width twins and the line feed): such cells get an apostrophe (R28).
 */
const RISKY = /^[\s\u00a0\u3000\ufeff"']*[=+\-@\t\r\n＝＋－＠]/u;
const CONTROL_FIRST = /^[\t\r\n]/;
/** A number as a program writes it: may begin with a minus sign and is no formula. */
const PLAIN_NUMBER = /^-?\d{1,20}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?$/;

/** Is this text one that a spreadsheet could run? Real numbers written as text are not. */
export const isFormulaLike = (text: string): boolean =>
  !PLAIN_NUMBER.test(text) && (CONTROL_FIRST.test(text) || RISKY.test(text.slice(0, 64)) || /^\s{64}/.test(text));

/** One cell, quoted where needed; text that could be run gets a leading apostrophe and quotes. Numbers stay numbers. */
export function csvCell(cell: CsvCell, delimiter = ','): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  if (typeof cell === 'boolean') return cell ? '1' : '0';
  if (isFormulaLike(cell)) return `"'${cell.replaceAll('"', '""')}"`;
  // after a delimiter a spreadsheet that guesses another one would start a new cell: quote all of them
  return /[",;\t\r\n|]/.test(cell) || cell.includes(delimiter) || /^\s|\s$/.test(cell)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

/** Options of {@link csvText}. */
export type CsvOptions = {
  /** a byte order mark, so that Excel reads UTF-8 (default true) */
  readonly bom?: boolean;
  readonly delimiter?: string;
};

/** A table as CSV text: CRLF line ends, formula-safe, UTF-8 mark in front by default. */
export function csvText(rows: Iterable<readonly CsvCell[]>, options: CsvOptions = {}): string {
  const { bom = true, delimiter = ',' } = options;
  const lines: string[] = [];
  for (const row of rows) lines.push(row.map((cell) => csvCell(cell, delimiter)).join(delimiter));
  return `${bom ? '\ufeff' : ''}${lines.map((line) => `${line}\r\n`).join('')}`;
}

/** A cell as it is, for copies that must be read back exactly (no apostrophes): quoted only where RFC 4180 needs it. */
export const plainCsvCell = (cell: string, delimiter = ','): string =>
  cell.includes('"') || cell.includes(delimiter) || cell.includes('\n') || cell.includes('\r')
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
