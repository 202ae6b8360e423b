import { hasHan } from './chinese.ts';
import type { FieldKind, Prepared } from './kinds.ts';
import { type Compare, comparison } from './levels.ts';
import type { Field } from './parties.ts';
import { Preparer } from './prepare.ts';
import type { IdentityColumn } from './types.ts';

/** One field of all records that are compared. */
export interface Slot {
  readonly kind: FieldKind;
  /** the column in each source of records; null: the source has none */
  readonly columns: readonly (string | null)[];
  readonly values: readonly Prepared[];
  /** per record the index of its value; -1: missing */
  readonly codes: Int32Array;
  /** records per value */
  readonly counts: Int32Array;
  /** values that occur */
  readonly distinct: number;
  /** records that have a value */
  readonly filled: number;
  readonly compare: Compare;
  /** words of the values */
  readonly words: readonly string[];
}

/** Records of one source: where they begin among all of them, and its fields. */
export interface RecordsOf {
  readonly from: number;
  readonly rows: number;
  readonly fields: readonly Field[];
}

/** Fields compared at most; the most telling come first. */
const MOST = 14;
/** Kinds of which a source may have several columns. */
const SEVERAL: ReadonlySet<FieldKind> = new Set(['phone', 'email', 'address', 'city', 'region', 'label', 'text']);
/** Columns of one kind compared at most. */
const EACH = 3;

/**
 * Bring the fields of several sources of records together: field by field of one kind, given and family name as one where
 * some source has them in one column.
 * @param records rows of all sources together
 * @param least values below which a field is left out: one value for all tells nothing when records are compared
 */
export function slotsOf(sources: readonly RecordsOf[], records: number, least = 2): Slot[] {
  const whole = sources.some(({ fields }) => fields.some(({ kind }) => kind === 'fullName'));
  const slots: Slot[] = [];
  const kinds = new Set(sources.flatMap(({ fields }) => fields.map(({ kind }) => kind)));
  if (whole) {
    kinds.delete('givenName');
    kinds.delete('surname');
    kinds.add('fullName');
  }
  for (const kind of kinds) {
    const lists = sources.map(({ fields }) =>
      kind === 'fullName'
        ? nameColumns(fields)
        : fields.filter((field) => field.kind === kind).map(({ column }) => [column]),
    );
    const width = SEVERAL.has(kind) ? Math.min(EACH, Math.max(...lists.map((list) => list.length))) : 1;
    // fields of one kind share their values, so that they can be compared crosswise
    const preparer = new Preparer(kind);
    const filled = aligned(lists, width).map((row) => ({ row, codes: fill(preparer, sources, row, records) }));
    sortParts(filled, sources, preparer.values.length);
    const vocabulary = preparer.finish(
      countsOf(
        filled.map(({ codes }) => codes),
        preparer.values.length,
      ),
      records,
    );
    const compare = comparison(kind, vocabulary);
    for (const { row, codes } of filled) {
      const counts = countsOf([codes], preparer.values.length);
      slots.push({
        kind,
        columns: row.map((columns) => columns?.map(({ name }) => name).join(' + ') ?? null),
        values: preparer.values,
        codes,
        counts,
        distinct: counts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0),
        filled: counts.reduce((sum, n) => sum + n, 0),
        compare,
        words: vocabulary.words,
      });
    }
  }
  return slots.filter(({ filled, distinct }) => filled >= least && distinct >= least).slice(0, MOST);
}

/**
 * The values of one cell have no order: the one that most records hold is put first, so that it meets the one number that
 * another list has.
 */
function sortParts(
  filled: readonly { row: readonly (IdentityColumn[] | null)[]; codes: Int32Array }[],
  sources: readonly RecordsOf[],
  values: number,
): void {
  let counts: Int32Array | null = null;
  for (const [s, { from, rows }] of sources.entries()) {
    const [first] = filled;
    const name = first?.row[s]?.[0]?.name;
    const parts = filled
      .filter(({ row }) => name !== undefined && row[s]?.[0]?.name === name)
      .map(({ codes }) => codes);
    if (parts.length < 2) continue;
    counts ??= countsOf(
      filled.map(({ codes }) => codes),
      values,
    );
    const held = counts;
    const rank = (code: number) => (code < 0 ? -1 : held[code]!);
    for (let r = from; r < from + rows; r++) {
      const own = parts.map((codes) => codes[r]!).sort((a, b) => rank(b) - rank(a));
      parts.forEach((codes, i) => (codes[r] = own[i]!));
    }
  }
}

/** How often each value occurs. */
function countsOf(codes: readonly Int32Array[], values: number): Int32Array {
  const counts = new Int32Array(values);
  for (const list of codes) for (const code of list) if (code >= 0) counts[code]!++;
  return counts;
}

/** The columns that make a full name: one column, or family and given name. */
function nameColumns(fields: readonly Field[]): IdentityColumn[][] {
  const of = (kind: FieldKind) => fields.find((field) => field.kind === kind)?.column;
  const full = of('fullName');
  if (full) return [[full]];
  const [given, family] = [of('givenName'), of('surname')];
  return given && family ? [[given, family]] : [];
}

/** Columns of one kind side by side: those of one name first, the others in their order. */
function aligned(lists: readonly IdentityColumn[][][], width: number): (IdentityColumn[] | null)[][] {
  const [first = []] = lists.filter((list) => list.length > 0);
  const rest = lists.map((list) => [...list]);
  return Array.from({ length: width }, (_, i) => {
    const name = first[i]?.[0]?.name;
    return rest.map((list, s) => {
      const same = list.findIndex((columns) => columns[0]!.name === name);
      // a column that another row will take by its name is left to it
      const at = same >= 0 ? same : list.findIndex((columns) => lists[s]!.indexOf(columns) >= i || lists.length === 1);
      return at < 0 ? null : list.splice(at, 1)[0]!;
    });
  });
}

function fill(
  preparer: Preparer,
  sources: readonly RecordsOf[],
  row: readonly (IdentityColumn[] | null)[],
  records: number,
): Int32Array {
  const codes = new Int32Array(records).fill(-1);
  sources.forEach(({ from, rows }, s) => {
    const columns = row[s];
    if (!columns) return;
    const [one, other] = columns;
    if (other) fillPair(preparer, one!, other, codes, from, rows);
    else {
      const made = one!.values.map((value) => preparer.code(value));
      for (let r = 0; r < rows; r++) codes[from + r] = made[one!.codes[r]!]!;
    }
  });
  return codes;
}

/** Given and family name as one: 王 and 小明 without a blank, others with one. */
function fillPair(
  preparer: Preparer,
  given: IdentityColumn,
  family: IdentityColumn,
  codes: Int32Array,
  from: number,
  rows: number,
): void {
  const made = new Map<number, number>();
  for (let r = 0; r < rows; r++) {
    const pair = given.codes[r]! * family.values.length + family.codes[r]!;
    let code = made.get(pair);
    if (code === undefined) {
      const [first, last] = [text(given.values[given.codes[r]!]), text(family.values[family.codes[r]!])];
      const name = hasHan(last) ? last + first : `${first} ${last}`.trim();
      made.set(pair, (code = preparer.code(name === '' ? null : name)));
    }
    codes[from + r] = code;
  }
}

const text = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '' : String(value);

/**
 * The values of all fields record by record: record r has `out[r * slots.length + s]` in field s. Comparing two records
 * then touches two places of the memory and not one for each field.
 */
export function byRecord(slots: readonly Slot[]): Int32Array {
  const fields = slots.length;
  const records = slots[0]?.codes.length ?? 0;
  const codes = new Int32Array(records * fields);
  slots.forEach((slot, s) => {
    for (let r = 0; r < records; r++) codes[r * fields + s] = slot.codes[r]!;
  });
  return codes;
}
