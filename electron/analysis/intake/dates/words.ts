import { DAY_LIST, MONTH_LIST } from './nameList.ts';

/** Short forms in use beside those of the Unicode tables. */
const MORE_MONTHS: Readonly<Record<string, number>> = { sept: 9, mär: 3, mrz: 3, jänner: 1, jän: 1, set: 9, okt: 10 };
const MORE_DAYS: Readonly<Record<string, number>> = {
  ...{ tues: 2, thur: 4, thurs: 4, weds: 3, sonnabend: 6, segunda: 1, terça: 2, quarta: 3, quinta: 4, sexta: 5 },
};

/** Names of months (1–12) and days (0: Sunday) in thirteen languages. */
type Names = { readonly months: ReadonlyMap<string, number>; readonly days: ReadonlyMap<string, number> };
let made: Names | null = null;

function namesOf(list: string, more: Readonly<Record<string, number>>): Map<string, number> {
  const names = new Map<string, number>(Object.entries(more));
  for (const line of list.trim().split('\n')) {
    const [value, ...words] = line.split(' ');
    for (const word of words) names.set(word, Number(value));
  }
  return names;
}

const names = (): Names => (made ??= { months: namesOf(MONTH_LIST, MORE_MONTHS), days: namesOf(DAY_LIST, MORE_DAYS) });

/** The month (1–12) that a word names. @param word in lower case */
export const monthNamed = (word: string): number | undefined => names().months.get(word);
/** The day of the week (0: Sunday) that a word names: Thursday, jeu, 周四, 木曜日. @param word in lower case */
export function dayNamed(word: string): number | undefined {
  const han = HAN_DAY.exec(word);
  if (!han) return names().days.get(word);
  const sign = han[1] ?? han[2]!;
  return sign === '天' ? 0 : Math.max('日一二三四五六'.indexOf(sign), '日月火水木金土'.indexOf(sign));
}
const HAN_DAY = /^(?:(?:星期|周|週|礼拜|禮拜)?([日天一二三四五六])|([日月火水木金土])(?:曜日?)?)$/;

/** Zones by their names on clocks; the two of a place, in summer and winter, are one zone. */
const ZONES: Readonly<Record<string, string>> = {
  ...{ Z: '+00:00', UTC: '+00:00', GMT: '+00:00', UT: '+00:00', BST: 'London', WET: 'WET', WEST: 'WET' },
  ...{ CET: 'CET', CEST: 'CET', MEZ: 'CET', MESZ: 'CET', EET: 'EET', EEST: 'EET', MSK: '+03:00', TRT: '+03:00' },
  ...{ EST: 'ET', EDT: 'ET', ET: 'ET', CST: 'CT', CDT: 'CT', CT: 'CT', MST: 'MT', MDT: 'MT', MT: 'MT' },
  ...{ PST: 'PT', PDT: 'PT', PT: 'PT', AKST: 'AKT', AKDT: 'AKT', HST: '-10:00', AST: 'AT', ADT: 'AT' },
  ...{ NST: 'NT', NDT: 'NT', BRT: '-03:00', ART: '-03:00', IST: 'IST', PKT: '+05:00', GST: '+04:00' },
  ...{ WIB: '+07:00', ICT: '+07:00', SGT: '+08:00', HKT: '+08:00', PHT: '+08:00', AWST: '+08:00', MYT: '+08:00' },
  ...{ JST: '+09:00', KST: '+09:00', AEST: 'AET', AEDT: 'AET', AET: 'AET', ACST: 'ACT', ACDT: 'ACT' },
  ...{ NZST: 'NZT', NZDT: 'NZT', SAST: '+02:00', WAT: '+01:00', EAT: '+03:00', CAT: '+02:00' },
};
/** The zone that a word in capitals names: PST and PDT are both PT. */
export const zoneNamed = (word: string): string | undefined => (Object.hasOwn(ZONES, word) ? ZONES[word] : undefined);

/** An offset as ±hh:mm, or null: at most 14 hours. @param minutes digits or '' */
export function offset(sign: string, hours: string, minutes: string): string | null {
  if (+hours > 14 || +(minutes || 0) > 59) return null;
  const text = `${hours.padStart(2, '0')}:${(minutes || '0').padStart(2, '0')}`;
  return text === '00:00' ? '+00:00' : `${sign === '+' ? '+' : '-'}${text}`;
}

/** Words between the parts of a date that say nothing of it. */
export const FILLERS: ReadonlySet<string> = new Set(
  'at on the of um uhr uur den der à a las le alle ore às as om de del kl klo el em dia am h hs hrs в г год года'.split(
    ' ',
  ),
);
