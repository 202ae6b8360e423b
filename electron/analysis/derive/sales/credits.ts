import type { Codes } from '../columns.ts';
import { CANCELLED, CENT, RETURN, SALE } from './states.ts';

/** What an order source holds, by row, as far as credit notes ask. */
export interface CreditLines {
  readonly customers: Int32Array;
  readonly order: Codes;
  readonly states: Uint8Array;
  readonly amounts: Float64Array;
  readonly date: Float64Array | null;
  readonly item: Codes | null;
  readonly quantity: Float64Array | null;
  /** what amounts are multiplied with in the sum that is returned, NaN not known; null: 1 */
  readonly factors: Float64Array | null;
}

/** An order or a credit note of one customer. */
interface Note {
  readonly rows: number[];
  total: number;
  /** earliest time; NaN: none */
  time: number;
  sold: boolean;
  back: boolean;
}

/**
 * Cancel the orders that were wholly taken back: by a credit note of the same customer with the same lines, not earlier than
 * the order, the latest such order first and each once; or by lines of the order itself that add up to nothing. Marks
 * their sales in `states` as CANCELLED, and sets the amounts of both to 0, since what was never sold is not given back
 * either. Credit notes of a part, and refunds without lines of their own, stay as they are.
 * @returns orders that were cancelled, and what they were worth
 */
export function cancelCredited(lines: CreditLines): { orders: number; amount: number } {
  const { states, amounts } = lines;
  const found = { orders: 0, amount: 0 };
  if (!states.includes(RETURN)) return found;
  for (const notes of notesOf(lines)) {
    const open = notes.filter(({ sold, back }) => sold && !back);
    for (const note of notes) {
      if (!note.back) continue;
      const own = note.sold;
      const order = own
        ? Math.abs(note.total) <= CENT
          ? note
          : undefined
        : open.findLast((one) => !(one.time > note.time) && matches(lines, one, note));
      if (!order) continue;
      if (!own) open.splice(open.indexOf(order), 1);
      found.orders++;
      for (const row of order.rows) {
        if (states[row] !== SALE) continue;
        states[row] = CANCELLED;
        const worth = amounts[row]! * (lines.factors ? lines.factors[row]! : 1);
        if (worth > 0) found.amount += worth;
        amounts[row] = 0;
      }
      for (const row of note.rows) if (states[row] === RETURN) amounts[row] = 0;
    }
  }
  return found;
}

/** Orders and credit notes of each customer that has a credit note, in order of time. */
function notesOf({ customers, order, states, amounts, date }: CreditLines): Note[][] {
  const gave = new Uint8Array(customers.reduce((most, customer) => Math.max(most, customer), 0) + 1);
  for (let row = 0; row < states.length; row++) if (states[row] === RETURN) gave[customers[row]!] = 1;
  const people = new Map<number, Map<number, Note>>();
  // lines of an order mostly stand together: the last one is at hand
  let [lastCustomer, lastCode] = [-1, -1];
  let note: Note | null = null;
  for (let row = 0; row < states.length; row++) {
    const [state, customer, code] = [states[row]!, customers[row]!, order.codes[row]!];
    if ((state !== SALE && state !== RETURN) || gave[customer] === 0 || code < 0 || order.values[code] === null)
      continue;
    const time = date ? date[row]! : NaN;
    if (note === null || customer !== lastCustomer || code !== lastCode) {
      let notes = people.get(customer);
      if (!notes) people.set(customer, (notes = new Map()));
      note = notes.get(code) ?? null;
      if (!note) notes.set(code, (note = { rows: [], total: 0, time, sold: false, back: false }));
      [lastCustomer, lastCode] = [customer, code];
    }
    note.rows.push(row);
    note.total += amounts[row]!;
    if (time < note.time) note.time = time;
    if (state === SALE) note.sold = true;
    else note.back = true;
  }
  return [...people.values()].map((notes) =>
    [...notes.values()].sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.rows[0]! - b.rows[0]!)),
  );
}

/** Whether a note takes back all of an order: the same sum, and the same items in the same quantities where they are known. */
function matches(lines: CreditLines, order: Note, note: Note): boolean {
  if (!(Math.abs(order.total + note.total) <= CENT) || !(order.total > CENT)) return false;
  return signature(lines, order) === signature(lines, note);
}

function signature({ item, quantity }: CreditLines, { rows }: Note): string {
  if (!item) return '';
  const pieces = new Map<number, number>();
  for (const row of rows) {
    const code = item.codes[row]!;
    pieces.set(code, (pieces.get(code) ?? 0) + Math.abs(quantity ? quantity[row]! : 1));
  }
  return [...pieces]
    .sort(([a], [b]) => a - b)
    .map(([code, sum]) => `${String(code)}:${String(sum)}`)
    .join(' ');
}
