import Papa from 'papaparse';
import { nextRecord, type Dialect } from '../analysis/intake/records.ts';
import type { Said } from '../../shared/domain.ts';
import { unsupported } from './unsupported.ts';

/** Rows of a stretch of text. `lines[i]` is the 1-based physical line on which row i starts. */
export type RowBlock = { rows: string[][]; lines: number[]; rejected: { line: number; reason: Said; raw: string }[] };

type PapaParser = {
  parse(
    text: string,
    base: number,
    ignoreLast: boolean,
  ): { data: string[][]; errors: unknown[]; meta: { cursor: number } };
};
const NO_QUOTE = '\u0000';
/** A line longer than this (characters) is no row of a table. */
const MAX_LINE = 16_000_000;

/** Turns decoded text, fed in pieces, into rows. Blank lines are passed over; every other line becomes a row or a rejection. */
export class RowReader {
  private carry = '';
  private line = 1;
  private readonly fast: PapaParser;
  private readonly single: PapaParser;
  private readonly dialect: Dialect;
  private readonly loneCr: boolean;
  private readonly crlf: boolean;
  private readonly spaced: boolean;
  /** fields a row should have, once known */
  width: number | null = null;

  constructor(dialect: Dialect, newline: '\n' | '\r\n' | '\r') {
    this.dialect = dialect;
    this.loneCr = newline === '\r';
    this.crlf = newline === '\r\n';
    this.spaced = dialect.delimiter === ' ';
    this.fast = parserOf(dialect, newline);
    this.single = parserOf(dialect, '\n');
  }

  /** Characters held back because their row is not complete. */
  get pending(): number {
    return this.carry.length;
  }

  /** Rows that are complete with this piece; `final` ends the file. */
  push(piece: string, final: boolean): RowBlock {
    const text = this.carry.length > 0 ? this.carry + piece : piece;
    this.carry = '';
    return this.quick(text, final) ?? this.careful(text, final);
  }

  /** Papa Parse on the whole piece, when nothing in it needs care: one line end, no quoted line breaks, no stray quotes. */
  private quick(text: string, final: boolean): RowBlock | null {
    if (this.spaced) return null;
    const newline = this.loneCr ? '\r' : '\n';
    if (!this.loneCr && !this.crlf && text.includes('\r')) return null;
    let breaks = 0;
    for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) {
      if (this.crlf && text.charCodeAt(at - 1) !== 13) return null;
      breaks++;
    }
    if (breaks === 0 && !final) return null;
    const { data, errors, meta } = this.fast.parse(text, 0, !final);
    if (errors.length > 0) return null;
    // with !final Papa leaves the last, perhaps incomplete, row alone; behind the last line end of a file nothing stands
    if (final && text.endsWith(newline) && data.length === breaks + 1) data.pop();
    if (data.length !== breaks + (final && !text.endsWith(newline) ? 1 : 0)) return null;
    const block: RowBlock = { rows: data, lines: [], rejected: [] };
    let blank = false;
    for (let i = 0; i < data.length; i++) {
      block.lines.push(this.line + i);
      if (data[i]!.length === 1 && data[i]![0]!.trim() === '') blank = true;
    }
    this.line += breaks;
    if (!final) this.carry = text.slice(meta.cursor);
    if (blank && this.dialect.quote !== '' && text.includes(this.dialect.quote)) {
      // a quoted empty cell is a row, an empty line is not: only the careful way tells them apart
      this.line -= breaks;
      this.carry = '';
      return null;
    }
    if (blank) {
      const keep = data.map((row) => row.length > 1 || row[0]!.trim() !== '');
      block.rows = data.filter((_, i) => keep[i]);
      block.lines = block.lines.filter((_, i) => keep[i]);
    }
    return block;
  }

  /** Record by record. */
  private careful(text: string, final: boolean): RowBlock {
    const block: RowBlock = { rows: [], lines: [], rejected: [] };
    const options = { ...this.dialect, final, width: this.width, loneCr: this.loneCr };
    let at = 0;
    for (;;) {
      const found = nextRecord(text, at, options);
      if (!found) break;
      at = found.next;
      const line = this.line;
      this.line += found.lines;
      const raw = text.slice(found.start, found.end);
      if (raw.trim() === '' && !raw.includes(this.dialect.delimiter)) continue;
      if (found.unclosed) {
        block.rejected.push({
          line: line + found.openedAfter,
          reason: { key: 'sources:rejected.unclosed' },
          raw,
        });
        continue;
      }
      const record = this.spaced ? raw.trim().replace(/ {2,}/g, ' ') : raw;
      const { data } = this.single.parse(record, 0, false);
      if (data.length !== 1) {
        block.rejected.push({ line, reason: { key: 'sources:rejected.quotes' }, raw });
        continue;
      }
      block.rows.push(data[0]!);
      block.lines.push(line);
    }
    this.carry = text.slice(at);
    if (this.carry.length > MAX_LINE) throw unsupported('longLine');
    return block;
  }
}

function parserOf(dialect: Dialect, newline: string): PapaParser {
  const plain = dialect.quote === '';
  return new (Papa as unknown as { Parser: new (config: object) => PapaParser }).Parser({
    delimiter: dialect.delimiter,
    newline,
    quoteChar: plain ? NO_QUOTE : dialect.quote,
    ...(plain ? { fastMode: true } : {}),
  });
}
