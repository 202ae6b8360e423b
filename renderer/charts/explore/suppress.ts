import type { BoxBody, Cell, ExploreResult, GridBody } from '../../../shared/contract/insights.ts';
import { tellable } from '../../../shared/privacy.ts';

/** Stands for a number of customers that is not told. */
export const FEW = -1;

const few = (cell: Cell): Cell => (tellable(cell.n) ? cell : { n: FEW, value: null, interval: null });
const fewN = <T extends { n: number }>(one: T): T => (tellable(one.n) ? one : { ...one, n: FEW });

/** Figures as they may leave the workspace: whatever fewer customers than the privacy floor stand behind is left out. */
export function suppressed(body: ExploreResult['body']): ExploreResult['body'] {
  if (body.kind === 'grid') return suppressedGrid(body);
  if (body.kind === 'boxes') return suppressedBoxes(body);
  return body;
}

function suppressedGrid(grid: GridBody): GridBody {
  return {
    ...grid,
    rows: grid.rows.map(fewN),
    columns: grid.columns.map(fewN),
    cells: grid.cells.map((row) => row.map(few)),
    rowTotals: grid.rowTotals.map(few),
    columnTotals: grid.columnTotals.map(few),
    total: few(grid.total),
    tones:
      grid.tones && grid.tones.map((row, i) => row.map((tone, j) => (tellable(grid.cells[i]![j]!.n) ? tone : null))),
  };
}

const suppressedBoxes = (body: BoxBody): BoxBody => ({
  ...body,
  groups: body.groups.map(({ bucket, n, box }) => ({
    bucket: fewN(bucket),
    n: tellable(n) ? n : FEW,
    box: tellable(n) ? box : null,
  })),
});
