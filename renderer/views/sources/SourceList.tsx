import { useEffect, useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import { useQuery } from '../../state/queries.ts';
import { go, keepDraft } from '../../state/store.ts';
import { Button, IconButton, Spinner, Tag, Tooltip, useLocale, ViewHeader } from '../../ui/index.ts';
import { NextSteps } from './NextSteps.tsx';
import { listsCustomers } from '../../../shared/kinds.ts';
import { believedOrder } from './order.ts';
import { useRemove } from './ReceiptView.tsx';
import { Removed } from './Removed.tsx';
import { SampleRest } from './SampleRest.tsx';
import { FileCells, SourceTable } from './SourceTable.tsx';

type Source = Out<'sources.list'>[number];

/** What the study rests on: a row a source, the main list first, and what to do next. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  const { t, fmt } = useLocale();
  const info = useQuery('workspace.info', {}, { keep: true }).data;
  const table = useQuery('customers.table', {}, { keep: true }).data;
  const trust = useQuery('customers.trust', {}, { keep: true }).data;
  const cleaning = useQuery('cleaning.sources', {}, { keep: true }).data;
  const [scores, setScores] = useState<ReadonlyMap<number, number>>(new Map());
  const ordered = believedOrder(sources, trust?.order ?? []);
  const joinable = sources.filter(({ kind }) => kind !== 'other').length;
  const joined = table?.report ?? null;
  const [first] = ordered;
  const main = joinable > 1 && first && listsCustomers(first.kind) ? first.sourceId : null;
  // figures are computed one source after the other, so that a large one keeps nobody waiting for long
  const scoring = ordered.findIndex(({ sourceId }) => !scores.has(sourceId));
  const stepsOf = (id: number) => cleaning?.find(({ sourceId }) => sourceId === id)?.enabled ?? 0;
  const shown = new Map([...scores].filter(([id, score]) => score >= 0 && sources.some((one) => one.sourceId === id)));
  return (
    <>
      <ViewHeader
        title={
          joined
            ? t('sourcesUi:list.joined', { count: sources.length, customers: joined.customers.count })
            : t('sourcesUi:list.title', { count: sources.length })
        }
        basis={t('sourcesUi:list.basis', {
          n: sources.reduce((sum, { stored }) => sum + stored, 0),
          name: info?.name ?? '',
        })}
        stale={(table?.stale ?? null) !== null}
        actions={
          <>
            <Button
              onClick={() => {
                go({ view: 'customers' });
              }}
            >
              {t('sourcesUi:toCustomers')}
            </Button>
            <Button
              kind={joinable > 1 ? 'plain' : 'primary'}
              onClick={() => {
                keepDraft('sources.next', undefined);
                go({ view: 'sources', mode: 'import' });
              }}
            >
              {t('sourcesUi:list.another')}
            </Button>
          </>
        }
      />
      <SampleRest />
      <NextSteps
        sources={ordered}
        joinable={joinable}
        table={table}
        scores={shown}
        steps={sources.reduce((sum, { sourceId }) => sum + stepsOf(sourceId), 0)}
      />
      <div className="source-list scroll" tabIndex={0} role="region" aria-label={t('sourcesUi:list.label')}>
        <SourceTable
          head={
            <>
              <th scope="col">{t('sourcesUi:list.period')}</th>
              <th scope="col" className="r">
                {t('sourcesUi:list.quality')}
              </th>
              <th scope="col" className="r">
                {t('sourcesUi:list.steps')}
              </th>
              <th scope="col">{t('sourcesUi:list.when')}</th>
            </>
          }
        >
          {ordered.map((source, at) => (
            <Row
              key={source.sourceId}
              source={source}
              main={source.sourceId === main}
              steps={stepsOf(source.sourceId)}
              ask={scoring < 0 || at <= scoring}
              onScore={(score) => {
                setScores((known) =>
                  known.get(source.sourceId) === score ? known : new Map(known).set(source.sourceId, score),
                );
              }}
            />
          ))}
        </SourceTable>
        <p className="cap">
          {t('sourcesUi:list.rows', { read: fmt.number(sources.reduce((sum, { read }) => sum + read, 0)) })}{' '}
          {t('sourcesUi:list.raw')}
        </p>
        <Removed />
      </div>
    </>
  );
}

interface RowProps {
  source: Source;
  main: boolean;
  steps: number;
  /** it is this source's turn to be scored */
  ask: boolean;
  /** the score, or -1 when it could not be had */
  onScore: (score: number) => void;
}

function Row({ source, main, steps, ask, onScore }: RowProps) {
  const { t, fmt } = useLocale();
  const { remove, busy } = useRemove();
  const { sourceId, name, period, stored, mode } = source;
  const { data, error } = useQuery('cleaning.quality', { sourceId }, { enabled: ask, keep: true });
  const score = data?.sources[0]?.score;
  const known = score ?? (error || data ? -1 : undefined);
  useEffect(() => {
    if (known !== undefined) onScore(known);
  });
  return (
    <tr>
      <FileCells
        name={name}
        sheet={source.sheet}
        kind={source.kind}
        rows={source.customers}
        rejected={source.rejected}
        customer={source.key}
        mark={
          main ? (
            <Tooltip label={t('sourcesUi:list.mainWhy')}>
              <span tabIndex={0}>
                <Tag>{t('sourcesUi:list.main')}</Tag>
              </span>
            </Tooltip>
          ) : null
        }
      />
      <td className="nw">{period ? periodWords(fmt.date, period) : <span className="mut">–</span>}</td>
      <td className="r">
        {score !== undefined ? (
          <Button
            kind="link"
            aria-label={t('sourcesUi:list.qualityOf', { name, score: fmt.percent(score) })}
            onClick={() => {
              go({ view: 'cleaning', id: sourceId, mode: 'quality' });
            }}
          >
            {fmt.percent(score)}
          </Button>
        ) : known === undefined ? (
          <span role="status">
            <Spinner />
            <span className="sr-only">{t('sourcesUi:next.scoring')}</span>
          </span>
        ) : (
          <span className="mut">–</span>
        )}
      </td>
      <td className={steps === 0 ? 'r mut' : 'r'}>{fmt.number(steps)}</td>
      <td className="nw">
        {fmt.date(source.importedAt, 'both')}
        {mode === 'new' ? null : <span className="cap"> {t(`sourcesUi:list.modes.${mode}`)}</span>}
      </td>
      <td className="acts">
        <Button
          kind="link"
          onClick={() => {
            go({ view: 'cleaning', id: sourceId });
          }}
        >
          {t('sourcesUi:list.clean')}
        </Button>
        <Button
          kind="link"
          onClick={() => {
            keepDraft('sources.next', sourceId);
            go({ view: 'sources', mode: 'import' });
          }}
        >
          {t('sourcesUi:list.refresh')}
        </Button>
        <Button
          kind="link"
          onClick={() => {
            go({ view: 'sources', id: sourceId });
          }}
        >
          {t('sourcesUi:steps.receipt')}
        </Button>
        <IconButton
          icon="trash"
          size="sm"
          label={t('sourcesUi:removeNamed', { name })}
          title={t('sourcesUi:list.takeBack', { n: fmt.number(stored) })}
          disabled={busy}
          onClick={() => {
            void remove(source);
          }}
        />
      </td>
    </tr>
  );
}

/** The first and the last day, once when they are the same. */
function periodWords(date: (iso: string) => string, [first, last]: readonly [string, string]): string {
  const [from, to] = [date(first.slice(0, 10)), date(last.slice(0, 10))];
  return from === to ? from : `${from} – ${to}`;
}
