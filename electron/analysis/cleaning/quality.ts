import type { PartScores } from '../../../shared/contract/quality.ts';
import type { CleanContext } from './context.ts';
import type { Finding, Judged, QualityFacts } from './judged.ts';
import { completeness, validity } from './qualityCells.ts';
import { consistency } from './qualityConsistency.ts';
import { uniqueness } from './qualityRows.ts';
import { timeliness } from './qualityTime.ts';
import { type CleanTable, keptRows } from './table.ts';

/** The quality of a table. */
export interface QualityOfTable {
  readonly score: number;
  readonly parts: PartScores;
  /** largest first */
  readonly findings: readonly Finding[];
  /** cells that count */
  readonly cells: number;
}

/**
 * Judge a table by five parts (Wang & Strong, Beyond Accuracy, 1996; ISO/IEC 25012): the score is the mean of those that
 * can be measured on it.
 * @param onColumn hears of each column looked at, and may throw to stop
 */
export function qualityOf(
  table: CleanTable,
  context: CleanContext,
  facts: QualityFacts,
  onColumn: (done: number, total: number) => void = () => undefined,
): QualityOfTable {
  const judged = judgedOf(table, context, facts, onColumn);
  const parts = {
    completeness: completeness(judged),
    validity: validity(judged),
    uniqueness: uniqueness(judged),
    consistency: consistency(judged),
    timeliness: timeliness(judged),
  };
  const scores = Object.fromEntries(Object.entries(parts).map(([name, { score }]) => [name, score])) as PartScores;
  return {
    score: meanOf(scores),
    parts: scores,
    findings: Object.values(parts)
      .flatMap(({ findings }) => findings)
      .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1)),
    cells: judged.kept * judged.used.length,
  };
}

/** The mean of the parts that could be measured; 1 where none could. */
function meanOf(parts: Readonly<Record<string, { value: number | null }>>): number {
  const values = Object.values(parts).flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length === 0 ? 1 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function judgedOf(
  table: CleanTable,
  context: CleanContext,
  facts: QualityFacts,
  onColumn: (done: number, total: number) => void,
): Judged {
  const mapped = new Set(Object.values(facts.mapping));
  const counted = table.columns.filter(({ role, name }) => role !== 'ignored' || mapped.has(name));
  // an ignored column counts where nothing else is there
  const used = counted.length > 0 ? counted : table.columns;
  // completeness and validity look at every column each
  let done = 0;
  return {
    table,
    context,
    facts,
    kept: keptRows(table),
    used,
    onColumn: () => {
      onColumn(done++, 2 * used.length);
    },
  };
}
