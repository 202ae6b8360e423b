import { useMemo, useRef, useState } from 'react';
import type { LeavingScatter, LeavingSegment, Segmentation } from '../../../shared/contract/segments.ts';
import { ChartTools, type TwinTable } from '../../charts/kit/ChartTools.tsx';
import { Scatter, type ScatterHandle, type ScatterProps } from '../../charts/scatter/Scatter.tsx';
import type { ScatterGroup } from '../../charts/scatter/types.ts';
import type { Mark } from '../../charts/scatter/stamps.ts';
import { useLeaving } from '../../charts/kit/useLeaving.ts';
import { ask, useQuery } from '../../state/queries.ts';
import { clearSelection, go, select, useStore } from '../../state/store.ts';
import { Button, Failed, IconButton, Kbd, type Locale, Shape, useLocale, Waiting } from '../../ui/index.ts';
import { segmentName } from '../../words/segments.ts';
import sPanels from './panels.module.css';
import s from './ScatterPanel.module.css';

export interface ScatterPanelProps {
  segmentation: Segmentation;
  onExclude: (segment: number) => void;
}

/** Every customer on the first two components, the one selection of all views, and what can be done with it. */
export function ScatterPanel({ segmentation, onExclude }: ScatterPanelProps) {
  const locale = useLocale();
  const { t, fmt } = locale;
  const { data, error, refetch } = useQuery('segments.scatter', {}, { keep: true });
  const selection = useStore((state) => state.selection);
  const theme = useStore((state) => state.theme);
  const [tool, setTool] = useState<Tool>('pointer');
  const handle = useRef<ScatterHandle | null>(null);
  const { left, leaves } = useLeaving((audience) => ask('segments.leavingScatter', { audience }));
  const groups = useGroups(left?.segments ?? segmentation.segments);
  const chosen = useMemo(
    () => ({
      segment: selection.segment,
      // customers picked by hand may be few
      customers: selection.customers && !left ? new Set(selection.customers) : null,
    }),
    [selection, left],
  );
  const nameOf = useNames(segmentation);
  const shown = shownOf(segmentation);
  const inView = shown.reduce((sum, segment) => sum + segment.size, 0);
  return (
    <section className={s.plot} aria-labelledby="scatter-title">
      <div className={sPanels.head}>
        <div className="grow">
          <h2 className="h" id="scatter-title">
            {t('segmentsUi:map')}
          </h2>
          <p className="cap">
            {t(selection.segment === null ? 'segmentsUi:mapBasis' : 'segmentsUi:mapBasisOutline', { n: inView })}
          </p>
        </div>
        <Tools tool={tool} onTool={setTool} onFit={() => handle.current?.reset()} />
        <span className="vr" />
        <ChartTools
          leaves={leaves}
          name={() => t('segmentsUi:map')}
          table={(figures) => tableOf(figures, locale)}
          png={() => handle.current!.png()}
          svg={() => handle.current!.svg()}
        />
      </div>
      {error ? <Failed error={error} retry={refetch} /> : null}
      {!error && !data ? <Waiting /> : null}
      {data ? (
        <Scatter
          data={left?.points ?? data}
          groups={groups}
          selection={chosen}
          tool={tool}
          theme={theme}
          handle={handle}
          label={t('segmentsUi:mapLabel', { n: inView, k: shown.length })}
          describe={(i) => `${nameOf(data.segment[i]!)} · ${pseudonymOf(data, i)}`}
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

type Tool = 'pointer' | 'lasso';
type ScatterData = ScatterProps['data'];

const shownOf = ({ segments }: Segmentation) => segments.filter((segment) => !segment.excluded);
const pseudonymOf = (data: ScatterData, point: number) => `C-${String(data.customer[point]!).padStart(4, '0')}`;

/** The groups of the plot: on the screen all in view, as it leaves those with a size that is told. */
function useGroups(segments: readonly (LeavingSegment & { excluded?: boolean })[]): ScatterGroup[] {
  const { t, say } = useLocale();
  return useMemo(
    () =>
      segments
        .filter(({ excluded }) => excluded !== true)
        .flatMap((segment): ScatterGroup[] =>
          segment.size === null
            ? []
            : [
                {
                  segment: segment.id,
                  mark: segment.colour as Mark,
                  name: segmentName({ say }, segment),
                  note: t('charts:n', { n: segment.size }),
                },
              ],
        ),
    [segments, t, say],
  );
}

function useNames({ segments }: Segmentation): (id: number) => string {
  const { say } = useLocale();
  return (id) => {
    const segment = segments.find((one) => one.id === id);
    return segment ? segmentName({ say }, segment) : '';
  };
}

/** Points listed in a table would be customers: it counts them by segment instead. */
function tableOf({ segments, points: { axes } }: LeavingScatter, { t, say, fmt }: Locale): TwinTable {
  return {
    columns: [t('charts:segment'), t('charts:count')],
    rows: segments.map((segment) => [segmentName({ say }, segment), segment.size ?? t('exploreUi:few')]),
    note: axes
      .map(({ explained, low, high }, i) => {
        const component = t('charts:component', { n: i + 1, share: fmt.percent(explained) });
        return `${component}: ${say(low)} → ${say(high)}`;
      })
      .join(' · '),
  };
}

function Tools({ tool, onTool, onFit }: { tool: Tool; onTool: (tool: Tool) => void; onFit: () => void }) {
  const { t } = useLocale();
  return (
    <>
      <IconButton
        icon="pointer"
        label={t('segmentsUi:toolPointer')}
        pressed={tool === 'pointer'}
        onClick={() => onTool('pointer')}
      />
      <IconButton
        icon="lasso"
        label={t('segmentsUi:toolLasso')}
        pressed={tool === 'lasso'}
        onClick={() => onTool('lasso')}
      />
      <IconButton icon="fit" label={t('segmentsUi:fit')} keys="0" onClick={onFit} />
    </>
  );
}

function SelectionBar({ segmentation, onExclude, format }: ScatterPanelProps & { format: (n: number) => string }) {
  const { t } = useLocale();
  const selection = useStore((state) => state.selection);
  const segment = segmentation.segments.find((one) => one.id === selection.segment);
  const count = selection.customers?.length ?? segment?.size;
  if (count === undefined) return null;
  return (
    <div className={s.selbar} role="group" aria-label={t('segmentsUi:selection')}>
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
