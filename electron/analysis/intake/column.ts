import type { ColumnFormat, ColumnGuess, ColumnType, PersonalKind, Role, Said } from '../../../shared/domain.ts';
import { maskText } from '../privacy/mask.ts';
import { booleanPair, markOrBlank, skipCodes, twoValues } from './answers.ts';
import { converterOf, exportedAsFloats, missingTest } from './convert.ts';
import { digitFacts, factsOf, type ColumnInput, type DigitFacts, type Facts, type FileFormat } from './columnFacts.ts';
import { dimensionOf } from './dimensions.ts';
import { periodsOf, unknownForm } from './dates/periods.ts';
import { decideDates, type DateDecision, type SpokenDates } from './dateColumn.ts';
import { guardOf } from './guards.ts';
import { isMissing } from './missing.ts';
import { decideNumbers, type NumberDecision } from './numberColumn.ts';
import { decideDurations } from './numbers/durationColumn.ts';
import { spokenTimes } from './numbers/timeWords.ts';
import { orderOf } from './ordered.ts';
import { findPersonal, type PersonalGuess } from './personal.ts';
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
  ROW_NUMBER_TERMS,
  SCALE_TERMS,
  says,
} from './vocabulary.ts';

/** What the user fixed for a column, and whether another column tells of persons (`beside`). */
export type ColumnAsked = {
  readonly beside?: boolean;
  readonly type?: ColumnType | undefined;
  readonly format?: ColumnFormat | undefined;
};

/** A guess and how good the column would be as the customer key (0: not at all). */
export type ColumnDecision = { guess: ColumnGuess; keyScore: number };

/** A type holds when this share of the non-missing cells can be read as it. */
const HOLDS = 0.98;
/** More levels than this are no category. */
const MOST_LEVELS = 60;
/** Decide type, role, dimension and reading of one column. */
export function decideColumn(input: ColumnInput, file: FileFormat, asked: ColumnAsked): ColumnDecision {
  const guard = asked.format?.guard ?? guardOf(input.values.filter((cell) => !isMissing(cell)));
  const guarded: ColumnFormat = guard === '' ? {} : { guard };
  const plain = factsOf(input, { ...guarded, ...asked.format });
  const skipped = asked.format?.missing ? [] : skipCodes(input.name, plain.tally);
  const facts = skipped.length === 0 ? plain : factsOf(input, { ...guarded, ...asked.format, missing: skipped });
  const found =
    asked.type === undefined
      ? propose(facts, file, asked.beside === true)
      : askedType(facts, file, asked.type, asked.beside === true);
  const format: ColumnFormat = {
    ...found.format,
    ...guarded,
    ...(skipped.length === 0 ? {} : { missing: skipped }),
    ...asked.format,
  };
  const type = asked.type ?? found.type;
  const invalid =
    type === 'text' || type === 'category' || type === 'identifier' ? 0 : countInvalid(input, type, format);
  const warnings = [...found.warnings];
  if (skipped.length > 0)
    warnings.push({
      key: 'sources:warn.skipped',
      values: { codes: skipped.join(', '), n: facts.missing - plain.missing },
    });
  if (invalid > 0) warnings.push({ key: 'sources:warn.invalid', values: { n: invalid } });
  const role = found.role;
  const guess: ColumnGuess = {
    position: input.position,
    name: input.name,
    type,
    role,
    dimension:
      role === 'ignored' && found.plainlyIgnored
        ? null
        : found.personal && found.personal !== 'birthDate'
          ? null
          : dimensionFor(input.name, type, role),
    personal: found.personal,
    format,
    levels: type === 'category' ? found.levels : null,
    reason: found.reason,
    warnings,
    // an empty cell of a column of marks says no
    missing: format.boolean?.[0] === '' ? factsOf(input, format).missing : facts.missing,
    invalid,
    distinct: distinctOf(facts, type, format),
  };
  return { guess, keyScore: found.personal === null ? keyScore(facts, guess) : 0 };
}

type Proposal = {
  type: ColumnType;
  role: Role;
  personal: PersonalKind | null;
  format: ColumnFormat;
  levels: string[] | null;
  reason: Said;
  warnings: Said[];
  /** ignored for a reason that leaves no dimension to speak of */
  plainlyIgnored: boolean;
};

const proposal = (type: ColumnType, reason: Said, more: Partial<Proposal> = {}): Proposal => ({
  type,
  role: 'attribute',
  personal: null,
  format: {},
  levels: null,
  reason,
  warnings: [],
  plainlyIgnored: more.role === 'ignored',
  ...more,
});
const said = (name: string, values?: Said['values']): Said =>
  values ? { key: `sources:why.${name}`, values } : { key: `sources:why.${name}` };

function propose(facts: Facts, file: FileFormat, beside: boolean): Proposal {
  const { input, header, tally, present, distinct } = facts;
  if (present === 0) return proposal('text', said('allMissing'), { role: 'ignored' });
  const personal = findPersonal(input.name, tally, present, distinct, beside);
  if (personal) return personalColumn(facts, personal, file);
  const mark = markOrBlank(facts);
  if (mark !== null)
    return proposal('boolean', said('markOrBlank', { mark, n: present, blank: facts.missing }), {
      format: { boolean: ['', mark] },
    });
  if (present < input.rows * 0.05 && input.rows >= 100)
    return {
      ...plainType(facts, file),
      role: 'ignored',
      reason: said('mostlyMissing', { n: present, missing: facts.missing / input.rows }),
      plainlyIgnored: true,
    };
  if (distinct === 1 && input.rows > 1 && present === input.rows)
    return {
      ...plainType(facts, file),
      role: 'ignored',
      reason: said('constant', { value: tally[0]!.text.slice(0, 60) }),
      plainlyIgnored: true,
    };
  if (input.sequence && (says(header, ROW_NUMBER_TERMS) || (/^#\d+$/.test(input.name) && input.position === 0)))
    return proposal('identifier', said('rowNumbers'), { role: 'ignored' });
  return plainType(facts, file);
}

function plainType(facts: Facts, file: FileFormat): Proposal {
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
  if (numbers.share >= 0.9 && numbers.words <= 5 && distinct > 20 && !idHeader)
    return numberColumn(facts, numbers, idHeader);
  const found = words(facts, idHeader);
  // what is kept as text although it looks like something is told so
  const named = !says(header, DATE_TERMS) && !says(header, COUNT_TERMS);
  const unknown = lengths?.reason ?? (found.type === 'identifier' && named ? null : unknownForm(tally));
  const told = found.type !== 'category' && !idHeader && unknown;
  return told ? { ...found, type: 'text', role: 'ignored', reason: told } : found;
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

function personalColumn(facts: Facts, personal: PersonalGuess, file: FileFormat): Proposal {
  const { kind, share, by } = personal;
  const reason = said(
    by === 'values' ? `personal.${kind}` : 'personal.header',
    by === 'values' ? { share } : { kind: said(`kind.${kind}`) },
  );
  const role: Role = 'personal';
  if (kind === 'birthDate') {
    const dates = decideDates(facts.tally, facts.kept, file, { serial: true, unix: false });
    if (dates && dates.share >= 0.8)
      return proposal('date', said('personal.birthDate', { style: dates.style }), {
        role,
        personal: kind,
        format: dates.format,
        warnings: dates.warnings,
      });
  }
  const type: ColumnType = kind === 'name' || kind === 'address' || kind === 'birthDate' ? 'text' : 'identifier';
  const digits = digitFacts(facts);
  const warnings: Said[] =
    digits.damaged > 0 ? [{ key: 'sources:warn.damagedIds', values: { n: digits.damaged } }] : [];
  return proposal(type, reason, { role, personal: kind, warnings });
}

/** The reading of a column whose type the user chose. */
function askedType(facts: Facts, file: FileFormat, type: ColumnType, beside: boolean): Proposal {
  const own = facts.present === 0 ? null : propose(facts, file, beside);
  const role: Role = own?.personal ? 'personal' : type === 'text' || type === 'identifier' ? 'ignored' : 'attribute';
  const base = { role, personal: own?.personal ?? null, plainlyIgnored: false };
  const reason: Said = { key: 'sources:reason.asked' };
  switch (type) {
    case 'number': {
      const { format, warnings } = askedNumber(facts, file);
      return proposal('number', reason, { ...base, format, warnings });
    }
    case 'date': {
      const dates = decideDates(facts.tally, facts.kept, file, { serial: true, unix: true });
      return proposal('date', reason, { ...base, format: dates?.format ?? {} });
    }
    case 'boolean': {
      const pair = booleanPair(facts.tally) ?? twoValues(facts.tally);
      return proposal('boolean', reason, { ...base, format: pair ? { boolean: pair } : {} });
    }
    case 'category':
      return proposal('category', reason, {
        ...base,
        levels: own?.levels ?? orderOf(facts.tally.slice(0, MOST_LEVELS + 1).map((value) => value.text)),
      });
    default:
      return proposal(type, reason, base);
  }
}

/** How a column is read that is to be numbers: clocks can only be lengths of time then. */
function askedNumber(facts: Facts, file: FileFormat): { format: ColumnFormat; warnings: Said[] } {
  const numbers = decideNumbers(facts.tally, facts.kept, file.decimal);
  const lengths = decideDurations(facts.tally, { ...spokenTimes(facts.header), length: true });
  return lengths?.format ? { format: lengths.format, warnings: lengths.warnings } : { ...numbers };
}

/** Distinct values as they are read: ５ and 5 are one number, 1.2万 and 12000 too. Unreadable cells count as written. */
function distinctOf({ input, distinct }: Facts, type: ColumnType, format: ColumnFormat): number {
  if (type === 'text' || type === 'category' || type === 'identifier') return distinct;
  const convert = converterOf({ type, format }, input.values);
  const missing = missingTest(format);
  const seen = new Set<unknown>();
  for (const cell of input.values) if (!missing(cell)) seen.add(convert(cell) ?? cell.trim());
  return seen.size + (input.distinctBeyond ?? 0);
}

function countInvalid(input: ColumnInput, type: ColumnType, format: ColumnFormat): number {
  const convert = converterOf({ type, format }, input.values);
  const missing = missingTest(format);
  let invalid = 0;
  for (let i = 0; i < input.values.length; i++) {
    const cell = input.values[i]!;
    if (!missing(cell) && convert(cell) === null) invalid += input.counts[i]!;
  }
  return invalid;
}

function dimensionFor(name: string, type: ColumnType, role: Role): ColumnGuess['dimension'] {
  const spoken = dimensionOf(name);
  if (type === 'date' && (spoken === null || spoken === 'consumption')) return 'lifecycle';
  if (spoken || role !== 'attribute') return spoken;
  return type === 'number' || type === 'boolean' ? 'behaviour' : 'basic';
}

/** Unique, complete and called like an identifier; the further left the better. */
function keyScore(facts: Facts, guess: ColumnGuess): number {
  const { input, header, present, distinct, missing } = facts;
  if (guess.type !== 'identifier' || missing > 0 || present < 2 || distinct !== present) return 0;
  if (guess.reason.key === 'sources:why.rowNumbers') return 0;
  const spoken = says(header, KEY_TERMS) ? 3 : says(header, ID_TERMS) ? 2 : 0;
  if (spoken === 0 && input.position > 0) return 0.1;
  return spoken + 1 - input.position / 20000;
}
