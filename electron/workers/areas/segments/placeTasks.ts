import type { FittedFeature } from '../../../../shared/figures.ts';
import { emptyPlacement, nearestCentre } from '../../../analysis/cluster/model.ts';
import { frozenColumn } from '../../../analysis/features/frozen.ts';
import { columnsOf, fillFeature, keptRows, widthOf } from '../../../analysis/features/matrix.ts';
import type { Labels } from '../../../analysis/groups/labels.ts';
import { reading, stepOf, type Table } from '../../reading/reading.ts';
import { type ColumnRequest, readColumns, release } from '../../reading/values.ts';
import type { TaskContext } from '../../task.ts';
import type { FeatureMatrix } from '../features/tasks.ts';

/** A frozen model, and where its attributes stand in the table whose customers it is to place. */
export interface FrozenInput extends Table {
  readonly features: readonly { readonly fitted: FittedFeature; readonly request: ColumnRequest }[];
  /** row-major k x d */
  readonly centres: Float64Array;
  readonly reach: readonly number[] | null;
}

/** Customers placed by a frozen model. */
export interface PlacedCustomers extends FeatureMatrix {
  readonly labels: Labels;
  readonly sizes: number[];
  /** customers unlike any group */
  readonly unlike: number;
  /** by feature: values it had never seen, and how many customers have one */
  readonly unseen: { readonly levels: readonly string[]; readonly customers: number }[];
  /** features whose column holds another kind of values now; where there are any, nobody was placed */
  readonly changed: number[];
}

/** Old members beside new ones: whose group changed, who is new, who is gone. */
export interface Moves {
  readonly moved: number;
  readonly added: number;
  readonly gone: number;
}

/** Rows between two looks at the stop flag. */
const CHECK = 8192;

/** Tasks that place customers by a frozen model. */
export const placeTasks = {
  /** Place all customers of a table. */
  'segments.frozen': (input: FrozenInput, context: TaskContext): PlacedCustomers =>
    reading(input.path, (db) => {
      const step = stepOf(context, 'place');
      const requests = input.features.map(({ request }) => request);
      const read = readColumns(db, input.table, requests, step);
      const fitted = input.features.map((feature) => feature.fitted);
      const frozen = fitted.map((feature, i) => frozenColumn(feature, read.columns[i]!));
      const changed = frozen.flatMap((column, i) => (column === null ? [i] : []));
      const usable = frozen.flatMap((column) => column ?? []);
      const d = fitted.reduce((sum, feature) => sum + widthOf(feature), 0);
      const rows =
        changed.length > 0
          ? new Int32Array(0)
          : keptRows(
              fitted,
              usable.map(({ values }) => values),
            );
      const matrix = new Float64Array(new SharedArrayBuffer(rows.length * d * 8));
      let at = 0;
      if (changed.length === 0)
        fitted.forEach((feature, i) => {
          context.check();
          fillFeature(feature, usable[i]!.values, rows, matrix, d, at);
          at += widthOf(feature);
        });
      read.columns.forEach(release);
      const model = nearestCentre(input.centres, d, input.reach);
      const placement = emptyPlacement(rows.length, model.k);
      for (let from = 0; from < rows.length; from += CHECK) {
        context.check();
        model.place(matrix, from, Math.min(rows.length, from + CHECK), placement);
      }
      const sizes = new Array<number>(model.k).fill(0);
      for (const label of placement.labels) sizes[label]!++;
      return {
        ...{ n: rows.length, d, matrix, fitted, changed, sizes },
        ids: rows.map((row) => read.ids[row]!),
        columns: fitted.flatMap(columnsOf),
        leftOut: read.ids.length - rows.length,
        labels: placement.labels,
        unlike: placement.unlike.reduce((sum, one) => sum + one, 0),
        unseen: usable.map(({ unseen }) => unseen),
      };
    }),

  /**
   * What became of the members of an earlier segmentation.
   * `ids`: customers now, rising; `groupOf`, `groupWas`: segment of each cluster, now and then; `people`: which customer now each
   * earlier one is, as pairs of lists; null: the same ids are the same customers
   */
  'segments.moves': (
    input: {
      path: string;
      earlier: number;
      ids: Int32Array;
      labels: Labels;
      groupOf: readonly number[];
      people: { readonly was: Int32Array; readonly is: Int32Array } | null;
    },
    context: TaskContext,
  ): Moves =>
    reading(input.path, (db) => {
      const { ids, labels, groupOf, people } = input;
      const place = new Map<number, number>();
      for (let i = 0; i < ids.length; i++) place.set(ids[i]!, i);
      const now = people && new Map<number, number>();
      people?.was.forEach((id, i) => now!.set(id, people.is[i]!));
      const seen = new Uint8Array(ids.length);
      let [moved, gone, known, at] = [0, 0, 0, 0];
      for (const [customer, cluster] of db.rows(
        'SELECT customer_id, cluster FROM member WHERE segmentation_id = ?',
        input.earlier,
      )) {
        if (++at % CHECK === 0) context.check();
        const id = now ? now.get(Number(customer)) : Number(customer);
        const i = id === undefined ? undefined : place.get(id);
        if (i === undefined) {
          gone++;
          continue;
        }
        // several earlier customers may be one now: the first tells
        if (seen[i] === 1) continue;
        seen[i] = 1;
        known++;
        if (groupOf[labels[i]!] !== groupOf[Number(cluster)]) moved++;
      }
      return { moved, added: ids.length - known, gone };
    }),
} as const;
