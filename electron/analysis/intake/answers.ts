import type { Facts } from './columnFacts.ts';
import { BOOLEAN_PAIRS } from './convert.ts';
import { isQuestion } from './kinds/scales.ts';
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

/** Cells with a mark from which a column is taken for boxes: a single one says nothing. */
const LEAST = 2;

/**
 * The one thing that stands in a column of boxes: a mark, or the name of the option that its header ends with (multiple
 * choices of survey tools); the empty cells then say no. Null: the column is none of these.
 */
export function markOrBlank({ tally, missing, input }: Facts): string | null {
  const [only] = tally;
  if (!only || only.count < LEAST || tally.length > 1 || missing === 0 || (input.distinctBeyond ?? 0) > 0) return null;
  const mark = halfWidth(only.text).trim();
  const header = halfWidth(input.name).trim().toLowerCase();
  const word = mark.toLowerCase();
  if (mark.length > 40 || !(MARKS.has(word) || header === word || (word.length > 1 && header.endsWith(` ${word}`))))
    return null;
  return only.text.trim();
}

/** What lists to choose from show before anything was chosen. */
const UNCHOSEN =
  /^(?:-+\s*)?(?:please )?(?:select|choose)(?: one| an option)?(?:\s*-+)?\s*[.…]*$|^(?:-+\s*)?请选择(?:\s*-+)?$/i;
/** Days since something, which never happened: -1 and 999 stand for that. */
const SINCE = /pdays|days[ _]?since|since[ _]?last|recency|距.{0,12}天|最近.{0,8}天数/i;
const NEVER = new Set(['-1', '999', '9999']);

/**
 * What stands for no answer: the text of a list that nobody chose from (Select), and -1 or 999 among days since something, where
 * they are far more frequent than their neighbours.
 */
function standIns(name: string, tally: Tally): string[] {
  const unset = tally.flatMap(({ text }) => (UNCHOSEN.test(text.trim()) ? [text.trim()] : []));
  if (unset.length > 0 && unset.length < tally.length) return unset;
  if (!SINCE.test(name)) return [];
  const all = tally.reduce((sum, { count }) => sum + count, 0);
  const never = tally.filter(({ text, count }) => NEVER.has(text.trim()) && count >= all * COMMON);
  const others = tally.filter((cell) => !never.includes(cell));
  // a number far beyond all others, or below nothing
  const plain = others.every(({ text }) => /^\d{1,5}$/.test(text.trim()));
  const most = others.reduce((max, { text }) => Math.max(max, Number(text)), 0);
  return plain && others.length > 1
    ? never.map(({ text }) => text.trim()).filter((text) => text === '-1' || Number(text) > most)
    : [];
}
/** Share of the cells from which a number may stand for never. */
const COMMON = 0.05;

/** What survey tools write for a question that was not shown or not answered. */
const SKIPPED = new Set(['-3', '-2']);
/** The highest number of an option: more are no answers to choose from. */
const MOST_OPTIONS = 30;

/**
 * Codes for "skipped" and "empty" below a question: -3 and -2 where all other cells are options by their numbers, or words.
 * Among amounts and temperatures they are numbers like others.
 */
export function skipCodes(name: string, tally: Tally): string[] {
  const unset = standIns(name, tally);
  if (unset.length > 0) return unset;
  if (!isQuestion(name)) return [];
  const codes = tally.flatMap(({ text }) => (SKIPPED.has(text) ? [text] : []));
  if (codes.length === 0 || codes.length === tally.length) return [];
  const others = tally.filter(({ text }) => !SKIPPED.has(text));
  const options = others.every(({ text }) => /^\d{1,2}$/.test(text) && Number(text) <= MOST_OPTIONS);
  return options || others.every(({ text }) => /\p{L}/u.test(text)) ? codes.sort() : [];
}

/** The two values of a column that has no more. */
export const twoValues = (tally: Tally): [string, string] | null =>
  tally.length === 2 ? [tally[0]!.text.slice(0, 40), tally[1]!.text.slice(0, 40)] : null;

/** The pair of literals when all values are one of them, both occurring. */
export function booleanPair(tally: Tally): [string, string] | null {
  const spoken = new Set(tally.slice(0, 5).map((value) => halfWidth(value.text).trim().toLowerCase()));
  if (spoken.size !== 2) return null;
  for (const [no, yes] of BOOLEAN_PAIRS)
    if (spoken.has(no) && spoken.has(yes) && tally.length <= 4) {
      const written = (literal: string) =>
        tally.find((value) => halfWidth(value.text).trim().toLowerCase() === literal)!.text.trim();
      return [written(no), written(yes)];
    }
  return null;
}
