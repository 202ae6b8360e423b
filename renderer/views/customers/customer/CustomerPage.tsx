import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CustomerPage as Page, TimelineEntry } from '../../../../shared/contract/customers.ts';
import type { Segmentation } from '../../../../shared/contract/segments.ts';
import type { ShownAttribute } from '../../../state/attributes.ts';
import { useQuery } from '../../../state/queries.ts';
import { go, select } from '../../../state/store.ts';
import { Answered, Button, EmptyState, IconButton, Shape, useLocale, ViewBody, ViewHeader } from '../../../ui/index.ts';
import { segmentOf } from '../../../words/customers.ts';
import { EntryInspector } from './EntryInspector.tsx';
import { turnTo, useNeighbours } from './neighbours.ts';
import { Profile } from './Profile.tsx';
import { Timeline } from './Timeline.tsx';
import { WhyInspector } from './WhyInspector.tsx';
import { pseudonymOf } from '../../../words/customers.ts';
import { titleOf } from './words.ts';
import s from './CustomerPage.module.css';

/** One customer: who it is, what it did, which source said so, and why it is in its segment. */
export function CustomerPage({ id, attributes }: { id: number; attributes: readonly ShownAttribute[] }) {
  const { t } = useLocale();
  const customer = useQuery('customers.one', { id }, { keep: true });
  const segmentation = useQuery('segments.current', {}, { keep: true });
  if (customer.error?.code === 'not_found')
    return (
      <EmptyState
        why={t('customerUi:error.gone')}
        action={
          <Button kind="primary" onClick={leave}>
            {t('customerUi:back')}
          </Button>
        }
      />
    );
  return (
    <Answered query={customer}>
      {(page) => <Shown key={page.id} page={page} attributes={attributes} segmentation={segmentation.data ?? null} />}
    </Answered>
  );
}

const leave = () => {
  go({ view: 'customers' });
};

function Shown({
  page,
  attributes,
  segmentation,
}: {
  page: Page;
  attributes: readonly ShownAttribute[];
  segmentation: Segmentation | null;
}) {
  const locale = useLocale();
  const { t } = locale;
  const [entry, setEntry] = useState<TimelineEntry | null>(null);
  const { previous, next, place, total } = useNeighbours(page);
  const title = titleOf(locale, page, attributes);
  const segment = segmentOf(segmentation, page.segment, locale);
  const back = useCallback(() => {
    if (previous !== null) turnTo(previous, -1);
  }, [previous]);
  const on = useCallback(() => {
    if (next !== null) turnTo(next, 1);
  }, [next]);
  useKeys({ back, on, close: entry ? () => setEntry(null) : leave });
  const body = useKeyboardTaken();
  const sourceNames = useMemo(() => new Map(page.sources.map(({ sourceId, name }) => [sourceId, name])), [page]);
  return (
    <>
      <ViewHeader
        title={title}
        basis={<Basis page={page} segment={segment} />}
        actions={
          <>
            <span className="cap nw">{t('customerUi:place', { place, total })}</span>
            <span className={s.turn}>
              <IconButton
                icon="left"
                label={t('customerUi:previous')}
                keys="←"
                disabled={previous === null}
                onClick={back}
              />
              <IconButton icon="right" label={t('customerUi:next')} keys="→" disabled={next === null} onClick={on} />
            </span>
            <Button onClick={leave}>{t('customerUi:back')}</Button>
          </>
        }
      />
      <ViewBody
        inspector={
          entry ? (
            <EntryInspector
              entry={entry}
              sourceNames={sourceNames}
              onClose={() => {
                setEntry(null);
              }}
            />
          ) : (
            <WhyInspector page={page} attributes={attributes} segment={segment} />
          )
        }
      >
        <div className={s.page} ref={body} tabIndex={-1}>
          <Profile page={page} attributes={attributes} sourceNames={sourceNames} />
          <Timeline
            id={page.id}
            name={pseudonymOf(page.id)}
            sourceNames={sourceNames}
            selected={entry}
            onSelect={setEntry}
          />
        </div>
      </ViewBody>
    </>
  );
}

/** The segment of a customer, the personas that are it, and how many rows tell of it. */
function Basis({ page, segment }: { page: Page; segment: ReturnType<typeof segmentOf> }) {
  const { t, say } = useLocale();
  const rows = page.sources.reduce((sum, source) => sum + source.rows, 0);
  return (
    <span className={s.basis}>
      {segment ? (
        <button
          type="button"
          className={s.link}
          onClick={() => {
            select({ segment: page.segment });
            go({ view: 'segments' });
          }}
        >
          <Shape colour={segment.colour} size={11} />
          {segment.name}
        </button>
      ) : (
        <span>{t('customerUi:noSegment')}</span>
      )}
      {page.personas.map((persona) => (
        <button
          key={persona.id}
          type="button"
          className={s.link}
          onClick={() => {
            go({ view: 'personas', id: persona.id });
          }}
        >
          {t('customerUi:persona', { title: persona.name || say(persona.title) })}
        </button>
      ))}
      <span>
        {t('customerUi:fromSources', {
          rows: t('customerUi:rowsOf', { count: rows }),
          count: page.sources.length,
        })}
      </span>
    </span>
  );
}

/** The page takes the keyboard from the table it was opened from. */
function useKeyboardTaken() {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // the table the keyboard came from is gone; a button that turned the page keeps it
    const at = document.activeElement;
    if (!at || at === document.body || at.closest('[data-away]')) body.current?.focus();
  }, []);
  return body;
}

/** Esc goes back, the arrows turn the page, unless something on it needs them. */
function useKeys({ back, on, close }: { back: () => void; on: () => void; close: () => void }) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('[role="dialog"], [role="menu"]')) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.key === 'Escape') {
        event.preventDefault();
        close();
        return;
      }
      if (target?.closest('input, select, textarea, [role="radiogroup"], [role="grid"]')) return;
      if (event.key === 'ArrowLeft') back();
      else if (event.key === 'ArrowRight') on();
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, [back, on, close]);
}
