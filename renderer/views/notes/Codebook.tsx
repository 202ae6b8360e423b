import { useMemo, useState } from 'react';
import type { Codebook, Consent, QuoteRow, Theme } from '../../../shared/contract/notes.ts';
import { quoteFields } from '../../../shared/card/presets.ts';
import { useQuery, useSettled } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, EmptyState, Failed, Icon, Segmented, Select, TextInput, useLocale, ViewBody } from '../../ui/index.ts';
import { FindField } from './FindField.tsx';
import { Matrix } from './Matrix.tsx';
import { useAll } from './NoteList.tsx';
import { PickList } from './PickList.tsx';
import { ConsentTag, QuoteInspector } from './QuoteInspector.tsx';
import { themeColour, ThemeMark } from './ThemeMark.tsx';
import { ThemeInspector } from './ThemeInspector.tsx';

/** What quotes are narrowed to, besides a theme. */
export interface Narrowed {
  readonly segment: string;
  readonly field: string;
  readonly consent: Consent | '';
  readonly search: string;
}
const ALL: Narrowed = { segment: '', field: '', consent: '', search: '' };
const STEP = 300;

/** The themes with their counts, the quotes behind them, and which themes go together. */
export function CodebookView({ book }: { book: Codebook }) {
  const { t } = useLocale();
  const [theme, setTheme] = useState<number | null>(null);
  const [also, setAlso] = useState<number | null>(null);
  const [pane, setPane] = useState<'quotes' | 'pairs'>('quotes');
  const [narrowed, setNarrowed] = useState<Narrowed>(ALL);
  const [quote, setQuote] = useState<number | null>(null);
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
  const { data, error, refetch } = useQuery('notes.quotes', { ...filter, limit }, { keep: true });
  const themes = useMemo(() => [...book.themes].sort((a, b) => b.quotes - a.quotes || a.id - b.id), [book]);
  const byId = useMemo(() => new Map<number, Theme>(themes.map((one) => [one.id, one])), [themes]);
  const chosen = themes.find(({ id }) => id === theme);
  const narrow = (change: Partial<Narrowed>) => {
    setNarrowed({ ...narrowed, ...change });
    setLimit(STEP);
  };
  const pick = (id: number | null, other: number | null = null) => {
    setTheme(id);
    setAlso(other);
    setQuote(null);
    setLimit(STEP);
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
            onPair={(other) => {
              pick(chosen.id, other);
              setPane('quotes');
            }}
            onGone={(next) => pick(next)}
          />
        ) : undefined
      }
    >
      <div className="nt-book">
        <Themes book={book} themes={themes} selected={theme} onSelect={pick} />
        <div className="nt-main">
          <div className="nt-quotebar">
            <Segmented
              label={t('notesUi:show')}
              value={pane}
              options={[
                { value: 'quotes', label: t('notesUi:quotes') },
                { value: 'pairs', label: t('notesUi:together') },
              ]}
              onChange={setPane}
            />
            {pane === 'quotes' ? <Narrow narrowed={narrowed} onNarrow={narrow} /> : null}
          </div>
          {pane === 'pairs' ? (
            <Matrix
              themes={themes}
              pairs={book.pairs}
              onPair={(a, b) => {
                pick(a, b);
                setPane('quotes');
              }}
            />
          ) : (
            <>
              {also !== null ? (
                <p className="nt-quotebar cap">
                  {t('notesUi:both', { a: byId.get(theme ?? 0)?.name ?? '', b: byId.get(also)?.name ?? '' })}
                  <Button kind="link" size="sm" onClick={() => pick(theme)}>
                    {t('notesUi:onlyFirst')}
                  </Button>
                </p>
              ) : null}
              {data && data.count === 0 ? <EmptyState why={t('notesUi:noQuotesHere')} /> : null}
              {data && data.count > 0 ? (
                <>
                  <PickList
                    label={t('notesUi:quotes')}
                    items={data.quotes}
                    idOf={({ id }) => id}
                    selected={quote}
                    onSelect={setQuote}
                    className="nt-quote"
                    onEnd={() => {
                      if (data.quotes.length < data.count && limit <= data.quotes.length)
                        setLimit(Math.min(5000, limit + STEP));
                    }}
                  >
                    {(row) => <QuoteLine row={row} themes={byId} />}
                  </PickList>
                  <p className="nt-foot cap">{t('notesUi:quotesN', { count: data.count })}</p>
                </>
              ) : null}
            </>
          )}
        </div>
      </div>
    </ViewBody>
  );
}

function Themes({
  book,
  themes,
  selected,
  onSelect,
}: {
  book: Codebook;
  themes: readonly Codebook['themes'][number][];
  selected: number | null;
  onSelect: (id: number | null) => void;
}) {
  const { t, fmt } = useLocale();
  const [words, setWords] = useState('');
  const most = Math.max(1, ...themes.map(({ quotes }) => quotes));
  const none = {
    id: 0,
    name: t('notesUi:uncoded'),
    quotes: book.uncoded,
    notes: 0,
    description: '',
    colour: 1,
    shape: 1,
  };
  const found = themes.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const items = book.uncoded > 0 && words === '' ? [...found, none] : found;
  return (
    <div className="nt-left">
      <div className="nt-find">
        <FindField label={t('notesUi:findTheme')} value={words} onType={setWords} />
      </div>
      {themes.length === 0 ? <p className="empty mid">{t('notesUi:noThemes')}</p> : null}
      <PickList
        label={t('notesUi:themes')}
        items={items}
        idOf={({ id }) => id}
        selected={selected}
        onSelect={(id) => onSelect(id)}
        className="nt-theme"
      >
        {(theme) => (
          <>
            <div className="line">
              <ThemeMark theme={theme.id === 0 ? undefined : theme} size={12} />
              <span className="ell" title={theme.description || theme.name}>
                {theme.name}
              </span>
              <span className="n">
                {theme.id === 0
                  ? fmt.number(theme.quotes)
                  : t('notesUi:quotesInNotes', {
                      count: theme.notes,
                      quotes: fmt.number(theme.quotes),
                      notes: fmt.number(theme.notes),
                    })}
              </span>
            </div>
            <div className="track">
              <i
                style={{
                  width: `${(theme.quotes / Math.max(most, book.uncoded)) * 100}%`,
                  background: themeColour(theme.id === 0 ? undefined : theme),
                }}
              />
            </div>
          </>
        )}
      </PickList>
      <p className="nt-foot cap">
        {selected === null ? (
          t('notesUi:themesN', { count: themes.length })
        ) : (
          <Button kind="link" size="sm" onClick={() => onSelect(null)}>
            {t('notesUi:everyTheme')}
          </Button>
        )}
      </p>
    </div>
  );
}

function Narrow({ narrowed, onNarrow }: { narrowed: Narrowed; onNarrow: (change: Partial<Narrowed>) => void }) {
  const { t, say } = useLocale();
  const all = useAll();
  const { data: segments } = useQuery('segments.current', {});
  return (
    <>
      {segments ? (
        <Select
          label={t('notesUi:segment')}
          value={narrowed.segment}
          options={[
            { value: '', label: t('notesUi:allSegments') },
            ...segments.segments.map((one) => ({ value: String(one.id), label: one.name ?? say(one.title) })),
          ]}
          onChange={(segment) => onNarrow({ segment })}
        />
      ) : null}
      <Select
        label={t('notesUi:field')}
        value={narrowed.field}
        options={[
          { value: '', label: t('notesUi:allFields') },
          ...quoteFields().map((key) => ({ value: key, label: t(`personas:field.${key}`) })),
        ]}
        onChange={(field) => onNarrow({ field })}
      />
      <Select
        label={t('notesUi:consent')}
        value={narrowed.consent}
        options={all.consents}
        onChange={(consent) => onNarrow({ consent })}
      />
      <span className="grow" />
      <div className="nt-search">
        <Icon name="search" />
        <TextInput
          type="search"
          aria-label={t('notesUi:searchQuotes')}
          placeholder={t('notesUi:searchQuotes')}
          value={narrowed.search}
          onChange={(event) => onNarrow({ search: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

function QuoteLine({ row, themes }: { row: QuoteRow; themes: ReadonlyMap<number, Theme> }) {
  const { t } = useLocale();
  return (
    <>
      <p className="words nt-two">{row.shown}</p>
      <div className="cap">
        {row.themes.flatMap((id) => {
          const theme = themes.get(id);
          return theme ? (
            <span key={id} className="nt-chipname">
              <ThemeMark theme={theme} size={9} /> {theme.name}
            </span>
          ) : (
            []
          );
        })}
        <span className="grow ell">
          <span className="ell">
            {[
              row.role === null ? '' : t(`notes:role.${row.role}`),
              row.title,
              row.field === null ? '' : t(`personas:field.${row.field}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {row.consent === 'yes' ? null : <ConsentTag consent={row.consent} />}
      </div>
    </>
  );
}
