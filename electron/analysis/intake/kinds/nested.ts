import { isGoods } from '../personalHeaders.ts';
import { isCode, type KindFacts } from './facts.ts';

/** What records call their own number, the surest first. */
const OWN = ['id', '_id', '_id.$oid', 'order_number', 'number', 'key'];

/**
 * Rows that were lines of a record (`line_items.price` beside `id`) are lines of one order where the record's own number is the
 * same; it is called only that, since the record needs no other word for itself.
 * @returns position of its column; -1: the rows are none of these, or nothing numbers the records
 */
export function ownNumber(all: readonly KindFacts[]): number {
  if (!all.some(({ guess }) => isGoods(guess.name.split('.').at(-2) ?? ''))) return -1;
  const found = OWN.map((name) => all.findIndex((facts) => facts.guess.name === name && isCode(facts)));
  return found.find((at) => at >= 0) ?? -1;
}
