import { unsupported } from '../unsupported.ts';

/** A cell longer than this (characters) is none. */
export const LONGEST_CELL = 4_000_000;

/** The text of a cell as it is shown: runs of blanks are one, blocks and `<br>` begin lines. */
export class CellText {
  // joined at the end: a text that is looked at while it grows is copied each time
  private readonly parts: string[] = [];
  private length = 0;
  private begun = false;
  private blank = false;
  private line = false;

  add(text: string): void {
    // as nearly all text is: without a blank to fold
    if (!/[ \t\r\n\f]/.test(text)) {
      if (text !== '') this.append(text);
      return;
    }
    const folded = text.replace(/[ \t\r\n\f]+/g, ' ');
    if (folded.startsWith(' ')) this.blank = true;
    const inner = folded.replace(/^ | $/g, '');
    if (inner !== '') this.append(inner);
    if (inner !== '' && folded.endsWith(' ')) this.blank = true;
  }

  /** A line end that was asked for. */
  lineEnd(): void {
    this.put('\n');
    this.begun = false;
    this.blank = false;
    this.line = false;
  }

  /** A block begins or ends: a line of its own. */
  block(): void {
    this.line = true;
  }

  space(): void {
    this.blank = true;
  }

  take(): string {
    return this.parts.join('').trim();
  }

  private append(text: string): void {
    if (this.begun && this.line) this.put('\n');
    else if (this.begun && this.blank) this.put(' ');
    this.put(text);
    this.begun = true;
    this.line = false;
    this.blank = false;
  }

  private put(text: string): void {
    this.parts.push(text);
    this.length += text.length;
    if (this.length > LONGEST_CELL) throw unsupported('htmlLong', { most: LONGEST_CELL });
  }
}
