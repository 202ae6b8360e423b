/**
 * How long the finders of personal data take over texts made against them, each finder in the process that is asked for: the
 * code as people run it, which a test runner's own loading of modules slows down two- to threefold. Prints
 * `[text, milliseconds, milliseconds allowed just now][]` of what is over the limit.
 */
import { addressesIn } from '../../electron/analysis/privacy/addresses.ts';
import { accountsIn, emailsIn } from '../../electron/analysis/privacy/contacts.ts';
import { findPersonalIn } from '../../electron/analysis/privacy/find.ts';
import { namesIn } from '../../electron/analysis/privacy/names.ts';
import { numbersIn } from '../../electron/analysis/privacy/numbers.ts';
import { timeOf } from './expressions.ts';

const FINDERS = { numbersIn, emailsIn, accountsIn, addressesIn, namesIn, findPersonalIn } as const;
/** Names of the finders. */
export type Finder = keyof typeof FINDERS;

/** What the finders of personal data have most work with: as many beginnings, ends and matches as go into a text. */
const PERSONAL =
  "路1号|王女士|王路1号|号院1|路1号1栋|联系王|联系王芳|先生|contact Mr Smith |call A |Mr A |1 Main Street |12 Oak Road, Leeds |1 A |12 Abc |Mr O'|138 |13 |1-|0138 |1|13812345678|+1 |6222021234567890 |电话1|电话1381234 |护照AB123456|微信abcd1|a@b.c|@|a@|１|中|王|(";

/**
 * Milliseconds of the processor that a finder takes over a text, the best of several tries. It is never more than what passed
 * on the clock: some kernels count a thread's time in ticks of 4 ms, and 8.1 become 12.
 */
function cpuOf(find: (text: string) => unknown, text: string, enough: number): number {
  let best = Infinity;
  for (let tries = 0; tries < 12 && best > enough; tries++) {
    const before = process.threadCpuUsage();
    const began = performance.now();
    find(text);
    const passed = performance.now() - began;
    const { user, system } = process.threadCpuUsage(before);
    best = Math.min(best, passed, (user + system) / 1000);
  }
  return best;
}

const [name, length, limit] = [process.argv[2] as Finder, Number(process.argv[3]), Number(process.argv[4])];
const letters = '中-'.repeat(length / 2);
const once = () => Math.min(...Array.from({ length: 3 }, () => timeOf(/[^\p{L}]/gu, letters)));
const slow: [text: string, took: number, allowed: number][] = [];
for (const unit of PERSONAL.split('|')) {
  const text = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  const took = cpuOf(FINDERS[name], text, limit);
  // other programs share the machine: one class of letters over the same length then takes longer too
  const allowed = took > limit ? Math.max(limit, 1.5 * once() * (limit / 10)) : limit;
  if (took > allowed) slow.push([text.slice(0, 12), took, allowed]);
}
console.log(JSON.stringify(slow));
