import { useCallback, useMemo, useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { ShownPair } from '../../../shared/contract/identity.ts';
import { type Action, useViewActions } from '../../actions.ts';
import { both, useCommand, useQuery } from '../../state/queries.ts';
import { Button, Failed, Notice, Segmented, useLocale, Waiting } from '../../ui/index.ts';
import { Acts } from './Acts.tsx';
import { NothingYet } from './NothingYet.tsx';
import { Pair } from './Pair.tsx';
import s from './Review.module.css';

/** Pairs asked for at a time. */
const PAGE = 50;

/** Doubtful pairs side by side, decided one after the other; what is decided leaves the list, and can be looked at again. */
export function Review() {
  const { t } = useLocale();
  const [decided, setDecided] = useState(false);
  const [at, setAt] = useState(0);
  const offset = Math.floor(at / PAGE) * PAGE;
  const pairs = useQuery('identity.pairs', { state: 'review', decided, offset, limit: PAGE }, { keep: true });
  const asked = both(pairs, useQuery('identity.rules', {}, { keep: true }));
  const { run: decide, busy } = useCommand('identity.decide');
  const last = Math.max(0, (pairs.data?.count ?? 0) - 1);
  const place = Math.min(at, last);
  const pair = pairs.data?.pairs[place - offset];

  const move = useCallback(
    (by: number): void => {
      setAt((now) => Math.max(0, Math.min(last, Math.min(now, last) + by)));
    },
    [last],
  );
  const say = useCallback(
    (same: boolean | null): void => {
      // the pair leaves the list with the answer, and the next one takes its place
      if (!pair || busy) return;
      const { a, b } = pair;
      void decide({ a: { source: a.source, row: a.row }, b: { source: b.source, row: b.row }, same });
    },
    [pair, busy, decide],
  );
  useReviewKeys(say, move);
  const show = (which: boolean) => {
    setDecided(which);
    setAt(0);
  };

  if (asked.error) return <Failed error={asked.error} retry={asked.refetch} />;
  if (!asked.data) return <Waiting />;
  const [data, rules] = asked.data;
  if (data.all === 0)
    return <NothingYet why={t(rules.report ? 'identityUi:review.none' : 'identityUi:review.notJoined')} />;
  return (
    <div className={`${s.review} scroll`} tabIndex={0} role="region" aria-label={t('identityUi:review.title')}>
      <div className={s.sheet}>
        <Head pair={pair} at={place + 1} data={data} decided={decided} onShow={show} />
        {data.decided === data.all ? (
          <Notice tone="calm">{t('identityUi:review.allDone', { n: data.all })}</Notice>
        ) : null}
        {pair ? (
          <>
            {pair.rule ? (
              <p className="cap">{t('identityUi:review.byRule', { rule: t(`identity:kind.${pair.rule}`) })}</p>
            ) : null}
            <Shown key={pair.seq} pair={pair} />
            <Acts
              decided={pair.decided}
              busy={busy}
              first={place === 0}
              last={place >= last}
              onSay={say}
              onMove={move}
            />
          </>
        ) : null}
      </div>
    </div>
  );
}

function useReviewKeys(say: (same: boolean) => void, move: (by: number) => void): void {
  useViewActions(
    useMemo(
      () => [
        act('same', ['S'], () => {
          say(true);
        }),
        act('different', ['D'], () => {
          say(false);
        }),
        act('skip', ['ArrowRight'], () => {
          move(1);
        }),
        act('back', ['ArrowLeft'], () => {
          move(-1);
        }),
      ],
      [say, move],
    ),
  );
}

/** A pair, masked until a person asks to see it; the next pair is masked again. */
function Shown({ pair }: { pair: ShownPair }) {
  const { t } = useLocale();
  const [plain, setPlain] = useState<Out<'identity.reveal'> | null>(null);
  const { run, busy } = useCommand('identity.reveal');
  return (
    <>
      <Pair pair={pair} plain={plain} />
      {pair.fields.some(({ personal }) => personal) ? (
        <div className="row">
          <Button
            size="sm"
            icon={plain ? 'lock' : 'eye'}
            busy={busy}
            onClick={() => {
              if (plain) setPlain(null);
              else
                void run({ seq: pair.seq }).then((found) => {
                  setPlain(found ?? null);
                });
            }}
          >
            {t(plain ? 'identityUi:review.hide' : 'identityUi:review.reveal')}
          </Button>
          <p className="cap">{t(plain ? 'identityUi:review.revealed' : 'identityUi:review.masked')}</p>
        </div>
      ) : null}
    </>
  );
}

interface HeadProps {
  pair: ShownPair | undefined;
  at: number;
  data: Out<'identity.pairs'>;
  /** the decided pairs are shown, not those that wait */
  decided: boolean;
  onShow: (decided: boolean) => void;
}

/** How alike the two rows are, and how far the review is. */
function Head({ pair, at, data: { count, all, decided: done }, decided, onShow }: HeadProps) {
  const { t } = useLocale();
  return (
    <header className={s.head}>
      <h2>{t('identityUi:review.title')}</h2>
      {pair ? <span className="mid">{t('identityUi:review.score', { score: pair.score })}</span> : null}
      <span className="grow" />
      <span className="cap num" aria-live="polite">
        {pair ? t('identityUi:review.progress', { at, count }) : null}
      </span>
      <Segmented
        label={t('identityUi:review.which')}
        value={decided ? 'decided' : 'open'}
        options={[
          { value: 'open', label: t('identityUi:review.openN', { n: all - done }) },
          { value: 'decided', label: t('identityUi:review.decidedN', { n: done }) },
        ]}
        onChange={(which) => {
          onShow(which === 'decided');
        }}
      />
      <span
        className={s.done}
        role="meter"
        aria-label={t('identityUi:review.bar')}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={done}
      >
        <i style={{ width: `${String((done / Math.max(1, all)) * 100)}%` }} />
      </span>
    </header>
  );
}

const act = (id: string, keys: string[], run: () => unknown): Action => ({
  id: `join.${id}`,
  label: `identityUi:action.${id}`,
  group: 'view',
  keys,
  run,
});
