/** Characters of a text that are compared; the rest of a longer one says the same. */
const LONGEST = 64;
const seenA = new Uint8Array(LONGEST);
const seenB = new Uint8Array(LONGEST);

/**
 * Likeness of two short texts after Jaro (1989) with Winkler's bonus for a common beginning (1990): 0.1 a character, at
 * most four, from a Jaro value of 0.7. Texts are compared by UTF-16 unit, at most 64 of them.
 * @returns 0 (nothing in common) … 1 (equal)
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const n = Math.min(a.length, LONGEST);
  const m = Math.min(b.length, LONGEST);
  if (n === 0 || m === 0) return 0;
  const reach = Math.max(0, (Math.max(n, m) >> 1) - 1);
  seenA.fill(0, 0, n);
  seenB.fill(0, 0, m);
  let common = 0;
  for (let i = 0; i < n; i++) {
    const unit = a.charCodeAt(i);
    const to = Math.min(m - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= to; j++)
      if (seenB[j] === 0 && b.charCodeAt(j) === unit) {
        seenA[i] = 1;
        seenB[j] = 1;
        common++;
        break;
      }
  }
  if (common === 0) return 0;
  let moved = 0;
  for (let i = 0, j = 0; i < n; i++) {
    if (seenA[i] === 0) continue;
    while (seenB[j] === 0) j++;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) moved++;
    j++;
  }
  const jaro = (common / n + common / m + (common - moved / 2) / common) / 3;
  if (jaro < 0.7) return jaro;
  let prefix = 0;
  while (prefix < 4 && prefix < n && prefix < m && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** The letters of a text as bits: a–z and digits each one of 32, everything else by its low bits. */
export function lettersOf(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) & 31);
  return bits;
}

function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/**
 * Can two texts reach a Jaro-Winkler value at all? Decided by their letters alone, far faster than the value itself.
 * @param lettersA from {@link lettersOf}
 */
export function mayReach(a: string, lettersA: number, b: string, lettersB: number, least: number): boolean {
  const n = Math.min(a.length, LONGEST);
  const m = Math.min(b.length, LONGEST);
  const common = Math.min(n - ones(lettersA & ~lettersB), m - ones(lettersB & ~lettersA));
  if (common <= 0) return false;
  const jaro = (common / n + common / m + 1) / 3;
  return (a.charCodeAt(0) === b.charCodeAt(0) ? jaro + 0.4 * (1 - jaro) : jaro) >= least;
}

let before = new Int32Array(LONGEST + 1);
let above = new Int32Array(LONGEST + 1);
let row = new Int32Array(LONGEST + 1);
const bag = new Int16Array(64);

/**
 * Edits that turn one text into the other: insert, delete, replace, swap two neighbours (optimal string alignment;
 * Damerau 1964). Stops at `most`.
 * @returns 0 … most, or most + 1 when there are more
 */
export function edits(a: string, b: string, most: number): number {
  if (a === b) return 0;
  let n = Math.min(a.length, LONGEST);
  let m = Math.min(b.length, LONGEST);
  if (Math.abs(n - m) > most) return most + 1;
  // what both begin and end with needs no edits
  while (n > 0 && m > 0 && a.charCodeAt(n - 1) === b.charCodeAt(m - 1)) {
    n--;
    m--;
  }
  let from = 0;
  while (from < n && from < m && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  n -= from;
  m -= from;
  if (n === 0 || m === 0) return Math.min(n + m, most + 1);
  if (n === 1 && m === 1) return 1;
  const swapped =
    n === 2 &&
    m === 2 &&
    a.charCodeAt(from) === b.charCodeAt(from + 1) &&
    a.charCodeAt(from + 1) === b.charCodeAt(from);
  if (swapped) return 1;
  if (most === 1) return 2;
  if (unlike(a, b, from, n, m) > most) return most + 1;
  for (let j = 0; j <= m; j++) above[j] = j;
  for (let i = 1; i <= n; i++) {
    row[0] = i;
    let least = i;
    const unit = a.charCodeAt(from + i - 1);
    for (let j = 1; j <= m; j++) {
      const other = b.charCodeAt(from + j - 1);
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (unit === other ? 0 : 1));
      if (i > 1 && j > 1 && unit === b.charCodeAt(from + j - 2) && a.charCodeAt(from + i - 2) === other)
        cost = Math.min(cost, before[j - 2]! + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    const spare = before;
    before = above;
    above = row;
    row = spare;
  }
  return Math.min(above[m]!, most + 1);
}

/** Characters that one text has more of than the other, without their order: no edit distance is smaller. */
function unlike(a: string, b: string, from: number, n: number, m: number): number {
  for (let i = 0; i < n; i++) bag[a.charCodeAt(from + i) & 63]!++;
  for (let j = 0; j < m; j++) bag[b.charCodeAt(from + j) & 63]!--;
  let more = 0;
  let fewer = 0;
  for (let i = 0; i < n; i++) {
    const at = a.charCodeAt(from + i) & 63;
    if (bag[at]! > 0) more += bag[at]!;
    else fewer -= bag[at]!;
    bag[at] = 0;
  }
  for (let j = 0; j < m; j++) {
    const at = b.charCodeAt(from + j) & 63;
    if (bag[at]! < 0) fewer -= bag[at]!;
    bag[at] = 0;
  }
  return Math.max(more, fewer);
}

/**
 * How a Latin word sounds, roughly: a rule set in the manner of Metaphone (Philips 1990), cut at five sounds. For
 * putting like words together before they are compared, never for deciding.
 * @param word lower-case letters a–z
 */
export function soundOf(word: string): string {
  const text = word
    .replaceAll(/[^a-z]/g, '')
    .replace(/^(?:kn|gn|pn)/, 'n')
    .replace(/^wr/, 'r')
    .replace(/^x/, 's')
    .replaceAll('ph', 'f')
    .replaceAll('sch', 's')
    .replaceAll(/[ct]h/g, 't')
    .replaceAll('sh', 's')
    .replaceAll('ck', 'k')
    .replaceAll('gh', 'g')
    .replaceAll(/c(?=[eiy])/g, 's')
    .replaceAll(/[cq]/g, 'k')
    .replaceAll('x', 'ks')
    .replaceAll('z', 's')
    .replaceAll('v', 'f')
    .replaceAll('d', 't')
    .replaceAll('j', 'g');
  let out = text.slice(0, 1).replace(/[aeiouy]/, 'a');
  for (let i = 1; i < text.length && out.length < 5; i++) {
    const letter = text[i]!;
    if ('aeiouyhw'.includes(letter) || letter === text[i - 1]) continue;
    out += letter;
  }
  return out;
}
