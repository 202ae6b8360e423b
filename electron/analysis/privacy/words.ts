import { newUnits } from './units.ts';

/** Words by one of their characters: the number of their list is what a table has for the character. */
interface Lists {
  readonly table: Uint8Array;
  readonly lists: readonly (readonly string[])[];
}

function listsBy(words: readonly string[], place: 0 | -1): Lists {
  const table = newUnits();
  const lists: string[][] = [[]];
  for (const word of words) {
    const code = word.at(place)!.charCodeAt(0);
    if (table[code] === 0) table[code] = lists.push([]) - 1;
    lists[table[code]!]!.push(word);
  }
  return { table, lists };
}

/** Whether a word stands at a place. */
function stands(word: string, text: string, at: number): boolean {
  for (let i = 0; i < word.length; i++) if (text.charCodeAt(at + i) !== word.charCodeAt(i)) return false;
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
    const list = table[text.charCodeAt(at)];
    if (list === undefined || list === 0) return 0;
    for (const word of lists[list]!) if (stands(word, text, at)) return word.length;
    return 0;
  };
}

/** Whether one of some words ends at a place and does not begin before another: what `/(?:one|two|three)$/` tells of the text between. */
export function wordsBefore(words: readonly string[]): (text: string, stop: number, least: number) => boolean {
  const { table, lists } = listsBy(words, -1);
  return (text, stop, least) => {
    const list = stop > least ? table[text.charCodeAt(stop - 1)]! : 0;
    if (list === 0) return false;
    for (const word of lists[list]!)
      if (stop - word.length >= least && stands(word, text, stop - word.length)) return true;
    return false;
  };
}
