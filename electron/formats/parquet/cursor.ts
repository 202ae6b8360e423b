import type { ColumnMetaData } from 'hyparquet';
import { unsupported } from '../unsupported.ts';
import type { ParquetFile } from './file.ts';
import { PARQUET_LIMITS } from './limits.ts';
import { dictionaryOf, pageAt, valuesOf, type PageValues } from './page.ts';
import type { Node } from './schema.ts';
import { printerOf, type Printer, type Stored } from './text.ts';

/** Bytes of pages and dictionaries that are open in all columns. */
export type Budget = { open: number };

/** The values of one leaf in one row group, one after the other; one page of it is in memory. */
export class LeafCursor {
  readonly node: Node;
  readonly printer: Printer;
  private readonly file: ParquetFile;
  private readonly meta: ColumnMetaData;
  private readonly budget: Budget;
  private next: number;
  private left: number;
  private dictionary: string[] | null = null;
  private page: PageValues | null = null;
  private held = 0;
  private entry = 0;
  private value = 0;

  constructor(file: ParquetFile, meta: ColumnMetaData, node: Node, budget: Budget) {
    this.file = file;
    this.meta = meta;
    this.node = node;
    this.budget = budget;
    this.printer = printerOf(node.element);
    const data = Number(meta.data_page_offset);
    // some programs write 0 where there is no dictionary, and some its place only here
    const first = Number(meta.dictionary_page_offset ?? 0);
    this.next = first > 0 && first < data ? first : data;
    this.left = Number(meta.num_values);
    if (!(this.left >= 0)) throw unsupported('parquetDamaged');
  }

  /** Does another entry follow? Reads the page it stands in. @throws AppError unsupported_file, or what a decoder throws */
  get more(): boolean {
    while (this.page === null || this.entry >= this.page.count) {
      if (this.left <= 0) return false;
      this.turn();
    }
    return true;
  }

  /** Repetition level of the entry that follows; 0: a row begins with it, or none follows. */
  get repetition(): number {
    return this.more ? (this.page?.repetition?.[this.entry] ?? 0) : 0;
  }

  /** Definition level of the entry that follows. */
  get definition(): number {
    if (!this.more) throw unsupported('parquetDamaged');
    return this.page?.definition?.[this.entry] ?? this.node.definition;
  }

  /** The entry that follows, printed; null where there is no value. */
  take(): string | null {
    const there = this.definition === this.node.definition;
    this.entry++;
    if (!there) return null;
    const at = this.value++;
    const place = this.page?.places?.[at];
    const text = place === undefined ? this.printed(this.page?.values?.[at]) : this.dictionary?.[place];
    if (text === undefined) throw unsupported('parquetDamaged');
    return text;
  }

  private printed(value: Stored | undefined): string | undefined {
    return value === undefined ? undefined : this.printer.print(value);
  }

  private turn(): void {
    const raw = pageAt(this.file, this.next, this.meta);
    this.next = raw.next;
    if (raw.header.type === 'DICTIONARY_PAGE') {
      if (this.dictionary !== null) throw unsupported('parquetDamaged');
      this.hold(raw.body.length);
      this.held = 0;
      this.dictionary = Array.from(dictionaryOf(raw, this.node), (value) => this.printer.print(value));
      return;
    }
    if (raw.header.type !== 'DATA_PAGE' && raw.header.type !== 'DATA_PAGE_V2') return;
    this.budget.open -= this.held;
    this.page = valuesOf(raw, this.node);
    // levels and places are numbers of four bytes, however few bytes stand for them
    this.hold(raw.body.length + 12 * this.page.count);
    this.entry = 0;
    this.value = 0;
    this.left -= this.page.count;
    if (this.left < 0) throw unsupported('parquetDamaged');
  }

  private hold(bytes: number): void {
    this.held = bytes;
    this.budget.open += bytes;
    if (this.budget.open > PARQUET_LIMITS.open) throw unsupported('parquetOpen', { most: PARQUET_LIMITS.open >> 20 });
  }
}
