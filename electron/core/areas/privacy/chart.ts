import type { Attribute } from '../../../../shared/contract/customers.ts';
import { type ExploreResult, FEW, type LeavingChart } from '../../../../shared/contract/explore.ts';
import type { NamedAttribute } from '../../../../shared/contract/leaving.ts';
import { tellable } from '../../../../shared/privacy.ts';
import { leavingChart, type LeavingChart as Figures } from '../../../../shared/privacy/chart.ts';
import type { Audience } from '../../../../shared/contract/leaving.ts';
import { inFull, left } from './door.ts';

/**
 * A chart as it leaves. How many customers have no value, and how many the conditions leave, stays: beside the number
 * drawn they may tell of few.
 * @param attributes those it is drawn over and measured by
 * @throws AppError refused
 */
export function chartLeft(
  result: ExploreResult,
  attributes: readonly Pick<Attribute, 'id' | 'label'>[],
  audience: Audience,
): LeavingChart {
  const full = inFull({ audience, total: result.total });
  const { body, whole } = full ? { body: result.body, whole: true } : leavingChart(result);
  return left(
    {
      chart: result.chart,
      // the sentence may name what is withheld
      finding: whole ? result.finding : null,
      n: full || tellable(result.n) ? result.n : FEW,
      body: withoutCustomers(body),
      attributes: named(attributes),
    },
    full ? 'full' : withheldIn(body),
  );
}

/** The figures of a chart as they stay with a card, which leaves with them. */
export const figuresLeft = (result: Pick<ExploreResult, 'body' | 'n'>): Figures => leavingChart(result);

/** What attributes are called, for the door to mask. */
export const named = (attributes: readonly Pick<Attribute, 'id' | 'label'>[]): NamedAttribute[] =>
  attributes.map(({ id, label }) => ({ id, name: label }));

/** Conditions say of whom a mark is, and points whose they are: neither is drawn. */
function withoutCustomers(body: ExploreResult['body']): ExploreResult['body'] {
  const bare = <B extends { readonly filters: unknown }>(bucket: B) => ({ ...bucket, filters: null });
  switch (body.kind) {
    case 'points':
      return { ...body, groups: body.groups.map(bare), customer: new Int32Array() };
    case 'boxes':
      return { ...body, groups: body.groups.map((group) => ({ ...group, bucket: bare(group.bucket) })) };
    case 'grid':
      return { ...body, rows: body.rows.map(bare), columns: body.columns.map(bare) };
  }
}

const few = (figures: readonly { readonly n: number }[]): number => figures.filter(({ n }) => n === FEW).length;

function withheldIn(body: ExploreResult['body']): number {
  switch (body.kind) {
    case 'points':
      return few([...body.groups, { n: body.of }]);
    case 'boxes':
      return few(body.groups);
    case 'grid':
      return body.columns.length === 0
        ? few(body.rowTotals)
        : few([...body.cells.flat(), ...body.rowTotals, ...body.columnTotals]);
  }
}
