import { Parser } from 'htmlparser2';
import { unsupported } from '../unsupported.ts';
import { CellText, LONGEST_CELL } from './cellText.ts';
import { Grid } from './grid.ts';
import { TableList, type MarkupReader, type TableInfo, type TakenRow } from './reader.ts';

/** Tags in one another, and tables in one another. */
const DEEPEST = 200;
const DEEPEST_TABLE = 20;
/** Columns a cell may cover, as in browsers. */
const MOST_ACROSS = 1000;
const LAST_ROW = 1_048_576;

/** Tags whose text nobody sees. */
const HIDDEN = new Set(['script', 'style', 'title', 'noscript', 'template', 'xml', 'object']);
/** Tags that stand on lines of their own. */
const BLOCKS = new Set(
  'address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);

type Attributes = Record<string, string>;
type Cell = { text: CellText; across: number; down: number; name: boolean };
type Table = {
  readonly id: number;
  /** begun by a tag, and not by a row alone */
  readonly begun: boolean;
  readonly grid: Grid;
  name: string | null;
  inRow: boolean;
  cell: Cell | null;
  /** end tags of cells and of rows are written */
  closesCells: boolean;
  closesRows: boolean;
  cut: boolean;
  /** nested tables that have ended */
  inner: TableList | null;
};

/** Finds the tables of a web page, or of a piece of one; a table in a cell is both the text of the cell and a table. */
export class PageReader implements MarkupReader {
  readonly errors = 0;
  private readonly parser: Parser;
  private readonly target: number | null;
  private readonly list = new TableList();
  private readonly open: Table[] = [];
  private taken: TakenRow[] = [];
  private next = 0;
  private length = 0;
  private depth = 0;
  private hidden = 0;
  private caption: CellText | null = null;
  private ending = false;
  private textAtEnd = false;

  /** @param target number of the table whose rows are wanted; null: none */
  constructor(target: number | null) {
    this.target = target;
    this.parser = new Parser({
      onopentag: (name, attributes) => {
        this.opened(name, attributes);
      },
      onclosetag: (name, implied) => {
        this.closed(name, implied);
      },
      ontext: (text) => {
        if (this.ending) this.textAtEnd = true;
        if (this.hidden > 0) return;
        if (this.caption) this.caption.add(text);
        else for (const { cell } of this.open) cell?.text.add(text);
      },
      oncomment: () => {
        // a remark that nothing closes has swallowed the rest of the file
        if (this.ending) throw unsupported('htmlEnd');
      },
    });
  }

  push(text: string): void {
    this.length += text.length;
    this.parser.write(text);
    if (this.length - this.parser.endIndex > LONGEST_CELL) throw unsupported('htmlLong', { most: LONGEST_CELL });
  }

  end(): void {
    const pending = this.length - 1 - this.parser.endIndex > 0;
    if (this.hidden > 0) throw unsupported('htmlEnd');
    this.ending = true;
    for (const table of this.open)
      table.cut = (table.cell !== null && table.closesCells) || (table.inRow && table.closesRows);
    this.parser.end();
    if (pending && !this.textAtEnd) throw unsupported('htmlEnd');
    while (this.open.length > 0) this.endTable();
  }

  take(): TakenRow[] {
    const { taken } = this;
    this.taken = [];
    return taken;
  }

  tables(): readonly TableInfo[] {
    return this.list.tables;
  }

  get forgotten(): number {
    return this.list.forgotten;
  }

  private opened(name: string, attributes: Attributes): void {
    if (++this.depth > DEEPEST) throw unsupported('htmlDeep', { most: DEEPEST });
    if (HIDDEN.has(name)) this.hidden++;
    if (this.hidden > 0) return;
    if (name === 'br') for (const { cell } of this.open) cell?.text.lineEnd();
    else if (BLOCKS.has(name)) this.block();
    switch (name) {
      case 'table':
        this.beginTable(true);
        return;
      case 'caption':
        this.caption = this.open.at(-1)?.cell === null ? new CellText() : null;
        return;
      case 'thead':
      case 'tbody':
      case 'tfoot':
        this.section();
        return;
      case 'tr':
        this.beginRow();
        return;
      case 'td':
      case 'th':
        this.beginCell(attributes, name === 'th');
    }
  }

  private closed(name: string, implied: boolean): void {
    this.depth--;
    if (HIDDEN.has(name)) {
      this.hidden--;
      return;
    }
    if (this.hidden > 0) return;
    const table = this.open.at(-1);
    if (name === 'table') {
      if (table) this.endTable();
    } else if (table && (name === 'td' || name === 'th')) {
      if (!implied && table.cell) table.closesCells = true;
      this.endCell(table);
    } else if (table && name === 'tr') {
      if (!implied && table.inRow) table.closesRows = true;
      this.endRow(table);
    } else if (name === 'thead' || name === 'tbody' || name === 'tfoot') this.section();
    else if (name === 'caption') this.endCaption(table);
    if (BLOCKS.has(name)) this.block();
  }

  private block(): void {
    for (const { cell } of this.open) cell?.text.block();
  }

  private endCaption(table: Table | undefined): void {
    if (table && this.caption) table.name = this.caption.take().replace(/\s+/g, ' ').slice(0, 100).trim() || null;
    this.caption = null;
  }

  private beginTable(begun: boolean): Table {
    const outer = this.open.at(-1);
    // rows without a table end where one begins, unless it lies in a cell of theirs
    if (outer && !outer.begun && !outer.cell) this.endTable();
    if (this.open.length >= DEEPEST_TABLE) throw unsupported('htmlDeep', { most: DEEPEST_TABLE });
    const table: Table = {
      id: this.next++,
      begun,
      grid: new Grid(),
      name: null,
      inRow: false,
      cell: null,
      closesCells: false,
      closesRows: false,
      cut: false,
      inner: null,
    };
    this.open.push(table);
    return table;
  }

  private section(): void {
    const table = this.open.at(-1);
    if (!table) return;
    this.endRow(table);
    table.grid.cut();
  }

  private beginRow(): Table {
    const table = this.open.at(-1) ?? this.beginTable(false);
    this.endRow(table);
    table.grid.openRow();
    table.inRow = true;
    return table;
  }

  private beginCell(attributes: Attributes, name: boolean): void {
    const known = this.open.at(-1);
    const table = known?.inRow ? known : this.beginRow();
    this.endCell(table);
    for (const { cell } of this.open) cell?.text.space();
    const across = span(attributes, 'colspan') ?? 1;
    const down = span(attributes, 'rowspan') ?? 1;
    table.cell = {
      text: new CellText(),
      across: Math.min(MOST_ACROSS, Math.max(1, across)),
      // 0: to the end of this part of the table
      down: down === 0 ? LAST_ROW : down,
      name,
    };
  }

  private endCell(table: Table): void {
    const { cell } = table;
    if (!cell) return;
    table.cell = null;
    table.grid.add(cell.text.take(), cell.across, cell.down, cell.name);
  }

  private endRow(table: Table): void {
    this.endCell(table);
    if (!table.inRow) return;
    table.inRow = false;
    const row = table.grid.closeRow();
    if (row && table.id === this.target) this.taken.push({ row, cut: table.cut });
  }

  private endTable(): void {
    const table = this.open.at(-1)!;
    this.endRow(table);
    this.open.pop();
    const { id, name, grid, inner } = table;
    const { rows, filled } = grid;
    const info: TableInfo = {
      id,
      name,
      rows,
      cells: filled,
      hidden: false,
      open: this.ending && table.begun,
    };
    // a table in a cell is one of its own where the table around it is only a frame
    if (inner) for (const each of inner.tables) if (each.rows > rows) this.list.add(each);
    const outer = this.open.at(-1);
    if (outer?.cell) (outer.inner ??= new TableList()).add(info);
    else this.list.add(info);
  }
}

function span(attributes: Attributes, name: string): number | null {
  const text = Object.hasOwn(attributes, name) ? attributes[name]!.trim() : '';
  const match = /^\d{1,7}/.exec(text);
  return match ? Number(match[0]) : null;
}
