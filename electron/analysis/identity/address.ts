import { hasHan } from './chinese.ts';
import { wordsOf } from './normal.ts';

/** English street words and their short forms (USPS Publication 28, appendix C1, and common use elsewhere). */
const SHORT: Record<string, string> = {
  street: 'st',
  str: 'st',
  sts: 'st',
  strasse: 'st',
  road: 'rd',
  avenue: 'ave',
  av: 'ave',
  aves: 'ave',
  boulevard: 'blvd',
  blv: 'blvd',
  boul: 'blvd',
  drive: 'dr',
  lane: 'ln',
  court: 'ct',
  crt: 'ct',
  place: 'pl',
  square: 'sq',
  highway: 'hwy',
  parkway: 'pkwy',
  terrace: 'ter',
  crescent: 'cres',
  circuit: 'cct',
  close: 'cl',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
  apartment: 'apt',
  suite: 'ste',
  floor: 'fl',
  building: 'bldg',
  center: 'ctr',
  centre: 'ctr',
  plaza: 'plz',
  mount: 'mt',
  saint: 'st',
  fort: 'ft',
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  fifth: '5',
  sixth: '6',
  seventh: '7',
  eighth: '8',
  ninth: '9',
  tenth: '10',
  eleventh: '11',
  twelfth: '12',
};
/** Words after which an address only says what is near. */
const NEARBY = /\s(?:between|btw\.?|bet\.|near|at|off|opposite|corner of|in the)\s.*$/;
/** Chinese words for kinds of places and of doors. */
const PLACES = /(?:特别行政区|自治区|自治州|街道|省|市|区|县|镇|乡|村|路|街|巷|弄|道|号|室|栋|幢|座|单元|楼|层|组|院)/g;
const NUMERALS = '〇一二三四五六七八九';

/**
 * Parts of an address as they are compared: English words with their short forms made one, ordinals as numbers; Chinese
 * text without the words for kinds of places (省, 市, 路, 号 …) as pairs of characters, so that an address in which some
 * of them are missing still meets.
 * @param folded a folded text
 */
export function addressParts(folded: string): string[] {
  if (hasHan(folded)) return chineseParts(folded);
  const kept = folded.replace(NEARBY, '');
  return wordsOf(kept === '' ? folded : kept).map((word) => {
    const number = /^(\d+)(?:st|nd|rd|th)$/.exec(word)?.[1];
    return number ?? SHORT[word] ?? word;
  });
}

function chineseParts(folded: string): string[] {
  const text = folded.replaceAll(/[〇一二三四五六七八九](?=[号室栋幢座层楼单])/g, (numeral) =>
    String(NUMERALS.indexOf(numeral)),
  );
  const parts: string[] = [];
  for (const run of text.match(/[\p{Script=Han}]+|[a-z]+|\d+/gu) ?? []) {
    if (!hasHan(run)) {
      parts.push(run);
      continue;
    }
    const bare = run.replaceAll(PLACES, '');
    if (bare.length === 1) parts.push(bare);
    for (let i = 0; i + 1 < bare.length; i++) parts.push(bare.slice(i, i + 2));
  }
  return parts;
}
