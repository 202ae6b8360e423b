import { MOST_COLUMNS } from '../limits.ts';
import { unsupported } from '../unsupported.ts';
import { numberText } from '../xlsx/values.ts';
import type { Charset } from './charset.ts';
import type { RawDictionary, RawVariable } from './dictionary.ts';
import { longNames, longTexts, systemMissing, textLabels, textMissing } from './extensions.ts';
import { doubleIn } from './input.ts';
import { shown } from './values.ts';

/** Bytes that a piece of a very long text says to have, holds, and counts for. */
const PIECE = 255;
const COUNTED = 252;

/** A column of the table, with what is needed to print its values. */
export type SavColumn = {
  readonly name: string;
  /** what the variable is called in words; empty without */
  readonly label: string;
  /** 0: numbers, else bytes of the text */
  readonly width: number;
  /** places in a case, each with the bytes of text in it */
  readonly pieces: readonly { readonly slot: number; readonly width: number }[];
  readonly format: number;
  /** by the number, or by the bytes of the text as latin1 */
  readonly labels: ReadonlyMap<number | string, string>;
  readonly missing: ReadonlySet<number | string>;
  readonly range: readonly [number, number] | null;
};

/** A value of a case: what it prints as; `missing`: the code that the file says to be none; null: cannot be decoded. */
export type SavCell = { readonly text: string | null; readonly missing: string | null };
const EMPTY: SavCell = { text: '', missing: null };

/** The columns of a file: very long texts are put together, names, labels and missing values found. @throws AppError */
export function columnsOf(dictionary: RawDictionary, charset: Charset): SavColumn[] {
  const { little } = dictionary;
  const say = (bytes: Uint8Array): string => charset.say(bytes).replaceAll('\0', '').trim();
  const names = longNames(dictionary, charset);
  const widths = longTexts(dictionary, charset);
  const bySlot = sharedLabels(dictionary, say);
  const longLabels = grouped(textLabels(dictionary, charset));
  const longMissing = grouped(textMissing(dictionary, charset));
  const columns: SavColumn[] = [];
  const { variables } = dictionary;
  for (let i = 0; i < variables.length; i++) {
    const variable = variables[i]!;
    const short = say(variable.name);
    const name = names.get(short) ?? short;
    const width = widths.get(short) ?? variable.width;
    const pieces = width > PIECE ? variables.slice(i, i + Math.ceil(width / COUNTED)) : [variable];
    checkPieces(pieces, width);
    i += pieces.length - 1;
    const own = longLabels.get(name) ?? longLabels.get(short);
    const labels = own
      ? apart(new Map(own.map(({ value, label }) => [trimmed(value), say(label ?? value)])), say)
      : bySlot.get(variable.slot);
    const missing = new Set(variable.missing.map((value) => keyOf(value, variable.width, little)));
    for (const { value } of longMissing.get(name) ?? longMissing.get(short) ?? []) missing.add(trimmed(value));
    if (columns.length === MOST_COLUMNS)
      throw unsupported('tooManyColumns', { n: variables.length, most: MOST_COLUMNS });
    columns.push({
      name,
      label: variable.label ? say(variable.label) : '',
      width,
      pieces: pieces.map((piece) => ({ slot: piece.slot, width: Math.min(PIECE, piece.width) })),
      format: variable.format,
      labels: labels ?? NO_LABELS,
      missing,
      range: variable.range,
    });
  }
  return columns;
}

function checkPieces(pieces: readonly RawVariable[], width: number): void {
  if (!(width >= 0 && width <= 32_767)) throw unsupported('savDamaged');
  if (width <= PIECE) return;
  const held = pieces.reduce((sum, piece) => sum + Math.min(PIECE, piece.width), 0);
  if (held < width || pieces.some((piece) => piece.width === 0)) throw unsupported('savDamaged');
}

function grouped<T extends { name: string }>(values: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(value.name);
    if (group) group.push(value);
    else groups.set(value.name, [value]);
  }
  return groups;
}

type Say = (bytes: Uint8Array) => string;
const NO_LABELS: ReadonlyMap<number | string, string> = new Map();

/** Labels of values by the place of a variable; a record of many labels may be that of many variables, which share them. */
function sharedLabels(
  { variables, labels, little }: RawDictionary,
  say: Say,
): Map<number, ReadonlyMap<number | string, string>> {
  const widths = new Map(variables.map(({ slot, width }) => [slot, width]));
  const found = new Map<number, ReadonlyMap<number | string, string>>();
  for (const { values, slots } of labels) {
    const made = new Map<boolean, ReadonlyMap<number | string, string>>();
    for (const slot of slots) {
      const width = widths.get(slot);
      if (width === undefined) continue;
      const text = width > 0;
      let shared = made.get(text);
      if (!shared) {
        shared = apart(new Map(values.map(({ value, label }) => [keyOf(value, width, little), say(label)])), say);
        made.set(text, shared);
      }
      found.set(slot, shared);
    }
  }
  return found;
}

/** Where two codes have one label, the code stands behind it: they are two answers. */
function apart(labels: ReadonlyMap<number | string, string>, say: Say): ReadonlyMap<number | string, string> {
  const tally = new Map<string, number>();
  for (const label of labels.values()) tally.set(label, (tally.get(label) ?? 0) + 1);
  return new Map(
    [...labels].map(([key, label]) => {
      const twice = label !== '' && (tally.get(label) ?? 0) > 1;
      const code = typeof key === 'number' ? numberText(String(key)) : say(Buffer.from(key, 'latin1'));
      return [key, twice ? `${label} [${code}]` : label];
    }),
  );
}

const keyOf = (value: Buffer, width: number, little: boolean): number | string =>
  width === 0 ? doubleIn(value, 0, little) : trimmed(value);
const trimmed = (value: Buffer): string => value.toString('latin1').replace(/[ \0]+$/, '');

/** How the values of a column are printed. */
export function printerOf(column: SavColumn, dictionary: RawDictionary, charset: Charset): (row: Buffer) => SavCell {
  const { little } = dictionary;
  const { labels, missing, range, format, pieces } = column;
  const slot = pieces[0]?.slot ?? 0;
  if (column.width > 0) return textPrinter(column, charset);
  const none = systemMissing(dictionary);
  return (row) => {
    const value = doubleIn(row, slot * 8, little);
    if (value === none || value === -Number.MAX_VALUE || Number.isNaN(value)) return EMPTY;
    if (missing.has(value) || (range !== null && value >= range[0] && value <= range[1]))
      return { text: '', missing: told(shown(value, format), labels.get(value)) };
    return { text: labels.get(value) || shown(value, format), missing: null };
  };
}

function textPrinter(column: SavColumn, charset: Charset): (row: Buffer) => SavCell {
  const { labels, missing, pieces, width: most } = column;
  const whole = Buffer.alloc(pieces.reduce((sum, { width }) => sum + width, 0));
  return (row) => {
    let at = 0;
    for (const { slot, width } of pieces) at += row.copy(whole, at, slot * 8, slot * 8 + width);
    let end = Math.min(most, at);
    while (end > 0 && whole[end - 1] === 32) end--;
    const bytes = whole.subarray(0, end);
    if (missing.size > 0 || labels.size > 0) {
      const key = trimmed(bytes);
      const label = labels.get(key);
      if (missing.has(key)) return { text: '', missing: told(charset.say(bytes), label) };
      if (label) return { text: label, missing: null };
    }
    return { text: charset.decode(bytes), missing: null };
  };
}

const told = (code: string, label: string | undefined): string => (label ? `${code} (${label})` : code);
