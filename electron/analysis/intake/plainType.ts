import type { Said } from '../../../shared/domain.ts';
import { maskText } from '../privacy/mask.ts';
import { booleanPair } from './answers.ts';
import { converterOf, exportedAsFloats, missingTest } from './convert.ts';
import { digitFacts, type DigitFacts, type Facts, type FileFormat } from './columnFacts.ts';
import { periodsOf, unknownForm } from './dates/periods.ts';
import { isCoded } from './coded.ts';
import { decideDates, type DateDecision, type SpokenDates } from './dateColumn.ts';
import { decideNumbers, type NumberDecision } from './numberColumn.ts';
import { decideDurations } from './numbers/durationColumn.ts';
import { spokenTimes } from './numbers/timeWords.ts';
import { orderOf } from './ordered.ts';
import {
  CODE_TERMS,
  COUNT_TERMS,
  DATE_TERMS,
  type HeaderWords,
  ID_TERMS,
  INSTANT_TERMS,
  KEY_TERMS,
  NO_INSTANT_TERMS,
  REMARK_TERMS,
  SCALE_TERMS,
  says,
} from './vocabulary.ts';
import { proposal, said, type Proposal } from './proposal.ts';

/** A type holds when this share of the non-missing cells can be read as it. */
const HOLDS = 0.98;
/** Numbers with a few words between them are numbers from this share on, with at most so many different words. */
const MOSTLY = 0.8;
const FEW_WORDS = 5;
/** More levels than this are no category. */
const MOST_LEVELS = 60;

/** What the cells of a column are that holds nothing personal. */
export function plainType(facts: Facts, file: FileFormat): Proposal {
  const { header, kept, distinct, tally } = facts;
  const digits = digitFacts(facts);
  const dates = decideDates(facts.tally, kept, file, spokenDates(header));
  const idHeader = says(header, ID_TERMS);
  if (dates && dates.share >= HOLDS && !(idHeader && dates.onlyCompact)) return dateColumn(dates);
  if (digits.damaged >= kept * 0.5 && digits.damaged > 0)
    return proposal('identifier', said('damaged'), {
      role: 'ignored',
      warnings: [{ key: 'sources:warn.damagedIds', values: { n: digits.damaged } }],
    });
  if (digits.leadingZero > 0 && digits.all >= kept * 0.9 && digits.numberOnly)
    return identifier(facts, 'leadingZeros', { n: digits.leadingZero });
  if (digits.long > 0 && digits.all >= kept * 0.9) return identifier(facts, 'longDigits', {}, digits);
  const yesNo = booleanPair(tally);
  if (yesNo)
    return proposal('boolean', said('boolean', { no: yesNo[0], yes: yesNo[1] }), { format: { boolean: yesNo } });
  const lengths = decideDurations(tally, spokenTimes(header));
  if (lengths?.format && !idHeader)
    return proposal('number', lengths.reason, { format: lengths.format, warnings: lengths.warnings });
  const numbers = decideNumbers(facts.tally, kept, file.decimal);
  if (numbers.share >= HOLDS) return numberColumn(facts, numbers, idHeader);
  if (dates && dates.share >= 0.9 && numbers.share < 0.5 && says(header, DATE_TERMS)) return dateColumn(dates);
  // numbers with a handful of words for "not known" between them
  if (numbers.share >= MOSTLY && numbers.words <= FEW_WORDS && distinct > 20 && !idHeader) {
    const found = numberColumn(facts, numbers, idHeader);
    return found.type === 'number' ? { ...found, warnings: [...found.warnings, wordsBetween(facts, numbers)] } : found;
  }
  const found = words(facts, idHeader);
  // what is kept as text although it looks like something is told so
  const named = !says(header, DATE_TERMS) && !says(header, COUNT_TERMS);
  const unknown = lengths?.reason ?? (found.type === 'identifier' && named ? null : unknownForm(tally));
  const told = found.type !== 'category' && !idHeader && unknown;
  return told ? { ...found, type: 'text', role: 'ignored', reason: told } : found;
}

/** What stands between the numbers of a column, masked. */
function wordsBetween({ tally }: Facts, { format }: NumberDecision): Said {
  const convert = converterOf({ type: 'number', format }, []);
  const others = tally.filter(({ text }) => convert(text) === null);
  return {
    key: 'sources:warn.words',
    values: {
      words: others.map(({ text }) => ({
        key: 'sources:literal',
        values: { value: maskText(text).slice(0, 40) },
      })),
      n: others.reduce((sum, { count }) => sum + count, 0),
    },
  };
}

/** Text: an ordered or plain category, an identifier, or free text. */
function words(facts: Facts, idHeader: boolean): Proposal {
  const { tally, present, distinct, input } = facts;
  const values = tally.map((value) => value.text);
  if (says(facts.header, REMARK_TERMS) && values.filter(isPhrase).length > values.length / 2)
    return proposal('text', said('freeText', { n: distinct }), { role: 'ignored' });
  if (distinct <= MOST_LEVELS && distinct <= Math.max(2, present * 0.5) && !(idHeader && distinct > present * 0.3)) {
    const levels = periodsOf(values) ?? orderOf(values);
    if (levels)
      return proposal('category', said('ordered', { n: levels.length, first: levels[0]!, last: levels.at(-1)! }), {
        levels,
      });
    const top = tally.reduce((a, b) => (b.count > a.count ? b : a));
    if (distinct <= 4)
      return proposal(
        'category',
        said('fewLevels', {
          values: values.map((value) => ({ key: 'sources:literal', values: { value: maskText(value).slice(0, 40) } })),
          n: distinct,
        }),
      );
    return proposal(
      'category',
      said('levels', { n: distinct, top: maskText(top.text).slice(0, 40), share: top.count / present }),
    );
  }
  const codes = values
    .slice(0, 2000)
    .filter(
      (value) =>
        value.length <= 40 &&
        !/\s/.test(value) &&
        (/\d/.test(value) || value === value.toUpperCase()) &&
        !/\p{Script=Han}{3,}/u.test(value),
    ).length;
  const coded = codes / Math.min(2000, values.length);
  if (
    (idHeader && coded > 0.8) ||
    says(facts.header, CODE_TERMS) ||
    (distinct === present && coded > 0.95 && values.some((value) => /\d/.test(value)))
  )
    return identifier(facts, 'codes', { n: distinct });
  if (distinct === present && input.rows > 1 && average(values) < 40)
    return proposal('text', said('allDifferent', { n: distinct }), { role: 'ignored' });
  return proposal('text', said('freeText', { n: distinct }), { role: 'ignored' });
}

/** Longer than the name of a level: six Chinese characters, four words. */
const isPhrase = (value: string): boolean =>
  (value.match(/\p{Script=Han}/gu)?.length ?? 0) >= 6 || value.trim().split(/\s+/).length >= 4;

const average = (values: readonly string[]) =>
  values.slice(0, 500).reduce((sum, value) => sum + value.length, 0) / Math.min(500, Math.max(1, values.length));

function identifier(facts: Facts, why: string, values: Record<string, number>, digits?: DigitFacts): Proposal {
  const unique = facts.distinct === facts.present && facts.missing === 0 && facts.input.rows > 1;
  const reason = unique
    ? said('uniqueId', { n: facts.distinct, note: said(`${why}Note`, values) })
    : said(why, { ...values, distinct: facts.distinct });
  const warnings: Said[] = [];
  if (digits && digits.zeroTail > digits.long * 0.5 && digits.long > 3)
    warnings.push({ key: 'sources:warn.damagedIds', values: { n: digits.zeroTail } });
  return proposal('identifier', reason, { role: 'ignored', warnings });
}

function numberColumn(facts: Facts, numbers: NumberDecision, idHeader: boolean): Proposal {
  const { header, distinct, present, missing, input } = facts;
  const { format } = numbers;
  // PEN 12 under a header of codes is a code
  if (numbers.money && numbers.integers && idHeader && /^[A-Z]{2,3}$/.test(format.unit ?? ''))
    return identifier(facts, 'codes', { n: distinct });
  const whole = numbers.integers && numbers.plain;
  const unique = distinct === present && missing === 0 && input.rows > 1;
  const counted =
    says(header, COUNT_TERMS) &&
    (!says(header, ['number', 'no', 'num']) || says(header, ['number of', 'no of', 'num of']));
  if (
    numbers.plain &&
    !counted &&
    idHeader &&
    exportedAsFloats(
      facts.tally.map(({ text }) => text),
      missingTest({}),
    )
  )
    return identifier(facts, 'floats', {});
  if (
    whole &&
    numbers.min >= 0 &&
    !counted &&
    (idHeader || says(header, KEY_TERMS)) &&
    (unique || distinct > Math.min(20, present * 0.2) || says(header, ['id']))
  )
    return identifier(facts, 'wholeNumbers', {});
  if (isCoded(facts, numbers)) return proposal('category', said('coded', { min: numbers.min, max: numbers.max }));
  if (whole && says(header, CODE_TERMS)) return identifier(facts, 'codes', { n: distinct });
  if (
    whole &&
    present >= 100 &&
    distinct >= present * 0.98 &&
    (numbers.min === 0 || numbers.min === 1) &&
    numbers.max <= present + 1
  )
    return proposal('identifier', said('running', { min: numbers.min, max: numbers.max }), { role: 'ignored' });
  const levels = distinct >= 3 && whole ? scaleLevels(facts, numbers) : null;
  if (levels) return proposal('category', said('scale', { min: numbers.min, max: numbers.max }), { levels });
  return proposal('number', numbers.reason(missing / Math.max(1, input.rows)), { format, warnings: numbers.warnings });
}

/** Whole numbers of a rating scale: 1–5, 1–7 or 1–10 (0–10) with a header that speaks of rating, nothing counted. */
function scaleLevels(facts: Facts, numbers: NumberDecision): string[] | null {
  const { header, input, tally } = facts;
  const { min, max } = numbers;
  const spoken = /(?:^|[^\d])[01]\s?[-–—~至到]\s?(?:5|7|10)(?:$|[^\d])/.test(input.name) || says(header, SCALE_TERMS);
  if (!spoken || !(min === 0 || min === 1) || !(max === 5 || max === 7 || max === 10 || max === 4)) return null;
  const texts = tally.map((value) => value.text);
  if (!texts.every((text) => /^\d{1,2}$/.test(text))) return null;
  return Array.from({ length: max - min + 1 }, (_, i) => String(min + i));
}

/** What a header lets numbers be. Identifiers, telephones, amounts and lengths of time are no points in time. */
const spokenDates = (header: HeaderWords): SpokenDates => ({
  serial: says(header, DATE_TERMS),
  unix: says(header, INSTANT_TERMS) && !says(header, ID_TERMS) && !says(header, NO_INSTANT_TERMS),
});

function dateColumn(dates: DateDecision): Proposal {
  return proposal('date', dates.reason, { format: dates.format, warnings: dates.warnings });
}
