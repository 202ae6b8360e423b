/** CJK radicals, characters, kana, hangul and full-width forms: about as wide as high. */
const WIDE = /[⺀-￯]/;

/** How wide a text is about, as the sum of its characters. @param wide of a CJK character @param narrow of any other */
export const widthOf = (text: string, wide: number, narrow: number): number =>
  [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? wide : narrow), 0);

/** Free between two labels of an axis, and a space within one, px. */
const GAP = 4;
const SPACE = 3.5;

/** How wide a label of an axis is about, px. */
const labelWidth = (text: string): number => {
  const words = text.replaceAll(' ', '');
  return widthOf(words, 12, 7.7) + SPACE * (text.length - words.length);
};

/** Px from one label of an axis to the next for the longest to fit: the first begins at its point and reaches inwards. */
export const labelRoom = (labels: readonly string[]): number => 1.5 * Math.max(0, ...labels.map(labelWidth)) + GAP;

/** A text of at most so many Latin letters: SVG text does not end in dots by itself. */
export function clipped(text: string, most: number): string {
  const letters = [...text];
  let width = 0;
  const over = letters.findIndex((letter) => (width += widthOf(letter, 1.8, 1)) > most);
  return over < 0 ? text : `${letters.slice(0, Math.max(1, over - 1)).join('')}…`;
}

/** From the foot of one label to the foot of the next, px. */
const LINE = 15;

/** Labels pushed apart so that none covers another, in their order; where there are too many for the room they begin above it. */
export function apart(wanted: readonly number[], top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const out = [...wanted];
  let from = top + 4;
  for (const i of order) {
    const at = Math.max(wanted[i] ?? 0, from);
    out[i] = at;
    from = at + LINE;
  }
  let to = bottom;
  for (const i of order.toReversed()) {
    const at = Math.min(out[i] ?? 0, to);
    out[i] = at;
    to = at - LINE;
  }
  return out;
}
