/** Dashes and blanks of typography, zero-width ones too, that stand between the groups of a number. */
const DASH = /[\u2010-\u2015\u2212\ufe63\uff0d]/g;
const BLANK = /[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/g;
const WIDE = /[\uff01-\uff5e]/g;

/** A text with half-width letters, digits and signs and plain dashes and blanks: every character stays at its place. */
export const folded = (text: string): string =>
  text
    .replace(DASH, '-')
    .replace(BLANK, ' ')
    .replace(WIDE, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
