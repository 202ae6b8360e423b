import type { Out } from '../../../shared/contract.ts';
import { type JobState, useJob } from '../../state/jobs.ts';
import { useQuery } from '../../state/queries.ts';
import { go, useStore } from '../../state/store.ts';
import { Answered, Button, EmptyState, Segmented, useLocale, ViewHeader } from '../../ui/index.ts';
import { Merged } from './Merged.tsx';
import { Review } from './Review.tsx';
import { Rules } from './Rules.tsx';

const MODES = ['rules', 'review', 'merged'] as const;
type Mode = (typeof MODES)[number];
type State = Out<'identity.rules'>;

/** Which rows are one customer: the rules with what they find, doubtful pairs to review, and what was merged. */
export function IdentityView() {
  const rules = useQuery('identity.rules', {}, { keep: true });
  const asked = useStore((state) => state.route.mode);
  const build = useJob('customers.build');
  const mode: Mode = MODES.find((one) => one === asked) ?? 'rules';
  return (
    <Answered query={rules}>
      {(state) =>
        state.sources.length === 0 ? (
          <NoSource />
        ) : (
          <>
            <Header state={state} mode={mode} build={build} />
            {mode === 'rules' ? <Rules state={state} /> : mode === 'review' ? <Review /> : <Merged />}
          </>
        )
      }
    </Answered>
  );
}

function NoSource() {
  const { t } = useLocale();
  return (
    <>
      <ViewHeader title={t('identityUi:title.none')} />
      <EmptyState
        why={t('identityUi:noSource')}
        action={
          <Button
            kind="primary"
            onClick={() => {
              go({ view: 'sources' });
            }}
          >
            {t('identityUi:import')}
          </Button>
        }
      />
    </>
  );
}

/** What the join came to, or what is there to be joined. */
function Header({ state, mode, build }: { state: State; mode: Mode; build: JobState<'customers.build'> }) {
  const { t, fmt } = useLocale();
  const { report, sources, stale } = state;
  const rows = sources.reduce((sum, source) => sum + source.rows, 0);
  const joined = report?.sources.reduce((sum, source) => sum + source.rows, 0) ?? 0;
  return (
    <ViewHeader
      stale={stale}
      title={
        report
          ? t('identityUi:title.done', { rows: joined, count: report.customers })
          : t('identityUi:title.open', { count: sources.length })
      }
      basis={
        report
          ? [
              t('identityUi:basis.merged', { count: report.merged }),
              t('identityUi:basis.review', { count: report.review }),
              // of the rows outside the first source: with one source there are none
              ...(report.sources.length > 1 ? [t('identityUi:basis.rate', { rate: report.matchRate })] : []),
            ].join(' · ')
          : t(mode === 'rules' ? 'identityUi:basis.open' : 'identityUi:basis.rows', { rows })
      }
      modes={
        <Segmented
          label={t('identityUi:mode')}
          value={mode}
          options={MODES.map((value) => ({
            value,
            label: t(`identityUi:modes.${value}`),
            ...(value === 'review' && report && report.review > 0
              ? { hint: <span className="cap num">{fmt.number(report.review)}</span> }
              : {}),
          }))}
          onChange={(value) => {
            go({ view: 'identity', mode: value });
          }}
        />
      }
      actions={
        <>
          <Button kind={report && !stale ? 'plain' : 'primary'} busy={build.running} onClick={() => void build.run({})}>
            {report
              ? t('identityUi:again')
              : sources.length === 1
                ? t('identityUi:joinOne')
                : t('identityUi:join', { count: sources.length })}
          </Button>
          {report && !stale && !(mode === 'review' && report.review > 0) ? <Next review={report.review} /> : null}
        </>
      }
    />
  );
}

/** What comes after the join: the doubtful pairs, then the customers. */
function Next({ review }: { review: number }) {
  const { t } = useLocale();
  return (
    <Button
      kind="primary"
      onClick={() => {
        go(review > 0 ? { view: 'identity', mode: 'review' } : { view: 'customers' });
      }}
    >
      {review > 0 ? t('identityUi:toReview', { count: review }) : t('identityUi:toCustomers')}
    </Button>
  );
}
