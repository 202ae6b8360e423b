import type { ColumnType, MappingField, PersonalKind, Said } from '../../../../shared/domain.ts';
import { headerWords, says } from '../vocabulary.ts';
import { plainHeader } from './headers.ts';
import { FIELD_WORDS } from './fieldWords.ts';

/** A column of the earlier or of the new file, as far as matching asks. */
export type MatchColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly personal: PersonalKind | null;
  /** the field it stands for in its mapping */
  readonly field: MappingField | null;
  /** some of its distinct values as they are stored */
  readonly values: ReadonlySet<string>;
};

/** Which column of the new file an earlier one became, and why that is believed. */
export type ColumnMatch = {
  readonly old: number;
  readonly now: number;
  readonly how: 'same' | 'meaning' | 'header' | 'values';
  /** 0 to 1 */
  readonly score: number;
  readonly reason: Said;
};

/** A pair below this is not proposed. */
const ENOUGH = 0.55;

/**
 * Propose which columns of a new file the columns of an earlier one became: those of the same name first, then by what
 * they mean (the field of the mapping, Chinese and English synonyms), how alike the headers are (Dice on letter pairs) and
 * how many of the values both have. Each column once, the best pairs first; ties in file order.
 */
export function matchColumns(old: readonly MatchColumn[], now: readonly MatchColumn[]): ColumnMatch[] {
  const pairs: ColumnMatch[] = [];
  old.forEach((before, i) => {
    now.forEach((after, j) => {
      const found = compare(before, after);
      if (found && found.score >= ENOUGH) pairs.push({ old: i, now: j, ...found });
    });
  });
  pairs.sort((a, b) => b.score - a.score || a.old - b.old || a.now - b.now);
  const takenOld = new Set<number>();
  const takenNow = new Set<number>();
  return pairs
    .filter(({ old: i, now: j }) => {
      if (takenOld.has(i) || takenNow.has(j)) return false;
      takenOld.add(i);
      takenNow.add(j);
      return true;
    })
    .sort((a, b) => a.old - b.old);
}

type Found = Pick<ColumnMatch, 'how' | 'score' | 'reason'>;

function compare(before: MatchColumn, after: MatchColumn): Found | null {
  if (before.name === after.name) return { how: 'same', score: 1, reason: said('same') };
  if (plainHeader(before.name) === plainHeader(after.name))
    return { how: 'same', score: 0.99, reason: said('sameWords') };
  if (before.personal !== null && after.personal !== null && before.personal !== after.personal) return null;
  const family = familyOf(before.type) === familyOf(after.type);
  const values = overlap(before.values, after.values);
  const telling = before.values.size >= 3 && after.values.size >= 3;
  if (!family && !(telling && values >= 0.8)) return null;
  const fits = before.type === after.type ? 0.05 : 0;
  const support = telling && familyOf(before.type) === 'words' ? 0.2 * values : 0.04;
  const found: Found[] = [];
  if (before.field !== null && before.field === after.field)
    found.push({
      how: 'meaning',
      score: 0.72 + fits + support,
      reason: said('field', { field: { key: `kinds:field.${before.field}` } }),
    });
  const shared = sharedField(before.name, after.name);
  if (shared)
    found.push({
      how: 'meaning',
      score: 0.66 + fits + support,
      reason: said('synonym', { field: { key: `kinds:field.${shared}` } }),
    });
  const alike = dice(plainHeader(before.name), plainHeader(after.name));
  if (alike >= 0.5)
    found.push({ how: 'header', score: 0.35 + 0.5 * alike + fits + support, reason: said('header', { share: alike }) });
  if (telling && values >= 0.5 && familyOf(before.type) === 'words')
    found.push({ how: 'values', score: 0.35 + 0.5 * values + fits, reason: said('values', { share: values }) });
  found.sort((a, b) => b.score - a.score);
  const best = found[0];
  return best ? { ...best, score: Math.min(0.98, best.score) } : null;
}

const said = (key: string, values?: Said['values']): Said =>
  values ? { key: `kinds:match.${key}`, values } : { key: `kinds:match.${key}` };

const familyOf = (type: ColumnType): string =>
  type === 'number' ? 'number' : type === 'date' ? 'date' : type === 'boolean' ? 'boolean' : 'words';

/** The share of the smaller set that the other one has too. */
function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  if (few.size === 0) return 0;
  let shared = 0;
  for (const value of few) if (many.has(value)) shared++;
  return shared / few.size;
}

/** A field whose words both headers use: 手机号 and mobile phone, 会员号 and customer id. */
function sharedField(a: string, b: string): MappingField | null {
  const one = headerWords(a.trim());
  const other = headerWords(b.trim());
  for (const [field, { groups, not }] of Object.entries(FIELD_WORDS) as [
    MappingField,
    (typeof FIELD_WORDS)[MappingField],
  ][]) {
    if (not && (says(one, not) || says(other, not))) continue;
    if (groups.some((terms) => says(one, terms)) && groups.some((terms) => says(other, terms))) return field;
  }
  return null;
}

/**
 * Dice's coefficient on pairs of neighbouring characters, 0 to 1; single characters for texts of one.
 * L. R. Dice, Measures of the amount of ecologic association between species, Ecology 26, 1945.
 */
export function dice(a: string, b: string): number {
  if (a === b) return 1;
  const pairsOf = (text: string) => {
    const characters = [...text];
    return characters.length < 2 ? characters : characters.slice(1).map((character, i) => characters[i]! + character);
  };
  const one = pairsOf(a);
  const other = pairsOf(b);
  if (one.length === 0 || other.length === 0) return 0;
  const left = new Map<string, number>();
  for (const pair of one) left.set(pair, (left.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of other) {
    const n = left.get(pair) ?? 0;
    if (n === 0) continue;
    shared++;
    left.set(pair, n - 1);
  }
  return (2 * shared) / (one.length + other.length);
}
