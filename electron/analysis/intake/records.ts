/**
 * Where records begin and end in delimited text (RFC 4180 with the leniences of Papa Parse), and where a quote was
 * opened and never closed. Used for text that a plain split cannot be trusted with: mixed line ends, quoted line
 * breaks, stray quotes. Every function here is linear in the text it consumes.
 */

/** How fields are told apart. `quote` '' means that quotes are plain characters. */
export type Dialect = { readonly delimiter: string; readonly quote: string };

/** A record found in a text: `[start, end)` without its line end; `next` is where the following one starts. */
export type FoundRecord = {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  /** fields seen (0 when `unclosed`) */
  readonly fields: number;
  /** line ends consumed, the closing one included */
  readonly lines: number;
  /** lines between the record's first line and the line with the offending quote */
  readonly openedAfter: number;
  /** a quote opened in this piece is not closed: the piece ends with the physical line that holds it */
  readonly unclosed: boolean;
};

const LF = 10;
const CR = 13;
/** A quoted field longer than this (characters) counts as not closed. */
const MAX_FIELD = 4_000_000;

/** Options of {@link nextRecord}. */
export type RecordOptions = Dialect & {
  /** the text is complete: its end is the end of the file */
  readonly final: boolean;
  /** expected number of fields; a record over several lines with another number is taken for an unclosed quote */
  readonly width: number | null;
  /** lines end with a lone CR (old Mac files) */
  readonly loneCr: boolean;
};

/**
 * The record that starts at `from`. Returns null when more text is needed to tell (never when `final`).
 * At the end of the text returns null as well.
 */
export function nextRecord(text: string, from: number, options: RecordOptions): FoundRecord | null {
  const { delimiter, quote, final, width } = options;
  const length = text.length;
  if (from >= length) return null;
  const newline = options.loneCr ? CR : LF;
  const first = delimiter.charCodeAt(0);
  let at = from;
  let fields = 1;
  let lines = 0;
  const done = (end: number, next: number, closed: boolean): FoundRecord => {
    const trimmed = closed && !options.loneCr && end > from && text.charCodeAt(end - 1) === CR ? end - 1 : end;
    return {
      start: from,
      end: trimmed,
      next,
      fields,
      lines: lines + (closed ? 1 : 0),
      openedAfter: 0,
      unclosed: false,
    };
  };
  const reject = (opened: number): FoundRecord | null => {
    let stop = text.indexOf(options.loneCr ? '\r' : '\n', opened);
    if (stop < 0) {
      if (!final) return null;
      stop = length;
    }
    const before = countChar(text, newline, from, opened);
    const ended = stop < length;
    const end = ended && !options.loneCr && stop > from && text.charCodeAt(stop - 1) === CR ? stop - 1 : stop;
    return {
      start: from,
      end,
      next: ended ? stop + 1 : length,
      fields: 0,
      lines: before + (ended ? 1 : 0),
      openedAfter: before,
      unclosed: true,
    };
  };
  let openedMultiline = -1;
  for (;;) {
    if (quote !== '' && text.startsWith(quote, at)) {
      const closed = closeQuote(text, at, options);
      if (closed === 'more') return null;
      if (closed === 'unclosed') return reject(openedMultiline < 0 ? at : openedMultiline);
      if (closed.newlines > 0) {
        openedMultiline = openedMultiline < 0 ? at : openedMultiline;
        lines += closed.newlines;
      }
      at = closed.after;
      if (at >= length) {
        if (!final) return null;
        return suspicious() ? reject(openedMultiline) : done(length, length, false);
      }
      if (text.startsWith(delimiter, at)) {
        at += delimiter.length;
        fields++;
        continue;
      }
    } else {
      while (at < length) {
        const code = text.charCodeAt(at);
        if (code === newline) break;
        if (code === first && (delimiter.length === 1 || text.startsWith(delimiter, at))) break;
        at++;
      }
      if (at >= length) {
        if (!final) return null;
        return suspicious() ? reject(openedMultiline) : done(length, length, false);
      }
      if (text.charCodeAt(at) !== newline) {
        at += delimiter.length;
        fields++;
        continue;
      }
    }
    // at a line end, perhaps with its CR before it
    if (!options.loneCr && text.charCodeAt(at) === CR) at++;
    return suspicious() ? reject(openedMultiline) : done(at, at + 1, true);
  }

  function suspicious(): boolean {
    if (openedMultiline < 0 || width === null) return false;
    return fields !== width || innerLinesLookLikeRows(text, openedMultiline, at, options);
  }
}

type Closed = { after: number; newlines: number };

/** From an opening quote to behind the closing one (and the blanks behind it). */
function closeQuote(text: string, open: number, options: RecordOptions): Closed | 'unclosed' | 'more' {
  const { quote, delimiter, final } = options;
  const newline = options.loneCr ? '\r' : '\n';
  const more = final ? 'unclosed' : text.length - open > MAX_FIELD ? 'unclosed' : 'more';
  let at = open + 1;
  let stray = false;
  let firstBreak = -2;
  for (;;) {
    const found = text.indexOf(quote, at);
    if (found < 0) return more;
    if (found - open > MAX_FIELD) return 'unclosed';
    if (text.startsWith(quote, found + 1)) {
      at = found + 2;
      continue;
    }
    if (firstBreak === -2) firstBreak = text.indexOf(newline, open + 1);
    const multiline = firstBreak >= 0 && firstBreak < found;
    let after = found + 1;
    while (after < text.length && isBlank(text.charCodeAt(after)) && !text.startsWith(delimiter, after)) after++;
    if (after >= text.length && !final) return more;
    const code = after < text.length ? text.charCodeAt(after) : -1;
    const ends =
      code === -1 ||
      text.startsWith(delimiter, after) ||
      code === newline.charCodeAt(0) ||
      (code === CR && (text.charCodeAt(after + 1) === LF || (after + 1 >= text.length && final)));
    if (!ends && code === CR && after + 1 >= text.length && !final) return more;
    if (ends) {
      if (multiline && stray) return 'unclosed';
      return { after, newlines: multiline ? countChar(text, newline.charCodeAt(0), open, found) : 0 };
    }
    // a quote that neither closes nor is doubled: within one line it is text, across lines the field was never closed
    if (multiline) return 'unclosed';
    stray = true;
    at = found + 1;
  }
}

const isBlank = (code: number) => code === 32 || code === 9;

/** How often a character code occurs in `[from, to)`. */
function countChar(text: string, code: number, from: number, to: number): number {
  const char = String.fromCharCode(code);
  let count = 0;
  for (let at = text.indexOf(char, from); at >= 0 && at < to; at = text.indexOf(char, at + 1)) count++;
  return count;
}

/**
 * Two or more complete lines inside one quoted field, each of which is a row by itself: as many fields as a row has, quotes
 * only around whole fields. A cell that merely holds line ends and delimiters is seldom made like that.
 */
function innerLinesLookLikeRows(text: string, open: number, close: number, options: RecordOptions): boolean {
  const { delimiter, quote, width } = options;
  if (width === null || width < 3) return false;
  let from = text.indexOf('\n', open);
  let inner = 0;
  while (from >= 0 && from < close) {
    const to = text.indexOf('\n', from + 1);
    if (to < 0 || to >= close) break;
    const end = text.charCodeAt(to - 1) === CR ? to - 1 : to;
    if (fieldsOfTidyRow(text.slice(from + 1, end), delimiter, quote) !== width) return false;
    inner++;
    from = to;
  }
  return inner >= 2;
}

/** How many fields a line has when its quotes stand as RFC 4180 has them; -1 when they do not. */
function fieldsOfTidyRow(line: string, delimiter: string, quote: string): number {
  let at = 0;
  for (let fields = 1; ; fields++) {
    if (quote !== '' && line.startsWith(quote, at)) {
      do {
        const end = line.indexOf(quote, at + quote.length);
        if (end < 0) return -1;
        at = end + quote.length;
      } while (line.startsWith(quote, at));
      if (at === line.length) return fields;
      if (!line.startsWith(delimiter, at)) return -1;
    } else {
      const next = line.indexOf(delimiter, at);
      const field = line.slice(at, next < 0 ? line.length : next);
      if (quote !== '' && field.includes(quote)) return -1;
      if (next < 0) return fields;
      at = next;
    }
    at += delimiter.length;
  }
}
