import type { Speaker, SpeakerRole } from '../../../shared/contract/notes.ts';
import { isName } from '../../../shared/notes/speakers.ts';
import { findPersonalIn } from './find.ts';

/** What takes the place of a name, a contact, an address and a person named in passing. */
export type Stand = {
  readonly role: (role: SpeakerRole) => string;
  readonly contact: string;
  readonly person: string;
  readonly place: string;
};

/** Numbers of orders, parcels and accounts: in words of a customer they may lead to the customer. */
const LONG_NUMBER = /(?<![\d.,])\d{15,19}[\dXx]?(?!\d)/g;

/**
 * A quote as it may be shown: names of speakers become their role, names that are to be hidden and people addressed by
 * name become a neutral word, and so does everything else that `findPersonalIn` finds, and long numbers. It lowers the risk
 * and does not rule it out: a name nobody listed and no form of address goes with stays, which is why consent is asked for
 * as well.
 * @param hidden names to hide, of any script; shorter than two characters are left alone
 */
export function pseudonymise(
  text: string,
  speakers: readonly Speaker[],
  hidden: readonly string[],
  stand: Stand,
): string {
  const names: [string, string][] = [
    ...speakers
      .filter(({ label }) => isName(label))
      .map(({ label, role }): [string, string] => [label, stand.role(role)]),
    ...hidden.map((name): [string, string] => [name.trim(), stand.person]),
  ];
  // the longest first: 王小明 before 小明
  names.sort(([a], [b]) => b.length - a.length);
  let out = text;
  for (const [name, word] of names) if ([...name].length >= 2) out = replaceName(out, name, word);
  return withoutFound(out, stand).replace(LONG_NUMBER, stand.contact);
}

function withoutFound(text: string, stand: Stand): string {
  let out = '';
  let at = 0;
  for (const { kind, from, to } of findPersonalIn(text)) {
    const word = kind === 'name' ? stand.person : kind === 'address' ? stand.place : stand.contact;
    out += text.slice(at, from) + word;
    at = to;
  }
  return out + text.slice(at);
}

/** Latin names as whole words and in any case, others wherever they stand. */
function replaceName(text: string, name: string, word: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  const latin = /^[\p{Script=Latin}\s.'’-]+$/u.test(name);
  const pattern = latin
    ? new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu')
    : new RegExp(escaped, 'giu');
  return text.replace(pattern, () => word);
}
