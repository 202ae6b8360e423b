import type { AttributeFigures } from '../../../../shared/figures.ts';
import type { Comparison } from '../../../../shared/contract/segments.ts';
import { axesRows } from '../../../analysis/cluster/bounds.ts';
import { takeRows } from '../../../analysis/cluster/centres.ts';
import { reachOf } from '../../../analysis/cluster/model.ts';
import { pca, project } from '../../../analysis/cluster/pca.ts';
import { compareColumn } from '../../../analysis/groups/compare.ts';
import { describeClusters } from '../../../analysis/groups/groups.ts';
import { type Labels, noLabels } from '../../../analysis/groups/labels.ts';
import { nearestToCentres } from '../../../analysis/groups/typical.ts';
import { sampleRows, seeded } from '../../../analysis/random.ts';
import { midranks } from '../../../analysis/stats/ranks.ts';
import { readColumns, release, rowsOf } from '../../reading/values.ts';
import { type AttributeRequest, reading, stepOf, type Table } from '../../reading/reading.ts';
import type { TaskContext } from '../../task.ts';

/** Customers as points, length n each. */
export interface Points {
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
  readonly segment: Int32Array<ArrayBuffer>;
  readonly customer: Int32Array<ArrayBuffer>;
}

/** Seed of the rows on which the axes of a large matrix are found. */
const AXES_SEED = 61;
/** Bytes of the columns held at a time while clusters are described. */
const BATCH_BYTES = 64 * 2 ** 20;

/** Tasks about segments: reading tasks open their own connection. */
export const segmentTasks = {
  /** figures of every attribute in every cluster, for one or more groupings of the same customers */
  'segments.describe': (
    input: Table & {
      columns: readonly AttributeRequest[];
      ids: Int32Array;
      groupings: readonly { labels: Labels; k: number }[];
    },
    context: TaskContext,
  ): AttributeFigures[][] =>
    reading(input.path, (db) => {
      const step = stepOf(context, 'describe');
      const batch = Math.max(1, Math.floor(BATCH_BYTES / (8 * Math.max(1, rowsOf(db, input.table)))));
      const out = input.groupings.map((): AttributeFigures[] => []);
      for (let from = 0; from < input.columns.length; from += batch) {
        const asked = input.columns.slice(from, from + batch);
        const { ids, columns } = readColumns(db, input.table, asked, (done, total) => {
          step(from * total + asked.length * done, input.columns.length * total);
        });
        const described = columns.map((values, i) => {
          const { attribute, name, type } = asked[i]!;
          // ranked once for all groupings
          const ranks = values.kind === 'numeric' && type !== 'boolean' ? midranks(values.values) : null;
          return { attribute, column: name, type, values, ranks };
        });
        input.groupings.forEach(({ labels, k }, i) => {
          context.check();
          out[i]!.push(...describeClusters(described, spread(labels, k, input.ids, ids), k));
        });
        columns.forEach(release);
      }
      return out;
    }),

  /** one attribute over the segments */
  'segments.compare': (
    input: Table & {
      column: AttributeRequest;
      segmentation: number;
      /** clusters in all */
      k: number;
      groups: readonly { segment: number; clusters: readonly number[] }[];
    },
    context: TaskContext,
  ): Comparison =>
    reading(input.path, (db) => {
      const { ids, columns } = readColumns(db, input.table, [input.column], () => {
        context.check();
      });
      const clusters = noLabels(ids.length, input.k);
      let row = 0;
      for (const [customer, cluster] of db.rows(
        'SELECT customer_id, cluster FROM member WHERE segmentation_id = ? ORDER BY customer_id',
        input.segmentation,
      )) {
        while (row < ids.length && ids[row]! < Number(customer)) row++;
        if (ids[row] === customer) clusters[row] = Number(cluster);
      }
      const { attribute, name, type } = input.column;
      return compareColumn(
        { attribute, column: name, type, values: columns[0]!, ranks: null },
        clusters,
        input.k,
        input.groups,
      );
    }),

  /** every clustered customer as a point; clusters without a segment are out of view */
  'segments.points': (
    input: { path: string; segmentation: number; segmentOf: readonly (number | null)[] },
    context: TaskContext,
  ): Points =>
    reading(input.path, (db) => {
      const n = db.value<number>('SELECT count(*) FROM member WHERE segmentation_id = ?', input.segmentation)!;
      const x = new Float32Array(n);
      const y = new Float32Array(n);
      const segment = new Int32Array(n);
      const customer = new Int32Array(n);
      let i = 0;
      for (const row of db.rows(
        'SELECT customer_id, cluster, x, y FROM member WHERE segmentation_id = ? ORDER BY customer_id',
        input.segmentation,
      )) {
        const inView = input.segmentOf[Number(row[1])];
        if (inView === null || inView === undefined) continue;
        customer[i] = Number(row[0]);
        segment[i] = inView;
        x[i] = Number(row[2]);
        y[i] = Number(row[3]);
        i++;
      }
      const points = {
        x: x.slice(0, i),
        y: y.slice(0, i),
        segment: segment.slice(0, i),
        customer: customer.slice(0, i),
      };
      context.transfer(...Object.values(points).map(({ buffer }) => buffer));
      return points;
    }),

  /** where the customers stand on the first two principal components, and who stands nearest the centres */
  'segments.place': (
    input: { x: Float64Array; n: number; d: number; labels: Labels; centres: Float64Array; nearest: number },
    context: TaskContext,
  ): {
    x: Float32Array;
    y: Float32Array;
    components: Float64Array[];
    explained: number[];
    typical: Int32Array[];
    /** how far the farthest member of each group stands */
    reach: number[];
  } => {
    const { x, n, d, labels, centres, nearest } = input;
    const rows = axesRows(n, d);
    const part = rows < n ? takeRows(x, d, sampleRows(n, rows, seeded(AXES_SEED))) : x;
    const found = pca(part, rows, d, Math.min(2, d));
    context.check();
    const axes = project(x, n, d, found).map((axis) => Float32Array.from(axis));
    const components = axes.map((_, i) => found.components.slice(i * d, (i + 1) * d));
    context.check();
    const [across = new Float32Array(n), up = new Float32Array(n)] = axes;
    context.transfer(across.buffer, up.buffer);
    return {
      x: across,
      y: up,
      components,
      explained: [...found.ratio],
      typical: nearestToCentres(x, d, labels, centres, nearest),
      reach: reachOf(x, d, labels, centres),
    };
  },

  /** customers in each pair of new cluster and earlier cluster, row-major new x earlier */
  'segments.overlap': (input: {
    path: string;
    earlier: number;
    earlierK: number;
    ids: Int32Array;
    labels: Labels;
    k: number;
  }): Int32Array =>
    reading(input.path, (db) => {
      const { ids, labels, earlierK } = input;
      const table = new Int32Array(input.k * earlierK);
      let i = 0;
      for (const [customer, cluster] of db.rows(
        'SELECT customer_id, cluster FROM member WHERE segmentation_id = ? ORDER BY customer_id',
        input.earlier,
      )) {
        while (i < ids.length && ids[i]! < Number(customer)) i++;
        if (ids[i] !== customer) continue;
        const at = labels[i]! * earlierK + Number(cluster);
        table[at] = table[at]! + 1;
      }
      return table;
    }),
};

/** Labels of some customers, spread over all rows of the table; both id lists rise. */
function spread(labels: Labels, k: number, some: Int32Array, all: Int32Array): Labels {
  const out = noLabels(all.length, k);
  let row = 0;
  for (let i = 0; i < some.length; i++) {
    while (all[row]! < some[i]!) row++;
    out[row] = labels[i]!;
  }
  return out;
}
