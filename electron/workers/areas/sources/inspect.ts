import type { ColumnOverride, Inspection, ReadOptions, RejectedRow } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess, Said } from '../../../../shared/domain.ts';
import { converterOf, missingTest, type Stored } from '../../../analysis/intake/convert.ts';
import { decideTable, type TableDecision } from '../../../analysis/intake/table.ts';
import { shownCell } from '../../../analysis/privacy/mask.ts';
import type { TaskContext } from '../../task.ts';
import { kindOf, type KindAsked } from './kind.ts';
import { withMinors } from './minors.ts';
import { ColumnStore } from './store.ts';
import { openSource, type SourcePath } from '../../../formats/source.ts';
import { namesOf, type DataBlock, type OpenTable } from '../../../formats/table.ts';

/** Rows shown before an import. */
const PREVIEW = 50;
/** Rejected rows an inspection carries; the rest is counted. */
const SHOWN = 200;
/** Keys handed out to look for an earlier import. */
const KEYS = 20_000;

/** How a file is to be looked at. `mostCells`: a table with more cells is read a second time for its rows, not kept. */
export type IntakeInput = {
  path: SourcePath;
  read: ReadOptions;
  columns: ColumnOverride[];
  /** opens the file; it stands apart from what is stored with a source */
  password?: string | undefined;
  mostCells?: number;
} & KindAsked;

/** An inspection without what only the core knows, and without the profiles that an import does not need. */
export type FileInspection = Omit<Inspection, 'fileId' | 'name' | 'known' | 'profiles'> & {
  /** values of the key column (at most 20,000), to recognise earlier imports */
  keys: string[];
  /** some rows as they would be stored, to see whether rows of one key say the same; cells in the order of `columns` */
  sample: KeyedRow[];
};

/** A file that was read once: its cells by column, and what was decided on them. */
export type Profile = {
  readonly table: OpenTable;
  readonly store: ColumnStore;
  readonly decision: TableDecision;
  /** columns of the file that hold anything, in file order */
  readonly columns: ColumnGuess[];
  readonly facts: FileInspection;
};

/** What may be done with the rows while they are read for the first time. */
export type Listener = (block: DataBlock, store: ColumnStore, table: OpenTable) => void;

/** Read a whole file, decide everything about it, and keep its cells. @throws AppError unsupported_file, io, invalid_input */
export async function profileFile(
  input: IntakeInput,
  context: TaskContext,
  onBlock: Listener = () => undefined,
): Promise<Profile> {
  const table = await openSource(
    input.path,
    { ...input.read, password: input.password },
    (done, total) => {
      context.check();
      context.progress({ step: 'sources:step.scan', done, total });
    },
    input.name,
  );
  const profiler = createProfiler(table, input, context, onBlock);
  for await (const block of table.blocks()) profiler.take(block);
  return profiler.finish();
}

/** Gathers the rows of a table, block by block, and then decides everything about it. */
export function createProfiler(
  table: OpenTable,
  input: Omit<IntakeInput, 'path'>,
  context: TaskContext,
  onBlock: Listener,
): { take(block: DataBlock): void; finish(): Profile } {
  const store = new ColumnStore(input.mostCells);
  const rejected: RejectedRow[] = [];
  const shown: { line: number; row: string[] }[] = [];
  let rejections = 0;
  let undecodable = 0;
  let width = table.header.width;
  const take = (block: DataBlock): void => {
    context.check();
    width = block.width;
    if (block.rows.length > 0) store.add(block.rows, block.width);
    store.expect(estimate(store.rows, block.bytes, table.scan.bytes));
    for (let i = 0; i < block.rows.length && shown.length < PREVIEW; i++)
      shown.push({ line: block.lines[i]!, row: block.rows[i]! });
    for (let i = 0; i < block.rejected.length && rejected.length < SHOWN; i++) rejected.push(block.rejected[i]!);
    rejections += block.rejected.length;
    undecodable += block.replaced;
    onBlock(block, store, table);
    if (!store.complete) store.dropCodes();
    context.progress({
      step: 'sources:step.read',
      done: store.rows,
      total: estimate(store.rows, block.bytes, table.scan.bytes),
    });
  };
  const finish = (): Profile => {
    context.check();
    context.progress({ step: 'sources:step.types', done: 0, total: null });
    const names = namesOf(table, width);
    while (store.width < width) store.add([], width);
    const decision = decideTable(store.inputs(names), store.rows, input.read, input.columns);
    const plain = withoutTrailing(decision.columns, table);
    const empty = decision.columns.length - plain.length;
    const settled = new Set(
      input.columns
        .filter(
          ({ levels, format, role, personal, type }) => levels ?? format ?? role ?? type ?? personal !== undefined,
        )
        .map(({ name }) => name),
    );
    const { columns: judged, kind, mapping, drop } = kindOf(input, plain, store, settled);
    const columns = withMinors(withFileLabels(judged, table.labels), store, new Date());
    const notes = [...table.header.notes, ...table.notes(), ...decision.notes.filter((note) => !drop(note))];
    if (empty > 0) notes.push({ key: 'sources:note.emptyColumns', values: { n: empty } });
    const duplicates = store.duplicates();
    if (duplicates !== null && duplicates > 0)
      notes.push({ key: 'sources:note.duplicates', values: { n: duplicates } });
    const { scan, dialect, header } = table;
    const facts: FileInspection = {
      bytes: scan.bytes,
      hash: scan.hash,
      format: table.format,
      sheets: table.sheets,
      sheet: table.sheet,
      encoding: { value: scan.encoding, reason: encodingReason(scan.reason, undecodable), overridden: scan.overridden },
      delimiter: {
        value: dialect.dialect.delimiter,
        reason: dialect.delimiterReason,
        overridden: input.read.delimiter !== undefined,
      },
      quote: { value: dialect.dialect.quote, reason: dialect.quoteReason, overridden: input.read.quote !== undefined },
      headerRow: { value: table.headerLine, reason: header.reason, overridden: input.read.headerRow !== undefined },
      decimal: decision.decimal,
      dateOrder: decision.dateOrder,
      undecodable,
      read: store.rows + rejections,
      storable: store.rows,
      rejected: rejections,
      rejectedRows: rejected,
      columns,
      kind,
      mapping,
      preview: previewOf(shown, columns, store),
      notes,
      keys: keysOf(columns, store),
      sample: sampleOf(columns, store),
    };
    return { table, store, decision, columns, facts };
  };
  return { take, finish };
}

const estimate = (rows: number, bytes: number, total: number) =>
  bytes === 0 ? null : Math.max(rows, Math.round((rows / bytes) * total));
const encodingReason = (reason: Said, bad: number): Said =>
  bad === 0 ? reason : { key: 'sources:encoding.withBad', values: { reason, n: bad } };

/** Columns with what the file calls them beside their names: the words of a question. */
const withFileLabels = (columns: ColumnGuess[], labels: readonly string[] = []): ColumnGuess[] =>
  columns.map((column) => {
    const label = (labels[column.position] ?? '').trim().slice(0, 400).toWellFormed();
    return label === '' || label === column.name ? column : { ...column, format: { ...column.format, label } };
  });

/** Without the columns at the end that have no name of their own and no value: padding of a spreadsheet. */
export function withoutTrailing(columns: ColumnGuess[], table: OpenTable): ColumnGuess[] {
  let end = columns.length;
  for (; end > 1; end--) {
    const column = columns[end - 1]!;
    const named = (table.headerCells?.[column.position] ?? '').trim() !== '';
    if (named || column.distinct > 0) break;
  }
  return columns.slice(0, end);
}

function previewOf(
  shown: readonly { line: number; row: string[] }[],
  columns: readonly ColumnGuess[],
  store: ColumnStore,
): FileInspection['preview'] {
  const converters = columns.map((column) => converterOf(column, store.values(column.position)));
  const missing = columns.map((column) => missingTest(column.format));
  return shown.map(({ line, row }) => {
    const cells: string[] = [];
    const values: (string | null)[] = [];
    columns.forEach((column, i) => {
      const cell = row[column.position] ?? '';
      const stored = converters[i]!(cell);
      cells.push(missing[i]!(cell) ? cell.slice(0, 500) : shownText(cell, column));
      const printed = shownAs(stored, column);
      values.push(printed === null ? null : shownText(printed, column));
    });
    return { line, cells, values };
  });
}

/** A cell of the preview; a number that stands in the middle of the cut is masked before it is cut. */
const shownText = (cell: string, column: ColumnGuess): string => String(shownCell(cell, column)).slice(0, 500);

function shownAs(stored: Stored, column: ColumnGuess): string | null {
  if (stored === null) return null;
  if (column.type === 'boolean') return column.format.boolean?.[stored === 1 ? 1 : 0] ?? String(stored);
  return String(stored);
}

function keysOf(columns: readonly ColumnGuess[], store: ColumnStore): string[] {
  const key = columns.find((column) => column.role === 'key');
  if (!key) return [];
  const values = store.values(key.position);
  const convert = converterOf(key, values);
  const step = Math.max(1, Math.floor(values.length / KEYS));
  const keys: string[] = [];
  for (let i = 0; i < values.length && keys.length < KEYS; i += step) {
    const stored = convert(values[i]!);
    if (stored !== null) keys.push(String(stored));
  }
  return keys;
}

/** A row under its key, values printed. */
export type KeyedRow = { readonly key: string; readonly cells: readonly (string | null)[] };
/** Rows of a sample. */
const SAMPLE = 300;

function sampleOf(columns: readonly ColumnGuess[], store: ColumnStore): KeyedRow[] {
  const key = columns.findIndex((column) => column.role === 'key');
  if (key < 0 || !store.complete) return [];
  const read = columns.map((column) => {
    const values = store.values(column.position);
    const convert = converterOf(column, values);
    const codes = store.codes(column.position);
    return (row: number) => convert(values[codes[row]!]!);
  });
  const rows: KeyedRow[] = [];
  const step = Math.max(1, Math.floor(store.rows / SAMPLE));
  for (let row = 0; row < store.rows && rows.length < SAMPLE; row += step) {
    const cells = read.map((cell) => {
      const value = cell(row);
      return value === null ? null : String(value);
    });
    if (cells[key] !== null) rows.push({ key: cells[key]!, cells });
  }
  return rows;
}
