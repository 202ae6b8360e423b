import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Note, Quote, Theme } from '../../../../shared/contract/notes.ts';
import { Button, Kbd, useLocale } from '../../../ui/index.ts';
import { ThemeMark } from '../ThemeMark.tsx';
import { Paragraph } from './Paragraph.tsx';
import { layOut, type Laid } from './pieces.ts';
import { caretBox, moveCaret, selectedSpan, type Span } from './selection.ts';
import s from './Reader.module.css';

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
  const { span, bar, caret, forget } = useSelection(root);
  const laid = useMemo(() => layOut(note.text, note.speakers, note.marks), [note.text, note.speakers, note.marks]);
  useReveal(root, selected, note.id);

  const mark = (coded: readonly number[]) => {
    const now = root.current ? selectedSpan(root.current) : null;
    const chosen = now ?? span;
    if (!chosen) return;
    window.getSelection()?.removeAllRanges();
    forget();
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
      onSelect(nextAround(quotes, selected));
    },
    [onSelect, selected],
  );
  return (
    <div
      ref={scroller}
      className={`${s.read} scroll`}
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
      <div className={s.page} lang={note.lang === 'other' ? undefined : note.lang}>
        <div ref={root} className={s.text}>
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
        {caret ? <i className={s.caret} style={{ left: caret.left, top: caret.top, height: caret.height }} /> : null}
        {span && bar ? <SelectionBar place={bar} offered={offered} onMark={mark} /> : null}
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

/** Of quotes at one place the shortest first; a second click goes to the one around it. */
function nextAround(quotes: readonly Laid[], selected: number | null): number {
  const ids = [...quotes]
    .sort((a, b) => a.quote.stop - a.quote.start - (b.quote.stop - b.quote.start))
    .map(({ quote }) => quote.id);
  return ids[(ids.indexOf(selected ?? -1) + 1) % ids.length]!;
}

/** Follow what is selected in the text, and where the keyboard stands. */
function useSelection(root: { readonly current: HTMLDivElement | null }) {
  const [span, setSpan] = useState<Span | null>(null);
  const [bar, setBar] = useState<Place | null>(null);
  const [caret, setCaret] = useState<Place | null>(null);
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
  }, [root]);
  return { span, bar, caret, forget: () => setSpan(null) };
}

/** Bring a chosen quote into view. */
function useReveal(root: { readonly current: HTMLDivElement | null }, selected: number | null, note: number): void {
  useLayoutEffect(() => {
    if (selected === null) return;
    const piece = root.current?.querySelector(`[data-quotes~="${selected}"]`);
    const view = root.current?.closest('[role="region"]')?.getBoundingClientRect();
    const box = piece?.getBoundingClientRect();
    if (!piece || !view || !box) return;
    if (box.top < view.top + 20 || box.bottom > view.bottom - 20) piece.scrollIntoView({ block: 'center' });
  }, [root, selected, note]);
}

interface SelectionBarProps {
  place: Place;
  offered: readonly Theme[];
  onMark: (themes: readonly number[]) => void;
}

/** Below a selection: mark it, or mark it with a theme. A press of the mouse leaves the selection as it is. */
function SelectionBar({ place, offered, onMark }: SelectionBarProps) {
  const { t } = useLocale();
  return (
    <div
      className={s.bar}
      style={{ left: place.left, top: place.top + place.height + 6 }}
      role="toolbar"
      aria-label={t('notesUi:selection')}
    >
      <Button
        kind="primary"
        size="sm"
        icon="quote"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => onMark([])}
      >
        {t('notesUi:mark')} <Kbd>{MARK_KEY}</Kbd>
      </Button>
      {offered.map((theme) => (
        <button
          key={theme.id}
          type="button"
          className={s.chip}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onMark([theme.id])}
        >
          <ThemeMark theme={theme} />
          <span className="ell">{theme.name}</span>
        </button>
      ))}
    </div>
  );
}
