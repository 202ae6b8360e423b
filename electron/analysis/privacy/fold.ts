/** Dashes and blanks of typography, zero-width ones too, that stand between the groups of a number. */
const DASHES = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d';
const BLANKS =
  '\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff';
/** Wide letters, digits and signs, and how far each is from its half-width form. */
const [WIDE_FIRST, WIDE_LAST, WIDE_OFFSET] = [0xff01, 0xff5e, 0xfee0];

/** What stands for each UTF-16 unit; most stand for themselves. */
const PLAIN = new Uint16Array(0x10000).map((_, unit) => unit);
for (let wide = WIDE_FIRST; wide <= WIDE_LAST; wide++) PLAIN[wide] = wide - WIDE_OFFSET;
for (const dash of DASHES) PLAIN[dash.charCodeAt(0)] = 0x2d;
for (const blank of BLANKS) PLAIN[blank.charCodeAt(0)] = 0x20;

/** What something else stands for: most texts have none of it. */
const FOLDED = /[\u00a0\u2000-\u200d\u2010-\u2015\u202f\u205f\u2060\u2212\u3000\ufe63\ufeff\uff01-\uff5e]/;

/** Units that are made into text at once: a call takes so many arguments without harm. */
const CHUNK = 4096;

/** A text with half-width letters, digits and signs and plain dashes and blanks: every character stays at its place. */
export function folded(text: string): string {
  const first = text.search(FOLDED);
  if (first < 0) return text;
  let plain = text.slice(0, first);
  for (let start = first; start < text.length; start += CHUNK) {
    const units = new Uint16Array(Math.min(CHUNK, text.length - start));
    for (let i = 0; i < units.length; i++) units[i] = PLAIN[text.charCodeAt(start + i)]!;
    plain += Reflect.apply(String.fromCharCode, null, units);
  }
  return plain;
}
