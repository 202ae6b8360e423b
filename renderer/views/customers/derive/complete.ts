import { FORMULA_FUNCTIONS, type DeriveList } from '../../../../shared/contract/derive.ts';
import type { ColumnType } from '../../../../shared/domain.ts';

/** A name or function that may stand where the caret is. */
export interface Suggestion {
  readonly kind: 'name' | 'function';
  readonly name: string;
  /** as it is written */
  readonly write: string;
  readonly type?: ColumnType;
}

const MOST = 9;

/** Where the word at the caret begins: an open bracket, or the letters before the caret. In quotes there is none. */
function startOf(text: string, caret: number): { from: number; word: string } | null {
  const before = text.slice(0, caret);
  const open = before.lastIndexOf('[');
  if (open >= 0 && !before.slice(open).includes(']')) return { from: open, word: before.slice(open + 1) };
  if ((before.split('"').length - 1) % 2 === 1) return null;
  const word = /[\p{L}_$][\p{L}\p{N}_$]*$/u.exec(before)?.[0] ?? '';
  return { from: caret - word.length, word };
}

/**
 * What may be meant at the caret: names that begin with the word there, then those that hold it.
 * @param forced also without a word: everything there is
 */
export function suggestionsAt(text: string, caret: number, names: DeriveList['names'], forced: boolean): Suggestion[] {
  const start = startOf(text, caret);
  if (!start || (start.word === '' && !forced && text[start.from] !== '[')) return [];
  const word = start.word.toLowerCase();
  const all: Suggestion[] = names.map(({ name, write, type }) => ({ kind: 'name', name, write, type }));
  if (text[start.from] !== '[')
    all.push(...FORMULA_FUNCTIONS.map((name): Suggestion => ({ kind: 'function', name, write: `${name}(` })));
  const ranked = all.flatMap((one) => {
    const at = one.name.toLowerCase().indexOf(word);
    return at < 0 ? [] : [{ one, rank: at === 0 ? 0 : 1 }];
  });
  const found = ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
  // a name that is written out needs no completion
  if (found.length > 0 && found[0]!.name === start.word && !forced) return [];
  return found.slice(0, MOST);
}

/** Put a suggestion in the place of the word at the caret. */
export function complete(text: string, caret: number, { write }: Suggestion): { text: string; caret: number } {
  const from = startOf(text, caret)?.from ?? caret;
  // a bracket that was closed already is not closed twice
  const after = text.slice(caret).replace(write.startsWith('[') && text[from] === '[' ? /^\]/ : /^(?!)/, '');
  return { text: text.slice(0, from) + write + after, caret: from + write.length };
}
