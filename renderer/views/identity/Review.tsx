import { useCallback, useMemo, useState } from 'react';
import type { Likeness, ShownPair } from '../../../shared/contract/identity.ts';
import { type Action, useViewActions } from '../../actions.ts';
import { both, useCommand, useQuery } from '../../state/queries.ts';
import { Button, Failed, Kbd, Notice, useLocale, Waiting } from '../../ui/index.ts';
import { printed } from './cells.ts';
import { NothingYet } from './NothingYet.tsx';
import s from './Review.module.css';

/** Pairs asked for at a time. */
const PAGE = 50;

/** Doubtful pairs side by side, decided one after the other. */
export function Review() {
  const { t } = useLocale();
  const [at, setAt] = useState(0);
  const offset = Math.floor(at / PAGE) * PAGE;
  const pairs = useQuery('identity.pairs', { state: 'review', offset, limit: PAGE }, { keep: true });
  const asked = both(pairs, useQuery('identity.rules', {}, { keep: true }));
  const { run: decide, busy } = useCommand('identity.decide');
  const count = pairs.data?.count ?? 0;
  const last = Math.max(0, count - 1);
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
      if (!pair) return;
      const { a, b } = pair;
      void decide({ a: { source: a.source, row: a.row }, b: { source: b.source, row: b.row }, same });
      // the next pair does not wait for the answer: a failure is told above the view
      if (same !== null) move(1);
    },
    [pair, decide, move],
  );
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

  if (asked.error) return <Failed error={asked.error} retry={asked.refetch} />;
  if (!asked.data) return <Waiting />;
  const [data, rules] = asked.data;
  if (!pair) return <NothingYet why={t(rules.report ? 'identityUi:review.none' : 'identityUi:review.notJoined')} />;
  return (
    <div className={`${s.review} scroll`} tabIndex={0} role="region" aria-label={t('identityUi:review.title')}>
      <div className={s.sheet}>
        <Head pair={pair} at={place + 1} count={count} decided={data.decided} />
        {data.decided === count ? <Notice tone="calm">{t('identityUi:review.allDone', { n: count })}</Notice> : null}
        {pair.rule ? (
          <p className="cap">{t('identityUi:review.byRule', { rule: t(`identity:kind.${pair.rule}`) })}</p>
        ) : null}
        <Pair pair={pair} />
        <Acts decided={pair.decided} busy={busy} first={place === 0} last={place >= last} onSay={say} onMove={move} />
        {pair.fields.some(({ personal }) => personal) ? <p className="cap">{t('identityUi:review.masked')}</p> : null}
      </div>
    </div>
  );
}

/** How alike the two rows are, and how far the review is. */
function Head({ pair, at, count, decided }: { pair: ShownPair; at: number; count: number; decided: number }) {
  const { t } = useLocale();
  return (
    <header className={s.head}>
      <h2>{t('identityUi:review.title')}</h2>
      <span className="mid">{t('identityUi:review.score', { score: pair.score })}</span>
      <span className="grow" />
      <span className="cap num" aria-live="polite">
        {t('identityUi:review.progress', { at, count, decided })}
      </span>
      <span
        className={s.done}
        role="meter"
        aria-label={t('identityUi:review.bar')}
        aria-valuemin={0}
        aria-valuemax={count}
        aria-valuenow={decided}
      >
        <i style={{ width: `${String((decided / count) * 100)}%` }} />
      </span>
    </header>
  );
}

interface ActsProps {
  /** what was said of the pair, if anything */
  decided: boolean | null;
  busy: boolean;
  first: boolean;
  last: boolean;
  /** null takes back what was said */
  onSay: (same: boolean | null) => void;
  onMove: (by: number) => void;
}

/** Say whether the two are the same, take it back, or go on without a word. */
function Acts({ decided, busy, first, last, onSay, onMove }: ActsProps) {
  const { t } = useLocale();
  return (
    <footer className={s.acts}>
      <Button
        kind={decided === true ? 'primary' : 'plain'}
        onClick={() => {
          onSay(true);
        }}
      >
        {t('identityUi:review.same')} <Kbd>{t('identityUi:review.keySame')}</Kbd>
      </Button>
      <Button
        kind={decided === false ? 'primary' : 'plain'}
        busy={busy}
        onClick={() => {
          onSay(false);
        }}
      >
        {t('identityUi:review.different')} <Kbd>{t('identityUi:review.keyDifferent')}</Kbd>
      </Button>
      {decided !== null ? (
        <>
          <span className="mid" role="status">
            {t(decided ? 'identityUi:review.saidSame' : 'identityUi:review.saidDifferent')}
          </span>
          <Button
            kind="link"
            onClick={() => {
              onSay(null);
            }}
          >
            {t('identityUi:review.undo')}
          </Button>
        </>
      ) : null}
      <span className="grow" />
      <Button
        kind="ghost"
        disabled={first}
        onClick={() => {
          onMove(-1);
        }}
      >
        {t('identityUi:review.back')} <Kbd>←</Kbd>
      </Button>
      <Button
        kind="ghost"
        disabled={last}
        onClick={() => {
          onMove(1);
        }}
      >
        {t('identityUi:review.skip')} <Kbd>→</Kbd>
      </Button>
    </footer>
  );
}

const act = (id: string, keys: string[], run: () => unknown): Action => ({
  id: `join.${id}`,
  label: `identityUi:action.${id}`,
  group: 'view',
  keys,
  run,
});

/** How a likeness looks besides its word: filled, half, open. */
const MARKS: Record<Likeness, string> = { same: '=', near: '≈', part: '~', differs: '≠', missing: '–' };
const LOOKS = { same: undefined, near: s.near, part: s.part, differs: s.differs, missing: s.missing };

/** Masked to the same letters although they are not the same. */
const hidden = ({ personal, likeness, valueA, valueB }: ShownPair['fields'][number]): boolean =>
  personal && likeness !== 'same' && likeness !== 'missing' && valueA === valueB;

/** Two rows, field by field. */
function Pair({ pair }: { pair: ShownPair }) {
  const { t, fmt } = useLocale();
  const row = (side: ShownPair['a']) => t('identityUi:review.row', { name: side.name, line: side.line });
  return (
    <table className={`tbl ${s.pair}`}>
      <caption className="sr-only">{t('identityUi:review.pair')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('identityUi:review.field')}</th>
          <th scope="col">{row(pair.a)}</th>
          <th scope="col">{t('identityUi:review.likeness')}</th>
          <th scope="col">{row(pair.b)}</th>
          <th scope="col" className="r">
            {t('identityUi:review.weight')}
          </th>
        </tr>
      </thead>
      <tbody>
        {pair.fields.map((field, i) => (
          <tr key={`${field.field} ${String(i)}`} className={LOOKS[field.likeness]}>
            <th scope="row">{field.a ?? field.b}</th>
            <td className={field.personal ? s.masked : undefined}>{printed(field.valueA, fmt)}</td>
            <td className={s.like}>
              <span aria-hidden="true">{MARKS[field.likeness]}</span> {t(`identity:likeness.${field.likeness}`)}
              {hidden(field) ? <span className="cap">{t('identityUi:review.hidden')}</span> : null}
            </td>
            <td className={field.personal ? s.masked : undefined}>{printed(field.valueB, fmt)}</td>
            <td className="r num">{field.likeness === 'missing' ? '' : fmt.signed(field.weight, 1)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={4}>
            {t('identityUi:review.total')}
          </th>
          <td className="r num">{fmt.signed(pair.weight, 1)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
