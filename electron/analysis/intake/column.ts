import type { ColumnFormat, ColumnGuess, ColumnType, Role, Said } from '../../../shared/domain.ts';
import { booleanPair, markOrBlank, skipCodes, twoValues } from './answers.ts';
import { converterOf, missingTest } from './convert.ts';
import { digitFacts, factsOf, type ColumnInput, type Facts, type FileFormat } from './columnFacts.ts';
import { dimensionOf } from './dimensions.ts';
import { decideDates } from './dateColumn.ts';
import { guardOf } from './guards.ts';
import { isMissing } from './missing.ts';
import { sensitiveKind } from '../privacy/sensitive.ts';
import { maskedKind } from './masked.ts';
import { decideNumbers } from './numberColumn.ts';
import { decideDurations } from './numbers/durationColumn.ts';
import { spokenTimes } from './numbers/timeWords.ts';
import { orderOf } from './ordered.ts';
import { findPersonal, type PersonalGuess } from './personal.ts';
import { ID_TERMS, KEY_TERMS, ROW_NUMBER_TERMS, says } from './vocabulary.ts';
import { plainType } from './plainType.ts';
import { proposal, said, type Proposal } from './proposal.ts';

/** What the user fixed for a column, and whether another column tells of persons (`beside`). */
export type ColumnAsked = {
  readonly beside?: boolean;
  readonly type?: ColumnType | undefined;
  readonly format?: ColumnFormat | undefined;
};

/** A guess and how good the column would be as the customer key (0: not at all). */
export type ColumnDecision = { guess: ColumnGuess; keyScore: number };

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
  const masked = found.personal === null ? 0 : maskedCells(plain.tally);
  if (masked > 0) warnings.push({ key: 'sources:warn.masked', values: { n: masked } });
  const kind = found.personal === null ? sensitiveKind(input.name) : null;
  if (kind) warnings.push({ key: 'sources:warn.sensitive', values: { kind: { key: `privacy:sensitive.${kind}` } } });
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

/** Cells that a platform has masked: they tell nobody apart. */
const maskedCells = (tally: Facts['tally']): number =>
  tally.reduce((sum, { text, count }) => sum + (maskedKind(text) === null ? 0 : count), 0);

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
