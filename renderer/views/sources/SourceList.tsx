import { useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import { ask, attempt, useQuery } from '../../state/queries.ts';
import { go, keepDraft } from '../../state/store.ts';
import { Button, saveText, useLocale, ViewHeader } from '../../ui/index.ts';
import { NextSteps } from './NextSteps.tsx';
import { KINDS } from '../../../shared/kinds.ts';
import { believedOrder } from './order.ts';
import { Removed } from './Removed.tsx';
import { SampleRest } from './SampleRest.tsx';
import { SourceRow } from './SourceRow.tsx';
import { SourceTable } from './SourceTable.tsx';
import s from './SourceList.module.css';

type Source = Out<'sources.list'>[number];

/** What the study rests on: a row a source, the main list first, and what to do next. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  const { t, fmt } = useLocale();
  const table = useQuery('customers.table', {}, { keep: true }).data;
  const trust = useQuery('customers.trust', {}, { keep: true }).data;
  const cleaning = useQuery('cleaning.sources', {}, { keep: true }).data;
  const ordered = believedOrder(sources, trust?.order ?? []);
  const scoring = useScores(ordered);
  const joinable = sources.filter(({ kind }) => KINDS[kind].perCustomer !== 'none').length;
  const [first] = ordered;
  const main = joinable > 1 && first && KINDS[first.kind].lists ? first.sourceId : null;
  const stepsOf = (id: number) => cleaning?.find(({ sourceId }) => sourceId === id)?.enabled ?? 0;
  return (
    <>
      <Head sources={sources} table={table} joinable={joinable} />
      <SampleRest />
      <NextSteps
        sources={ordered}
        joinable={joinable}
        table={table}
        scores={scoring.scores}
        steps={sources.reduce((sum, { sourceId }) => sum + stepsOf(sourceId), 0)}
      />
      <div className={`${s.sourceList} scroll`} tabIndex={0} role="region" aria-label={t('sourcesUi:list.label')}>
        <SourceTable head={<OwnHeads />}>
          {ordered.map((source, at) => (
            <SourceRow
              key={source.sourceId}
              source={source}
              main={source.sourceId === main}
              steps={stepsOf(source.sourceId)}
              ask={scoring.asks(at)}
              onScore={(score) => {
                scoring.onScore(source.sourceId, score);
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

/** Scores as the rows tell of them, computed one source after the other: a large one keeps nobody waiting for long. */
function useScores(ordered: readonly Source[]) {
  const [known, setKnown] = useState<ReadonlyMap<number, number>>(new Map());
  const turn = ordered.findIndex(({ sourceId }) => !known.has(sourceId));
  return {
    /** by source, without those that could not be had */
    scores: new Map([...known].filter(([id, score]) => score >= 0 && ordered.some((one) => one.sourceId === id))),
    /** may the source at this place be scored yet? */
    asks: (at: number) => turn < 0 || at <= turn,
    onScore: (id: number, score: number) => {
      setKnown((before) => (before.get(id) === score ? before : new Map(before).set(id, score)));
    },
  };
}

interface HeadProps {
  sources: readonly Source[];
  table: Out<'customers.table'> | undefined;
  /** sources that a join would use; with two of them another one is not the thing to do next */
  joinable: number;
}

function Head({ sources, table, joinable }: HeadProps) {
  const { t } = useLocale();
  const info = useQuery('workspace.info', {}, { keep: true }).data;
  const joined = table?.report ?? null;
  const things = info?.things ?? 'customers';
  return (
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
          <Button kind="ghost" icon="download" onClick={() => void saveDictionary()}>
            {t('dictionaryUi:export')}
          </Button>
          <Button
            onClick={() => {
              go({ view: 'customers' });
            }}
          >
            {t(things === 'customers' ? 'sourcesUi:toCustomers' : 'sourcesUi:toLines', {
              who: t(`explore:who.${things}`),
            })}
          </Button>
          <Button
            kind={joinable > 1 || things !== 'customers' ? 'plain' : 'primary'}
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
  );
}

/** What columns are called, as a file that can be handed on, edited and brought back. */
async function saveDictionary(): Promise<void> {
  await attempt(async () => {
    const { name, csv } = await ask('dictionary.export', {});
    await saveText(name, 'text/csv', csv);
  });
}

/** The columns that the list has beside those of every table of files. */
function OwnHeads() {
  const { t } = useLocale();
  return (
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
  );
}
