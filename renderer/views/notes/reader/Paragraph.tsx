import { memo } from 'react';
import type { Quote, Theme } from '../../../../shared/contract/notes.ts';
import { useLocale } from '../../../ui/index.ts';
import { themeColour, ThemeMark } from '../ThemeMark.tsx';
import type { Laid, Laying, Piece } from './pieces.ts';
import s from './Paragraph.module.css';

interface ParagraphProps {
  paragraph: Laying;
  themes: ReadonlyMap<number, Theme>;
  selected: number | null;
  onPick: (quotes: readonly Laid[]) => void;
  onSelect: (quote: number | null) => void;
}

/** Not drawn again when the caret moves: a long note has many of them. */
export const Paragraph = memo(function Paragraph({ paragraph, themes, selected, onPick, onSelect }: ParagraphProps) {
  return (
    <p
      className={paragraph.role === 'interviewer' ? `${s.paragraph} ${s.interviewer}` : s.paragraph}
      data-start={paragraph.start}
    >
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
            className={`${s.quote}${piece.label ? ' b' : ''}${piece.quotes.some(({ quote }) => quote.id === selected) ? ` ${s.on}` : ''}`}
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
      className={on ? `${s.mark} ${s.on}` : s.mark}
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
