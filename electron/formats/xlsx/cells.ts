import { MOST_COLUMNS } from '../limits.ts';
import { unsupported } from '../unsupported.ts';
import type { NumberStyle } from './formats.ts';
import { TextRuns } from './strings.ts';
import { columnOf, isoText, styledText, unescaped } from './values.ts';
import { attribute, type XmlHandler } from './xml.ts';

/** What Excel can hold. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Empty cells to the right of all columns that can be stored; whoever fills a sheet with them has no table in mind. */
const MOST_PADDING = 400_000;

/** What a sheet is read with. */
export type CellContext = {
  readonly strings: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly from1904: boolean;
};

/** Counted while a sheet is read. */
export type CellCounts = { errors: number; uncomputed: number };

/** Rows that are complete: cells as text up to the last that holds something; blank rows are passed over. */
export type SheetRows = { rows: string[][]; lines: number[] };

/** Turns the XML of a sheet into rows; give it to an {@link XmlScanner}, then take what is complete. */
export class CellReader implements XmlHandler {
  readonly counts: CellCounts = { errors: 0, uncomputed: 0 };
  private readonly context: CellContext;
  private rows: string[][] = [];
  private lines: number[] = [];
  private line = 0;
  private row: string[] = [];
  private inData = false;
  private padding = 0;
  // the cell that is being read
  private column = -1;
  private type = '';
  private style = 0;
  private value: string | null = null;
  private formula = false;
  private inValue = false;
  private inText = false;
  private readonly runs = new TextRuns();
  // a number and what it became: many columns repeat the cell above
  private readonly last = new Map<number, { from: string; to: string }>();

  constructor(context: CellContext) {
    this.context = context;
  }

  get wanted(): boolean {
    return this.inValue || (this.inText && this.runs.wanted);
  }

  /** The rows that were completed since the last call. */
  take(): SheetRows {
    const { rows, lines } = this;
    this.rows = [];
    this.lines = [];
    return { rows, lines };
  }

  open(name: string, attributes: string): void {
    if (this.inText) {
      this.runs.open(name);
      return;
    }
    if (name === 'c') {
      if (this.inData) this.openCell(attributes);
    } else if (name === 'v') {
      this.inValue = true;
      this.value = '';
    } else if (name === 'is') this.inText = true;
    else if (name === 'f') this.formula = true;
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'sheetData') this.inData = true;
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'c') {
      if (this.inData) this.closeCell();
    } else if (name === 'is') this.inText = false;
    else if (this.inText) this.runs.close(name);
    else if (name === 'row') this.closeRow();
    else if (name === 'sheetData') this.inData = false;
  }

  text(text: string): void {
    if (this.inValue) this.value = this.value === '' ? text : this.value + text;
    else this.runs.add(text);
  }

  private openRow(attributes: string): void {
    // as nearly all programs write it; the general way costs a pattern for each row
    const quick = attributes.startsWith(' r="') ? attributes.slice(4, attributes.indexOf('"', 4)) : null;
    const own = quick ?? attribute(attributes, 'r');
    const line = own === null ? this.line + 1 : Number(own);
    if (!Number.isInteger(line) || line < 1 || line > LAST_ROW) throw unsupported('sheetRows', { most: LAST_ROW });
    // rows out of order are read as they come
    this.line = line;
    this.column = -1;
    this.row = [];
  }

  private closeRow(): void {
    if (this.row.length === 0) return;
    this.rows.push(this.row);
    this.lines.push(this.line);
    this.row = [];
  }

  private openCell(attributes: string): void {
    this.type = '';
    this.style = 0;
    this.value = null;
    this.formula = false;
    let column = this.column + 1;
    // one pass over `r="B7" s="3" t="s"`: this is where most of the time goes
    const { length } = attributes;
    for (let at = 0; at < length;) {
      const code = attributes.charCodeAt(at);
      if (code <= 32) {
        at++;
        continue;
      }
      const equals = attributes.indexOf('=', at);
      if (equals < 0) break;
      let from = equals + 1;
      while (from < length && attributes.charCodeAt(from) <= 32) from++;
      const quote = attributes.charAt(from);
      const to = attributes.indexOf(quote, from + 1);
      if (to < 0 || (quote !== '"' && quote !== "'")) break;
      if (equals - at === 1) {
        if (code === 114) {
          const named = columnOf(attributes.slice(from + 1, to));
          if (named >= 0) column = named;
        } else if (code === 115) this.style = Number(attributes.slice(from + 1, to));
        else if (code === 116) this.type = attributes.slice(from + 1, to);
      }
      at = to + 1;
    }
    if (column >= LAST_COLUMN) throw unsupported('tooManyColumns', { n: column + 1, most: MOST_COLUMNS });
    this.column = column;
  }

  private closeCell(): void {
    const { column, row } = this;
    const text = this.cellText();
    if (text === '') {
      if (column >= MOST_COLUMNS && ++this.padding > MOST_PADDING)
        throw unsupported('tooManyColumns', { n: column + 1, most: MOST_COLUMNS });
      return;
    }
    if (column >= MOST_COLUMNS) throw unsupported('tooManyColumns', { n: column + 1, most: MOST_COLUMNS });
    if (row.length === column) row.push(text);
    else {
      while (row.length <= column) row.push('');
      row[column] = text;
    }
  }

  private cellText(): string {
    const { type, value } = this;
    if (type === 'inlineStr') return this.runs.take();
    if (value === null || value === '') {
      if (this.formula && type !== 'str') this.counts.uncomputed++;
      return '';
    }
    switch (type) {
      case 's':
        return this.context.strings[Number(value)] ?? '';
      case 'str':
        return unescaped(value);
      case 'b':
        return value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        this.counts.errors++;
        return value;
      case 'd':
        return isoText(value);
      default:
        return this.number(value);
    }
  }

  private number(value: string): string {
    const style = this.context.styles[this.style];
    const known = this.last.get(this.column);
    // the same digits may be a date in one row and a number in the next, so the style is part of what was seen
    const from = style === undefined ? value : `${value} ${String(this.style)}`;
    if (known?.from === from) return known.to;
    const to = styledText(value, style ?? { kind: 'plain' }, this.context.from1904);
    if (known) {
      known.from = from;
      known.to = to;
    } else this.last.set(this.column, { from, to });
    return to;
  }
}
