import type { Belongs } from '../../../../shared/contract/sources.ts';
import { belongsBy, tellingColumns } from '../../../analysis/identity/belongs.ts';
import { converterOf, type Stored } from '../../../analysis/intake/convert.ts';
import { packRows } from '../../../analysis/intake/rawBlock.ts';
import type { ColumnGuess, Said } from '../../../../shared/domain.ts';
import type { TaskContext } from '../../task.ts';
import { Ahead, type AheadMessage } from './ahead.ts';
import { waitForRoom } from '../../backpressure.ts';
import { profileFile, withoutTrailing, type FileInspection, type IntakeInput } from './inspect.ts';
import type { ColumnStore } from './store.ts';
import { namesOf, type DataBlock, type OpenTable } from '../../../formats/table.ts';
import { utf8 } from '../../../formats/utf8.ts';

/** Rows of a raw block, and of a batch of typed rows that go over as values. */
const BLOCK = 4096;
/** Messages that may wait in the core: some megabytes, so that neither side waits for the other's slow moments. */
const AHEAD = 24;

/** Rows as they came, packed ({@link packRows}). */
type RawMessage = { kind: 'raw'; firstLine: number; rows: number; data: Uint8Array<ArrayBuffer> };
/** Rows that cannot be stored. */
type RejectedMessage = { kind: 'rejected'; rows: { line: number; row: number; reason: Said; raw: string }[] };
/** What was decided; typed rows follow when the file was too large for `dictionaries`. */
type ColumnsMessage = { kind: 'columns'; columns: ColumnGuess[] };
/** Typed rows, column by column. */
type ValuesMessage = { kind: 'values'; rows: number; values: Stored[][] };
/** What an import hands over while it runs. */
export type LoadMessage = RawMessage | RejectedMessage | ColumnsMessage | ValuesMessage | AheadMessage;

/** What an import hands over at its end: for each column its stored values, and for each row which of them it has. */
export type LoadResult = {
  facts: FileInspection;
  rows: number;
  coded: { values: Stored[]; codes: Int32Array }[] | null;
  /** whose the rows are, where every value was kept; null also of a list of customers */
  belongs: Belongs | null;
  /** the rows sent ahead stand: nothing is left to store */
  stored: boolean;
};

/** `ahead`: typed rows may be sent before the whole file was seen. */
export type LoadInput = IntakeInput & { acks: Int32Array; ahead: boolean };

/** Read a file for storing: raw blocks while it is read, then the typed rows. `acks` counts what the core has taken. */
export async function loadFile(input: LoadInput, context: TaskContext): Promise<LoadResult> {
  let sent = 0;
  const send = (message: LoadMessage, transfer: ArrayBuffer[] = []) => {
    waitForRoom(input.acks, sent, AHEAD, () => context.check());
    sent++;
    context.emit(message, transfer);
  };
  const raw = createRawWriter(send);
  const ahead = input.ahead ? new Ahead(send, input.read, input.columns) : null;
  let read = 0;
  const profile = await profileFile(input, context, (block, store, table) => {
    raw.add(block, store);
    ahead?.feed(store, namesOf(table, block.width), (all) => withoutTrailing(all, table), false);
    if (block.rejected.length > 0) send({ kind: 'rejected', rows: numbered(block, read) });
    read += block.rows.length + block.rejected.length;
  });
  raw.flush(profile.store);
  const { store, columns, facts, table } = profile;
  if (store.complete) {
    const coded = columns.map(({ type, format, position }) => {
      const dictionary = store.values(position);
      const convert = converterOf({ type, format }, dictionary);
      return { values: dictionary.map(convert), codes: store.codes(position) };
    });
    const belongs = belongsIn(facts, columns, store, coded);
    if (ahead?.begun) {
      ahead.feed(store, [], (all) => all, true);
      if (
        ahead.holds(
          store,
          columns,
          coded.map((column) => column.values),
        )
      )
        return { facts, rows: store.rows, coded: null, belongs, stored: true };
    }
    context.transfer(...coded.map((column) => column.codes.buffer));
    return { facts, rows: store.rows, coded, belongs, stored: false };
  }
  send({ kind: 'columns', columns });
  const converters = columns.map((column) => converterOf(column, store.values(column.position)));
  await sendValues(table, columns, converters, send, (rows) => {
    context.check();
    context.progress({ step: 'sources:step.store', done: rows, total: store.rows });
  });
  return { facts, rows: store.rows, coded: null, belongs: null, stored: true };
}

/** As the stored table would say it, from the values it is about to get. */
function belongsIn(
  { kind, mapping }: FileInspection,
  columns: readonly ColumnGuess[],
  store: ColumnStore,
  coded: readonly { values: readonly Stored[] }[],
): Belongs | null {
  const telling = tellingColumns(kind.value, mapping);
  if (telling === null) return null;
  const told = telling.flatMap((name) => {
    const at = columns.findIndex((column) => column.name === name);
    if (at < 0) return [];
    const rows = store.counts(columns[at]!.position);
    const counts = new Map<string, number>();
    coded[at]!.values.forEach((value, code) => {
      if (value === null) return;
      const text = String(value);
      counts.set(text, (counts.get(text) ?? 0) + rows[code]!);
    });
    return [{ column: name, counts: [...counts] }];
  });
  return belongsBy(told, store.rows);
}

/** Rejected rows with their place among the data rows of the file, from 1; `read` data rows came before the block. */
function numbered({ lines, rejected }: DataBlock, read: number): RejectedMessage['rows'] {
  let stored = 0;
  return rejected.map((row, i) => {
    while (stored < lines.length && lines[stored]! < row.line) stored++;
    return { ...row, row: read + stored + i + 1 };
  });
}

/** Second reading of a file too large to keep. */
async function sendValues(
  table: OpenTable,
  columns: readonly ColumnGuess[],
  converters: readonly ((cell: string) => Stored)[],
  send: (message: LoadMessage) => void,
  report: (rows: number) => void,
): Promise<void> {
  let done = 0;
  for await (const block of table.blocks()) {
    for (let from = 0; from < block.rows.length; from += BLOCK) {
      const rows = block.rows.slice(from, from + BLOCK);
      const values = columns.map(({ position }, c) => {
        const convert = converters[c]!;
        return rows.map((row) => convert(row[position] ?? ''));
      });
      send({ kind: 'values', rows: rows.length, values });
      done += rows.length;
      report(done);
    }
  }
}

/** Raw blocks of some 4,096 rows: from the codes as long as they are kept, else from the rows themselves. */
function createRawWriter(send: (message: LoadMessage, transfer: ArrayBuffer[]) => void) {
  let from = 0;
  let lines: number[] = [];
  const put = (firstLine: number, rows: number, data: Uint8Array<ArrayBuffer>) =>
    send({ kind: 'raw', firstLine, rows, data }, [data.buffer]);
  const flush = (store: ColumnStore) => {
    const rows = store.rows - from;
    if (rows === 0 || !store.complete) return;
    put(lines[0] ?? 0, rows, store.pack(from, store.rows));
    from = store.rows;
    lines = [];
  };
  const add = (block: DataBlock, store: ColumnStore) => {
    if (block.rows.length === 0) return;
    if (store.complete) {
      if (lines.length === 0) lines.push(block.lines[0]!);
      if (store.rows - from >= BLOCK) flush(store);
      return;
    }
    const coded = store.rows - block.rows.length;
    if (lines.length > 0 && coded > from) put(lines[0]!, coded - from, store.pack(from, coded));
    lines = [];
    for (let at = 0; at < block.rows.length; at += BLOCK) {
      const rows = block.rows.slice(at, at + BLOCK);
      put(block.lines[at]!, rows.length, packRows(rows, block.width, utf8));
    }
    from = store.rows;
  };
  return { add, flush };
}
