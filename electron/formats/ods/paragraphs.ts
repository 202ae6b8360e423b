import { unsupported } from '../unsupported.ts';
import { attribute } from '../xlsx/xml.ts';

/** A cell longer than this (characters) is none. */
const LONGEST = 4_000_000;
/** What stands in a paragraph and is no text of it: remarks, reading aids, things drawn there. */
const ASIDE = new Set([
  'annotation',
  'note',
  'ruby-text',
  'frame',
  'custom-shape',
  'rect',
  'line',
  'g',
  'caption',
  'control',
]);

/** The text of a cell: paragraphs are lines, and runs of blanks are one (OpenDocument 1.3, part 3, 6.1.2). */
export class Paragraphs {
  // joined at the end: a text that is looked at while it grows is copied each time
  private parts: string[] = [];
  private count = 0;
  private length = 0;
  private blank = true;

  /** A paragraph begins. */
  begin(): void {
    if (this.count > 0) this.append('\n');
    this.count++;
    this.blank = true;
  }

  /** An element in a paragraph. @returns false: all in it is to be passed over */
  element(name: string, attributes: string): boolean {
    if (ASIDE.has(name)) return false;
    if (name === 's') {
      const count = Number(attribute(attributes, 'c') ?? 1);
      if (!Number.isInteger(count) || count < 0 || count > LONGEST) throw tooLong();
      this.append(' '.repeat(count));
    } else if (name === 'tab') this.append('\t');
    else if (name === 'line-break') this.append('\n');
    else return true;
    // a blank behind one that was written out is meant
    this.blank = false;
    return true;
  }

  add(text: string): void {
    let folded = /[ \t\r\n]/.test(text) ? text.replace(/[ \t\r\n]+/g, ' ') : text;
    if (this.blank && folded.startsWith(' ')) folded = folded.slice(1);
    if (folded === '') return;
    // one at the end is kept: the suites write it and mean it, whatever the standard says
    this.blank = folded.endsWith(' ');
    this.append(folded);
  }

  /** The text so far; another one begins. */
  take(): string {
    const { parts } = this;
    if (this.count === 0) return '';
    this.parts = [];
    this.count = 0;
    this.length = 0;
    return parts.length === 1 ? (parts[0] ?? '') : parts.join('');
  }

  private append(text: string): void {
    this.length += text.length;
    if (this.length > LONGEST) throw tooLong();
    this.parts.push(text);
  }
}

const tooLong = () => unsupported('htmlLong', { most: LONGEST });
