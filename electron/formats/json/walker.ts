import { unsupported } from '../unsupported.ts';

/** A record longer than this (characters) is none. */
const LONGEST = 16_000_000;
/** Objects a list may lie in. */
const DEEPEST = 4;

/** An element of a list that is a value of the document, or of objects in it: `path` are the names on the way. */
export type JsonElement = { path: string; text: string; line: number };

type Frame = { list: boolean; path: string; key: string; begun: boolean };

/**
 * Walks through JSON in pieces and cuts the elements out of its lists, without building the document. What lies between
 * the elements is checked; an element is only measured, so that a wrong one can be reported and passed over.
 */
export class JsonWalker {
  private text = '';
  private at = 0;
  private line = 1;
  private readonly frames: Frame[] = [];
  private begun = false;
  // the string, element or other value that is being measured, from `from` on
  private mode: 'between' | 'string' | 'element' | 'scalar' = 'between';
  private from = 0;
  private fromLine = 1;
  private depth = 0;
  private quoted = false;
  private readonly take: (element: JsonElement) => void;

  constructor(take: (element: JsonElement) => void) {
    this.take = take;
  }

  /** @throws AppError unsupported_file */
  push(piece: string): void {
    const keep = this.mode === 'between' ? this.at : this.from;
    this.text = this.text.slice(keep) + piece;
    this.at -= keep;
    this.from = 0;
    if (this.text.length - piece.length > LONGEST) throw unsupported('jsonLong', { line: this.fromLine });
    for (;;) {
      const { at, mode } = this;
      if (at >= this.text.length) return;
      this.step();
      // what is left can only be told with the next piece
      if (this.at === at && this.mode === mode) return;
    }
  }

  /** The document must be complete. @throws AppError unsupported_file */
  end(): void {
    if (this.mode !== 'between' || this.frames.length > 0 || !this.begun)
      throw unsupported('jsonEnd', { line: this.mode === 'between' ? this.line : this.fromLine });
  }

  private step(): void {
    if (this.mode === 'element') this.measure();
    else if (this.mode === 'string') this.measureString();
    else if (this.mode === 'scalar') this.measureScalar();
    else this.between();
  }

  private between(): void {
    const code = this.text.charCodeAt(this.at);
    if (code === 10) this.line++;
    if (code === 32 || code === 10 || code === 13 || code === 9 || (code === 0xfeff && !this.begun)) {
      this.at++;
      return;
    }
    const frame = this.frames.at(-1);
    if (!frame) {
      if (this.begun || (code !== 91 && code !== 123)) throw this.wrong();
      this.begun = true;
      this.enter(code === 91, '');
      return;
    }
    const closes = frame.list ? 93 : 125;
    if (code === closes) {
      this.frames.pop();
      this.at++;
    } else if (code === 44) {
      if (!frame.begun) throw this.wrong();
      frame.begun = false;
      frame.key = '';
      this.at++;
    } else if (frame.begun && code === 58 && !frame.list) this.at++;
    else if (frame.list) {
      if (frame.begun) throw this.wrong();
      frame.begun = true;
      this.start(code === 91 || code === 123 ? 'element' : code === 34 ? 'string' : 'scalar');
    } else if (!frame.begun) {
      if (code !== 34) throw this.wrong();
      frame.begun = true;
      this.start('string');
    } else if (code === 123 && this.frames.length < DEEPEST) this.enter(false, this.pathOf(frame));
    else if (code === 91 && this.frames.length < DEEPEST) this.enter(true, this.pathOf(frame));
    else this.start(code === 91 || code === 123 ? 'element' : code === 34 ? 'string' : 'scalar');
  }

  private pathOf(frame: Frame): string {
    return frame.path === '' ? frame.key : `${frame.path}.${frame.key}`;
  }

  private enter(list: boolean, path: string): void {
    this.frames.push({ list, path, key: '', begun: false });
    this.at++;
  }

  private start(mode: 'string' | 'element' | 'scalar'): void {
    this.mode = mode;
    this.from = this.at;
    this.fromLine = this.line;
    this.depth = 0;
    this.quoted = false;
    if (mode === 'string') this.at++;
  }

  /** To the end of the string that is open; false when it has not come yet. */
  private skipString(): boolean {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === 34) {
        this.at++;
        return true;
      }
      if (code === 92) {
        // what a backslash at the end of the piece escapes comes with the next
        if (this.at + 1 >= text.length) return false;
        this.at += 2;
      } else if (this.at >= text.length) return false;
      else {
        if (code === 10) this.line++;
        this.at++;
      }
    }
  }

  private measureString(): void {
    if (this.skipString()) this.finish();
  }

  private measure(): void {
    const { text } = this;
    for (;;) {
      if (this.quoted) {
        if (!this.skipString()) return;
        this.quoted = false;
      }
      if (this.at >= text.length) return;
      const code = text.charCodeAt(this.at++);
      if (code === 34) this.quoted = true;
      else if (code === 123 || code === 91) this.depth++;
      else if (code === 125 || code === 93) {
        if (--this.depth === 0) {
          this.finish();
          return;
        }
      } else if (code === 10) this.line++;
    }
  }

  private measureScalar(): void {
    const { text } = this;
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at);
      if (code === 44 || code === 93 || code === 125 || code <= 32) {
        this.finish();
        return;
      }
    }
  }

  private finish(): void {
    const frame = this.frames.at(-1)!;
    this.mode = 'between';
    const text = this.text.slice(this.from, this.at);
    if (frame.list) this.take({ path: frame.path, text, line: this.fromLine });
    else if (frame.key === '' && text.startsWith('"')) frame.key = text.slice(1, -1);
  }

  private wrong() {
    const start = this.text.lastIndexOf('\n', this.at - 1) + 1;
    return unsupported('json', { line: this.line, column: this.at - start + 1 });
  }
}
