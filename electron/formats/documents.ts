import { extname } from 'node:path';
import type { Encoding } from '../../shared/contract/sources.ts';
import { bytesOf, sizeOf } from './files.ts';
import { isZip, scanFile } from './scan.ts';
import { unsupported } from './unsupported.ts';
import { partDecoder, XmlScanner, type XmlHandler } from './xlsx/xml.ts';
import { readDirectory } from './zip/directory.ts';
import { wholePart } from './zip/inflate.ts';

/** Bytes of a note; a year of interviews has one. */
const MOST = 16 << 20;
/** Bytes of the text part of a Word file, unpacked: its mark-up takes several times the text. */
const MOST_XML = 96 << 20;

/** A note as read: plain text, lines end in LF. */
export type NoteText = {
  text: string;
  format: 'txt' | 'md' | 'docx';
  encoding?: Encoding;
  /** what a Word file holds beside its text, and how often */
  beside?: Beside;
};

/** Notes and comments of a Word file, which stay out of its text: each by its number. */
export type Beside = { footnotes: number; endnotes: number; comments: number };

/** Read a note of a file, by what it holds: Word, else text. @throws AppError unsupported_file, io */
export async function readNote(path: string, name: string): Promise<NoteText> {
  if (isZip(bytesOf(path, 0, 8))) {
    const { paragraphs, beside } = await readDocxText(path);
    return { text: paragraphs.join('\n'), format: 'docx', beside };
  }
  const { text, encoding } = readTextFile(path);
  return { text, format: /^\.(?:md|markdown)$/i.test(extname(name)) ? 'md' : 'txt', encoding };
}

/** The text of a file in any encoding an import can read. @throws AppError unsupported_file, io */
export function readTextFile(path: string): { text: string; encoding: Encoding } {
  const bytes = sizeOf(path);
  if (bytes > MOST) throw unsupported('noteSize', { n: Math.ceil(bytes / 2 ** 20), most: MOST / 2 ** 20 });
  const scan = scanFile(path, undefined, () => undefined);
  const text = new TextDecoder(scan.encoding, { ignoreBOM: true }).decode(bytesOf(path, scan.bom, bytes));
  return { text: text.replace(/\r\n?/g, '\n').replaceAll('\0', ''), encoding: scan.encoding };
}

/**
 * The paragraphs of a Word file, those in tables too, without what was deleted under review, readings above signs (ruby),
 * notes, comments and headers. Notes and comments that the text refers to are counted.
 * @throws AppError unsupported_file
 */
export async function readDocxText(path: string): Promise<{ paragraphs: string[]; beside: Beside }> {
  const zip = readDirectory(path);
  if (zip.entries.has('word/vbaproject.bin')) throw unsupported('macros');
  const entry = zip.entries.get('word/document.xml');
  if (!entry) throw unsupported('notDocx');
  const reader = new ParagraphReader();
  const scanner = new XmlScanner(reader);
  const decoder = partDecoder();
  scanner.push(decoder.decode(await wholePart(zip.path, entry, MOST_XML)));
  scanner.push(decoder.end());
  scanner.end();
  return { paragraphs: reader.paragraphs, beside: reader.beside };
}

class ParagraphReader implements XmlHandler {
  readonly paragraphs: string[] = [];
  readonly beside: Beside = { footnotes: 0, endnotes: 0, comments: 0 };
  private readonly open_: string[] = [];
  private inText = false;
  /** depth of copies for older programs, of what was deleted and of readings above signs */
  private skipped = 0;

  get wanted(): boolean {
    return this.inText && this.skipped === 0;
  }

  open(name: string): void {
    switch (name) {
      case 'p':
        this.open_.push('');
        return;
      case 't':
        this.inText = true;
        return;
      case 'tab':
      case 'ptab':
        this.add('\t');
        return;
      case 'br':
      case 'cr':
        this.add('\n');
        return;
      case 'noBreakHyphen':
        this.add('-');
        return;
      case 'Fallback':
      case 'del':
      case 'moveFrom':
      case 'rt':
        this.skipped++;
        return;
      case 'footnoteReference':
        this.count('footnotes');
        return;
      case 'endnoteReference':
        this.count('endnotes');
        return;
      case 'commentReference':
        this.count('comments');
    }
  }

  close(name: string): void {
    switch (name) {
      case 'p':
        this.paragraphs.push((this.open_.pop() ?? '').trimEnd());
        return;
      case 't':
        this.inText = false;
        return;
      case 'Fallback':
      case 'del':
      case 'moveFrom':
      case 'rt':
        this.skipped--;
    }
  }

  text(text: string): void {
    this.add(text);
  }

  private count(what: keyof Beside): void {
    if (this.skipped === 0) this.beside[what]++;
  }

  private add(text: string): void {
    if (this.skipped === 0 && this.open_.length > 0) this.open_[this.open_.length - 1] += text;
  }
}
