import type { Filter } from '../../../../shared/contract/customers.ts';
import type { ExploreResult, ExploreSpec, Things } from '../../../../shared/contract/explore.ts';
import { type Compared, compareTwo } from '../../../analysis/explore/compare.ts';
import { explore } from '../../../analysis/explore/explore.ts';
import { maskOf } from '../../../analysis/explore/mask.ts';
import { reading, type Table } from '../../reading/reading.ts';
import type { TaskContext } from '../../task.ts';
import {
  type ColumnUse,
  exploreColumn,
  loadColumns,
  type LoadedColumn,
  loadMembers,
  type LoadRequest,
} from './columns.ts';

const columnsOf = (uses: readonly ColumnUse[]) => new Map(uses.map((use) => [use.field, exploreColumn(use)]));

/** Which rows a group of a comparison is: conditions, or everyone who is not in the other one. */
export type GroupRows = { readonly filters: readonly Filter[] } | 'others';

/** Tasks of the exploring page. Columns are read once into shared memory; charts are counted from there. */
export const exploreTasks = {
  /** columns of the customer table, in the order of the ids */
  'explore.load': (
    input: Table & { columns: readonly LoadRequest[]; segmentation: number | null },
    context: TaskContext,
  ): { ids: Int32Array; columns: LoadedColumn[]; members: LoadedColumn | null } =>
    reading(input.path, (db) => {
      const check = () => {
        context.check();
      };
      const { ids, columns } = loadColumns(db, input.table, input.columns, check);
      const members = input.segmentation === null ? null : loadMembers(db, input.segmentation, ids, check);
      return { ids, columns, members };
    }),

  /** a chart */
  'explore.chart': (
    input: { spec: ExploreSpec; ids: Int32Array; columns: readonly ColumnUse[]; things: Things },
    context: TaskContext,
  ): ExploreResult => {
    context.check();
    const result = explore({ ...input, columns: columnsOf(input.columns) });
    if (result.body.kind === 'points') {
      const { x, y, group, customer } = result.body;
      context.transfer(...[x, y, group, customer].map(({ buffer }) => buffer as ArrayBuffer));
    }
    return result;
  },

  /** two groups side by side */
  'explore.compare': (
    input: {
      ids: Int32Array;
      columns: readonly ColumnUse[];
      compared: readonly number[];
      /** attributes that say who is in a group */
      chosenBy: readonly number[];
      a: GroupRows;
      b: GroupRows;
      attribute: number | null;
    },
    context: TaskContext,
  ): Compared => {
    context.check();
    const columns = columnsOf(input.columns);
    const maskFor = (group: GroupRows) =>
      group === 'others' ? null : { ...maskOf(group.filters, input.ids, columns), filters: [...group.filters] };
    const [a, b] = [maskFor(input.a), maskFor(input.b)];
    const known = a ?? b ?? { ...maskOf([], input.ids, columns), filters: [] };
    const others = {
      mask: known.mask.map((inside) => 1 - inside),
      count: input.ids.length - known.count,
      filters: null,
    };
    const sideOf = (side: typeof a) => {
      const { mask, count, filters } = side ?? others;
      return { mask, n: count, filters };
    };
    const compared = input.compared.flatMap((field) => columns.get(field) ?? []);
    return compareTwo(compared, sideOf(a), sideOf(b), input.attribute, new Set(input.chosenBy));
  },
};
