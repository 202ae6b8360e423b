import { addressParts } from './address.ts';
import { hasHan, surnameLength, syllables } from './chinese.ts';
import type { FieldKind, Prepared, Vocabulary } from './kinds.ts';
import { dayForm, emailForm, fold, foldName, idForm, phoneForm, saysNothing, wordsOf } from './normal.ts';
import { lettersOf } from './similarity.ts';
import { isStranger } from './standInWords.ts';

const TITLES = new Set('mr mrs ms miss dr prof professor sir madam herr frau jr sr phd md esq'.split(' '));
const CHINESE_TITLES = /(?<=..)(?:先生|女士|小姐|老师|同学|经理|总)$|(?<=.)(?:先生|女士|小姐)$/;
/** Forms of companies, which one list writes and the next does not. */
const FIRM =
  /\b(?:inc|incorporated|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|sa|srl|plc|pty|bv|kg)\b\.?|(?:有限责任公司|股份有限公司|有限公司|集团|公司)$/g;
/** A value before its words are numbered. */
type Made = Omit<Prepared, 'words' | 'mask'> & { parts: string[] };
const NO_WORDS = new Int32Array(0);

/** Collects the values of one kind of field: each in the forms in which it is compared, words as ids of one vocabulary. */
export class Preparer {
  readonly kind: FieldKind;
  readonly values: Prepared[] = [];
  readonly #texts: string[][] = [];
  readonly #known = new Map<string, number>();

  constructor(kind: FieldKind) {
    this.kind = kind;
  }

  /** @returns the code of a cell's value; -1: it says nothing */
  code(cell: string | number | null): number {
    if (cell === null) return -1;
    const made = this.#make(cell);
    if (made === null) return -1;
    let code = this.#known.get(made.text);
    if (code === undefined) {
      this.#known.set(made.text, (code = this.values.length));
      const { parts, ...forms } = made;
      const mask = lettersOf(made.sound === '' ? made.text : made.sound);
      this.values.push({ words: NO_WORDS, mask, ...forms });
      this.#texts.push(parts);
    }
    return code;
  }

  /**
   * Once all values are known: number their words and weigh them by how rare they are.
   * @param counts records per value
   */
  finish(counts: Int32Array, records: number): Vocabulary {
    const ids = new Map<string, number>();
    const words: string[] = [];
    const holders: number[] = [];
    const coded = this.#texts.map((parts, value) => {
      const out: number[] = [];
      for (const part of new Set(parts)) {
        let id = ids.get(part);
        if (id === undefined) {
          ids.set(part, (id = words.length));
          words.push(part);
          holders.push(0);
        }
        holders[id]! += counts[value] ?? 0;
        out.push(id);
      }
      return out;
    });
    const weights = Float64Array.from(holders, (n) => Math.log((1 + records) / (1 + n)) + 0.3);
    coded.forEach((list, value) => {
      list.sort((a, b) => weights[b]! - weights[a]! || a - b);
      this.values[value]!.words = Int32Array.from(list);
    });
    this.#texts.length = 0;
    this.#known.clear();
    return { words, weights, masks: Int32Array.from(words, lettersOf) };
  }

  #make(cell: string | number): Made | null {
    const raw = String(cell);
    switch (this.kind) {
      case 'phone':
        return plain(phoneForm(raw));
      case 'email': {
        const made = plain(emailForm(raw));
        return made && { ...made, number: made.text.split('@')[0]!.replaceAll(/\D/g, '') };
      }
      case 'idNumber':
        return plain(idForm(raw));
      case 'birthDate':
        return plain(dayForm(cell));
      case 'givenName':
      case 'surname':
      case 'fullName':
        return isStranger(raw) ? null : name(foldName(raw));
      case 'address': {
        const folded = fold(raw);
        if (saysNothing(folded)) return null;
        const parts = addressParts(folded);
        return {
          text: parts.join(' '),
          parts,
          sound: '',
          letters: '',
          number: parts.find((part) => /^\d/.test(part)) ?? '',
        };
      }
      case 'postcode':
      case 'streetNumber': {
        const text = fold(raw).replaceAll(/[^\p{L}\p{N}]/gu, '');
        return plain(saysNothing(text) ? null : text);
      }
      case 'year':
        return plain(/(?:1[5-9]|20)\d{2}/.exec(raw)?.[0] ?? null);
      case 'gender':
      case 'region':
      case 'city':
      case 'label':
      case 'text': {
        const folded = fold(raw);
        if (saysNothing(folded)) return null;
        const parts = this.kind === 'text' || this.kind === 'label' ? textParts(folded) : wordsOf(place(folded));
        const text = parts.join(' ');
        const numbers = parts.filter((part) => /\d/.test(part)).sort();
        return text === '' ? null : { text, parts, sound: '', letters: '', number: numbers.join(' ') };
      }
    }
  }
}

const plain = (text: string | null): Made | null =>
  text === null || text === '' ? null : { text, parts: [], sound: '', letters: '', number: '' };

/** 广东省 and 广东, 深圳市 and 深圳 are one place. */
const place = (folded: string): string =>
  folded.length > 2 && hasHan(folded)
    ? folded.replace(/(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市|区|县)$/, '')
    : folded;

/** Chinese runs as pairs of characters, everything else as words. */
function textParts(folded: string): string[] {
  const bare = folded.replaceAll(FIRM, ' ').trim();
  const words = wordsOf(bare === '' ? folded : bare);
  if (!hasHan(folded)) return words;
  return words.flatMap((word) =>
    hasHan(word) && word.length > 2 ? Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2)) : [word],
  );
}

function name(folded: string): Made | null {
  if (saysNothing(folded)) return null;
  if (hasHan(folded)) {
    const bare = folded.replaceAll(/[^\p{L}]/gu, '').replace(CHINESE_TITLES, '');
    if (bare.length > 6) return firm(folded);
    const read = syllables(bare);
    const sound = read.join('');
    const split = surnameLength(bare);
    const given = read.slice(split).join('');
    return {
      text: bare,
      // family and given name, and each character, so that one slip leaves the others
      parts: [read.slice(0, split).join(''), ...(given === '' ? [] : [given])],
      sound,
      letters: [...sound].sort().join(''),
      number: '',
    };
  }
  const all = wordsOf(folded);
  const words = all.filter((word) => !TITLES.has(word));
  const kept = words.length === 0 ? all : words;
  const bare = kept.join(' ').replaceAll(FIRM, ' ').replaceAll(/\s+/g, ' ').trim();
  const text = bare === '' ? kept.join(' ') : bare;
  if (text === '') return null;
  const sound = text.replaceAll(/[^\p{L}\p{N}]/gu, '');
  return { text, parts: text.split(' '), sound, letters: [...sound].sort().join(''), number: '' };
}

/** The name of a Chinese company: longer than a person's. */
function firm(folded: string): Made {
  const parts = textParts(folded);
  return { text: parts.join(' '), parts, sound: '', letters: '', number: '' };
}
