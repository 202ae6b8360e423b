import type { KindFacts } from './facts.ts';

/** #1001, #SHOP-1001: how shops print the number of an order. */
const MARK = /^#\s?[\p{L}\p{N}-]{0,12}\d{2,}$/u;
/** Share of the cells. */
const NEARLY = 0.95;

/**
 * The number of the order where no header says so: marks such as #1001 (under Name in a shop's export), or an Id that only the
 * first line of each order has.
 */
export function orderMarks(all: readonly KindFacts[]): KindFacts | undefined {
  const marked = all.find(
    (column) => column.guess.role !== 'personal' && column.guess.distinct > 1 && shareOf(column) >= NEARLY,
  );
  return (
    marked ??
    all.find(
      ({ header, guess, variety, present }) =>
        header.text === 'id' && guess.role !== 'personal' && present > 1 && guess.missing > 0 && variety === 1,
    )
  );
}

function shareOf({ sample }: KindFacts): number {
  let all = 0;
  let marks = 0;
  for (const { text, count } of sample) {
    all += count;
    if (MARK.test(text)) marks += count;
  }
  return all === 0 ? 0 : marks / all;
}
