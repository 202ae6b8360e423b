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

/**
 * The text of a cell: paragraphs are lines. Blanks with a line end or a tab among them are the layout of the XML and one
 * blank, none at the ends (OpenDocument 1.3, part 3, 6.1.2). Blanks alone are kept: LibreOffice writes what people typed so.
 */
export class Paragraphs {
  // joined at the end: a text that is looked at while it grows is copied each time
  private parts: string[] = [];
  private count = 0;
  private length = 0;
  private begun = false;
  private gap = false;

  /** A paragraph begins. */
  begin(): void {
    if (this.count > 0) this.append('\n');
    this.count++;
    this.begun = false;
    this.gap = false;
  }

  /** An element in a paragraph. @returns false: all in it is to be passed over */
  element(name: string, attributes: string): boolean {
    if (ASIDE.has(name)) return false;
    if (name === 's') {
      const count = Number(attribute(attributes, 'c') ?? 1);
      if (!Number.isInteger(count) || count < 0 || count > LONGEST) throw tooLong();
      this.put(' '.repeat(count));
    } else if (name === 'tab') this.put('\t');
    else if (name === 'line-break') this.put('\n');
    return true;
  }

  add(text: string): void {
    if (!/[\t\r\n]/.test(text)) {
      this.put(text);
      return;
    }
    const folded = text.replace(/[ \t\r\n]+/g, (run) => (/[\t\r\n]/.test(run) ? '\n' : run));
    for (const [i, piece] of folded.split('\n').entries()) {
      if (i > 0) this.gap = true;
      if (piece !== '') this.put(piece);
    }
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

  private put(text: string): void {
    if (this.gap && this.begun) this.append(' ');
    this.gap = false;
    this.begun = true;
    this.append(text);
  }

  private append(text: string): void {
    this.length += text.length;
    if (this.length > LONGEST) throw tooLong();
    this.parts.push(text);
  }
}

const tooLong = () => unsupported('htmlLong', { most: LONGEST });
