import { useRef, useState } from 'react';
import type {
  Comparison,
  Heatmap as Heat,
  LeavingComparison,
  LeavingHeatmap,
  LeavingSegment,
  Segmentation,
} from '../../../shared/contract/segments.ts';
import { printPoint } from '../../../shared/print.ts';
import { ChartTools } from '../../charts/kit/ChartTools.tsx';
import { ComparisonBars } from '../../charts/comparison/ComparisonBars.tsx';
import { ComparisonBoxes } from '../../charts/comparison/ComparisonBoxes.tsx';
import { Heatmap } from '../../charts/heatmap/Heatmap.tsx';
import { pngOf, svgOf } from '../../charts/kit/picture.ts';
import { RampKey } from '../../charts/kit/RampKey.tsx';
import { useLeaving } from '../../charts/kit/useLeaving.ts';
import { useAttributes } from '../../state/attributes.ts';
import { ask, useQuery } from '../../state/queries.ts';
import { select, useStore } from '../../state/store.ts';
import { Button, Failed, Segmented, Select, useLocale, Waiting } from '../../ui/index.ts';
import { segmentName } from '../../words/segments.ts';
import { labelOf, profileTable } from './profileTwin.ts';
import sPanels from './panels.module.css';
import s from './ProfilePanel.module.css';

/** Groups against everyone: the heat map of all attributes, or one attribute in detail. */
export function ProfilePanel({ segmentation }: { segmentation: Segmentation }) {
  const locale = useLocale();
  const { t } = locale;
  const [mode, setMode] = useState<'heat' | 'one'>('heat');
  const [attribute, setAttribute] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const chart = useRef<HTMLDivElement>(null);
  const heat = useQuery('segments.heatmap', {}, { keep: true });
  const first = heat.data?.attributes[0]?.attribute ?? null;
  const one = attribute ?? first;
  const comparison = useQuery(
    'segments.compare',
    { attribute: one ?? 0 },
    { enabled: mode === 'one' && one !== null, keep: true },
  );
  const { left, leaves } = useLeaving<LeavingHeatmap | LeavingComparison>((audience) =>
    mode === 'heat'
      ? ask('segments.leavingHeatmap', { audience })
      : ask('segments.leavingComparison', { attribute: one!, audience }),
  );
  const segments = left?.segments ?? segmentation.segments;
  const shown = heat.error || mode === 'heat' ? heat : comparison;
  const title = t(mode === 'heat' ? 'segmentsUi:heat' : 'segmentsUi:compare');
  const columns = heat.data?.attributes.length ?? 0;
  return (
    <section className={s.profile} aria-labelledby="profile-title">
      <div className={`${sPanels.head} ${s.head}`}>
        <h2 className="h" id="profile-title">
          {title}
        </h2>
        <span className="cap grow ell">
          {t(mode === 'heat' ? 'segmentsUi:heatBasis' : 'segmentsUi:compareBasis', { n: segmentation.n })}
        </span>
        {mode === 'heat' ? <RampKey /> : null}
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
        <ChartTools
          leaves={leaves}
          name={() => title}
          table={(figures) => profileTable(figures, segmentation.cut, locale)}
          png={() => pngOf(svgOf(chart.current!))}
          svg={() => svgOf(chart.current!)}
        />
      </div>
      {shown.error ? <Failed error={shown.error} retry={shown.refetch} /> : null}
      {!heat.data && !heat.error ? <Waiting /> : null}
      <div ref={chart} className={s.profileBody}>
        {mode === 'heat' && heat.data ? (
          <HeatmapOf
            segments={segments}
            heat={left && 'heat' in left ? left.heat : heat.data}
            all={all}
            onColumn={(id) => {
              setAttribute(id);
              setMode('one');
            }}
          />
        ) : null}
        {mode === 'one' && comparison.data ? (
          <ComparisonOf
            segments={segments}
            comparison={left && 'comparison' in left ? left.comparison : comparison.data}
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

/** What is drawn of a segment, on the screen and as it leaves. */
type Named = Omit<LeavingSegment, 'size'>;

/** Columns shown before all are asked for. */
const FIRST = 12;
/** Columns of the heat map by how far they set the groups apart: the largest difference of any group decides. */
const bySeparation = (heat: Heat): number[] => {
  const reach = heat.attributes.map((_, i) => Math.max(0, ...heat.rows.map(({ values }) => Math.abs(values[i] ?? 0))));
  return reach.map((_, i) => i).sort((a, b) => reach[b]! - reach[a]! || a - b);
};
const uniqueAttributes = (list: Heat['attributes']) => [...new Map(list.map((a) => [a.attribute, a])).values()];

function HeatmapOf({
  segments,
  heat,
  all,
  onColumn,
}: {
  segments: readonly Named[];
  heat: Heat;
  all: boolean;
  onColumn: (attribute: number) => void;
}) {
  const { t, say } = useLocale();
  const selected = useStore((state) => state.selection.segment);
  const order = bySeparation(heat);
  // what became of customers is always in view
  const shown = all ? order : order.filter((i, at) => at < FIRST || heat.attributes[i]!.outcome);
  const rows = heat.rows.flatMap((row) => {
    const segment = segments.find((one) => one.id === row.segment);
    if (!segment) return [];
    const values = shown.map((i) => row.values[i] ?? null);
    return [{ id: segment.id, colour: segment.colour, name: segmentName({ say }, segment), values }];
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

function ComparisonOf({ segments, comparison }: { segments: readonly Named[]; comparison: Comparison }) {
  const { say, fmt, lang } = useLocale();
  const selected = useStore((state) => state.selection.segment);
  const attribute = useAttributes().data?.find(({ id }) => id === comparison.attribute);
  const Chart = comparison.kind === 'numeric' ? ComparisonBoxes : ComparisonBars;
  return (
    <Chart
      comparison={comparison}
      segments={segments}
      nameOf={(segment) => segmentName({ say }, segment)}
      selected={selected}
      print={(value) => (attribute ? printPoint(value, attribute, lang) : fmt.number(value))}
    />
  );
}
