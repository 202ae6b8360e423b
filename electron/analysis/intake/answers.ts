import type { Facts } from './columnFacts.ts';
import { halfWidth } from './missing.ts';
import type { Tally } from './personal.ts';

/** What people put into a box: a tick, a cross, the word for yes. */
const MARKS = new Set([
  '✓',
  '✔',
  '√',
  '☑',
  '✅',
  '●',
  '■',
  '◯',
  '○',
  'x',
  'v',
  '*',
  'y',
  'yes',
  'true',
  '1',
  'checked',
  'selected',
  'ticked',
  'on',
  'ja',
  'oui',
  'si',
  'sí',
  '是',
  '有',
  '对',
  '已选',
  '选中',
  '勾选',
]);

/**
 * The one thing that stands in a column of boxes: a mark, or the name of the option that its header ends with (multiple
 * choices of survey tools); the empty cells then say no. Null: the column is none of these.
 */
export function markOrBlank({ tally, missing, input }: Facts): string | null {
  const [only] = tally;
  if (!only || tally.length > 1 || missing === 0 || (input.distinctBeyond ?? 0) > 0) return null;
  const mark = halfWidth(only.text).trim();
  const header = halfWidth(input.name).trim().toLowerCase();
  const word = mark.toLowerCase();
  if (mark.length > 40 || !(MARKS.has(word) || header === word || (word.length > 1 && header.endsWith(` ${word}`))))
    return null;
  return only.text.trim();
}

/** What survey tools write for a question that was not shown or not answered. */
const SKIPPED = new Set(['-3', '-2']);
/** The highest number of an option: more are no answers to choose from. */
const MOST_OPTIONS = 30;

/**
 * Codes for "skipped" and "empty" in a column of answers: -3 and -2 where all other cells are options by their numbers, or
 * words. Among amounts and temperatures they are numbers like others.
 */
export function skipCodes(tally: Tally): string[] {
  const codes = tally.flatMap(({ text }) => (SKIPPED.has(text) ? [text] : []));
  if (codes.length === 0 || codes.length === tally.length) return [];
  const others = tally.filter(({ text }) => !SKIPPED.has(text));
  const options = others.every(({ text }) => /^\d{1,2}$/.test(text) && Number(text) <= MOST_OPTIONS);
  return options || others.every(({ text }) => /\p{L}/u.test(text)) ? codes.sort() : [];
}
