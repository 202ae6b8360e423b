import { unsupported } from '../unsupported.ts';
import { isoText, numberText } from '../xlsx/values.ts';
import { attribute, XmlScanner, type XmlHandler } from '../xlsx/xml.ts';
import { LONGEST_CELL } from './cellText.ts';
import { Grid } from './grid.ts';
import { TableList, type MarkupReader, type TableInfo, type TakenRow } from './reader.ts';

/** A date without a time of day. */
const MIDNIGHT = / 00:00:00$/;

/** Reads the sheets of a workbook of 2003 in XML (SpreadsheetML). */
export class WorkbookReader implements MarkupReader, XmlHandler {
  errors = 0;
  private readonly scanner = new XmlScanner(this);
  private readonly target: number | null;
  private readonly list = new TableList();
  private taken: TakenRow[] = [];
  private next = 0;
  private name: string | null = null;
  private visible = '';
  private grid: Grid | null = null;
  // the cell that is being read
  private column: number | undefined;
  private across = 1;
  private down = 1;
  private type = '';
  private value = '';
  private inCell = false;
  private inData = false;
  private inRemark = false;
  private inState = false;

  /** @param target number of the sheet whose rows are wanted; null: none */
  constructor(target: number | null) {
    this.target = target;
  }

  get wanted(): boolean {
    return this.inData || this.inState;
  }

  push(text: string): void {
    this.scanner.push(text);
  }

  end(): void {
    this.scanner.end();
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

  open(name: string, attributes: string): void {
    switch (name) {
      case 'Worksheet':
        this.name = attribute(attributes, 'Name');
        this.visible = '';
        return;
      case 'Visible':
        this.inState = true;
        return;
      case 'Table':
        this.grid ??= new Grid();
        return;
      case 'Row':
        this.grid?.openRow(place(attributes, 'Index') ?? undefined);
        return;
      case 'Cell':
        this.inCell = true;
        this.value = '';
        this.type = '';
        this.column = minus(place(attributes, 'Index'));
        this.across = (place(attributes, 'MergeAcross') ?? 0) + 1;
        this.down = (place(attributes, 'MergeDown') ?? 0) + 1;
        return;
      case 'Comment':
        this.inRemark = true;
        return;
      case 'Data':
        if (!this.inCell || this.inRemark) return;
        this.inData = true;
        this.type = attribute(attributes, 'Type') ?? '';
    }
  }

  close(name: string): void {
    switch (name) {
      case 'Data':
        this.inData = false;
        return;
      case 'Comment':
        this.inRemark = false;
        return;
      case 'Cell':
        this.endCell();
        return;
      case 'Row':
        this.endRow();
        return;
      case 'Visible':
        this.inState = false;
        return;
      case 'Worksheet':
        this.endSheet();
    }
  }

  text(text: string): void {
    if (this.inState) this.visible += text.slice(0, 40);
    else this.value += text;
    if (this.value.length > LONGEST_CELL) throw unsupported('htmlLong', { most: LONGEST_CELL });
  }

  private endCell(): void {
    this.inCell = false;
    if (this.type === 'Error') this.errors++;
    this.grid?.add(this.cellText(), this.across, this.down, false, this.column);
  }

  private cellText(): string {
    const { type, value } = this;
    if (value === '') return '';
    switch (type) {
      case 'Number':
        return numberText(value.trim());
      case 'Boolean':
        return value.trim() === '1' ? 'TRUE' : 'FALSE';
      case 'DateTime':
        return isoText(value).replace(MIDNIGHT, '');
      default:
        return value;
    }
  }

  private endRow(): void {
    const row = this.grid?.closeRow();
    if (row && this.next === this.target) this.taken.push({ row, cut: false });
  }

  private endSheet(): void {
    const { grid } = this;
    if (grid)
      this.list.add({
        id: this.next,
        name: this.name,
        rows: grid.rows,
        cells: grid.filled,
        hidden: /hidden/i.test(this.visible),
        open: false,
      });
    this.grid = null;
    this.next++;
  }
}

function place(attributes: string, name: string): number | null {
  const text = attribute(attributes, name);
  return text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null;
}

const minus = (index: number | null): number | undefined => (index === null || index < 1 ? undefined : index - 1);
