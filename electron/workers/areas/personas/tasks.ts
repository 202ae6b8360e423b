import type { Filter } from '../../../../shared/contract/customers.ts';
import { type CountedAttribute, type Tally, tally } from '../../../analysis/personas/tally.ts';
import { type Labels, noLabels } from '../../../analysis/groups/labels.ts';
import { openReader, type ReadDb } from '../../../db/open.ts';
import { countDown, type CountedGroup } from '../../../db/areas/personas/count.ts';
import { quoteName } from '../../../db/settings.ts';
import { readColumns, rowsOf } from '../../reading/values.ts';
import type { TaskContext } from '../../task.ts';

/** Attributes read at a time: a million customers of eight columns take about 64 MB. */
const AT_A_TIME = 8;

/** What to count, over whom. */
export interface TallyInput {
  /** workspace file */
  readonly path: string;
  /** customer table */
  readonly table: string;
  readonly segmentation: number;
  /** number of clusters */
  readonly k: number;
  readonly attributes: readonly (CountedAttribute & {
    readonly sql: string;
    readonly levels: readonly string[] | null;
  })[];
  /** columns of dates that tell how new the data is */
  readonly dates: readonly string[];
  /** ages are those reached in the year of the newest date, at most in this year */
  readonly latestYear: number;
}

/** Tasks of the persona cards. */
export const personaTasks = {
  /** Members of a segment that are left as each condition is added: see {@link countDown}. */
  'persona.count': (input: { path: string; group: CountedGroup; filters: readonly Filter[] }): number[] => {
    const db = openReader(input.path);
    try {
      return countDown(db, input.group, input.filters);
    } finally {
      db.close();
    }
  },

  /** Count every attribute a card may speak of, in every cluster of a segmentation. */
  'persona.tally': (input: TallyInput, context: TaskContext): Tally[] => {
    const db = openReader(input.path);
    try {
      const labels = labelsOf(db, input);
      const year = yearOf(db, input);
      const out: Tally[] = [];
      const total = input.attributes.length;
      for (let from = 0; from < total; from += AT_A_TIME) {
        const part = input.attributes.slice(from, from + AT_A_TIME);
        const requests = part.map(({ sql, type, levels }) => ({ column: sql, type, levels }));
        const { columns } = readColumns(db, input.table, requests, () => context.check());
        part.forEach((attribute, i) => out.push(tally(attribute, columns[i]!, labels, input.k, year)));
        context.progress({ step: 'jobs:step.tally', done: Math.min(total, from + AT_A_TIME), total });
      }
      return out;
    } finally {
      db.close();
    }
  },
};

/** Cluster of each customer in the order of ids. */
function labelsOf(db: ReadDb, { table, segmentation, k }: TallyInput): Labels {
  const labels = noLabels(rowsOf(db, table), k);
  const rows = db.rows(
    `SELECT m.cluster FROM ${quoteName(table)} c LEFT JOIN member m ON m.segmentation_id = ? AND m.customer_id = c.id ORDER BY c.id`,
    segmentation,
  );
  let row = 0;
  for (const [cluster] of rows) {
    if (cluster !== null && row < labels.length) labels[row] = Number(cluster);
    row++;
  }
  return labels;
}

function yearOf(db: ReadDb, { table, dates, latestYear }: TallyInput): number {
  const years = dates.map((column) => {
    const newest = db.value<string>(`SELECT max(${quoteName(column)}) FROM ${quoteName(table)}`);
    return Number(String(newest ?? '').slice(0, 4));
  });
  const plausible = years.filter((year) => year >= 1900 && year <= latestYear);
  return plausible.length === 0 ? latestYear : Math.max(...plausible);
}
