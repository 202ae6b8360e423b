import { unsupported } from '../unsupported.ts';

/** A record longer than this (characters) is none. */
const LONGEST = 16_000_000;
/** Objects a list may lie in. */
const DEEPEST = 4;

/**
 * An element of a list that is a value of the document, or of objects in it: `path` are the names on the way. `key`: the
 * name of an entry of the object that is read as a list of its values.
 */
export type JsonElement = { path: string; text: string; line: number; key?: string };

/** What wants to know how the document is built. */
export interface JsonWatcher {
  /** a list or an object begins: the document, or the value `key` of the one that is open */
  entered(list: boolean, path: string, key: string): void;
  /** a value that is not entered: an element of the open list, or the value `key` of the open object */
  valued(text: string, key: string): void;
  /** what was entered last ends */
  left(): void;
}

/** What is done beside cutting out the elements of lists. */
export type WalkerOptions = {
  readonly watcher?: JsonWatcher;
  /** path of an object whose values are elements too */
  readonly map?: string;
};

type Frame = { list: boolean; path: string; key: string | null; begun: boolean };

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
  private readonly options: WalkerOptions;

  constructor(take: (element: JsonElement) => void, options: WalkerOptions = {}) {
    this.take = take;
    this.options = options;
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
      this.enter(code === 91, '', '');
      return;
    }
    const closes = frame.list ? 93 : 125;
    if (code === closes) {
      this.frames.pop();
      this.options.watcher?.left();
      this.at++;
    } else if (code === 44) {
      if (!frame.begun) throw this.wrong();
      frame.begun = false;
      frame.key = null;
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
    } else if ((code === 123 || code === 91) && this.enters(frame))
      this.enter(code === 91, this.pathOf(frame), frame.key ?? '');
    else this.start(code === 91 || code === 123 ? 'element' : code === 34 ? 'string' : 'scalar');
  }

  /** Values of the object that is read as a list are measured as a whole. */
  private enters(frame: Frame): boolean {
    return this.frames.length < DEEPEST && this.options.map !== frame.path;
  }

  private pathOf({ path, key }: Frame): string {
    return path === '' ? (key ?? '') : `${path}.${key ?? ''}`;
  }

  private enter(list: boolean, path: string, key: string): void {
    this.frames.push({ list, path, key: null, begun: false });
    this.options.watcher?.entered(list, path, key);
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
    if (!frame.list && frame.key === null) {
      frame.key = nameOf(text);
      return;
    }
    const key = frame.key ?? '';
    this.options.watcher?.valued(text, key);
    if (frame.list) this.take({ path: frame.path, text, line: this.fromLine });
    else if (this.options.map === frame.path) this.take({ path: frame.path, text, line: this.fromLine, key });
  }

  private wrong() {
    const start = this.text.lastIndexOf('\n', this.at - 1) + 1;
    return unsupported('json', { line: this.line, column: this.at - start + 1 });
  }
}

/** A name as it is meant; one that is no JSON stays as written. */
function nameOf(text: string): string {
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
