import { useCallback, useMemo, useRef, useState } from 'react';
import type { Out } from '../../../../shared/contract.ts';
import type { TimelineEntry } from '../../../../shared/contract/customers.ts';
import type { SourceKind } from '../../../../shared/domain.ts';
import { useSize } from '../../../charts/kit/useSize.ts';
import { envelopeOf } from '../../../state/answers.ts';
import { ask, tellFailure, useQuery } from '../../../state/queries.ts';
import { go } from '../../../state/store.ts';
import { useNames } from '../../../state/terms.ts';
import { Answered, Button, EmptyState, Segmented, useLocale, VirtualTable } from '../../../ui/index.ts';
import { type Row, timelineColumns } from './timelineColumns.tsx';
import s from './Timeline.module.css';

type Answer = Out<'customers.timeline'>;
type Shown = SourceKind | 'all';

interface TimelineProps {
  id: number;
  /** pseudonym of the customer */
  name: string;
  sourceNames: ReadonlyMap<number, string>;
  selected: TimelineEntry | null;
  onSelect: (entry: TimelineEntry) => void;
}

/** Orders, events, feedback and notes, newest first; rows come in as they are scrolled to. */
export function Timeline(props: TimelineProps) {
  const { t } = useLocale();
  const box = useRef<HTMLElement>(null);
  const room = useSize(box)?.width ?? 0;
  return (
    <section className={s.timeline} ref={box} aria-label={t('customerUi:timeline')}>
      <Entries {...props} room={room} />
    </section>
  );
}

/** `room`: pixels there are beside each other. */
function Entries({ id, name, sourceNames, selected, onSelect, room }: TimelineProps & { room: number }) {
  const locale = useLocale();
  const { t } = locale;
  const nameOf = useNames();
  const [kind, setKind] = useState<Shown>('all');
  const query = useQuery('customers.timeline', { id, limit: 0 });
  const { load, version } = useEntries(id, kind, query.data);
  return (
    <Answered query={query}>
      {({ counts }) => {
        const all = counts.reduce((sum, { n }) => sum + n, 0);
        const count = kind === 'all' ? all : (counts.find((one) => one.kind === kind)?.n ?? 0);
        const hasAmounts = counts.some((one) => one.kind === 'orders');
        return (
          <>
            <Bar counts={counts} all={all} kind={kind} onKind={setKind} />
            {all === 0 ? (
              <Nothing />
            ) : count === 0 ? (
              <p className={`mid ${s.none}`}>{t('customerUi:nothingOfKind')}</p>
            ) : (
              <div className={s.rows}>
                <VirtualTable
                  label={t('customerUi:timelineOf', { name })}
                  count={count}
                  columns={timelineColumns({ locale, nameOf, sourceNames, hasAmounts, room })}
                  load={load}
                  version={version}
                  rowHeight={31}
                  isSelected={(row) => selected !== null && 'index' in selected && selected.index === row.index}
                  onActivate={onSelect}
                  onFailure={(failure) => {
                    tellFailure(envelopeOf(failure));
                  }}
                />
              </div>
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** The entries of a kind in windows; another version whenever they are to be fetched anew. */
function useEntries(id: number, kind: Shown, counted: Answer | undefined) {
  const kinds = useMemo(() => (kind === 'all' ? [] : [kind]), [kind]);
  const load = useCallback(
    async (offset: number, limit: number): Promise<Row[]> => {
      const { entries } = await ask('customers.timeline', { id, offset, limit: Math.min(limit, 500), kinds });
      return entries.map((entry, i) => ({
        ...entry,
        index: offset + i,
        first: entry.at === null || entry.at.slice(0, 10) !== entries[i - 1]?.at?.slice(0, 10),
      }));
    },
    [id, kinds],
  );
  const [turn, setTurn] = useState({ counted, n: 0 });
  if (turn.counted !== counted) setTurn({ counted, n: turn.n + 1 });
  return { load, version: `${String(id)} ${kind} ${String(turn.n)}` };
}

/** Which kinds of entries are shown, where there is more than one. */
function Bar({
  counts,
  all,
  kind,
  onKind,
}: {
  counts: Answer['counts'];
  all: number;
  kind: Shown;
  onKind: (kind: Shown) => void;
}) {
  const { t, fmt } = useLocale();
  return (
    <div className={s.bar}>
      <h2 className="h">{t('customerUi:timeline')}</h2>
      {counts.length > 1 ? (
        <Segmented
          label={t('customerUi:what')}
          value={kind}
          options={[
            { value: 'all', label: `${t('customerUi:all')} ${fmt.number(all)}` },
            ...counts.map((one) => ({
              value: one.kind,
              label: `${t(`kinds:kind.${one.kind}`)} ${fmt.number(one.n)}`,
            })),
          ]}
          onChange={onKind}
        />
      ) : (
        <span className="cap">{counts[0] ? fmt.number(all) : ''}</span>
      )}
    </div>
  );
}

function Nothing() {
  const { t } = useLocale();
  return (
    <EmptyState
      why={t('customerUi:nothing')}
      action={
        <Button
          onClick={() => {
            go({ view: 'sources', mode: 'import' });
          }}
        >
          {t('customerUi:importMore')}
        </Button>
      }
    />
  );
}
