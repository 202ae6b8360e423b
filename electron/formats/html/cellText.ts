import { unsupported } from '../unsupported.ts';

/** A cell longer than this (characters) is none. */
export const LONGEST_CELL = 4_000_000;

/** The text of a cell as it is shown: runs of blanks are one, blocks and `<br>` begin lines. */
export class CellText {
  private out = '';
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
    this.out += '\n';
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
    return this.out.trim();
  }

  private append(text: string): void {
    const begun = this.out !== '' && !this.out.endsWith('\n');
    if (begun && this.line) this.out += '\n';
    else if (begun && this.blank) this.out += ' ';
    this.out += text;
    this.line = false;
    this.blank = false;
    if (this.out.length > LONGEST_CELL) throw unsupported('htmlLong', { most: LONGEST_CELL });
  }
}
