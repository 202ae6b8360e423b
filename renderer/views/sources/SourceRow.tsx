import { useEffect } from 'react';
import type { Out } from '../../../shared/contract.ts';
import { useQuery } from '../../state/queries.ts';
import { go, keepDraft } from '../../state/store.ts';
import { Button, IconButton, Spinner, Tag, Tooltip, useLocale } from '../../ui/index.ts';
import { useRemove } from './useRemove.ts';
import { FileCells } from './SourceTable.tsx';
import s from './SourceTable.module.css';

type Source = Out<'sources.list'>[number];

interface RowProps {
  source: Source;
  main: boolean;
  /** cleaning steps that are switched on */
  steps: number;
  /** it is this source's turn to be scored */
  ask: boolean;
  /** the score, or -1 when it could not be had */
  onScore: (score: number) => void;
}

/** A source in the list: what it holds, how good it is, and what can be done with it. */
export function SourceRow({ source, main, steps, ask, onScore }: RowProps) {
  const { t, fmt } = useLocale();
  const { period, mode } = source;
  return (
    <tr>
      <FileCells
        name={source.name}
        sheet={source.sheet}
        kind={source.kind}
        rows={source.customers}
        rejected={source.rejected}
        customer={source.key}
        mark={main ? <MainMark /> : null}
      />
      <td className="nw">{period ? periodWords(fmt.date, period) : <span className="mut">–</span>}</td>
      <td className="r">
        <Quality source={source} ask={ask} onScore={onScore} />
      </td>
      <td className={steps === 0 ? 'r mut' : 'r'}>{fmt.number(steps)}</td>
      <td className="nw">
        {fmt.date(source.importedAt, 'both')}
        {mode === 'new' ? null : <span className="cap"> {t(`sourcesUi:list.modes.${mode}`)}</span>}
      </td>
      <td className={s.acts}>
        <Acts source={source} />
      </td>
    </tr>
  );
}

function MainMark() {
  const { t } = useLocale();
  return (
    <Tooltip label={t('sourcesUi:list.mainWhy')}>
      <span tabIndex={0}>
        <Tag>{t('sourcesUi:list.main')}</Tag>
      </span>
    </Tooltip>
  );
}

/** The score, and the way to what it is made of. */
function Quality({ source: { sourceId, name }, ask, onScore }: Pick<RowProps, 'source' | 'ask' | 'onScore'>) {
  const { t, fmt } = useLocale();
  const { data, error } = useQuery('cleaning.quality', { sourceId }, { enabled: ask, keep: true });
  const score = data?.sources[0]?.score;
  const known = score ?? (error || data ? -1 : undefined);
  useEffect(() => {
    if (known !== undefined) onScore(known);
  });
  if (score !== undefined)
    return (
      <Button
        kind="link"
        aria-label={t('sourcesUi:list.qualityOf', { name, score: fmt.percent(score) })}
        onClick={() => {
          go({ view: 'cleaning', id: sourceId, mode: 'quality' });
        }}
      >
        {fmt.percent(score)}
      </Button>
    );
  if (known !== undefined) return <span className="mut">–</span>;
  return (
    <span role="status">
      <Spinner />
      <span className="sr-only">{t('sourcesUi:next.scoring')}</span>
    </span>
  );
}

function Acts({ source }: { source: Source }) {
  const { t, fmt } = useLocale();
  const { remove, busy } = useRemove();
  const { sourceId, name, stored } = source;
  return (
    <>
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
    </>
  );
}

/** The first and the last day, once when they are the same. */
function periodWords(date: (iso: string) => string, [first, last]: readonly [string, string]): string {
  const [from, to] = [date(first.slice(0, 10)), date(last.slice(0, 10))];
  return from === to ? from : `${from} – ${to}`;
}
