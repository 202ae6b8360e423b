import type { ClusterMethod, ValueCluster } from '../../../shared/contract/cleaning.ts';
import { hasHan, wordReading } from '../identity/chinese.ts';
import { fold, wordsOf } from '../identity/normal.ts';
import { edits, jaroWinkler } from '../identity/similarity.ts';

/** A value with the rows it stands in. */
export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

/** Distinct values that are compared pair by pair; of more only the most frequent. */
export const MOST_COMPARED = 5000;
/** A pair of characters that more values hold says nothing about likeness. */
const COMMON = 300;
/** Least likeness after Jaro and Winkler. */
const LIKE = 0.93;
/** Shortest folded values that are compared; two Chinese characters say more than two letters. */
const SHORTEST = 4;

/** Words sorted, each once; case, width, accents, traditional characters and punctuation off (OpenRefine's key). */
export const fingerprint = (text: string): string => [...new Set(wordsOf(fold(text)))].sort().join(' ');

/** Sorted pairs of characters, blanks and punctuation off (OpenRefine's n-gram key, n = 2). */
export function ngramKey(text: string): string {
  const plain = [...wordsOf(fold(text)).join('')];
  if (plain.length < 2) return plain.join('');
  return [...new Set(plain.slice(1).map((char, i) => plain[i]! + char))].sort().join('');
}

/** Letters of a text with Chinese words read out; '' for a text without any sign. */
export function pinyinKey(text: string): string {
  const folded = fold(text);
  const read = hasHan(folded) ? folded.replaceAll(/\p{Script=Han}+/gu, wordReading) : folded;
  return wordsOf(read).join('');
}

/**
 * Clusters of values that may be one and the same, by the methods asked for, the surest first. A cluster that a surer
 * method found already (or a larger one holds) is left out. The target is the most frequent value.
 */
export function clusterValues(values: readonly CountedValue[], methods: readonly ClusterMethod[]): ValueCluster[] {
  const order: ClusterMethod[] = ['fingerprint', 'ngram', 'pinyin', 'jaroWinkler', 'edit'];
  const found: ValueCluster[] = [];
  const holder = new Map<string, Set<number>>();
  const sorted = [...values].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  for (const by of order.filter((method) => methods.includes(method)))
    for (const cluster of by === 'jaroWinkler' || by === 'edit' ? neighbours(sorted, by) : collisions(sorted, by)) {
      const held = cluster.values.map(({ value }) => holder.get(value) ?? new Set<number>());
      if ([...held[0]!].some((i) => held.every((set) => set.has(i)))) continue;
      for (const { value } of cluster.values) {
        const set = holder.get(value) ?? new Set<number>();
        set.add(found.length);
        holder.set(value, set);
      }
      found.push(cluster);
    }
  return found.sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by) || b.rows - a.rows);
}

const KEYS: Readonly<Record<'fingerprint' | 'ngram' | 'pinyin', (text: string) => string>> = {
  fingerprint,
  ngram: ngramKey,
  pinyin: pinyinKey,
};

function collisions(values: readonly CountedValue[], by: keyof typeof KEYS): ValueCluster[] {
  const groups = new Map<string, CountedValue[]>();
  for (const value of values) {
    const key = KEYS[by](value.value);
    // a single pair of characters or a single syllable is shared by too much
    if (key === '' || (by !== 'fingerprint' && [...key].length < SHORTEST)) continue;
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups.values()].filter((group) => group.length > 1).map((group) => clusterOf(group, by, 1));
}

/** Each value not yet taken, the most frequent first, gathers the values that are like it (no chains). */
function neighbours(values: readonly CountedValue[], by: 'jaroWinkler' | 'edit'): ValueCluster[] {
  const compared = values.slice(0, MOST_COMPARED);
  const texts = compared.map(({ value }) => wordsOf(fold(value)).join(' '));
  const digits = texts.map((text) => text.replace(/\D+/g, ' ').trim());
  const candidates = candidatesOf(texts);
  const taken = new Uint8Array(compared.length);
  const clusters: ValueCluster[] = [];
  for (let i = 0; i < compared.length; i++) {
    if (taken[i] === 1) continue;
    const group = [compared[i]!];
    let least = 1;
    for (const j of candidates(i)) {
      // shop 1 and shop 2 are two shops
      if (taken[j] === 1 || digits[i] !== digits[j]) continue;
      const likeness = likenessOf(texts[i]!, texts[j]!, by);
      if (likeness === 0) continue;
      taken[j] = 1;
      group.push(compared[j]!);
      least = Math.min(least, likeness);
    }
    taken[i] = 1;
    if (group.length > 1) clusters.push(clusterOf(group, by, least));
  }
  return clusters;
}

/** How like two folded texts are; 0: not enough to be one. */
function likenessOf(a: string, b: string, by: 'jaroWinkler' | 'edit'): number {
  if (Math.min(a.length, b.length) < SHORTEST) return 0;
  if (by === 'jaroWinkler') {
    const likeness = jaroWinkler(a, b);
    return likeness >= LIKE ? likeness : 0;
  }
  const longest = Math.max(a.length, b.length);
  const most = longest < 8 ? 1 : 2;
  const distance = edits(a, b, most);
  return distance > most ? 0 : 1 - distance / longest;
}

/** Later values that share at least a third of the rarer pairs of characters. */
function candidatesOf(texts: readonly string[]): (i: number) => number[] {
  const grams = texts.map((text) => {
    const set = new Set<string>();
    for (let i = 1; i < text.length; i++) set.add(text.slice(i - 1, i + 1));
    return [...set];
  });
  const index = new Map<string, number[]>();
  grams.forEach((set, i) => {
    for (const gram of set) {
      const list = index.get(gram);
      if (list) list.push(i);
      else index.set(gram, [i]);
    }
  });
  return (i) => {
    const shared = new Map<number, number>();
    for (const gram of grams[i]!) {
      const list = index.get(gram)!;
      if (list.length > COMMON) continue;
      for (const j of list) if (j > i) shared.set(j, (shared.get(j) ?? 0) + 1);
    }
    return [...shared]
      .filter(([j, n]) => n * 3 >= Math.min(grams[i]!.length, grams[j]!.length))
      .map(([j]) => j)
      .sort((a, b) => a - b);
  };
}

function clusterOf(group: readonly CountedValue[], by: ClusterMethod, likeness: number): ValueCluster {
  const values = [...group].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  return {
    by,
    target: values[0]!.value,
    values: values.map(({ value, count }) => ({ value, count })),
    rows: values.reduce((sum, { count }) => sum + count, 0),
    likeness,
  };
}
