import { useCallback, useMemo, useRef, useState } from 'react';
import type { TimelineEntry } from '../../../../shared/contract/customers.ts';
import type { SourceKind } from '../../../../shared/domain.ts';
import { useSize } from '../../../charts/explore/useSize.ts';
import { ask, envelopeOf, tellFailure, useQuery } from '../../../state/queries.ts';
import { go } from '../../../state/store.ts';
import {
  Button,
  EmptyState,
  Failed,
  Icon,
  type IconName,
  Segmented,
  Tag,
  useLocale,
  type VirtualColumn,
  VirtualTable,
  Waiting,
} from '../../../ui/index.ts';
import { amountText, entrySummary, entryTitle, whenText } from './words.ts';

const ICONS: Partial<Record<SourceKind, IconName>> = {
  orders: 'file',
  events: 'pointer',
  feedback: 'quote',
  survey: 'lines',
  notes: 'page',
};

interface TimelineProps {
  id: number;
  /** pseudonym of the customer */
  name: string;
  sourceNames: ReadonlyMap<number, string>;
  selected: TimelineEntry | null;
  onSelect: (entry: TimelineEntry) => void;
}
const SCROLLBAR = 12;
/** Pixels of the columns; the details take what is left. Without room for it the source stands in the entry alone. */
const WIDTHS = { when: 144, what: 172, amount: 88, details: 180, source: 150 };

/** An entry and whether it is the first one of its day among those loaded with it. */
type Row = TimelineEntry & { readonly index: number; readonly first: boolean };

/** Orders, events, feedback and notes, newest first; rows come in as they are scrolled to. */
export function Timeline(props: TimelineProps) {
  const { t } = useLocale();
  const box = useRef<HTMLElement>(null);
  const room = useSize(box)?.width ?? 0;
  return (
    <section className="cp-timeline" ref={box} aria-label={t('customerUi:timeline')}>
      <Entries {...props} room={room} />
    </section>
  );
}

/** `room`: pixels there are beside each other. */
function Entries({ id, name, sourceNames, selected, onSelect, room }: TimelineProps & { room: number }) {
  const locale = useLocale();
  const { t, fmt } = locale;
  const [kind, setKind] = useState<SourceKind | 'all'>('all');
  const { data, error, refetch } = useQuery('customers.timeline', { id, limit: 0 });
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
  const [version, setVersion] = useState({ data, n: 0 });
  if (version.data !== data) setVersion({ data, n: version.n + 1 });
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return <Waiting />;
  const all = data.counts.reduce((sum, { n }) => sum + n, 0);
  const count = kind === 'all' ? all : (data.counts.find((one) => one.kind === kind)?.n ?? 0);
  const hasAmounts = data.counts.some((one) => one.kind === 'orders');
  const left = room - WIDTHS.when - WIDTHS.what - (hasAmounts ? WIDTHS.amount : 0) - SCROLLBAR;
  const withSource = left >= WIDTHS.details + WIDTHS.source;
  const columns: VirtualColumn<Row>[] = [
    {
      key: 'when',
      width: WIDTHS.when,
      header: t('customerUi:when'),
      cell: (row) => {
        const { day, time } = whenText(row.at, locale);
        return (
          <span className="cp-when">
            <span className={row.first ? undefined : 'again'}>{day}</span>
            <span className="cap">{time}</span>
          </span>
        );
      },
    },
    {
      key: 'what',
      width: WIDTHS.what,
      header: t('customerUi:what'),
      cell: (row) => (
        <span className="cp-what">
          <Icon name={ICONS[row.kind] ?? 'file'} size={14} />
          {row.kind === 'orders' && row.title !== null ? (
            <span className="ell">
              <span className="sr-only">{t('kinds:kind.orders')} </span>
              {row.title}
            </span>
          ) : (
            <span className="ell">{entryTitle(row, locale)}</span>
          )}
        </span>
      ),
    },
    ...(hasAmounts
      ? [
          {
            key: 'amount',
            width: WIDTHS.amount,
            header: t('customerUi:amount'),
            numeric: true,
            cell: (row: Row) => amountText(row, row.amount, locale),
          },
        ]
      : []),
    {
      key: 'details',
      width: Math.max(WIDTHS.details, left - (withSource ? WIDTHS.source : 0)),
      header: t('customerUi:details'),
      cell: (row) => (
        <span className="cp-what">
          {row.returned === 'no' ? null : <Tag tone="warn">{t(`customerUi:returned.${row.returned}`)}</Tag>}
          <span className="ell">{entrySummary(row, locale)}</span>
        </span>
      ),
    },
    ...(withSource
      ? [
          {
            key: 'source',
            width: WIDTHS.source,
            header: t('customerUi:source'),
            className: 'mut',
            cell: (row: Row) => (row.sourceId === null ? t('kinds:kind.notes') : (sourceNames.get(row.sourceId) ?? '')),
          },
        ]
      : []),
  ];
  return (
    <>
      <div className="cp-bar">
        <h2 className="h">{t('customerUi:timeline')}</h2>
        {data.counts.length > 1 ? (
          <Segmented
            label={t('customerUi:what')}
            value={kind}
            options={[
              { value: 'all', label: `${t('customerUi:all')} ${fmt.number(all)}` },
              ...data.counts.map((one) => ({
                value: one.kind,
                label: `${t(`kinds:kind.${one.kind}`)} ${fmt.number(one.n)}`,
              })),
            ]}
            onChange={(next: SourceKind | 'all') => {
              setKind(next);
            }}
          />
        ) : (
          <span className="cap">{data.counts[0] ? fmt.number(all) : ''}</span>
        )}
      </div>
      {all === 0 ? (
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
      ) : count === 0 ? (
        <p className="mid cp-none">{t('customerUi:nothingOfKind')}</p>
      ) : (
        <div className="cp-rows">
          <VirtualTable
            label={t('customerUi:timelineOf', { name })}
            count={count}
            columns={columns}
            load={load}
            version={`${String(id)} ${kind} ${String(version.n)}`}
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
}
