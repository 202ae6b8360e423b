import { CleanStep, type CleanStepInput } from '../../../shared/cleaning.ts';
import type { CleanProposal } from '../../../shared/contract/cleaning.ts';
import type { Said } from '../../../shared/domain.ts';
import { readDate } from '../intake/dates.ts';
import { readNumber } from '../intake/numbers.ts';
import { hasHan, simplified } from '../identity/chinese.ts';
import { type Applied, applyStep } from './apply.ts';
import type { CleanContext } from './context.ts';
import type { QualityFacts } from './judged.ts';
import { qualityOf } from './quality.ts';
import { clusterValues } from './clusters.ts';
import { type CleanColumn, type CleanTable, countsOf } from './table.ts';

/** A proposal without its label, which belongs to the area. */
export type Proposal = Omit<CleanProposal, 'label'>;
type Candidate = { readonly id: string; readonly reason: Said; readonly step: CleanStepInput };

/** Examples of a proposal. */
const EXAMPLES = 3;
/** Share of the cells of a text column that are numbers or dates, for it to be proposed to be read as such. */
const MOSTLY = 0.6;
/** A level is rare with this many rows and this share; a few of them stand out, many are the nature of the column. */
const RARE_ROWS = 3;
const RARE_SHARE = 0.002;
const RARE_LEVELS = 5;
const FREQUENT_LEVELS = 30;
/** Levels that hold what fits nowhere else. */
const REST = /^(?:others?|misc|else|其他|其它|其余)$/i;

/** Steps the data suggests: each is tried, and those that would touch nothing are left out. */
export function proposalsFor(table: CleanTable, context: CleanContext, facts: QualityFacts): Proposal[] {
  const candidates = [
    ...writing(table),
    ...table.columns.flatMap((column) => unparsed(table, column)),
    ...table.columns.flatMap((column) => rareLevels(table, column)),
    ...qualityOf(table, context, facts).findings.flatMap(({ key, part, rule, step }): Candidate[] =>
      step && part !== 'completeness' ? [{ id: key, reason: rule, step }] : [],
    ),
  ];
  return candidates.flatMap(({ id, reason, step }) => {
    const complete = CleanStep.parse(step);
    const applied = applyStep(table, { id: 0, step: complete }, context);
    if (applied.report.touched === 0) return [];
    return [{ id, reason, rows: applied.report.touched, step: complete, examples: examplesOf(table, applied) }];
  });
}

/** Blanks, width, and traditional characters among simplified ones. */
function writing(table: CleanTable): Candidate[] {
  const candidates: Candidate[] = [
    { id: 'writing', reason: { key: 'cleaning:reason.writing' }, step: { op: 'normalise' } },
  ];
  for (const column of table.columns) {
    if (column.type !== 'category' && column.type !== 'text') continue;
    let han = 0;
    let traditional = 0;
    const counts = countsOf(table, column);
    column.values.forEach((value, code) => {
      if (typeof value !== 'string' || !hasHan(value)) return;
      han += counts[code]!;
      if (simplified(value) !== value) traditional += counts[code]!;
    });
    if (traditional > 0 && traditional < han * 0.5)
      candidates.push({
        id: `traditional:${column.name}`,
        reason: { key: 'cleaning:reason.traditional', values: { column: column.name } },
        step: { op: 'normalise', columns: [column.name], simplify: true },
      });
  }
  return candidates;
}

/** Texts most of which are numbers or dates. */
function unparsed(table: CleanTable, column: CleanColumn): Candidate[] {
  if ((column.type !== 'text' && column.type !== 'category') || column.levels !== null) return [];
  const counts = countsOf(table, column);
  let present = 0;
  let numbers = 0;
  let dates = 0;
  column.values.forEach((value, code) => {
    if (typeof value !== 'string') return;
    const n = counts[code]!;
    present += n;
    if (readNumber(value) ?? readNumber(value, ',')) numbers += n;
    else if (readDate(value, 'dmy') ?? readDate(value, 'mdy')) dates += n;
  });
  const as = numbers >= present * MOSTLY ? 'number' : dates >= present * MOSTLY ? 'date' : null;
  if (as === null || present === 0) return [];
  return [
    {
      id: `${as}:${column.name}`,
      reason: {
        key: `cleaning:reason.${as}`,
        values: { column: column.name, share: (as === 'number' ? numbers : dates) / present },
      },
      step: { op: 'parse', column: column.name, as },
    },
  ];
}

/**
 * Levels that hardly anyone has, beside levels that many have: one that is written like a frequent level becomes it, the
 * others go together into the level for the rest. A lone one with neither stays: nothing is gained by another name.
 */
function rareLevels(table: CleanTable, column: CleanColumn): Candidate[] {
  if (column.type !== 'category' || column.levels !== null || column.personal !== null) return [];
  const counts = countsOf(table, column);
  const levels = column.values.flatMap((value, code) =>
    typeof value === 'string' && counts[code]! > 0 ? [{ value, count: counts[code]! }] : [],
  );
  const present = levels.reduce((sum, { count }) => sum + count, 0);
  const isRare = ({ value, count }: (typeof levels)[number]) =>
    count <= RARE_ROWS && count < present * RARE_SHARE && !REST.test(value);
  const rare = levels.filter(isRare);
  if (rare.length === 0 || rare.length > RARE_LEVELS || levels.length - rare.length > FREQUENT_LEVELS) return [];
  const into = new Map<string, string[]>();
  const put = (value: string, to: string) => into.set(to, [...(into.get(to) ?? []), value]);
  const twins = new Map<string, string>();
  for (const { target, values } of clusterValues(levels, ['fingerprint', 'ngram', 'pinyin', 'jaroWinkler', 'edit']))
    if (!rare.some(({ value }) => value === target))
      for (const { value } of values) if (!twins.has(value)) twins.set(value, target);
  const alone = rare.filter(({ value }) => !twins.has(value)).map(({ value }) => value);
  for (const { value } of rare) if (twins.has(value)) put(value, twins.get(value)!);
  const rest = levels.find(({ value }) => REST.test(value))?.value;
  if (rest !== undefined || alone.length > 1)
    for (const value of alone) put(value, rest ?? (levels.some((level) => hasHan(level.value)) ? '其他' : 'Other'));
  const groups = [...into].map(([to, from]) => ({ from, to }));
  const count = groups.reduce((sum, { from }) => sum + from.length, 0);
  if (count === 0) return [];
  return [
    {
      id: `rare:${column.name}`,
      reason: { key: 'cleaning:reason.rare', values: { column: column.name, count, most: RARE_ROWS } },
      step: { op: 'map', column: column.name, groups },
    },
  ];
}

function examplesOf(before: CleanTable, { table, touched, report }: Applied): Proposal['examples'] {
  if (report.dropped > 0 || !touched) return [];
  const seen = new Set<string>();
  const examples: Proposal['examples'] = [];
  for (const column of before.columns) {
    const after = table.columns.find(({ key }) => key === column.key);
    if (!after || after === column || column.personal !== null || column.role === 'personal') continue;
    for (let r = 0; r < before.rows && examples.length < EXAMPLES; r++) {
      if (touched[r] !== 1) continue;
      const pair = { before: column.values[column.codes[r]!]!, after: after.values[after.codes[r]!]! };
      if (Object.is(pair.before, pair.after) || seen.has(String(pair.before))) continue;
      seen.add(String(pair.before));
      examples.push(pair);
    }
  }
  return examples;
}
