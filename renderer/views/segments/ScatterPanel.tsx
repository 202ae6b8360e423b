import { useMemo, useRef, useState } from 'react';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { SMALL_SEGMENT } from '../../../shared/privacy/chart.ts';
import { keptSegments } from '../../../shared/privacy/segments.ts';
import { ChartTools } from '../../charts/ChartTools.tsx';
import { Scatter, type ScatterHandle } from '../../charts/scatter/Scatter.tsx';
import type { ScatterGroup } from '../../charts/scatter/types.ts';
import type { Mark } from '../../charts/scatter/stamps.ts';
import { useLeaving } from '../../charts/useLeaving.ts';
import { useQuery } from '../../state/queries.ts';
import { clearSelection, go, select, useStore } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { useLocale } from '../../ui/locale.ts';
import { Failed, Kbd, Waiting } from '../../ui/small.tsx';
import { Shape } from '../../ui/Shape.tsx';
import { segmentName } from '../../words/segments.ts';

export interface ScatterPanelProps {
  segmentation: Segmentation;
  onExclude: (segment: number) => void;
}

/** Rows the table twin of the plot offers; the customers view has them all. */
const TWIN_ROWS = 2000;

/** Every customer on the first two components, the one selection of all views, and what can be done with it. */
export function ScatterPanel({ segmentation, onExclude }: ScatterPanelProps) {
  const { t, fmt, say } = useLocale();
  const { data, error, refetch } = useQuery('segments.scatter', {}, { keep: true });
  const selection = useStore((state) => state.selection);
  const theme = useStore((state) => state.theme);
  const lang = useStore((state) => state.lang);
  const [tool, setTool] = useState<'pointer' | 'lasso'>('pointer');
  const handle = useRef<ScatterHandle | null>(null);
  const shown = segmentation.segments.filter((segment) => !segment.excluded);
  const groups = useMemo(
    () =>
      shown.map((segment): ScatterGroup => ({
        segment: segment.id,
        mark: segment.colour as Mark,
        name: segmentName({ say }, segment),
        note: t('charts:n', { n: segment.size }),
      })),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a new segmentation or language is what changes them
    [segmentation, lang],
  );
  const { safe, leaving } = useLeaving();
  const kept = useMemo(() => keptSegments(segmentation), [segmentation]);
  const told = useMemo(() => groups.filter(({ segment }) => !kept.has(segment)), [groups, kept]);
  const chosen = useMemo(
    () => ({ segment: selection.segment, customers: selection.customers ? new Set(selection.customers) : null }),
    [selection],
  );
  const nameOf = (id: number) => {
    const segment = segmentation.segments.find((s) => s.id === id);
    return segment ? segmentName({ say }, segment) : '';
  };
  const table = () => ({
    columns: [
      t('segmentsUi:customer'),
      t('charts:segment'),
      t('charts:componentShort', { n: 1 }),
      t('charts:componentShort', { n: 2 }),
    ],
    rows: Array.from({ length: Math.min(TWIN_ROWS, data?.x.length ?? 0) }, (_, i) => [
      `C-${String(data!.customer[i]!).padStart(4, '0')}`,
      kept.named(data!.segment[i]!) ? nameOf(data!.segment[i]!) : say(SMALL_SEGMENT),
      data!.x[i]!,
      data!.y[i]!,
    ]),
    note:
      data && data.x.length > TWIN_ROWS ? t('segmentsUi:firstRows', { n: TWIN_ROWS, all: data.x.length }) : undefined,
  });
  const inView = shown.reduce((sum, segment) => sum + segment.size, 0);
  return (
    <section className="plot" aria-labelledby="scatter-title">
      <div className="panel-head">
        <div className="grow">
          <h2 className="h" id="scatter-title">
            {t('segmentsUi:map')}
          </h2>
          <p className="cap">
            {t(selection.segment === null ? 'segmentsUi:mapBasis' : 'segmentsUi:mapBasisOutline', { n: inView })}
          </p>
        </div>
        <IconButton
          icon="pointer"
          label={t('segmentsUi:toolPointer')}
          pressed={tool === 'pointer'}
          onClick={() => setTool('pointer')}
        />
        <IconButton
          icon="lasso"
          label={t('segmentsUi:toolLasso')}
          pressed={tool === 'lasso'}
          onClick={() => setTool('lasso')}
        />
        <IconButton icon="fit" label={t('segmentsUi:fit')} keys="0" onClick={() => handle.current?.reset()} />
        <span className="vr" />
        <ChartTools
          name={t('segmentsUi:map')}
          table={table}
          png={() => leaving(() => handle.current!.png())}
          svg={() => leaving(() => handle.current!.svg())}
        />
      </div>
      {error ? <Failed error={error} retry={refetch} /> : null}
      {!error && !data ? <Waiting /> : null}
      {data ? (
        <Scatter
          data={data}
          groups={safe ? told : groups}
          selection={chosen}
          tool={tool}
          theme={theme}
          handle={handle}
          label={t('segmentsUi:mapLabel', { n: inView, k: shown.length })}
          describe={(i) => `${nameOf(data.segment[i]!)} · C-${String(data.customer[i]!).padStart(4, '0')}`}
          onClick={(i) => {
            if (i === null) clearSelection();
            else select({ segment: data.segment[i]!, customers: null });
          }}
          onLasso={(points) => {
            if (points.length > 0) select({ segment: null, customers: points.map((i) => data.customer[i]!) });
            setTool('pointer');
          }}
        />
      ) : null}
      <SelectionBar segmentation={segmentation} onExclude={onExclude} format={fmt.number} />
    </section>
  );
}

function SelectionBar({ segmentation, onExclude, format }: ScatterPanelProps & { format: (n: number) => string }) {
  const { t } = useLocale();
  const selection = useStore((state) => state.selection);
  const segment = segmentation.segments.find((s) => s.id === selection.segment);
  const count = selection.customers?.length ?? segment?.size;
  if (count === undefined) return null;
  return (
    <div className="selbar" role="group" aria-label={t('segmentsUi:selection')}>
      {segment ? <Shape colour={segment.colour} size={11} /> : null}
      <b>{t('segmentsUi:selected', { n: format(count) })}</b>
      <span className="vr" />
      <Button kind="ghost" size="sm" onClick={() => go({ view: 'customers' })}>
        {t('segmentsUi:viewCustomers')}
      </Button>
      {segment ? (
        <Button kind="ghost" size="sm" onClick={() => onExclude(segment.id)}>
          {t(segment.excluded ? 'segmentsUi:include' : 'segmentsUi:exclude')}
        </Button>
      ) : null}
      <Button kind="ghost" size="sm" onClick={clearSelection}>
        {t('segmentsUi:clear')} <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}
