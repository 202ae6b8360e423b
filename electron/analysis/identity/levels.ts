import { DIFFERS, type FieldKind, type Prepared, type Vocabulary } from './kinds.ts';
import { edits, jaroWinkler, mayReach } from './similarity.ts';

/** How alike two values of one field are: 0 the same … 4 different. */
export type Compare = (a: Prepared, b: Prepared) => number;

/** So many words without an equal one are compared with each other, the rarest first. */
const FEW_WORDS = 14;

/** The comparison of a kind of field; `vocabulary` weighs the words of its values. */
export function comparison(kind: FieldKind, vocabulary: Vocabulary): Compare {
  const alike = likeness(vocabulary);
  switch (kind) {
    case 'givenName':
    case 'surname':
      return namePart;
    case 'fullName':
      return (a, b) => fullName(a, b, alike);
    case 'phone':
      return (a, b) => digits(a.text, b.text, 7);
    case 'idNumber':
      return (a, b) => digits(a.text, b.text, 6);
    case 'email':
      return email;
    case 'birthDate':
      return (a, b) => day(a.text, b.text);
    case 'address':
      return (a, b) => address(a, b, alike);
    case 'streetNumber':
      return (a, b) => number(a.text, b.text);
    case 'postcode':
      return (a, b) => postcode(a.text, b.text);
    case 'city':
    case 'region':
    case 'gender':
      return word;
    case 'year':
      return (a, b) => (a.text === b.text ? 0 : Math.abs(Number(a.text) - Number(b.text)) === 1 ? 2 : DIFFERS);
    case 'label':
    case 'text':
      return (a, b) => title(a, b, alike);
  }
}

const steps = (value: number, near: number, close: number, part: number): number =>
  value >= near ? 1 : value >= close ? 2 : value >= part ? 3 : DIFFERS;

function namePart(a: Prepared, b: Prepared): number {
  if (a.text === b.text) return 0;
  if (a.sound !== '' && a.sound === b.sound) return 1;
  const x = a.sound === '' ? a.text : a.sound;
  const y = b.sound === '' ? b.text : b.sound;
  const short = Math.min(x.length, y.length);
  if (short === 1) return x[0] === y[0] ? 2 : DIFFERS;
  if (short >= 4 && edits(x, y, 1) === 1) return 1;
  if (!mayReach(x, a.mask, y, b.mask, 0.77)) return DIFFERS;
  const value = jaroWinkler(x, y);
  // Will and William: one is the beginning of the other
  if (short >= 3 && (x.startsWith(y) || y.startsWith(x))) return value >= 0.92 ? 1 : 2;
  return steps(value, 0.92, 0.86, 0.77);
}

function fullName(a: Prepared, b: Prepared, alike: (a: Prepared, b: Prepared) => number): number {
  if (a.text === b.text) return 0;
  if (a.letters !== '' && a.letters === b.letters) return 1;
  const words = alike(a, b);
  const [x, y] = [a.sound === '' ? a.text : a.sound, b.sound === '' ? b.text : b.sound];
  const direct = mayReach(x, a.mask, y, b.mask, 0.8) ? jaroWinkler(x, y) : 0;
  if (a.words.length <= 1 && b.words.length <= 1) return steps(direct, 0.94, 0.88, 0.8);
  const sum = Math.max(words, direct >= 0.94 ? 0.9 : direct >= 0.9 ? 0.75 : 0);
  const level = steps(sum, 0.85, 0.7, 0.45);
  return level === DIFFERS && within(a, b) ? 3 : level;
}

/** All words of one name stand in the other: Fenix, Fenix at the Argyle. */
function within(a: Prepared, b: Prepared): boolean {
  const [few, many] = a.words.length <= b.words.length ? [a, b] : [b, a];
  return few.text.length >= 4 && few.words.every((id) => many.words.includes(id));
}

function digits(a: string, b: string, least: number): number {
  if (a === b) return 0;
  const short = Math.min(a.length, b.length);
  // with and without an area code
  if (short >= least && a.length !== b.length && (a.endsWith(b) || b.endsWith(a))) return 1;
  const found = edits(a, b, 3);
  if (found === 1) return 1;
  if (found === 2 && short >= 6) return 2;
  return found === 3 && short >= 8 ? 3 : DIFFERS;
}

function email(a: Prepared, b: Prepared): number {
  if (a.text === b.text) return 0;
  const [x = ''] = a.text.split('@');
  const [y = ''] = b.text.split('@');
  // anna12 and anna13 are two boxes, anna12 and ana12 may be one
  const numbered = a.number !== b.number;
  const slips = edits(a.text, b.text, 2);
  if (slips <= 2) return numbered ? 3 : slips;
  if (x === y) return x.length >= 5 ? 2 : 3;
  return !numbered && Math.min(x.length, y.length) >= 5 && jaroWinkler(x, y) >= 0.92 ? 3 : DIFFERS;
}

/** Titles and product names: a slip or two in all, or words in common; Volume 1 and Volume 2 are not the same. */
function title(a: Prepared, b: Prepared, alike: (a: Prepared, b: Prepared) => number): number {
  if (a.text === b.text) return 0;
  const long = Math.max(a.text.length, b.text.length);
  const slips = long >= 10 && long <= 64 && edits(a.text, b.text, 2) <= 2;
  const level = slips ? 1 : steps(alike(a, b), 0.85, 0.65, 0.4);
  return a.number !== '' && b.number !== '' && a.number !== b.number ? Math.max(level, 2) : level;
}

/** Days as yyyymmdd: one digit wrong, two swapped, day and month swapped; then two of three parts. */
function day(a: string, b: string): number {
  if (a === b) return 0;
  if (edits(a, b, 1) === 1) return 1;
  const [year, other] = [a.slice(0, 4), b.slice(0, 4)];
  if (year === other && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6)) return 1;
  const same = Number(year === other) + Number(a.slice(4, 6) === b.slice(4, 6)) + Number(a.slice(6) === b.slice(6));
  if (same === 2) return 2;
  return edits(a, b, 2) === 2 ? 3 : DIFFERS;
}

function address(a: Prepared, b: Prepared, alike: (a: Prepared, b: Prepared) => number): number {
  if (a.text === b.text) return 0;
  const level = steps(alike(a, b), 0.88, 0.7, 0.42);
  // another door of the same street is another address
  return a.number !== '' && b.number !== '' && a.number !== b.number ? Math.max(level, 3) : level;
}

function number(a: string, b: string): number {
  if (a === b) return 0;
  const bare = (text: string) => text.replaceAll(/\D/g, '');
  // 12a and 12
  if (a.length !== b.length && bare(a) !== '' && bare(a) === bare(b)) return 1;
  return Math.min(a.length, b.length) >= 2 && edits(a, b, 1) === 1 ? 2 : DIFFERS;
}

function postcode(a: string, b: string): number {
  if (a === b) return 0;
  if (edits(a, b, 1) === 1) return 1;
  const short = Math.min(a.length, b.length);
  return short >= 4 && a.slice(0, short - 2) === b.slice(0, short - 2) ? 3 : DIFFERS;
}

function word({ text: a, mask }: Prepared, { text: b, mask: other }: Prepared): number {
  if (a === b) return 0;
  const short = Math.min(a.length, b.length);
  if (short >= 3 && edits(a, b, 1) === 1) return 1;
  if (short >= 4 && (a.includes(b) || b.includes(a))) return 2;
  if (short < 4 || !mayReach(a, mask, b, other, 0.84)) return DIFFERS;
  return steps(jaroWinkler(a, b), 0.94, 0.88, 0.84);
}

/**
 * Words in common over all words, each by its weight (a soft Dice coefficient; soft tf-idf of Cohen, Ravikumar & Fienberg
 * 2003): words that are nearly the same count for their likeness, initials for half.
 */
function likeness({ words, weights, masks }: Vocabulary): (a: Prepared, b: Prepared) => number {
  const restA = new Int32Array(FEW_WORDS);
  const restB = new Int32Array(FEW_WORDS);
  return ({ words: left }, { words: right }) => {
    let all = 0;
    let common = 0;
    let n = 0;
    let m = 0;
    for (const id of left) {
      all += weights[id]!;
      if (holds(right, id)) common += 2 * weights[id]!;
      else if (n < FEW_WORDS) restA[n++] = id;
    }
    for (const id of right) {
      all += weights[id]!;
      if (m < FEW_WORDS && !holds(left, id)) restB[m++] = id;
    }
    if (all === 0) return 0;
    for (let i = 0; i < n && m > 0; i++) {
      const id = restA[i]!;
      let best = 0;
      let at = -1;
      for (let j = 0; j < m; j++) {
        const other = restB[j]!;
        const found = wordLikeness(words[id]!, masks[id]!, words[other]!, masks[other]!);
        if (found > best) {
          best = found;
          at = j;
        }
      }
      if (at < 0) continue;
      common += best * (weights[id]! + weights[restB[at]!]!);
      restB[at] = restB[--m]!;
    }
    return common / all;
  };
}

function holds(words: Int32Array, id: number): boolean {
  for (const word of words) if (word === id) return true;
  return false;
}

function wordLikeness(a: string, lettersA: number, b: string, lettersB: number): number {
  const short = Math.min(a.length, b.length);
  // numbers are the same or not
  if (isDigit(a.charCodeAt(0)) || isDigit(b.charCodeAt(0))) return 0;
  if (short === 1) return a[0] === b[0] && /[a-z]/.test(a[0]!) ? 0.5 : 0;
  if (short >= 3 && (a.startsWith(b) || b.startsWith(a))) return 0.8;
  if (!mayReach(a, lettersA, b, lettersB, 0.88)) return 0;
  const value = jaroWinkler(a, b);
  return value >= 0.88 ? value : 0;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
