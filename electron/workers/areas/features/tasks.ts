import type { FeaturePlan, FittedFeature, MatrixColumn } from '../../../../shared/figures.ts';
import { columnsOf, fillFeature, fitFeature, keptRows, widthOf } from '../../../analysis/features/matrix.ts';
import { isWide, profileRows } from '../../../analysis/features/bounds.ts';
import { type Common, inCommon } from '../../../analysis/features/information.ts';
import { type ColumnSummary, nearDuplicates, type Related, summarise } from '../../../analysis/features/summary.ts';
import { customerIds, type CustomerView, type ViewAttribute } from '../../../db/areas/customers/view.ts';
import { type ColumnRequest, readColumns, release, rowsOf } from '../../reading/values.ts';
import { reading, stepOf, type Table } from '../../reading/reading.ts';
import { profileView, type ProfileFigures } from '../customers/profile.ts';
import type { TaskContext } from '../../task.ts';

/** A feature matrix with what it was made from; rows in the order of `ids`. */
export interface FeatureMatrix {
  readonly n: number;
  readonly d: number;
  /** row-major n x d, in shared memory */
  readonly matrix: Float64Array;
  readonly ids: Int32Array;
  readonly fitted: FittedFeature[];
  readonly columns: MatrixColumn[];
  /** customers a drop policy left out */
  readonly leftOut: number;
}

/** Reading tasks on the customer table: each opens its own connection. */
export const featureTasks = {
  /** summaries for the proposal; of a large table on a sample of its rows */
  'features.profile': (
    input: Table & { columns: readonly ColumnRequest[] },
    context: TaskContext,
  ): { summaries: ColumnSummary[]; related: Related[]; common: Common[] | null } =>
    reading(input.path, (db) => {
      const total = rowsOf(db, input.table);
      const size = profileRows(total, input.columns.length);
      const rows = size < total ? { size, total } : null;
      const { columns } = readColumns(db, input.table, input.columns, stepOf(context, 'features'), rows?.size);
      const summaries = columns.map((column) => {
        context.check();
        return rows ? { ...summarise(column), of: rows.total } : summarise(column);
      });
      const related = nearDuplicates(columns);
      context.check();
      return { summaries, related, common: isWide(total, columns.length) ? inCommon(columns) : null };
    }),

  /** the matrix to cluster on */
  'features.matrix': (
    input: Table & { features: readonly { plan: FeaturePlan; request: ColumnRequest }[] },
    context: TaskContext,
  ): FeatureMatrix =>
    reading(input.path, (db) => {
      const plans = input.features.map(({ plan }) => plan);
      const read = readColumns(
        db,
        input.table,
        input.features.map(({ request }) => request),
        stepOf(context, 'features'),
      );
      const rows = keptRows(plans, read.columns);
      const fitted = plans.map((plan, i) => fitFeature(plan, read.columns[i]!, rows));
      const d = fitted.reduce((sum, f) => sum + widthOf(f), 0);
      const matrix = new Float64Array(new SharedArrayBuffer(rows.length * d * 8));
      let at = 0;
      fitted.forEach((f, i) => {
        context.check();
        fillFeature(f, read.columns[i]!, rows, matrix, d, at);
        release(read.columns[i]!);
        at += widthOf(f);
      });
      const ids = rows.map((row) => read.ids[row]!);
      const columns = fitted.flatMap(columnsOf);
      return { n: rows.length, d, matrix, ids, fitted, columns, leftOut: read.ids.length - rows.length };
    }),

  /** ids of the customers of a view, in its order */
  'customers.ids': (input: { path: string; view: CustomerView }, context: TaskContext): Int32Array =>
    reading(input.path, (db) => {
      const ids = customerIds(db, input.view);
      context.transfer(ids.buffer);
      return ids;
    }),

  /** the distribution of an attribute over a view */
  'customers.profile': (input: {
    path: string;
    view: CustomerView;
    attribute: ViewAttribute;
    closed: boolean;
  }): ProfileFigures => reading(input.path, (db) => profileView(db, input.view, input.attribute, input.closed)),
};
