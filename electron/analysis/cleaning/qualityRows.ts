import { KINDS } from '../../../shared/kinds.ts';
import { type Finding, type Judged, mappedColumn, marked, type PartJudged, scoreOf } from './judged.ts';
import { repeats } from './rows.ts';
import type { CleanColumn } from './table.ts';

/** Share of the rows that are not a second copy of another. */
export function uniqueness(judged: Judged): PartJudged {
  const { table, context, facts, kept } = judged;
  const key = mappedColumn(judged, facts.kind === 'companies' ? 'account' : 'customer');
  // answers to a few questions may be the same for two people: without a name or number nothing says that they are one
  const told =
    key !== undefined || table.columns.some(({ personal, type }) => personal !== null || type === 'identifier');
  if (!told) return { score: scoreOf('uniqueness', 0, 0), findings: [] };
  const all = new Uint8Array(table.rows);
  const findings: Finding[] = [];
  const add = (
    name: string,
    columns: readonly CleanColumn[],
    needed: CleanColumn | null,
    step: Finding['step'],
  ): void => {
    const marks = repeats(table, columns, context.check);
    for (let r = 0; r < table.rows; r++) {
      // rows without a key are no copies of each other
      if (needed && needed.values[needed.codes[r]!] === null) marks[r] = 0;
      // what a stricter rule found is not told again
      if (all[r] === 1) marks[r] = 0;
      all[r]! |= marks[r]!;
    }
    const count = marked(marks);
    if (count === 0) return;
    findings.push({
      key: name,
      part: 'uniqueness',
      column: needed?.name ?? null,
      rule: { key: `cleaning:rule.${name}`, values: needed ? { column: needed.name } : {} },
      count,
      of: kept,
      step,
      rows: () => marks,
    });
  };
  add('duplicates', table.columns, null, { op: 'dropDuplicates' });
  if (key && KINDS[facts.kind].lists) {
    // rows of one key that differ are merged by the join, which keeps what each of them says: none is to be dropped
    add('sameKey', [key], key, null);
    const others = table.columns.filter(({ key: own }) => own !== key.key);
    // few columns are the same by chance
    if (others.length >= 5)
      add('apartFromKey', others, null, { op: 'dropDuplicates', columns: others.map(({ name }) => name) });
  }
  return { score: scoreOf('uniqueness', kept, marked(all)), findings };
}
