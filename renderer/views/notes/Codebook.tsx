import { useMemo, useState } from 'react';
import type { Codebook, Theme } from '../../../shared/contract/notes.ts';
import { useQuery, useSettled } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, Failed, Segmented, useLocale, ViewBody } from '../../ui/index.ts';
import { Matrix } from './Matrix.tsx';
import { QuoteInspector } from './QuoteInspector.tsx';
import { NarrowQuotes, QuoteList, type Narrowed } from './QuoteList.tsx';
import { ThemeInspector } from './ThemeInspector.tsx';
import { ThemeList } from './ThemeList.tsx';
import sIndex from './index.module.css';
import sFindField from './FindField.module.css';
import s from './Codebook.module.css';

/** The themes with their counts, the quotes behind them, and which themes go together. */
export function CodebookView({ book }: { book: Codebook }) {
  const { t } = useLocale();
  const [pane, setPane] = useState<Pane>('quotes');
  const [quote, setQuote] = useState<number | null>(null);
  const { theme, also, narrowed, query, choose, narrow, more } = useQuotes();
  const { data, error, refetch } = query;
  const themes = useMemo(() => [...book.themes].sort((a, b) => b.quotes - a.quotes || a.id - b.id), [book]);
  const byId = useMemo(() => new Map<number, Theme>(themes.map((one) => [one.id, one])), [themes]);
  const chosen = themes.find(({ id }) => id === theme);
  const pick = (id: number | null, other: number | null = null) => {
    choose(id, other);
    setQuote(null);
  };
  const pickPair = (a: number, b: number) => {
    pick(a, b);
    setPane('quotes');
  };
  if (error) return <Failed error={error} retry={refetch} />;
  return (
    <ViewBody
      inspector={
        quote !== null && data?.quotes.some(({ id }) => id === quote) ? (
          <QuoteInspector
            quote={{ id: quote }}
            book={book}
            onBack={() => setQuote(null)}
            backLabel={chosen?.name ?? t('notesUi:codebook')}
            onNote={(id) => go({ view: 'notes', id, mode: `q${quote}` })}
          />
        ) : chosen ? (
          <ThemeInspector
            key={chosen.id}
            theme={chosen}
            book={book}
            onPair={(other) => pickPair(chosen.id, other)}
            onGone={(next) => pick(next)}
          />
        ) : undefined
      }
    >
      <div className={s.book}>
        <ThemeList book={book} themes={themes} selected={theme} onSelect={pick} />
        <div className={sIndex.main}>
          <div className={sFindField.quotebar}>
            <Panes pane={pane} onPane={setPane} />
            {pane === 'quotes' ? <NarrowQuotes narrowed={narrowed} onNarrow={narrow} /> : null}
          </div>
          {pane === 'pairs' ? (
            <Matrix themes={themes} pairs={book.pairs} onPair={pickPair} />
          ) : (
            <>
              {also !== null ? (
                <Pair a={byId.get(theme ?? 0)} b={byId.get(also)} onOnlyFirst={() => pick(theme)} />
              ) : null}
              {data ? <QuoteList {...data} themes={byId} selected={quote} onSelect={setQuote} onEnd={more} /> : null}
            </>
          )}
        </div>
      </div>
    </ViewBody>
  );
}

const ALL: Narrowed = { segment: '', field: '', consent: '', search: '' };
/** Quotes are loaded so many at a time, up to what the core gives at once. */
const STEP = 300;
const MOST = 5000;

/** The quotes of a theme, or of two at once, narrowed. Theme 0 stands for those without one. */
function useQuotes() {
  const [theme, setTheme] = useState<number | null>(null);
  const [also, setAlso] = useState<number | null>(null);
  const [narrowed, setNarrowed] = useState<Narrowed>(ALL);
  const [limit, setLimit] = useState(STEP);
  const search = useSettled(narrowed.search);
  const filter = {
    themes: [theme, also].filter((id) => id !== null && id > 0) as number[],
    uncoded: theme === 0,
    segment: narrowed.segment === '' ? null : Number(narrowed.segment),
    fields: narrowed.field === '' ? [] : [narrowed.field],
    consent: narrowed.consent === '' ? [] : [narrowed.consent],
    search,
  };
  const query = useQuery('notes.quotes', { ...filter, limit }, { keep: true });
  const choose = (id: number | null, other: number | null) => {
    setTheme(id);
    setAlso(other);
    setLimit(STEP);
  };
  const narrow = (change: Partial<Narrowed>) => {
    setNarrowed({ ...narrowed, ...change });
    setLimit(STEP);
  };
  const more = () => {
    const { quotes, count } = query.data ?? { quotes: [], count: 0 };
    if (quotes.length < count && limit <= quotes.length) setLimit(Math.min(MOST, limit + STEP));
  };
  return { theme, also, narrowed, query, choose, narrow, more };
}

type Pane = 'quotes' | 'pairs';

function Panes({ pane, onPane }: { pane: Pane; onPane: (pane: Pane) => void }) {
  const { t } = useLocale();
  return (
    <Segmented
      label={t('notesUi:show')}
      value={pane}
      options={[
        { value: 'quotes', label: t('notesUi:quotes') },
        { value: 'pairs', label: t('notesUi:together') },
      ]}
      onChange={onPane}
    />
  );
}

interface PairProps {
  a: Theme | undefined;
  b: Theme | undefined;
  onOnlyFirst: () => void;
}

/** Which two themes the quotes have, and the way back to the first. */
function Pair({ a, b, onOnlyFirst }: PairProps) {
  const { t } = useLocale();
  return (
    <p className={`${sFindField.quotebar} cap`}>
      {t('notesUi:both', { a: a?.name ?? '', b: b?.name ?? '' })}
      <Button kind="link" size="sm" onClick={onOnlyFirst}>
        {t('notesUi:onlyFirst')}
      </Button>
    </p>
  );
}
