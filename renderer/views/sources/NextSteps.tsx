import type { ReactNode } from 'react';
import type { Out } from '../../../shared/contract.ts';
import { KINDS, TELLING } from '../../../shared/kinds.ts';
import { useJob } from '../../state/jobs.ts';
import { useQuery } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, useLocale } from '../../ui/index.ts';
import s from './NextSteps.module.css';

type Source = Out<'sources.list'>[number];
type Table = Out<'customers.table'>;

interface NextProps {
  sources: readonly Source[];
  /** those that a join would use */
  joinable: number;
  table: Table | undefined;
  /** by source, as far as they are known */
  scores: ReadonlyMap<number, number>;
  /** steps that are switched on, of all sources */
  steps: number;
}

/** What comes after bringing files in: cleaning them, joining them, and finding segments, each with where it stands. */
export function NextSteps({ sources, joinable, table, scores, steps }: NextProps) {
  const { t } = useLocale();
  const segments = useQuery('segments.current', {}, { keep: true }).data;
  const toSegments = () => {
    go({ view: 'segments' });
  };
  // the first step that is still to do carries the one primary button
  const joined = table !== undefined && table.report !== null && table.stale === null;
  return (
    <ol className={s.nextSteps} aria-label={t('sourcesUi:next.label')}>
      <Cleaning sources={sources} scores={scores} steps={steps} />
      {/* a joined table that has lost sources still holds their rows */}
      {joinable > 1 || table?.report ? <Joining joinable={joinable} table={table} /> : <Alone sources={sources} />}
      <Step
        at={3}
        title={t('frame:step.segments')}
        value={
          segments ? t('sourcesUi:next.segments', { count: segments.segments.length }) : t('sourcesUi:next.noSegments')
        }
        more={t(segments ? 'sourcesUi:next.segmentsThen' : 'sourcesUi:next.noSegmentsThen')}
      >
        <Button kind={joined && segments === null ? 'primary' : 'plain'} onClick={toSegments}>
          {t(segments ? 'sourcesUi:next.toSegments' : 'sourcesUi:toSegments')}
        </Button>
      </Step>
    </ol>
  );
}

function Cleaning({ sources, scores, steps }: Pick<NextProps, 'sources' | 'scores' | 'steps'>) {
  const { t, fmt } = useLocale();
  const scored = sources.filter(({ sourceId }) => scores.has(sourceId));
  const score = ({ sourceId }: Source) => scores.get(sourceId) ?? 1;
  const lowest = scored.reduce<Source | null>(
    (least, one) => (least && score(least) <= score(one) ? least : one),
    null,
  );
  const [from, to] = [Math.min(...scored.map(score)), Math.max(...scored.map(score))].map((share) =>
    fmt.percent(share),
  );
  return (
    <Step
      at={1}
      title={t('frame:dataView.cleaning')}
      value={
        lowest === null
          ? t('sourcesUi:next.scoring')
          : t(from === to ? 'sourcesUi:next.quality' : 'sourcesUi:next.qualities', { from: from!, to: to! })
      }
      more={[
        lowest && sources.length > 1 ? t('sourcesUi:next.lowest', { name: lowest.name }) : null,
        t('sourcesUi:next.steps', { count: steps }),
      ]
        .filter((part) => part !== null)
        .join(' · ')}
    >
      <Button
        onClick={() => {
          go({ view: 'cleaning', id: (lowest ?? sources[0])?.sourceId });
        }}
      >
        {t('sourcesUi:next.toCleaning')}
      </Button>
    </Step>
  );
}

function Joining({ joinable, table }: { joinable: number; table: Table | undefined }) {
  const { t, fmt, say } = useLocale();
  const build = useJob('customers.build');
  const report = table?.report;
  const toJoin = () => {
    go({ view: 'identity' });
  };
  if (!report)
    return (
      <Step
        at={2}
        title={t('frame:dataView.identity')}
        value={t('sourcesUi:next.apart', { n: joinable })}
        more={t('sourcesUi:next.apartThen')}
      >
        <Button kind="primary" onClick={toJoin}>
          {t('sourcesUi:next.toJoin')}
        </Button>
      </Step>
    );
  const { count, matchRate, review } = report.customers;
  return (
    <Step
      at={2}
      title={t('frame:dataView.identity')}
      value={t('sourcesUi:next.customers', { count })}
      warn={table.stale !== null}
      more={
        table.stale
          ? say(table.stale)
          : [
              t('sourcesUi:next.matched', { share: fmt.percent(matchRate) }),
              review > 0 ? t('sourcesUi:next.review', { count: review }) : null,
            ]
              .filter((part) => part !== null)
              .join(' · ')
      }
    >
      {table.stale ? (
        <Button kind="primary" busy={build.running} onClick={() => void build.run({})}>
          {t('frame:rebuild')}
        </Button>
      ) : (
        <Button
          onClick={() => {
            if (review > 0) go({ view: 'identity', mode: 'review' });
            else toJoin();
          }}
        >
          {t(review > 0 ? 'sourcesUi:next.toReview' : 'sourcesUi:next.seeJoin')}
        </Button>
      )}
    </Step>
  );
}

function Alone({ sources }: { sources: readonly Source[] }) {
  const { t, fmt } = useLocale();
  const build = useJob('customers.build');
  const lines = sources.find(({ kind }) => KINDS[kind].people && KINDS[kind].perCustomer === 'many');
  if (lines) {
    const { things } = KINDS[lines.kind];
    const told = TELLING.some((field) => lines.mapping[field] !== undefined);
    return (
      <Step
        at={2}
        title={t('frame:dataView.identity')}
        value={t('sourcesUi:next.lines', { n: fmt.number(lines.customers), things: t(`explore:things.${things}`) })}
        more={t(told ? 'sourcesUi:next.linesThen' : 'sourcesUi:next.linesOfNobody')}
      >
        {told ? (
          <Button kind="primary" busy={build.running} onClick={() => void build.run({})}>
            {t('sourcesUi:next.gather')}
          </Button>
        ) : null}
      </Step>
    );
  }
  return (
    <Step
      at={2}
      title={t('frame:dataView.identity')}
      value={t('sourcesUi:next.alone')}
      more={t('sourcesUi:next.aloneThen')}
    />
  );
}

interface StepProps {
  at: number;
  title: string;
  /** where it stands */
  value: string;
  /** what it rests on, or what comes of it */
  more: string;
  warn?: boolean;
  children?: ReactNode;
}

function Step({ at, title, value, more, warn = false, children }: StepProps) {
  return (
    <li>
      <div className="grow">
        <span className="cap">
          {at} {title}
        </span>
        <b className="ell" title={value}>
          {value}
        </b>
        {/* a warning is read whole */}
        <span className={warn ? 'cap warn-text' : 'cap ell'} title={warn ? undefined : more}>
          {more}
        </span>
      </div>
      {children}
    </li>
  );
}
