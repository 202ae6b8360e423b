import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Codebook, Theme } from '../../../shared/contract/notes.ts';
import { useViewActions, type Action } from '../../actions.ts';
import { ask, attempt, useCommand, useQuery, useSettled } from '../../state/queries.ts';
import { go, tell, useStore } from '../../state/store.ts';
import {
  Answered,
  Button,
  Dropping,
  EmptyState,
  Menu,
  saveText,
  Segmented,
  useLocale,
  ViewBody,
  ViewHeader,
  Waiting,
} from '../../ui/index.ts';
import { AddNotes, type AddMode } from './AddNotes.tsx';
import { CodebookView } from './Codebook.tsx';
import { NO_FILTER, NoteList, type NoteFilter } from './NoteList.tsx';
import { NoteInspector } from './NoteInspector.tsx';
import { QuoteInspector } from './QuoteInspector.tsx';
import { Reader } from './reader/Reader.tsx';
import type { Span } from './reader/selection.ts';
import { useArrivals } from './useArrivals.ts';
import s from './index.module.css';

interface Adding {
  readonly mode: AddMode;
  readonly files: readonly File[];
  readonly text: string;
}

/** Interviews, sales and support remarks: read, marked, coded, and put behind what cards say. */
export function NotesView() {
  const { t } = useLocale();
  const route = useStore((state) => state.route);
  const codebook = useQuery('notes.codebook', {});
  const [adding, setAdding] = useState<Adding | null>(null);
  const mode = route.mode === 'codebook' ? 'codebook' : 'notes';
  const start = useCallback((next: AddMode) => setAdding({ mode: next, files: [], text: '' }), []);
  const over = useArrivals(
    adding === null,
    useCallback((files, text) => setAdding({ mode: files.length > 0 ? 'files' : 'paste', files, text }), []),
  );
  useViewActions(
    useMemo(
      (): readonly Action[] => [
        { id: 'notes.add', label: 'notesUi:addNotes', group: 'view', keys: ['Alt+I'], run: () => start('files') },
        { id: 'notes.paste', label: 'notesUi:pasteNote', group: 'view', run: () => start('paste') },
        {
          id: 'notes.codebook',
          label: 'notesUi:codebook',
          group: 'view',
          run: () => go({ view: 'notes', mode: 'codebook' }),
        },
      ],
      [start],
    ),
  );
  return (
    <Answered query={codebook}>
      {(book) => (
        <>
          <Header book={book} mode={mode} onAdd={start} />
          {book.notes === 0 ? (
            <NoNotes onAdd={start} />
          ) : mode === 'codebook' ? (
            <CodebookView book={book} />
          ) : (
            <Notes book={book} />
          )}
          {over ? <Dropping>{t('notesUi:dropHere')}</Dropping> : null}
          {adding ? (
            <AddNotes
              {...adding}
              onClose={() => setAdding(null)}
              onAdded={(note) => {
                setAdding(null);
                go(note === null ? { view: 'notes', mode: 'codebook' } : { view: 'notes', id: note });
              }}
            />
          ) : null}
        </>
      )}
    </Answered>
  );
}

function NoNotes({ onAdd }: { onAdd: (mode: AddMode) => void }) {
  const { t } = useLocale();
  return (
    <EmptyState
      why={t('notesUi:empty')}
      action={
        <Button kind="primary" onClick={() => onAdd('files')}>
          {t('notesUi:addNotes')}
        </Button>
      }
      link={
        <Button kind="link" onClick={() => onAdd('tags')}>
          {t('notesUi:mode.tags')}
        </Button>
      }
    />
  );
}

function Header({ book, mode, onAdd }: { book: Codebook; mode: 'notes' | 'codebook'; onAdd: (mode: AddMode) => void }) {
  const { t, fmt } = useLocale();
  const save = (what: 'codebook' | 'quotes') =>
    void attempt(async () => {
      const { name, csv, withheld } = await ask('notes.export', { what });
      const saved = await saveText(name, 'text/csv', csv);
      if (saved && withheld > 0) tell('calm', { key: 'notesUi:withheld', values: { count: withheld } });
    });
  return (
    <ViewHeader
      title={
        book.notes === 0
          ? t('notesUi:title')
          : t('notesUi:finding', {
              notes: t('notesUi:countAll', { count: book.notes }),
              quotes: t('notesUi:quotesN', { count: book.quotes }),
              themes: t('notesUi:themesN', { count: book.themes.length }),
            })
      }
      basis={
        book.notes === 0
          ? undefined
          : t('notesUi:basis', {
              yes: fmt.number(book.consent.yes),
              open: fmt.number(book.consent.unknown + book.consent.no),
              uncoded: fmt.number(book.uncoded),
            })
      }
      modes={
        book.notes === 0 ? undefined : (
          <Segmented
            label={t('notesUi:show')}
            value={mode}
            options={[
              { value: 'notes', label: t('notesUi:notes') },
              { value: 'codebook', label: t('notesUi:codebook') },
            ]}
            onChange={(next) => go(next === 'codebook' ? { view: 'notes', mode: 'codebook' } : { view: 'notes' })}
          />
        )
      }
      actions={
        book.notes === 0 ? undefined : (
          <>
            <Menu
              side="bottom-end"
              target={<Button icon="download">{t('notesUi:export')}</Button>}
              entries={[
                { label: t('notesUi:exportQuotes'), hint: t('notesUi:consentOnly'), run: () => save('quotes') },
                { label: t('notesUi:exportCodebook'), run: () => save('codebook') },
              ]}
            />
            <Button kind="primary" icon="plus" onClick={() => onAdd('files')}>
              {t('notesUi:addNotes')}
            </Button>
          </>
        )
      }
    />
  );
}

function Notes({ book }: { book: Codebook }) {
  const { t } = useLocale();
  const [filter, setFilter] = useState<NoteFilter>(NO_FILTER);
  const search = useSettled(filter.search);
  const list = useQuery(
    'notes.list',
    {
      search,
      kinds: filter.kind === '' ? [] : [filter.kind],
      consent: filter.consent === '' ? [] : [filter.consent],
      theme: filter.theme,
    },
    { keep: true },
  );
  const { open, note, quote, select } = useOpenNote(list.data?.notes[0]?.id);
  const onMark = useMarking(open, select);
  const themes = useMemo(() => new Map<number, Theme>(book.themes.map((theme) => [theme.id, theme])), [book]);
  const offered = useMemo(() => [...book.themes].sort((a, b) => b.quotes - a.quotes).slice(0, 3), [book]);
  const inspector = !note ? undefined : quote ? (
    <QuoteInspector quote={quote} book={book} onBack={() => select(null)} backLabel={t('notesUi:note')} />
  ) : (
    <NoteInspector key={note.id} note={note} themes={themes} onQuote={select} onRemoved={() => go({ view: 'notes' })} />
  );
  return (
    <Answered query={list}>
      {({ notes, total }) => (
        <ViewBody inspector={inspector}>
          <div className={s.notes}>
            <NoteList
              notes={notes}
              total={total}
              themes={book.themes}
              filter={filter}
              onFilter={setFilter}
              selected={open ?? null}
              onSelect={(id) => go({ view: 'notes', id })}
            />
            <div className={s.main}>
              {note ? (
                <Reader
                  key={note.id}
                  note={note}
                  themes={themes}
                  offered={offered}
                  selected={quote?.id ?? null}
                  onSelect={select}
                  onMark={onMark}
                />
              ) : (
                <Waiting />
              )}
            </div>
          </div>
        </ViewBody>
      )}
    </Answered>
  );
}

/** The note on screen, the one of the address or else the first of the list, and the quote that is chosen in it. */
function useOpenNote(first: number | undefined) {
  const route = useStore((state) => state.route);
  const asked = route.id;
  const open = asked ?? first;
  const { data, error: gone } = useQuery('notes.get', { id: open ?? 0 }, { enabled: open !== undefined, keep: true });
  const select = useCallback(
    (id: number | null) => {
      if (open !== undefined) go({ view: 'notes', id: open, mode: id === null ? undefined : `q${id}` });
    },
    [open],
  );
  useEffect(() => {
    // an undo can take away the note on screen
    if (gone && asked !== undefined) go({ view: 'notes' });
  }, [gone, asked]);
  const note = data?.id === open ? data : undefined;
  const chosen = /^q(\d+)$/.exec(route.mode ?? '')?.[1];
  const quote = chosen === undefined ? undefined : note?.marks.find(({ id }) => id === Number(chosen));
  return { open, note, quote, select };
}

/** Marks a part of the open note; the new quote is then chosen. */
function useMarking(open: number | undefined, select: (quote: number) => void) {
  const mark = useCommand('notes.mark');
  return useCallback(
    (span: Span, coded: readonly number[]) => {
      if (open === undefined) return;
      void mark.run({ note: open, start: span[0], stop: span[1], themes: [...coded] }).then((made) => {
        if (made) select(made.id);
      });
    },
    [mark, open, select],
  );
}
