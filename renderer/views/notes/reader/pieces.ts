import type { Quote, Speaker, SpeakerRole } from '../../../../shared/contract/notes.ts';
import { turnAt, turnsOf } from '../../../../shared/notes/speakers.ts';
import { type Paragraph, paragraphsOf } from '../../../../shared/notes/text.ts';

/** A quote on a level of its own, so that overlapping ones are told apart along their whole length. */
export interface Laid {
  readonly quote: Quote;
  /** 0, 1, 2 …; quotes that overlap have different ones */
  readonly level: number;
}
/** Marks side by side in the margin. */
const LANES = 4;

/** A stretch of a paragraph under the same quotes. */
export interface Piece {
  readonly start: number;
  readonly text: string;
  readonly quotes: readonly Laid[];
  /** those that begin here, each with a lane of the margin: neighbours have different ones */
  readonly begins: readonly (Laid & { readonly lane: number })[];
  /** the name of who speaks */
  readonly label: boolean;
}
/** A paragraph ready to be drawn. */
export interface Laying {
  readonly start: number;
  readonly length: number;
  readonly role: SpeakerRole | null;
  readonly pieces: readonly Piece[];
}

/** Quotes with levels: the lowest that is free where they begin. Quotes come in the order of their starts. */
function levelled(quotes: readonly Quote[]): Laid[] {
  const ends: number[] = [];
  return [...quotes]
    .sort((a, b) => a.start - b.start || b.stop - a.stop || a.id - b.id)
    .map((quote) => {
      const free = ends.findIndex((end) => end <= quote.start);
      const level = free < 0 ? ends.length : free;
      ends[level] = quote.stop;
      return { quote, level };
    });
}

/** Cut a text into paragraphs and these at every beginning and end of a quote. */
export function layOut(text: string, speakers: readonly Speaker[], quotes: readonly Quote[]): Laying[] {
  const turns = turnsOf(text, speakers);
  const laid = levelled(quotes);
  let from = 0;
  return paragraphsOf(text).map((paragraph) => {
    const end = paragraph.start + paragraph.text.length;
    const turn = turnAt(turns, paragraph.start);
    const speaker = turn ? speakers[turn.speaker] : undefined;
    const labelled = turn?.start === paragraph.start ? labelEnd(paragraph, speaker) : 0;
    // all that end before this paragraph end before the next ones too, once their starts are passed
    while (from < laid.length && laid[from]!.quote.stop <= paragraph.start) from++;
    const here: Laid[] = [];
    for (let i = from; i < laid.length && laid[i]!.quote.start < end; i++)
      if (laid[i]!.quote.stop > paragraph.start) here.push(laid[i]!);
    return {
      start: paragraph.start,
      length: paragraph.text.length,
      role: speaker?.role ?? null,
      pieces: piecesOf(paragraph, here, labelled),
    };
  });
}

function labelEnd({ text }: Paragraph, speaker: Speaker | undefined): number {
  const at = speaker ? text.indexOf(speaker.label) : -1;
  return at < 0 || !speaker ? 0 : Math.min(text.length, at + speaker.label.length + 1);
}

function piecesOf({ start, text }: Paragraph, here: readonly Laid[], labelled: number): Piece[] {
  const cuts = new Set([0, text.length]);
  if (labelled > 0) cuts.add(labelled);
  for (const { quote } of here) {
    cuts.add(Math.max(0, quote.start - start));
    cuts.add(Math.min(text.length, quote.stop - start));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  let begun = 0;
  return sorted.slice(0, -1).map((cut, i) => {
    const next = sorted[i + 1]!;
    const quotes = here.filter(({ quote }) => quote.start - start <= cut && quote.stop - start >= next);
    return {
      start: start + cut,
      text: text.slice(cut, next),
      quotes,
      begins: quotes
        .filter(({ quote }) => quote.start === start + cut)
        .map((laid) => ({ ...laid, lane: begun++ % LANES })),
      label: next <= labelled,
    };
  });
}
