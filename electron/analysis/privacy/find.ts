import { addressesIn } from './addresses.ts';
import { accountsIn, emailsIn } from './contacts.ts';
import { folded } from './fold.ts';
import { namesIn } from './names.ts';
import { numbersIn } from './numbers.ts';
import type { PersonalSpan } from './spans.ts';

/** What begins to look like personal data at all: most cells have none of it. */
const WORTH =
  /\d{3}|@|[\uff10-\uff19\uff20]|\p{Script=Han}{2}|\d[ -]\d|\d \p{L}|\b(?:m[rsx]s?|miss|dr|prof|madam|sir|call|contact|att[ne]|asked|ask|spoke|speak|talked|met|c\/o|recipient|receiver|p\.? ?o\.? ?box)/iu;

/**
 * Personal data in a free text: telephones, e-mail addresses, identity and card numbers, passports and accounts that are
 * called so, street addresses, and names next to a form of address or behind "contact". In the order of the text, none over
 * another; of two that overlap one stretch of the longer one's kind is left. Takes linear time.
 *
 * What it cannot find: a bare name in running text, a street without a number, digits written as words.
 */
export function findPersonalIn(raw: string): PersonalSpan[] {
  if (!WORTH.test(raw)) return [];
  const text = folded(raw);
  return apart(inOrder(numbersIn(text).concat(emailsIn(text), accountsIn(text), addressesIn(text), namesIn(text))));
}

/** What comes first in a text, and of what begins at one place the longer. */
const byPlace = (a: PersonalSpan, b: PersonalSpan): number => a.start - b.start || b.stop - a.stop;

/** Stretches by their place: most texts have one kind only, which is found in order. */
function inOrder(spans: PersonalSpan[]): PersonalSpan[] {
  for (let i = 1; i < spans.length; i++) if (byPlace(spans[i - 1]!, spans[i]!) > 0) return spans.sort(byPlace);
  return spans;
}

/** Stretches of which none is over another: those that overlap are made one. */
function apart(spans: readonly PersonalSpan[]): PersonalSpan[] {
  const left: PersonalSpan[] = [];
  for (const span of spans) {
    const last = left[left.length - 1];
    if (last === undefined || span.start >= last.stop) left.push(span);
    else left[left.length - 1] = joined(last, span);
  }
  return left;
}

/** Two stretches that overlap as one, of the longer one's kind. */
function joined(first: PersonalSpan, second: PersonalSpan): PersonalSpan {
  const { kind } = second.stop - second.start > first.stop - first.start ? second : first;
  const { start } = first;
  const stop = Math.max(first.stop, second.stop);
  return { kind, start, stop, from: Math.min(start, first.from), to: Math.max(stop, first.to, second.to) };
}

/** Whether there is any personal data in a text. */
export const holdsPersonal = (text: string): boolean => findPersonalIn(text).length > 0;
