import { newUnits, unitAt } from './units.ts';

/** The units of a word. */
type Units = readonly number[];
/** Words by one of their characters: the number of their list is what a table has for the character. */
interface Lists {
  readonly table: Uint8Array;
  readonly lists: readonly (readonly Units[])[];
}

function listsBy(words: readonly string[], place: 0 | -1): Lists {
  const table = newUnits();
  const lists: Units[][] = [[]];
  for (const word of words) {
    const units = Array.from(word, (char) => char.charCodeAt(0));
    const key = units.at(place)!;
    if (table[key] === 0) table[key] = lists.push([]) - 1;
    lists[table[key]!]!.push(units);
  }
  return { table, lists };
}

/** Whether a word stands at a place. */
function stands(word: Units, text: string, at: number): boolean {
  if (at + word.length > text.length) return false;
  for (let i = 0; i < word.length; i++) if (text.charCodeAt(at + i) !== word[i]) return false;
  return true;
}

/** How many characters at a place are one of some words; 0: there is none. */
export type WordsAt = (text: string, at: number) => number;

/**
 * What `/(?:one|two|three)/y` finds at a place: the first of the words that stands there. By the first character: at most
 * places of a text no word begins, and that is told by one look into a table.
 */
export function wordsAt(words: readonly string[]): WordsAt {
  const { table, lists } = listsBy(words, 0);
  return (text, at) => {
    const list = table[unitAt(text, at)]!;
    if (list === 0) return 0;
    for (const word of lists[list]!) if (stands(word, text, at)) return word.length;
    return 0;
  };
}

/** Whether one of some words ends at a place and does not begin before another: what `/(?:one|two|three)$/` tells of the text between. */
export function wordsBefore(words: readonly string[]): (text: string, stop: number, least: number) => boolean {
  const { table, lists } = listsBy(words, -1);
  return (text, stop, least) => {
    const list = stop > least ? table[unitAt(text, stop - 1)]! : 0;
    if (list === 0) return false;
    for (const word of lists[list]!)
      if (stop - word.length >= least && stands(word, text, stop - word.length)) return true;
    return false;
  };
}
