/** A header without case, blanks and signs. */
export const plainHeader = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_.\-–—/()（）:：*#]+/g, '');

/** The share of column names that two tables have in common (Jaccard), 0 to 1; case, blanks and signs do not count. */
export function likeHeaders(a: readonly string[], b: readonly string[]): number {
  const one = new Set(a.map(plainHeader));
  const other = new Set(b.map(plainHeader));
  let shared = 0;
  for (const name of one) if (other.has(name)) shared++;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}
