import { memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Note, Quote, Theme } from '../../../../shared/contract/notes.ts';
import { Button, Kbd, useLocale } from '../../../ui/index.ts';
import { themeColour, ThemeMark } from '../ThemeMark.tsx';
import { layOut, type Laid, type Laying, type Piece } from './pieces.ts';
import { caretBox, moveCaret, selectedSpan, type Span } from './selection.ts';

/** The key that marks the selection. */
const MARK_KEY = 'Q';

export interface ReaderProps {
  note: Note;
  themes: ReadonlyMap<number, Theme>;
  /** themes offered beside a selection, the most used first */
  offered: readonly Theme[];
  selected: number | null;
  onSelect: (quote: number | null) => void;
  onMark: (span: Span, themes: readonly number[]) => void;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** The text of a note with its quotes: to be read, and to select in by mouse or keyboard. It cannot be edited. */
export function Reader({ note, themes, offered, selected, onSelect, onMark }: ReaderProps) {
  const { t } = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<Span | null>(null);
  const [bar, setBar] = useState<Place | null>(null);
  const [caret, setCaret] = useState<Place | null>(null);
  const laid = useMemo(() => layOut(note.text, note.speakers, note.marks), [note.text, note.speakers, note.marks]);
  useSelection(root, setSpan, setBar, setCaret);
  useReveal(root, selected, note.id);

  const mark = (coded: readonly number[]) => {
    const now = root.current ? selectedSpan(root.current) : null;
    const chosen = now ?? span;
    if (!chosen) return;
    window.getSelection()?.removeAllRanges();
    setSpan(null);
    onMark(chosen, coded);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !root.current || !scroller.current) return;
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Escape') {
      window.getSelection()?.removeAllRanges();
      onSelect(null);
    } else if (event.key === '[' || event.key === ']') {
      event.preventDefault();
      onSelect(neighbour(note.marks, selected, event.key === ']' ? 1 : -1));
    } else if (event.key.toUpperCase() === MARK_KEY && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      mark([]);
    } else if (moveCaret(root.current, scroller.current, event)) event.preventDefault();
  };
  const pick = useCallback(
    (quotes: readonly Laid[]) => {
      if (!window.getSelection()?.isCollapsed || quotes.length === 0) return;
      // the shortest first; a second click goes to the one around it
      const ids = [...quotes]
        .sort((a, b) => a.quote.stop - a.quote.start - (b.quote.stop - b.quote.start))
        .map(({ quote }) => quote.id);
      onSelect(ids[(ids.indexOf(selected ?? -1) + 1) % ids.length]!);
    },
    [onSelect, selected],
  );
  return (
    <div
      ref={scroller}
      className="nt-read scroll"
      tabIndex={0}
      role="region"
      aria-label={t('notesUi:text', { title: note.title })}
      aria-describedby="nt-read-hint"
      aria-keyshortcuts={MARK_KEY}
      onKeyDown={press}
    >
      <p id="nt-read-hint" className="sr-only">
        {t('notesUi:readHint')}
      </p>
      <div className="nt-page" lang={note.lang === 'other' ? undefined : note.lang}>
        <div ref={root} className="nt-text">
          {laid.map((paragraph) => (
            <Paragraph
              key={paragraph.start}
              paragraph={paragraph}
              themes={themes}
              selected={
                paragraph.pieces.some(({ quotes }) => quotes.some(({ quote }) => quote.id === selected))
                  ? selected
                  : null
              }
              onPick={pick}
              onSelect={onSelect}
            />
          ))}
        </div>
        {caret ? <i className="nt-caret" style={{ left: caret.left, top: caret.top, height: caret.height }} /> : null}
        {span && bar ? (
          <div
            className="nt-bar"
            style={{ left: bar.left, top: bar.top + bar.height + 6 }}
            role="toolbar"
            aria-label={t('notesUi:selection')}
          >
            <Button
              kind="primary"
              size="sm"
              icon="quote"
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => mark([])}
            >
              {t('notesUi:mark')} <Kbd>{MARK_KEY}</Kbd>
            </Button>
            {offered.map((theme) => (
              <button
                key={theme.id}
                type="button"
                className="nt-chip"
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => mark([theme.id])}
              >
                <ThemeMark theme={theme} />
                <span className="ell">{theme.name}</span>
              </button>
            ))}
          </div>
        ) : null}
      </div>
    </div>
  );
}

function neighbour(marks: readonly Quote[], selected: number | null, step: 1 | -1): number | null {
  if (marks.length === 0) return null;
  const at = marks.findIndex(({ id }) => id === selected);
  const next = at < 0 ? (step === 1 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length;
  return marks[next]!.id;
}

/** Follow what is selected in the text, and where the keyboard stands. */
function useSelection(
  root: { readonly current: HTMLDivElement | null },
  setSpan: (span: Span | null) => void,
  setBar: (place: Place | null) => void,
  setCaret: (place: Place | null) => void,
): void {
  useEffect(() => {
    let frame = 0;
    const read = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const text = root.current;
        const page = text?.parentElement;
        if (!text || !page) return;
        const origin = page.getBoundingClientRect();
        const selection = window.getSelection();
        const span = selectedSpan(text);
        setSpan(span);
        const box = caretBox(text);
        const place = box && { left: box.left - origin.left, top: box.top - origin.top, height: box.height };
        setBar(span && place ? { ...place, left: Math.max(64, Math.min(place.left - 60, origin.width - 360)) } : null);
        const focused = document.activeElement?.contains(text) ?? false;
        setCaret(selection?.isCollapsed && focused ? place : null);
      });
    };
    document.addEventListener('selectionchange', read);
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('selectionchange', read);
    };
  }, [root, setSpan, setBar, setCaret]);
}

/** Bring a chosen quote into view. */
function useReveal(root: { readonly current: HTMLDivElement | null }, selected: number | null, note: number): void {
  useLayoutEffect(() => {
    if (selected === null) return;
    const piece = root.current?.querySelector(`[data-quotes~="${selected}"]`);
    const view = root.current?.closest('.nt-read')?.getBoundingClientRect();
    const box = piece?.getBoundingClientRect();
    if (!piece || !view || !box) return;
    if (box.top < view.top + 20 || box.bottom > view.bottom - 20) piece.scrollIntoView({ block: 'center' });
  }, [root, selected, note]);
}

interface ParagraphProps {
  paragraph: Laying;
  themes: ReadonlyMap<number, Theme>;
  selected: number | null;
  onPick: (quotes: readonly Laid[]) => void;
  onSelect: (quote: number | null) => void;
}

const Paragraph = memo(function Paragraph({ paragraph, themes, selected, onPick, onSelect }: ParagraphProps) {
  return (
    <p className={paragraph.role ? `nt-p ${paragraph.role}` : 'nt-p'} data-start={paragraph.start}>
      {paragraph.pieces.map((piece) =>
        piece.quotes.length === 0 ? (
          piece.label ? (
            <b key={piece.start}>{piece.text}</b>
          ) : (
            piece.text
          )
        ) : (
          <span
            key={piece.start}
            className={`nt-q${piece.label ? ' b' : ''}${piece.quotes.some(({ quote }) => quote.id === selected) ? ' on' : ''}`}
            data-quotes={piece.quotes.map(({ quote }) => quote.id).join(' ')}
            style={underlines(piece, themes)}
            onClick={() => onPick(piece.quotes)}
          >
            {piece.begins.map((laid) => (
              <Margin
                key={laid.quote.id}
                quote={laid.quote}
                lane={laid.lane}
                themes={themes}
                on={laid.quote.id === selected}
                onSelect={onSelect}
              />
            ))}
            {piece.text}
          </span>
        ),
      )}
    </p>
  );
});

/** One line a quote, on its level: colour of its first theme. */
function underlines({ quotes }: Piece, themes: ReadonlyMap<number, Theme>) {
  const drawn = quotes.filter(({ level }) => level < 4);
  const colourOf = ({ quote }: Laid) => themeColour(themes.get(quote.themes[0] ?? -1));
  const first = quotes[0];
  return {
    '--tint': first ? colourOf(first) : 'transparent',
    backgroundImage: drawn.map((laid) => `linear-gradient(${colourOf(laid)}, ${colourOf(laid)})`).join(', '),
    backgroundPosition: drawn.map(({ level }) => `0 calc(100% - ${level * 3}px)`).join(', '),
  };
}

/** The marks of a quote in the margin, beside the line in which it begins. */
function Margin({
  quote,
  lane,
  themes,
  on,
  onSelect,
}: {
  quote: Quote;
  lane: number;
  themes: ReadonlyMap<number, Theme>;
  on: boolean;
  onSelect: (quote: number | null) => void;
}) {
  const { t } = useLocale();
  const coded = quote.themes.flatMap((id) => themes.get(id) ?? []);
  const names = coded.map(({ name }) => name).join(', ');
  return (
    <button
      type="button"
      tabIndex={-1}
      className={on ? 'nt-mark on' : 'nt-mark'}
      style={{ left: -22 - lane * 17 }}
      title={names || t('notesUi:uncoded')}
      aria-label={names === '' ? t('notesUi:quoteUncoded') : t('notesUi:quoteOf', { themes: names })}
      aria-pressed={on}
      // drawn by the style sheet: a character here would count as one of the note
      data-more={coded.length > 1 ? coded.length : undefined}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        event.stopPropagation();
        onSelect(quote.id);
      }}
    >
      <ThemeMark theme={coded[0]} size={12} />
    </button>
  );
}
