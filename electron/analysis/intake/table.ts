import type { ColumnOverride, ReadOptions } from '../../../shared/contract/sources.ts';
import type { ColumnGuess, PersonalKind, Said } from '../../../shared/domain.ts';
import { FEW_CUSTOMERS } from '../../../shared/domain.ts';
import { decideColumn } from './column.ts';
import type { ColumnInput, FileFormat } from './columnFacts.ts';
import { orderEvidence } from './dateColumn.ts';
import { bareCell } from './guards.ts';
import type { DateOrder } from './dates.ts';
import { addDecimalEvidence, type Decimal } from './numbers.ts';
import { isPlainName } from './personalHeaders.ts';
import { headerWords, KEY_TERMS, says } from './vocabulary.ts';

/** What the workbench believes about a whole table. */
export type TableDecision = {
  columns: ColumnGuess[];
  decimal: { value: Decimal; reason: Said; overridden: boolean };
  dateOrder: { value: DateOrder; reason: Said; overridden: boolean };
  notes: Said[];
};

/** Values of a column that are looked at for signs of its number and date format. */
const SAMPLE = 3000;

/** Personal data that a table of things does not have. */
const PERSONS: ReadonlySet<PersonalKind> = new Set(['email', 'phone', 'residentId', 'birthDate', 'passport']);

/** Decide all columns of a table together: formats first, then each column, then the one key. */
export function decideTable(
  inputs: readonly ColumnInput[],
  rows: number,
  read: ReadOptions,
  overrides: readonly ColumnOverride[],
): TableDecision {
  const decimal = decideDecimal(inputs, read.decimal);
  const dateOrder = decideOrder(inputs, read.dateOrder);
  const file: FileFormat = {
    decimal: decimal.value,
    dateOrder: dateOrder.known ? dateOrder.value : null,
    dateOrderAsked: dateOrder.overridden,
  };
  const asked = new Map(overrides.map((override) => [override.name, override]));
  const decide = (input: ColumnInput, beside: boolean) => {
    const override = asked.get(input.name);
    return decideColumn(input, file, { type: override?.type, format: override?.format, beside });
  };
  const decisions = inputs.map((input) => decide(input, false));
  // a few given names again and again are told from names of things by what stands beside them
  if (decisions.some(({ guess }) => guess.personal !== null && PERSONS.has(guess.personal)))
    decisions.forEach(({ guess }, i) => {
      if (guess.personal === null && isPlainName(guess.name)) decisions[i] = decide(inputs[i]!, true);
    });
  const columns = decisions.map((decision) => decision.guess);
  chooseKey(
    columns,
    decisions.map((decision) => decision.keyScore),
    asked,
  );
  for (const column of columns) {
    const override = asked.get(column.name);
    if (override) applyOverride(column, override, columns);
  }
  const { value, reason, overridden } = dateOrder;
  return { columns, decimal, dateOrder: { value, reason, overridden }, notes: tableNotes(columns, rows) };
}

function applyOverride(column: ColumnGuess, override: ColumnOverride, columns: ColumnGuess[]): void {
  if (override.role !== undefined) {
    if (override.role === 'key')
      for (const other of columns) if (other !== column && other.role === 'key') other.role = 'ignored';
    column.role = override.role;
    if (override.role === 'personal') column.personal ??= 'other';
    else column.personal = null;
  }
  if (override.personal !== undefined) {
    column.personal = override.personal;
    if (override.personal !== null) column.role = 'personal';
    else if (column.role === 'personal')
      column.role = column.type === 'text' || column.type === 'identifier' ? 'ignored' : 'attribute';
  }
  if (override.dimension !== undefined) column.dimension = override.dimension;
  if (override.levels !== undefined) column.levels = override.levels;
}

/** At most one key: the best identifier, unless the user chose one. */
function chooseKey(
  columns: ColumnGuess[],
  scores: readonly number[],
  asked: ReadonlyMap<string, ColumnOverride>,
): void {
  if ([...asked.values()].some((override) => override.role === 'key')) return;
  let best = -1;
  for (let i = 0; i < columns.length; i++) {
    const override = asked.get(columns[i]!.name);
    if (override?.role !== undefined || scores[i]! <= 0) continue;
    if (best < 0 || scores[i]! > scores[best]!) best = i;
  }
  if (best >= 0) columns[best]!.role = 'key';
  if (best >= 0) columns[best]!.dimension = null;
}

function decideDecimal(inputs: readonly ColumnInput[], asked: Decimal | undefined): TableDecision['decimal'] {
  if (asked) return { value: asked, reason: { key: 'sources:reason.asked' }, overridden: true };
  const evidence = { point: 0, comma: 0 };
  for (const { values, counts } of inputs) {
    const own = { point: 0, comma: 0 };
    const n = Math.min(values.length, SAMPLE);
    for (let i = 0; i < n; i++) addDecimalEvidence(own, bareCell(values[i]!), counts[i]!);
    // each column has one vote, so that a long text column with version numbers does not outvote the amounts
    if (own.point > own.comma) evidence.point++;
    if (own.comma > own.point) evidence.comma++;
  }
  const value: Decimal = evidence.comma > evidence.point ? ',' : '.';
  const none = evidence.point === 0 && evidence.comma === 0;
  return {
    value,
    reason: { key: `sources:decimal.${none ? 'none' : value === ',' ? 'comma' : 'point'}` },
    overridden: false,
  };
}

function decideOrder(inputs: readonly ColumnInput[], asked: DateOrder | undefined) {
  if (asked) return { value: asked, reason: { key: 'sources:reason.asked' } as Said, overridden: true, known: true };
  const sum = { dmy: 0, mdy: 0, either: 0 };
  for (const { values, counts } of inputs) {
    const tally = values.slice(0, SAMPLE).map((text, i) => ({ text: bareCell(text), count: counts[i]! }));
    const own = orderEvidence(tally);
    sum.dmy += own.dmy;
    sum.mdy += own.mdy;
    sum.either += own.either;
  }
  const known = sum.dmy !== sum.mdy;
  const value: DateOrder = sum.dmy > sum.mdy ? 'dmy' : sum.mdy > sum.dmy ? 'mdy' : sum.either > 0 ? 'dmy' : 'ymd';
  const key = known
    ? `sources:dateOrder.${value}`
    : sum.either > 0
      ? 'sources:dateOrder.ambiguous'
      : 'sources:dateOrder.none';
  return { value, reason: { key } as Said, overridden: false, known };
}

/** Headers of the customer in a table of orders, and of the order itself. */
const CUSTOMER_TERMS = ['customer', 'client', 'member', '客户', '会员', '顾客', '买家', '用户'];
const ORDER_TERMS = ['order', 'invoice', 'transaction', '订单', '交易', '发票', '流水'];
/** A customer of a table of customers comes up once; one that comes up in more rows than this share is a repetition. */
const REPEATED = 0.9;

const ORDER_NOTES = ['sources:note.orders', 'sources:note.orderLines'];

/** Whether the rows of a table are orders or order lines and not customers. @param rows data rows */
export const holdsOrders = (columns: Parameters<typeof tableNotes>[0], rows: number): boolean =>
  tableNotes(columns, rows).some(({ key }) => ORDER_NOTES.includes(key));

/** What is said of a table as a whole: rows that are orders, no key, few rows. @param rows data rows */
export function tableNotes(
  columns: readonly Pick<ColumnGuess, 'name' | 'type' | 'role' | 'distinct' | 'missing'>[],
  rows: number,
): Said[] {
  const notes: Said[] = [];
  const key = columns.find((column) => column.role === 'key');
  const named = (terms: readonly string[]) => (column: { name: string }) => says(headerWords(column.name), [...terms]);
  if (key && named(ORDER_TERMS)(key) && !named(CUSTOMER_TERMS)(key))
    notes.push({ key: 'sources:note.orders', values: { column: key.name } });
  if (!key) {
    const repeated = columns.filter(
      (column) =>
        column.type === 'identifier' &&
        column.role !== 'personal' &&
        column.distinct > 1 &&
        column.distinct < (rows - column.missing) * REPEATED,
    );
    const customer =
      repeated.find(named(CUSTOMER_TERMS)) ??
      repeated.find(named(KEY_TERMS)) ??
      repeated.find(({ name }) => /^#\d+$/.test(name));
    if (customer)
      notes.push({
        key: 'sources:note.orderLines',
        values: { column: customer.name, rows, customers: customer.distinct },
      });
    else if (rows > 0) notes.push({ key: 'sources:note.noKey' });
  }
  if (rows > 0 && rows < FEW_CUSTOMERS)
    notes.push({ key: 'sources:note.few', values: { n: rows, least: FEW_CUSTOMERS } });
  // why nothing can be imported comes before all that could be better
  if (rows === 0) notes.unshift({ key: 'sources:note.noRows' });
  return notes;
}
