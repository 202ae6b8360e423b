import type {
  Heatmap,
  LeavingComparison,
  LeavingHeatmap,
  LeavingSegment,
  Segmentation,
} from '../../../shared/contract/segments.ts';
import { FEW } from '../../../shared/contract/explore.ts';
import type { TwinTable } from '../../charts/kit/ChartTools.tsx';
import type { Locale } from '../../ui/index.ts';
import { segmentName } from '../../words/segments.ts';

/** A column of the heat map in words. */
export const labelOf = (a: Heatmap['attributes'][number]): string =>
  a.level === null ? a.column : `${a.column} ${a.level}`;

/** The panel that left, as a table. @param cut what stands over groups that were cut as asked */
export const profileTable = (
  left: LeavingHeatmap | LeavingComparison,
  cut: Segmentation['cut'],
  locale: Locale,
): TwinTable => ({
  ...('heat' in left ? heatTable(left, locale) : comparisonTable(left, locale)),
  ...(cut ? { note: locale.say(cut) } : {}),
});

/** Names of the segments by id; without one: everyone. */
const namesIn =
  (segments: readonly LeavingSegment[], { t, say }: Locale) =>
  (id: number | null): string => {
    const segment = segments.find((one) => one.id === id);
    return segment ? segmentName({ say }, segment) : t('charts:everyone');
  };

function heatTable({ segments, heat }: LeavingHeatmap, locale: Locale): TwinTable {
  const nameOf = namesIn(segments, locale);
  return {
    columns: [locale.t('charts:segment'), 'n', ...heat.attributes.map(labelOf)],
    rows: heat.rows.map((row) => [nameOf(row.segment), row.n, ...row.values]),
  };
}

function comparisonTable({ segments, comparison }: LeavingComparison, locale: Locale): TwinTable {
  const { t } = locale;
  const nameOf = namesIn(segments, locale);
  if (comparison.kind === 'numeric')
    return {
      columns: [
        t('charts:segment'),
        'n',
        t('charts:missing'),
        'P5',
        'Q1',
        t('charts:median'),
        'Q3',
        'P95',
        t('charts:mean'),
      ],
      rows: comparison.groups.map((g) => [
        nameOf(g.segment),
        g.n,
        g.missing === FEW ? t('exploreUi:few') : g.missing,
        g.box?.p5 ?? null,
        g.box?.q1 ?? null,
        g.box?.median ?? null,
        g.box?.q3 ?? null,
        g.box?.p95 ?? null,
        g.box?.mean ?? null,
      ]),
    };
  return {
    columns: [
      t('charts:segment'),
      t('charts:level'),
      t('charts:count'),
      t('charts:share'),
      t('charts:low'),
      t('charts:high'),
    ],
    rows: comparison.groups.flatMap((g) =>
      (g.shares ?? []).map((s) => [nameOf(g.segment), s.level, s.count, s.share, s.interval[0], s.interval[1]]),
    ),
  };
}
