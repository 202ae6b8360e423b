import { useRef, useState } from 'react';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { tellable } from '../../../shared/privacy.ts';
import { type KeptSegments, keptSegments, leavingComparison } from '../../../shared/privacy/segments.ts';
import { ChartTools } from '../../charts/ChartTools.tsx';
import { ComparisonChart } from '../../charts/ComparisonChart.tsx';
import { Heatmap, HeatmapKey } from '../../charts/Heatmap.tsx';
import { pngOf, svgOf } from '../../charts/picture.ts';
import { useLeaving } from '../../charts/useLeaving.ts';
import { useQuery } from '../../state/queries.ts';
import { select, useStore } from '../../state/store.ts';
import { Button } from '../../ui/Button.tsx';
import { Segmented, Select } from '../../ui/inputs.tsx';
import { useLocale } from '../../ui/locale.ts';
import { Failed, Waiting } from '../../ui/small.tsx';
import { segmentName } from '../../words/segments.ts';

/** Groups against everyone: the heat map of all attributes, or one attribute in detail. */
export function ProfilePanel({ segmentation }: { segmentation: Segmentation }) {
  const { t } = useLocale();
  const [mode, setMode] = useState<'heat' | 'one'>('heat');
  const [attribute, setAttribute] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const chart = useRef<HTMLDivElement>(null);
  const { safe, leaving } = useLeaving();
  const kept = keptSegments(segmentation);
  const heat = useQuery('segments.heatmap', {}, { keep: true });
  const first = heat.data?.attributes[0]?.attribute ?? null;
  const one = attribute ?? first;
  const comparison = useQuery(
    'segments.compare',
    { attribute: one ?? 0 },
    { enabled: mode === 'one' && one !== null, keep: true },
  );
  const shown = heat.error || mode === 'heat' ? heat : comparison;
  const title = t(mode === 'heat' ? 'segmentsUi:heat' : 'segmentsUi:compare');
  const columns = heat.data?.attributes.length ?? 0;
  return (
    <section className="profile" aria-labelledby="profile-title">
      <div className="panel-head">
        <h2 className="h" id="profile-title">
          {title}
        </h2>
        <span className="cap grow ell">
          {t(mode === 'heat' ? 'segmentsUi:heatBasis' : 'segmentsUi:compareBasis', { n: segmentation.n })}
        </span>
        {mode === 'heat' ? <HeatmapKey /> : null}
        {mode === 'heat' && columns > FIRST ? <AllColumns all={all} onAll={setAll} columns={columns} /> : null}
        {mode === 'one' && one !== null ? (
          <AttributeSelect heat={heat.data ?? null} value={one} onChange={setAttribute} />
        ) : null}
        <Segmented
          label={title}
          value={mode}
          options={[
            { value: 'heat', label: t('segmentsUi:modeHeat') },
            { value: 'one', label: t('segmentsUi:modeOne') },
          ]}
          onChange={setMode}
        />
        <ProfileTools
          name={title}
          mode={mode}
          heat={heat.data ?? null}
          comparison={comparison.data ?? null}
          kept={kept}
          chart={chart}
          leaving={leaving}
          segmentation={segmentation}
        />
      </div>
      {shown.error ? <Failed error={shown.error} retry={shown.refetch} /> : null}
      {!heat.data && !heat.error ? <Waiting /> : null}
      <div ref={chart} className="profile-body">
        {mode === 'heat' && heat.data ? (
          <HeatmapOf
            segmentation={segmentation}
            heat={safe ? leavingHeat(heat.data, kept) : heat.data}
            all={all}
            onColumn={(id) => {
              setAttribute(id);
              setMode('one');
            }}
          />
        ) : null}
        {mode === 'one' && comparison.data ? (
          <ComparisonOf
            segmentation={segmentation}
            comparison={safe ? leavingComparison(comparison.data, kept) : comparison.data}
          />
        ) : null}
      </div>
    </section>
  );
}

/** Turns between all columns of the heat map and the first, which set the groups furthest apart. */
function AllColumns({ all, onAll, columns }: { all: boolean; onAll: (all: boolean) => void; columns: number }) {
  const { t } = useLocale();
  return (
    <Button
      kind="link"
      title={t('segmentsUi:heatOrder')}
      aria-pressed={all}
      onClick={() => {
        onAll(!all);
      }}
    >
      {all ? t('segmentsUi:heatFirst', { n: FIRST }) : t('segmentsUi:heatAll', { n: columns })}
    </Button>
  );
}

interface AttributeSelectProps {
  /** whose attributes can be chosen */
  heat: Heat | null;
  value: number;
  onChange: (attribute: number) => void;
}

function AttributeSelect({ heat, value, onChange }: AttributeSelectProps) {
  const { t } = useLocale();
  return (
    <Select
      label={t('segmentsUi:attribute')}
      value={String(value)}
      options={uniqueAttributes(heat?.attributes ?? []).map((a) => ({ value: String(a.attribute), label: a.column }))}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}

type Heat = NonNullable<ReturnType<typeof useQuery<'segments.heatmap'>>['data']>;
type Compared = NonNullable<ReturnType<typeof useQuery<'segments.compare'>>['data']>;

/** The rows of segments that may be told: with the others, each difference from everyone would tell of the last. */
const leavingHeat = (heat: Heat, kept: KeptSegments): Heat => ({
  ...heat,
  rows: heat.rows.filter(({ segment }) => !kept.has(segment)),
});

/** Columns shown before all are asked for. */
const FIRST = 12;
/** Columns of the heat map by how far they set the groups apart: the largest difference of any group decides. */
const bySeparation = (heat: Heat): number[] => {
  const reach = heat.attributes.map((_, i) => Math.max(0, ...heat.rows.map(({ values }) => Math.abs(values[i] ?? 0))));
  return reach.map((_, i) => i).sort((a, b) => reach[b]! - reach[a]! || a - b);
};
const uniqueAttributes = (list: Heat['attributes']) => [...new Map(list.map((a) => [a.attribute, a])).values()];
const labelOf = (a: Heat['attributes'][number]) => (a.level === null ? a.column : `${a.column} ${a.level}`);

function HeatmapOf({
  segmentation,
  heat,
  all,
  onColumn,
}: {
  segmentation: Segmentation;
  heat: Heat;
  all: boolean;
  onColumn: (attribute: number) => void;
}) {
  const { t, say } = useLocale();
  const selected = useStore((state) => state.selection.segment);
  const order = bySeparation(heat);
  const shown = all ? order : order.slice(0, FIRST);
  const rows = heat.rows.flatMap((row) => {
    const segment = segmentation.segments.find((s) => s.id === row.segment);
    if (!segment) return [];
    const values = shown.map((i) => row.values[i] ?? null);
    return [{ id: segment.id, colour: segment.colour, name: segmentName({ say }, segment), n: row.n, values }];
  });
  return (
    <Heatmap
      caption={t('segmentsUi:heat')}
      columns={shown.map((i) => {
        const a = heat.attributes[i]!;
        return {
          key: `${a.attribute} ${a.level ?? ''}`,
          label: a.choice?.question ?? a.column,
          level: a.choice?.option ?? a.level,
          hint: t('segmentsUi:seeAttribute', { name: labelOf(a) }),
        };
      })}
      rows={rows}
      selected={selected}
      onRow={(id) => select({ segment: id === selected ? null : id, customers: null })}
      onColumn={(at) => onColumn(heat.attributes[shown[at]!]!.attribute)}
    />
  );
}

function ComparisonOf({ segmentation, comparison }: { segmentation: Segmentation; comparison: Compared }) {
  const { say } = useLocale();
  const selected = useStore((state) => state.selection.segment);
  return (
    <ComparisonChart
      comparison={comparison}
      segments={segmentation.segments}
      nameOf={(segment) => segmentName({ say }, segment)}
      selected={selected}
    />
  );
}

interface ToolsProps {
  name: string;
  mode: 'heat' | 'one';
  heat: Heat | null;
  comparison: Compared | null;
  chart: { readonly current: HTMLDivElement | null };
  kept: KeptSegments;
  leaving: ReturnType<typeof useLeaving>['leaving'];
  segmentation: Segmentation;
}

function ProfileTools({ name, mode, heat, comparison, chart, kept, leaving, segmentation }: ToolsProps) {
  const { t, say } = useLocale();
  const nameOf = (id: number | null) => {
    const segment = segmentation.segments.find((s) => s.id === id);
    return segment ? segmentName({ say }, segment) : t('charts:everyone');
  };
  const heatTable = () => ({
    columns: [t('charts:segment'), 'n', ...(heat?.attributes ?? []).map(labelOf)],
    rows: (heat ? leavingHeat(heat, kept).rows : []).map((row) => [nameOf(row.segment), row.n, ...row.values]),
  });
  const oneTable = () => {
    const told = comparison && leavingComparison(comparison, kept);
    if (told?.kind === 'numeric')
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
        rows: told.groups.map((g) => [
          nameOf(g.segment),
          g.n,
          tellable(g.missing) ? g.missing : t('exploreUi:few'),
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
      rows: (told?.groups ?? []).flatMap((g) =>
        (g.shares ?? []).map((s) => [nameOf(g.segment), s.level, s.count, s.share, s.interval[0], s.interval[1]]),
      ),
    };
  };
  return (
    <ChartTools
      name={name}
      table={mode === 'heat' ? heatTable : oneTable}
      png={() => leaving(() => pngOf(svgOf(chart.current!)))}
      svg={() => leaving(() => svgOf(chart.current!))}
    />
  );
}
