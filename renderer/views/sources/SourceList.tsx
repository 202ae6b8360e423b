import type { Out } from '../../../shared/contract.ts';
import { useQuery } from '../../state/queries.ts';
import { go, keepDraft } from '../../state/store.ts';
import { Button, IconButton, Notice, useLocale, ViewHeader } from '../../ui/index.ts';
import { useRemove } from './ReceiptView.tsx';
import { SampleRest } from './SampleRest.tsx';

type Source = Out<'sources.list'>[number];

/** What the study rests on: a row a source, newest first, and what to do next. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  const { t, fmt } = useLocale();
  const info = useQuery('workspace.info', {}, { keep: true }).data;
  const table = useQuery('customers.table', {}, { keep: true }).data;
  const joinable = sources.filter(({ kind }) => kind !== 'other').length;
  const joined = table?.report ?? null;
  const toJoin = joinable > 1 && (joined === null || table?.stale !== null);
  const add = () => {
    keepDraft('sources.next', undefined);
    go({ view: 'sources', mode: 'import' });
  };
  return (
    <>
      <ViewHeader
        title={
          joined
            ? t('sourcesUi:list.joined', { n: sources.length, customers: joined.customers.count })
            : t('sourcesUi:list.title', { n: sources.length })
        }
        basis={t('sourcesUi:list.basis', {
          n: sources.reduce((sum, { stored }) => sum + stored, 0),
          name: info?.name ?? '',
        })}
        actions={
          <>
            <Button
              onClick={() => {
                go({ view: 'customers' });
              }}
            >
              {t('sourcesUi:toCustomers')}
            </Button>
            <Button kind={toJoin ? 'plain' : 'primary'} onClick={add}>
              {t('sourcesUi:list.another')}
            </Button>
            {toJoin ? (
              <Button
                kind="primary"
                onClick={() => {
                  go({ view: 'join' });
                }}
              >
                {t('sourcesUi:toJoin')}
              </Button>
            ) : null}
          </>
        }
      />
      {toJoin && joined === null ? <Notice tone="calm">{t('sourcesUi:list.notJoined', { n: joinable })}</Notice> : null}
      <div className="source-list scroll" tabIndex={0} role="region" aria-label={t('sourcesUi:list.label')}>
        <SampleRest />
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">{t('sourcesUi:list.file')}</th>
              <th scope="col">{t('sourcesUi:list.kind')}</th>
              <th scope="col" className="r">
                {t('sourcesUi:facts.rows')}
              </th>
              <th scope="col">{t('sourcesUi:list.key')}</th>
              <th scope="col">{t('sourcesUi:list.period')}</th>
              <th scope="col" className="r">
                {t('sourcesUi:list.quality')}
              </th>
              <th scope="col">{t('sourcesUi:list.when')}</th>
              <th scope="col">
                <span className="sr-only">{t('sourcesUi:list.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sources.map((source) => (
              <Row key={source.sourceId} source={source} />
            ))}
          </tbody>
        </table>
        <p className="cap">
          {t('sourcesUi:list.rows', { read: fmt.number(sources.reduce((sum, { read }) => sum + read, 0)) })}{' '}
          {t('sourcesUi:list.raw')}
        </p>
      </div>
    </>
  );
}

function Row({ source }: { source: Source }) {
  const { t, fmt } = useLocale();
  const { remove, busy } = useRemove();
  const quality = useQuery('cleaning.quality', {}, { keep: true }).data;
  const { sourceId, name, kind, key, rejected, stored, period, sheet, mode } = source;
  const score = quality?.sources.find((one) => one.sourceId === sourceId)?.score;
  return (
    <tr>
      <td>
        <span className="ell name" title={sheet ? `${name} · ${sheet}` : name}>
          {name}
          {sheet ? <span className="cap"> {sheet}</span> : null}
        </span>
      </td>
      <td className="nw">{t(`kinds:kind.${kind}`)}</td>
      <td className="r nw">
        {fmt.number(source.customers)}
        {rejected > 0 ? (
          <span className="warn-text cap"> {t('sourcesUi:list.rejected', { n: fmt.number(rejected) })}</span>
        ) : null}
      </td>
      <td className={key ? 'ell key' : 'mut'} title={key ?? undefined}>
        {key ?? (kind === 'other' ? '–' : t('sourcesUi:list.noKey'))}
      </td>
      <td className="nw">{period ? periodWords(fmt.date, period) : <span className="mut">–</span>}</td>
      <td className="r">{score === undefined ? <span className="mut">–</span> : fmt.percent(score)}</td>
      <td className="nw">
        {fmt.date(source.importedAt, 'both')}
        {mode === 'new' ? null : <span className="cap"> {t(`sourcesUi:list.modes.${mode}`)}</span>}
      </td>
      <td className="acts">
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
            go({ view: 'cleaning', id: sourceId });
          }}
        >
          {t('sourcesUi:list.clean')}
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
export function periodWords(date: (iso: string) => string, [first, last]: readonly [string, string]): string {
  const [from, to] = [date(first.slice(0, 10)), date(last.slice(0, 10))];
  return from === to ? from : `${from} – ${to}`;
}
