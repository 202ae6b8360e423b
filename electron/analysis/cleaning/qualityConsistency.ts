import { fingerprint } from './clusters.ts';
import { type Finding, type Judged, mappedColumn, marked, marksOf, type PartJudged, scoreOf } from './judged.ts';
import { standardRegion } from './regions.ts';
import { type CleanColumn, countsOf } from './table.ts';

/** Columns with more distinct values are names and remarks, not words that should be the same. */
const MOST_DISTINCT = 2000;
/** Amounts may be rounded. */
const CENT = 0.011;

/** Share of the cells that are written like the others that mean the same, and of the sums that add up. */
export function consistency(judged: Judged): PartJudged {
  const { table, used } = judged;
  const findings: Finding[] = [];
  let looked = 0;
  for (const column of used) {
    if (column.personal !== null && column.personal !== 'address') continue;
    if (column.type !== 'category' && column.type !== 'text') continue;
    if (column.values.length > MOST_DISTINCT) continue;
    const counts = countsOf(table, column);
    column.values.forEach((value, code) => {
      if (value !== null) looked += counts[code]!;
    });
    const regions = regionForms(column, counts);
    const found = regions ?? wayOfWriting(column, counts);
    if (!found || found.bad.every((bad) => !bad)) continue;
    const rows = (): Uint8Array => marksOf(table, column, found.bad);
    findings.push({
      key: `${found.name}:${column.name}`,
      part: 'consistency',
      column: column.name,
      rule: { key: `cleaning:rule.${found.name}`, values: { column: column.name, count: found.groups } },
      count: marked(rows()),
      of: judged.kept,
      step: found.step,
      rows,
    });
  }
  const sums = amounts(judged);
  if (sums) {
    looked += sums.of;
    if (sums.finding) findings.push(sums.finding);
  }
  const bad = findings.reduce((sum, { count }) => sum + count, 0);
  return { score: scoreOf('consistency', looked, bad), findings };
}

interface Written {
  readonly name: string;
  /** by code: written differently from most that mean the same */
  readonly bad: boolean[];
  readonly groups: number;
  readonly step: Finding['step'];
}

/** Values that differ in case, width, blanks, accents, punctuation or traditional characters alone. */
function wayOfWriting(column: CleanColumn, counts: Int32Array): Written | null {
  const groups = new Map<string, number[]>();
  column.values.forEach((value, code) => {
    if (typeof value !== 'string' || counts[code] === 0) return;
    const key = fingerprint(value);
    if (key === '') return;
    const group = groups.get(key);
    if (group) group.push(code);
    else groups.set(key, [code]);
  });
  const several = [...groups.values()].filter((group) => group.length > 1);
  if (several.length === 0) return null;
  const bad = column.values.map(() => false);
  const maps = several.map((group) => {
    const best = group.reduce((a, b) => (counts[b]! > counts[a]! ? b : a));
    const others = group.filter((code) => code !== best);
    for (const code of others) bad[code] = true;
    return { from: others.map((code) => column.values[code] as string), to: column.values[best] as string };
  });
  return { name: 'variants', bad, groups: several.length, step: { op: 'map', column: column.name, groups: maps } };
}

/** A column of Chinese places in which some province or city goes by several names. */
function regionForms(column: CleanColumn, counts: Int32Array): Written | null {
  const forms = new Map<string, number>();
  let places = 0;
  let texts = 0;
  const standard = column.values.map((value, code) => {
    if (typeof value !== 'string' || counts[code] === 0) return null;
    texts++;
    const found = standardRegion(value, 'same');
    if (found !== null) {
      places++;
      forms.set(found, (forms.get(found) ?? 0) + 1);
    }
    return found;
  });
  const several = [...forms.values()].filter((n) => n > 1).length;
  if (several === 0 || places < texts * 0.8) return null;
  const bad = standard.map((name, code) => name !== null && forms.get(name)! > 1 && name !== column.values[code]);
  return { name: 'regions', bad, groups: several, step: { op: 'regions', column: column.name, level: 'same' } };
}

/** Amounts that are not quantity times price. */
function amounts(judged: Judged): { of: number; finding: Finding | null } | null {
  const [quantity, price, amount] = (['quantity', 'price', 'amount'] as const).map((field) =>
    mappedColumn(judged, field),
  );
  if (!quantity || !price || !amount) return null;
  if ([quantity, price, amount].some(({ type }) => type !== 'number')) return null;
  const { table } = judged;
  const marks = new Uint8Array(table.rows);
  let of = 0;
  for (let r = 0; r < table.rows; r++) {
    if (table.gone?.[r] === 1) continue;
    const [q, p, a] = [quantity, price, amount].map(({ values, codes }) => values[codes[r]!]);
    if (typeof q !== 'number' || typeof p !== 'number' || typeof a !== 'number') continue;
    of++;
    if (Math.abs(q * p - a) > CENT * Math.max(1, Math.abs(q))) marks[r] = 1;
  }
  const count = marked(marks);
  // where few sums add up there is a discount between them, and nothing is wrong
  if (count === 0 || count > of * 0.2) return { of: count === 0 ? of : 0, finding: null };
  const rule = { key: 'cleaning:rule.sum', values: { column: amount.name, a: quantity.name, b: price.name } };
  const finding: Finding = {
    key: `sum:${amount.name}`,
    part: 'consistency',
    column: amount.name,
    rule,
    count,
    of,
    step: null,
    rows: () => marks,
  };
  return { of, finding };
}
