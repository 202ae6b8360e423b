import type { ColumnFacts } from '../../../shared/domain.ts';
import { foldedName } from '../../../shared/terms/term.ts';
import type { Stored } from '../intake/convert.ts';
import { shownCell } from '../privacy/mask.ts';
import type { Judged } from './judged.ts';
import { type CleanColumn, countsOf } from './table.ts';

type Value = Exclude<Stored, null>;

/** Values of a column that its dictionary does not list. */
export interface Outside {
  /** by code of the column's values */
  readonly hit: readonly boolean[];
  /** none of the values is listed: the list may say the same in other words, so that nothing is known to be wrong */
  readonly unsure: boolean;
  /** different values outside, and the most frequent of them, personal ones masked */
  readonly values: number;
  readonly examples: readonly { readonly value: string; readonly count: number }[];
}

/** Values outside that are named. */
const EXAMPLES = 4;

/** What a dictionary allows a column to hold; undefined: it says nothing. A renamed column is looked up by both names. */
function listOf({ facts, context }: Judged, { name, origin }: CleanColumn): readonly string[] | undefined {
  const first = context.base.columns.find((one) => origin !== null && one.origin === origin)?.name;
  const own = [name, first].flatMap((one) => (one === undefined ? [] : [foldedName(one)]));
  return own
    .map((one) => (Object.hasOwn(facts.allowed, one) ? facts.allowed[one] : undefined))
    .find((list) => list !== undefined);
}

/**
 * The values of a column that its dictionary does not list; null: all are listed, or it lists none. A cell of several answers
 * is listed when each of them is.
 */
export function outsideOf(judged: Judged, column: CleanColumn): Outside | null {
  const list = listOf(judged, column);
  if (!list || list.length === 0) return null;
  const allows = allowedBy(list, column);
  const counts = countsOf(judged.table, column);
  const present = (value: Stored, code: number): value is Value => value !== null && counts[code]! > 0;
  const hit = column.values.map((value, code) => present(value, code) && !allows(value));
  if (!hit.includes(true)) return null;
  const examples = new Map<string, number>();
  column.values.forEach((value, code) => {
    if (!hit[code]) return;
    const shown = String(shownCell(spoken(value, column), column));
    examples.set(shown, (examples.get(shown) ?? 0) + counts[code]!);
  });
  return {
    hit,
    unsure: column.values.every((value, code) => !present(value, code) || hit[code]),
    values: hit.filter(Boolean).length,
    examples: [...examples]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, EXAMPLES),
  };
}

/** A yes or no as the file writes it; a share as a percentage. */
function spoken(value: Stored, { type, format }: ColumnFacts): Stored {
  if (type === 'boolean') return format.boolean?.[value === 1 ? 1 : 0] ?? value;
  return type === 'number' && format.percent && typeof value === 'number'
    ? `${String(Math.round(value * 1e8) / 1e6)}%`
    : value;
}

/** Blanks become one, so that the forms below need ask for no more. */
const fold = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** `1=yes`, `1: yes`, `1 - yes`: a code and what it means. */
const CODED = /^([^=:]{1,60}?) ?(?:=|:| [-–—] ) ?(.+)$/su;
/** `yes (1)` */
const BEHIND = /^(.+?) ?\(([^()]{1,40})\)$/su;
const RANGES = [
  /^[[(]?\s*([-+]?\d[\d.]*%?)\s*(?:-|–|—|~|to|至|到|\.{2,})\s*([-+]?\d[\d.]*%?)\s*[\])]?$/u,
  /^(\d{4}-\d{2}-\d{2})\s*(?:–|—|~|to|至|到|\.{2,}|\s-\s)\s*(\d{4}-\d{2}-\d{2})$/u,
] as const;
const OPEN = /^(>=|≥|>|<=|≤|<)\s*([-+]?\d[\d.]*%?|\d{4}-\d{2}-\d{2})$/u;
const YES = ['1', 'yes', 'y', 'true', 't', '是', '有', '对'];
const NO = ['0', 'no', 'n', 'false', 'f', '否', '无', '错', '没有'];
const BETWEEN = / ?(?::::|[;；|、,，]) ?/u;

/** Whether a value is one of those a dictionary lists: codes, what they mean, ranges. */
function allowedBy(list: readonly string[], { type, format }: ColumnFacts): (value: Value) => boolean {
  const entries = list.map(fold);
  const spans = entries.flatMap((entry) => spanOf(entry) ?? []);
  const words = new Set(entries.filter((entry) => spanOf(entry) === null).flatMap(wordsOf));
  const numbers = new Set([...words].flatMap((word) => (word !== '' && isFinite(Number(word)) ? [Number(word)] : [])));
  const isNumber = (value: number): boolean => numbers.has(value) || spans.some((within) => within(value));
  const isText = (text: string): boolean =>
    words.has(text) ||
    (/^[-+]?\d+(?:\.\d+)?$/.test(text) ? isNumber(Number(text)) : spans.some((within) => within(text)));
  const between = format.choices ?? BETWEEN;
  // a share is stored as one, and listed as one or in hundredths
  const hundredths =
    format.percent === true &&
    entries.some(
      (entry) => entry.includes('%') || (entry.match(/\d+(?:\.\d+)?/g) ?? []).some((end) => Number(end) > 1),
    );
  return (value) => {
    if (type === 'boolean')
      return [...(value === 1 ? YES : NO), fold(format.boolean?.[value === 1 ? 1 : 0] ?? '')].some(isText);
    if (typeof value === 'number') return isNumber(hundredths ? Math.round(value * 1e8) / 1e6 : value);
    const text = fold(value);
    if (isText(text) || (type === 'date' && isText(text.slice(0, 10)))) return true;
    const parts = text.split(between).filter((part) => part !== '');
    return parts.length > 1 && parts.every((part) => isText(part.trim()));
  };
}

/** What an entry of a list may be written as in a cell. */
function wordsOf(entry: string): string[] {
  const coded = CODED.exec(entry) ?? BEHIND.exec(entry);
  return coded ? [entry, coded[1]!.trim(), coded[2]!.trim()] : [entry];
}

type Within = (value: number | string) => boolean;

/** An entry that is a range of numbers or of days; null: it is none. Its ends belong to it, but for < and >. */
function spanOf(entry: string): Within | null {
  const [, low, high] = RANGES.map((form) => form.exec(entry)).find((match) => match !== null) ?? [];
  if (low !== undefined && high !== undefined) {
    const [least, most] = [endOf(low), endOf(high)];
    return (value) => typeof value === typeof least && value >= least && value <= most;
  }
  const [, sign, at] = OPEN.exec(entry) ?? [];
  if (sign === undefined || at === undefined) return null;
  const end = endOf(at);
  return (value) => typeof value === typeof end && HOLDS[sign as keyof typeof HOLDS](value, end);
}

const endOf = (text: string): number | string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : Number(text.replace('%', ''));

const HOLDS = {
  '>=': (a: number | string, b: number | string) => a >= b,
  '≥': (a: number | string, b: number | string) => a >= b,
  '>': (a: number | string, b: number | string) => a > b,
  '<=': (a: number | string, b: number | string) => a <= b,
  '≤': (a: number | string, b: number | string) => a <= b,
  '<': (a: number | string, b: number | string) => a < b,
} as const;
