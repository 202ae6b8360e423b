import { unsupported } from '../unsupported.ts';
import type { ZipEntry } from '../zip/directory.ts';
import { unpacked } from '../zip/inflate.ts';
import { unescaped } from './values.ts';
import { partDecoder, XmlScanner, type XmlHandler } from './xml.ts';

/** Unpacked bytes and number of the texts of a workbook; they are held in memory. */
const MOST_BYTES = 192 << 20;
const MOST = 4_000_000;

/** The text of a string item or an inline string: its runs joined, without the reading aids of East Asian names. */
export class TextRuns {
  text = '';
  private phonetic = 0;
  private inside = false;

  get wanted(): boolean {
    return this.inside;
  }
  open(name: string): void {
    if (name === 'rPh') this.phonetic++;
    else if (name === 't') this.inside = this.phonetic === 0;
  }
  close(name: string): void {
    if (name === 'rPh') this.phonetic--;
    else if (name === 't') this.inside = false;
  }
  add(text: string): void {
    this.text = this.text === '' ? text : this.text + text;
  }
  take(): string {
    const text = unescaped(this.text);
    this.text = '';
    return text;
  }
}

class StringReader implements XmlHandler {
  readonly strings: string[] = [];
  private readonly runs = new TextRuns();

  get wanted(): boolean {
    return this.runs.wanted;
  }
  open(name: string): void {
    this.runs.open(name);
  }
  close(name: string): void {
    this.runs.close(name);
    if (name !== 'si') return;
    if (this.strings.length >= MOST) throw unsupported('sheetStrings', { most: MOST });
    this.strings.push(detached(this.runs.take()));
  }
  text(text: string): void {
    this.runs.add(text);
  }
}

/** The shared texts of a workbook, by number. @throws AppError unsupported_file */
export async function readStrings(path: string, entry: ZipEntry, check: () => void): Promise<string[]> {
  const reader = new StringReader();
  const scanner = new XmlScanner(reader);
  const decoder = partDecoder();
  for await (const piece of unpacked(path, entry, MOST_BYTES)) {
    check();
    scanner.push(decoder.decode(piece));
  }
  scanner.push(decoder.end());
  scanner.end();
  return reader.strings;
}

/** A copy that does not keep alive the text it was cut from (shorter ones are copies already). */
const detached = (text: string): string => (text.length > 12 ? Buffer.from(text, 'utf8').toString('utf8') : text);
