import { isBlankRow } from './rowKinds.ts';

/** Rows of a file up to an empty line. */
export interface Stretch {
  /** the first rows and their lines */
  readonly rows: string[][];
  readonly lines: number[];
  /** all rows */
  count: number;
  /** lines of the first and the last row */
  readonly from: number;
  to: number;
}

/** Rows kept of a stretch: a header is looked for among them. */
const KEPT = 400;
/** A file with more is written with empty lines between its rows. */
const MOST = 60;

/** Cuts the rows of a file where empty lines stand between them; rows come in pieces and in their order. */
export class StretchReader {
  private readonly found: Stretch[] = [];
  private broken = false;
  private next = 0;
  private readonly spans: boolean;

  /** @param spans line ends in cells are lines of the file (in text; not in the cells of a sheet) */
  constructor(spans: boolean) {
    this.spans = spans;
  }

  /** More empty lines than parts of a file: nothing more is read. */
  get hopeless(): boolean {
    return this.found.length > MOST;
  }

  /** @param rejected lines of rows that could not be read: they are not empty */
  add(rows: readonly string[][], lines: readonly number[], rejected: readonly number[]): void {
    let faults = 0;
    for (let i = 0; i < rows.length && !this.hopeless; i++) {
      const row = rows[i]!;
      const line = lines[i]!;
      if (isBlankRow(row, 1)) {
        this.broken = true;
        this.next = line + 1;
        continue;
      }
      let fault = false;
      while (faults < rejected.length && rejected[faults]! < line) {
        faults++;
        fault = true;
      }
      if (this.next > 0 && line > this.next && !fault) this.broken = true;
      this.take(row, line);
      this.next = line + 1 + (this.spans ? breaksIn(row) : 0);
    }
  }

  /** The stretches; null: too many to be parts of a file. */
  finish(): Stretch[] | null {
    return this.hopeless ? null : this.found;
  }

  private take(row: string[], line: number): void {
    let last = this.found.at(-1);
    if (!last || this.broken) this.found.push((last = { rows: [], lines: [], count: 0, from: line, to: line }));
    this.broken = false;
    last.count++;
    last.to = line;
    if (last.rows.length >= KEPT) return;
    last.rows.push(row.slice());
    last.lines.push(line);
  }
}

/** Lines that a row takes beside its first. */
function breaksIn(row: readonly string[]): number {
  let n = 0;
  for (const cell of row) if (cell.includes('\n') || cell.includes('\r')) n += cell.split(/\r\n|\n|\r/).length - 1;
  return n;
}
