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
  const all = [...numbersIn(text), ...emailsIn(text), ...accountsIn(text), ...addressesIn(text), ...namesIn(text)];
  all.sort((a, b) => a.start - b.start || b.stop - a.stop);
  const spans: PersonalSpan[] = [];
  for (const span of all) {
    const last = spans.at(-1);
    if (!last || span.start >= last.stop) spans.push(span);
    else {
      const longer = span.stop - span.start > last.stop - last.start ? span : last;
      const [start, stop] = [last.start, Math.max(last.stop, span.stop)];
      spans[spans.length - 1] = {
        kind: longer.kind,
        start,
        stop,
        from: Math.min(start, last.from),
        to: Math.max(stop, last.to, span.to),
      };
    }
  }
  return spans;
}

/** Whether there is any personal data in a text. */
export const holdsPersonal = (text: string): boolean => findPersonalIn(text).length > 0;
