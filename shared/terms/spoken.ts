import type { ColumnFormat, ColumnType } from '../domain.ts';
import { signOf, unitLeads } from '../print.ts';

/** Longest name in a sentence, as results cut them; a longer one ends in an ellipsis. */
const LONGEST = 28;
const cut = (text: string): string =>
  [...text].length <= LONGEST ? text : `${[...text].slice(0, LONGEST - 1).join('')}…`;

/** What people read of the columns of a table, by code name. */
export interface Labels {
  /** names, only of columns whose name differs from the code */
  readonly names: ReadonlyMap<string, string>;
  /** units of columns of numbers; null: none */
  readonly units: ReadonlyMap<string, string | null>;
}

/** The labels of a table from its columns. */
export const labelsOf = (
  columns: readonly { name: string; label: string; unit: string | null; type: ColumnType; format: ColumnFormat }[],
): Labels => ({
  names: new Map(columns.flatMap(({ name, label }) => (label === name ? [] : [[name, label] as const]))),
  units: new Map(
    columns.flatMap(({ name, unit, type, format }) =>
      type === 'number' && !format.percent ? [[name, unit] as const] : [],
    ),
  ),
});

/**
 * The labels of a table, and beside them names of columns that only files have.
 * @param columns of the table
 * @param names code name and label of columns of all files
 */
export function withNames(
  columns: Parameters<typeof labelsOf>[0],
  names: readonly { readonly name: string; readonly label: string }[],
): Labels {
  const labels = labelsOf(columns);
  const own = new Set(columns.map(({ name }) => name));
  const others = names.flatMap(({ name, label }) => (own.has(name) ? [] : [[name, label] as const]));
  return { ...labels, names: new Map([...labels.names, ...others]) };
}

/** Before anything is known. */
export const NO_LABELS: Labels = { names: new Map(), units: new Map() };

/** Values of sentences that are code names, in whichever sentence. */
const ALWAYS: ReadonlySet<string> = new Set(['column', 'measure', 'x', 'y']);
/** Values that are code names in some sentences. */
const SOMETIMES: readonly (readonly [keys: RegExp, values: ReadonlySet<string>])[] = [
  [/^explore:ask\./, new Set(['value', 'other', 'group', 'second', 'date', 'place'])],
  [/^explore:named$/, new Set(['name'])],
  [/^features:reason\./, new Set(['other'])],
  [/^segments:trait(?:Then)?\.(?:high|low|later|earlier|often|seldom)$/, new Set(['name'])],
  [/^cleaning:name$|^identity:column$/, new Set(['name'])],
  [/^identity:why\./, new Set(['a', 'b'])],
  [/^cleaning:step\./, new Set(['by', 'into', 'to'])],
  [/^cleaning:(?:ruleSaid\.compare|skip\.notComparable)$/, new Set(['other'])],
  [/^cleaning:rule\.sum$/, new Set(['a', 'b'])],
  [/^dictionary:edit\.describe$/, new Set(['name'])],
];
/** What these sentences quote are values, also where one is spelled like a column. */
const OF_VALUES = /^identity:why\.key\.standIn/;
/** A trait of a level that says nothing by itself has its column before it: "Kidhome 1". */
const LEVEL = /^segments:trait(?:Then)?\.(?:mostly|more|fewer|no)$/;
const BARE = /^(?:[\d\p{P}\s]*|[A-Za-z])$/u;

/** The name before a bare level, and the level, parted at the last blank; null where the level says something by itself. */
function bareLevel(text: string): readonly [name: string, level: string] | null {
  const at = text.lastIndexOf(' ');
  const level = text.slice(at + 1);
  return at > 0 && BARE.test(level) ? [text.slice(0, at), level] : null;
}

/** What stands for a code name in a sentence, where it may have been cut before. */
function spokenName(text: string, { names }: Labels): string {
  const label = names.get(codeOf(text, names));
  return label === undefined ? text : cut(label);
}

/** The code name a text is the beginning of, where it was cut. */
function codeOf(text: string, codes: ReadonlyMap<string, unknown>): string {
  if (!text.endsWith('…') || codes.has(text)) return text;
  const head = text.slice(0, -1);
  for (const code of codes.keys()) if (code.startsWith(head)) return code;
  return text;
}

const FIGURE = /^segments:value\.(?:number|money|unit)$/;

/** A figure of a column with the unit it has now. */
function withUnitNow(said: { key: string; values: Record<string, unknown> }, unit: string | null): object {
  const { sign: _sign, ...values } = said.values;
  if (unit === null || unit === '%') return { ...said, key: 'segments:value.number', values };
  const leads = unitLeads(unit);
  return {
    ...said,
    key: leads ? 'segments:value.money' : 'segments:value.unit',
    values: { ...values, sign: leads ? signOf(unit) : unit },
  };
}

/**
 * A result with the names people read in place of code names: in the values of its sentences that are names of columns, and
 * in every property `column`, however deep they stand; a figure beside the name of its column has the column's unit. What was stored under a code name so reads under the name it has now.
 * Data, ids, keys and arrays of numbers stay as they are; a result without any such name is handed back as it is.
 */
export function withLabels<T>(result: T, labels: Labels): T {
  return labels.names.size === 0 && labels.units.size === 0 ? result : (walked(result, labels, true) as T);
}

/**
 * The same in the sentences of a result alone: where a property `column` is what the next question is asked by (a step of
 * cleaning, a report of quality), it stays the code name, and the view looks up what it is called.
 */
export function sentencesWithLabels<T>(result: T, labels: Labels): T {
  return labels.names.size === 0 && labels.units.size === 0 ? result : (walked(result, labels, false) as T);
}

/** `all`: properties that are names of columns too, not only sentences */
function walked(value: unknown, labels: Labels, all: boolean): unknown {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) {
    if (value.length > 0 && typeof value[0] === 'number') return value;
    return mapped(value, (one: unknown) => walked(one, labels, all));
  }
  const entries = Object.entries(value);
  const said = isSaid(value) ? value.key : null;
  // a field of a card that stands for an attribute is called as that
  const field = 'key' in value && typeof value.key === 'string' && value.key.startsWith('data:');
  let changed = false;
  const out = entries.map(([name, one]): [string, unknown] => {
    const next =
      said !== null && name === 'values'
        ? spokenValues(said, one as Record<string, unknown>, labels)
        : typeof one === 'string'
          ? all
            ? spelled(name, one, field, labels)
            : one
          : walked(one, labels, all);
    changed ||= next !== one;
    return [name, next];
  });
  return changed ? Object.fromEntries(out) : value;
}

function spelled(name: string, text: string, field: boolean, labels: Labels): string {
  if (name === 'column') return labels.names.get(text) ?? text;
  return field && name === 'label' ? spokenName(text, labels) : text;
}

function spokenValues(key: string, values: Record<string, unknown>, labels: Labels): Record<string, unknown> {
  if (OF_VALUES.test(key)) return values;
  const here = SOMETIMES.find(([keys]) => keys.test(key))?.[1];
  let named: string | null = null;
  let changed = false;
  const spoken = (name: string, text: string): string => {
    const bare = LEVEL.test(key) && name === 'name' ? bareLevel(text) : null;
    const label = bare && labels.names.get(bare[0]);
    if (bare && label !== null && label !== undefined) return cut(`${label} ${bare[1]}`);
    return ALWAYS.has(name) || here?.has(name) === true ? spokenName(text, labels) : text;
  };
  const about = typeof values['column'] === 'string' ? codeOf(values['column'], labels.units) : '';
  const unit = labels.units.get(about);
  const restated = (one: unknown): unknown => {
    if (unit === undefined || typeof one !== 'object' || one === null || !isSaid(one) || !FIGURE.test(one.key))
      return one;
    const next = withUnitNow(one, unit);
    return JSON.stringify(next) === JSON.stringify(one) ? one : next;
  };
  const out = Object.entries(values).map(([name, one]): [string, unknown] => {
    const next = typeof one === 'string' ? spoken(name, one) : restated(walked(one, labels, true));
    if (next !== one && typeof next === 'string') named = next;
    changed ||= next !== one;
    return [name, next];
  });
  if (!changed) return values;
  const result = Object.fromEntries(out);
  // Chinese puts a blank between Latin letters and its own, and none between its own
  if (named !== null && 'gap' in result) result['gap'] = /[!-~]$/.test(named) ? ' ' : '';
  if (named !== null && 'gapBefore' in result) result['gapBefore'] = /^[!-~]/.test(named) ? ' ' : '';
  return result;
}

function mapped(list: readonly unknown[], each: (one: unknown) => unknown): readonly unknown[] {
  let changed = false;
  const out = list.map((one) => {
    const next = each(one);
    changed ||= next !== one;
    return next;
  });
  return changed ? out : list;
}

const isSaid = (value: object): value is { key: string; values: Record<string, unknown> } =>
  'key' in value &&
  typeof value.key === 'string' &&
  value.key.includes(':') &&
  'values' in value &&
  typeof value.values === 'object' &&
  value.values !== null;
