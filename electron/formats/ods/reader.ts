import { MOST_COLUMNS } from '../limits.ts';
import { unsupported } from '../unsupported.ts';
import type { CellCounts, SheetRows } from '../xlsx/cells.ts';
import { MOST_MERGES, type Merge } from '../xlsx/merges.ts';
import { attribute, eachAttribute, type XmlHandler } from '../xlsx/xml.ts';
import { Paragraphs } from './paragraphs.ts';
import { StyleReader } from './styles.ts';
import { dateText, errorOf, isFlag, numberOf, timeText } from './values.ts';

/** What the suites can hold. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Sheets of a document. */
const MOST_SHEETS = 10_000;
/** Cells with a value that are there only because another one is repeated. */
const MOST_REPEATED = 4_000_000;

/** Elements that stand around columns, rows or texts and mean nothing by themselves. */
const AROUND = new Set([
  'table-columns',
  'table-header-columns',
  'table-column-group',
  'table-rows',
  'table-header-rows',
  'table-row-group',
]);
const LISTS = new Set(['list', 'list-item', 'list-header']);

/** A sheet as a pass over all of them found it; `rows` and `cells`: those that hold something. */
export type SheetFacts = { name: string; hidden: boolean; rows: number; cells: number; merges: Merge[] };

/** The cell that is being read. */
type Cell = {
  type: string;
  value: string | null;
  style: string | null;
  formula: boolean;
  error: boolean;
  repeated: number;
  across: number;
  down: number;
};

/**
 * Reads the part of a document that holds its sheets (OpenDocument 1.3, part 3, 9.1); give it to an `XmlScanner`. Repeated
 * cells and rows are written out only where they hold something.
 */
export class ContentReader implements XmlHandler {
  readonly counts: CellCounts = { errors: 0, uncomputed: 0 };
  readonly sheets: SheetFacts[] = [];
  /** the sheet that was wanted has been read to its end */
  finished = false;
  private readonly styles: StyleReader;
  private readonly target: number | null;
  private readonly text_ = new Paragraphs();
  private rows: string[][] = [];
  private lines: number[] = [];
  private from1904 = false;
  private merged = 0;
  private repeats = 0;
  // where in the document: inside of what
  private skipped = 0;
  private inSheets = false;
  private inStyles = false;
  private sheet: SheetFacts | null = null;
  private row: string[] | null = null;
  private cell: Cell | null = null;
  private inText = false;
  private number = -1;
  private line = 0;
  private column = 0;
  private rowRepeated = 1;
  private rowStyle: string | null = null;
  private columns: { until: number; style: string | null }[] = [];

  /** @param target number of the sheet whose rows are wanted; null: none, what sheets there are */
  constructor(common: StyleReader, target: number | null) {
    this.styles = new StyleReader(common);
    this.target = target;
  }

  get wanted(): boolean {
    return this.inText && this.skipped === 0;
  }

  /** The rows that were completed since the last call. */
  take(): SheetRows {
    const { rows, lines } = this;
    this.rows = [];
    this.lines = [];
    return { rows, lines };
  }

  open(name: string, attributes: string): void {
    if (this.skipped > 0) {
      this.skipped++;
      return;
    }
    if (this.inText) {
      if (!this.text_.element(name, attributes)) this.skipped = 1;
    } else if (this.cell) {
      if (name === 'p' || name === 'h') {
        this.inText = true;
        this.text_.begin();
      } else if (!LISTS.has(name)) this.skipped = 1;
    } else if (this.row) {
      if (name === 'table-cell' || name === 'covered-table-cell') this.cell = cellOf(attributes);
      else this.skipped = 1;
    } else if (this.sheet) this.openInSheet(name, attributes);
    else if (this.inSheets) this.openInDocument(name, attributes);
    else if (this.inStyles) this.styles.open(name, attributes);
    else if (name === 'automatic-styles') this.inStyles = true;
    else if (name === 'spreadsheet') this.inSheets = true;
  }

  close(name: string): void {
    if (this.skipped > 0) {
      this.skipped--;
      return;
    }
    if (this.inText) {
      if (name === 'p' || name === 'h') this.inText = false;
    } else if (this.cell) {
      if (!LISTS.has(name)) this.closeCell(this.cell);
    } else if (this.row) this.closeRow(this.row);
    else if (this.sheet) {
      if (name === 'table') this.closeSheet(this.sheet);
    } else if (this.inStyles && name === 'automatic-styles') this.inStyles = false;
    else if (this.inStyles) this.styles.close(name);
    else if (name === 'spreadsheet') this.inSheets = false;
  }

  text(text: string): void {
    this.text_.add(text);
  }

  private openInDocument(name: string, attributes: string): void {
    if (name === 'table') this.openSheet(attributes);
    else if (name === 'null-date')
      this.from1904 = attribute(attributes, 'date-value')?.startsWith('1904-01-01') ?? false;
    else if (name !== 'calculation-settings') this.skipped = 1;
  }

  private openSheet(attributes: string): void {
    this.number++;
    if (this.number >= MOST_SHEETS) throw unsupported('zipEntries', { n: this.number + 1, most: MOST_SHEETS });
    if (this.target !== null && this.target !== this.number) {
      this.skipped = 1;
      return;
    }
    const style = attribute(attributes, 'style-name');
    this.sheet = {
      name: attribute(attributes, 'name') ?? '',
      hidden: style !== null && this.styles.hides(style),
      rows: 0,
      cells: 0,
      merges: [],
    };
    this.line = 0;
    this.columns = [];
  }

  private closeSheet(sheet: SheetFacts): void {
    if (this.target === null) this.sheets.push(sheet);
    else this.finished = true;
    this.sheet = null;
  }

  private openInSheet(name: string, attributes: string): void {
    if (name === 'table-row') {
      this.rowRepeated = count(attribute(attributes, 'number-rows-repeated'));
      this.rowStyle = attribute(attributes, 'default-cell-style-name');
      this.row = [];
      this.column = 0;
    } else if (name === 'table-column') {
      const until = (this.columns.at(-1)?.until ?? 0) + count(attribute(attributes, 'number-columns-repeated'));
      if (this.columns.length < MOST_COLUMNS)
        this.columns.push({ until, style: attribute(attributes, 'default-cell-style-name') });
    } else if (!AROUND.has(name)) this.skipped = 1;
  }

  private closeRow(row: string[]): void {
    const { line, rowRepeated, sheet } = this;
    this.row = null;
    this.line += rowRepeated;
    if (row.length === 0 || !sheet) return;
    if (this.line > LAST_ROW) throw unsupported('sheetRows', { most: LAST_ROW });
    const filled = row.reduce((n, text) => (text === '' ? n : n + 1), 0);
    this.repeat(filled * (rowRepeated - 1));
    sheet.rows += rowRepeated;
    sheet.cells += filled * rowRepeated;
    if (this.target === null) return;
    for (let i = 0; i < rowRepeated; i++) {
      this.rows.push(i === 0 ? row : row.slice());
      this.lines.push(line + i + 1);
    }
  }

  private closeCell(cell: Cell): void {
    const { column, row, sheet } = this;
    this.cell = null;
    this.column += cell.repeated;
    if ((cell.across > 1 || cell.down > 1) && sheet && this.merged < MOST_MERGES) {
      const top = this.line + 1;
      const bottom = Math.min(LAST_ROW, top + cell.down - 1);
      sheet.merges.push({ top, bottom, left: column, right: Math.min(LAST_COLUMN, column + cell.across) - 1 });
      this.merged++;
    }
    const text = this.cellText(cell, column);
    if (text === '' || !row) return;
    if (this.column > MOST_COLUMNS) throw unsupported('tooManyColumns', { n: this.column, most: MOST_COLUMNS });
    while (row.length < column) row.push('');
    for (let i = 0; i < cell.repeated; i++) row.push(text);
    this.repeat(cell.repeated - 1);
  }

  private repeat(more: number): void {
    this.repeats += more;
    if (this.repeats > MOST_REPEATED) throw unsupported('sheetRepeats', { most: MOST_REPEATED });
  }

  private cellText(cell: Cell, column: number): string {
    const shown = this.text_.take();
    const { type, value } = cell;
    if (cell.error || (cell.formula && /^(?:#|Err:)/.test(shown))) {
      const error = errorOf(shown) ?? (cell.error ? '#VALUE!' : null);
      if (error !== null) {
        this.counts.errors += cell.repeated * this.rowRepeated;
        return error;
      }
    }
    if (type === '' && shown === '' && cell.formula) this.counts.uncomputed += cell.repeated * this.rowRepeated;
    if (value === null || (cell.formula && isFlag(shown))) return shown;
    switch (type) {
      case 'float':
      case 'currency':
      case 'percentage':
        return numberOf(value, type, this.styleAt(cell, column));
      case 'date':
        return dateText(value, this.styleAt(cell, column));
      case 'time':
        return timeText(value, this.styleAt(cell, column), this.from1904);
      case 'boolean':
        return value.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'string':
        return value;
      default:
        return shown;
    }
  }

  /** The style of a cell: its own, else that of its row, else that of its column. */
  private styleAt(cell: Cell, column: number): ReturnType<StyleReader['of']> {
    const name = cell.style ?? this.rowStyle ?? this.columns.find(({ until }) => column < until)?.style ?? null;
    return this.styles.of(name ?? 'Default');
  }
}

const VALUES = new Set(['value', 'date-value', 'time-value', 'boolean-value', 'string-value']);

function cellOf(attributes: string): Cell {
  const cell: Cell = {
    type: '',
    value: null,
    style: null,
    formula: false,
    error: false,
    repeated: 1,
    across: 1,
    down: 1,
  };
  if (attributes === '') return cell;
  eachAttribute(attributes, (full, value) => {
    const name = full.slice(full.indexOf(':') + 1);
    // the suite says a second time, in a family of names of its own, what a cell is: there alone it tells errors
    if (full.startsWith('calcext:')) cell.error ||= name === 'value-type' && value === 'error';
    else if (name === 'value-type') cell.type = value;
    else if (VALUES.has(name)) cell.value = value;
    else if (name === 'style-name') cell.style = value;
    else if (name === 'number-columns-repeated') cell.repeated = count(value);
    else if (name === 'number-columns-spanned') cell.across = count(value);
    else if (name === 'number-rows-spanned') cell.down = count(value);
    else if (name === 'formula') cell.formula = true;
  });
  return cell;
}

/** How often something is repeated; what is no number, or out of all reason, counts as far as a sheet reaches. */
function count(text: string | null): number {
  const value = text === null ? 1 : Number(text);
  return Number.isInteger(value) && value >= 1 ? Math.min(value, LAST_ROW) : 1;
}
