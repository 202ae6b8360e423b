import { lastDay } from './plausible.ts';
import { type Judged, mappedColumn, type PartJudged } from './judged.ts';

/** Days a file may be behind its import without being old, and days in which it loses half of its worth. */
const FRESH = 30;
const HALF = 365;
const DAY = 86_400_000;

/** How fresh the newest date was on the day of import: 1 within a month, then half a year by year. */
export function timeliness(judged: Judged): PartJudged {
  const { table, facts } = judged;
  const column = mappedColumn(judged, 'date');
  const any =
    column?.type === 'date' ? column : table.columns.find(({ type, personal }) => type === 'date' && personal === null);
  if (!any)
    return {
      score: { value: null, of: 0, bad: 0, formula: { key: 'cleaning:formula.none.timeliness' } },
      findings: [],
    };
  const last = lastDay(judged);
  const days = Math.round((Date.parse(facts.importedAt.slice(0, 10)) - Date.parse(last)) / DAY);
  return {
    score: {
      value: 2 ** (-Math.max(0, days - FRESH) / HALF),
      of: judged.kept,
      bad: 0,
      formula: { key: 'cleaning:formula.timeliness', values: { date: last, days } },
    },
    findings: [],
  };
}
