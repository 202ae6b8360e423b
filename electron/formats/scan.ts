import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Encoding } from '../../shared/contract/sources.ts';
import type { Said } from '../../shared/domain.ts';
import { byteOrderMark, createLegacyScan, unmarkedUtf16, type EncodingDecision } from './encoding.ts';
import { bytesOf, chunksOf, sizeOf } from './files.ts';
import type { Declared } from './html/charset.ts';
import { markupKind } from './html/kind.ts';
import { unsupported } from './unsupported.ts';
import { officeKindOf } from './xls/kind.ts';

/** What a pass over all bytes of a file found out. */
export type FileScan = {
  bytes: number;
  /** sha-256, hex */
  hash: string;
  encoding: Encoding;
  /** bytes of the byte order mark */
  bom: number;
  reason: Said;
  overridden: boolean;
  /** the bytes are valid UTF-8 and read as such: a U+FFFD in them is the file's own */
  faithful: boolean;
  /** the file has no line feed but carriage returns */
  loneCr: boolean;
  /** empty lines may stand between its rows, other than at its end */
  gaps?: boolean;
};

/** Something to call between chunks: throws when the job was cancelled. */
export type Checkpoint = (done: number, total: number) => void;

/**
 * Reads every byte once: hash, what kind of file it is, encoding. A second pass only when it is not valid UTF-8.
 * @param markup the file is one of tags and is read as such: what it says about its encoding
 * @throws AppError unsupported_file: no text, or one of tags where `markup` is left out
 */
export function scanFile(
  path: string,
  asked: Encoding | undefined,
  checkpoint: Checkpoint,
  markup?: { readonly declared: Declared | null },
): FileScan {
  const total = sizeOf(path);
  if (total === 0) throw unsupported('empty');
  const head = bytesOf(path, 0, 4096);
  const kind = binaryKind(head) ?? (markup ? null : tagKind(head));
  if (kind) throw unsupported(kind === 'ole' ? officeKindOf(path) : kind);
  const mark = byteOrderMark(head);
  const hash = createHash('sha256');
  let valid = true;
  let tail: Uint8Array = new Uint8Array(0);
  let zeroEven = 0;
  let zeroOdd = 0;
  let feeds = 0;
  let returns = 0;
  let gaps = false;
  let done = 0;
  for (const chunk of chunksOf(path)) {
    hash.update(chunk);
    if (feeds === 0 && chunk.includes(10)) feeds = 1;
    if (returns === 0 && chunk.includes(13)) returns = 1;
    if (chunk.includes(0))
      for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, at + 1))
        if (((done + at) & 1) === 0) zeroEven++;
        else zeroOdd++;
    if (valid) ({ valid, tail } = utf8Step(tail, chunk));
    if (!gaps) gaps = hasGap(done + chunk.length < total ? chunk : chunk.subarray(0, -ENDING));
    done += chunk.length;
    checkpoint(done, total);
  }
  if (tail.length > 0) valid = false;
  const common = {
    bytes: total,
    hash: hash.digest('hex'),
    loneCr: feeds === 0 && returns > 0,
    gaps: gaps || zeroEven + zeroOdd > 0,
  };
  const decision = decide();
  const encoding = asked ?? decision.encoding;
  if (!encoding.startsWith('utf-16') && zeroEven + zeroOdd > total * 0.01) throw unsupported('binary');
  if (!encoding.startsWith('utf-16') && !valid && controlShare(head) > 0.05) throw unsupported('binary');
  return {
    ...common,
    encoding,
    bom: mark && mark.encoding === encoding ? mark.bytes : 0,
    reason: asked ? { key: 'sources:reason.asked' } : decision.reason,
    overridden: asked !== undefined,
    faithful: encoding === 'utf-8' && valid,
  };

  function decide(): EncodingDecision {
    if (mark && (mark.encoding !== 'utf-8' || valid))
      return { encoding: mark.encoding, bom: mark.bytes, bad: 0, reason: { key: 'sources:encoding.bom' } };
    const wide = unmarkedUtf16(total, zeroEven, zeroOdd);
    if (wide) return { encoding: wide, bom: 0, bad: 0, reason: { key: 'sources:encoding.utf16' } };
    if (valid) return { encoding: 'utf-8', bom: 0, bad: 0, reason: { key: 'sources:encoding.utf8' } };
    const declared = markup?.declared ?? null;
    if (declared?.readable === false && !asked) throw unsupported('charset', { charset: declared.charset });
    if (declared?.encoding) {
      const reason: Said = { key: 'sources:encoding.declared', values: { charset: declared.charset } };
      return { encoding: declared.encoding, bom: 0, bad: 0, reason };
    }
    const scan = createLegacyScan();
    for (const chunk of chunksOf(path, mark?.bytes ?? 0)) scan.push(chunk);
    return scan.finish();
  }
}

/** Bytes at the end of a file in which empty lines part nothing. */
const ENDING = 64;
/** How lines without anything in them, or with nothing but delimiters, begin. */
const GAPS = ['\n\n', '\n\r\n', '\n,,', '\n;;', '\n\t\t', '\n||', '\r\r'].map((text) => Buffer.from(text));
const hasGap = (chunk: Buffer): boolean => GAPS.some((gap) => chunk.includes(gap));

/** Strict UTF-8 in pieces: what is left of a character at the end of a piece is put before the next. */
function utf8Step(tail: Uint8Array, chunk: Buffer): { valid: boolean; tail: Uint8Array } {
  let start = 0;
  if (tail.length > 0) {
    const need = sequenceLength(tail[0]!) - tail.length;
    if (need > chunk.length) return { valid: true, tail: Buffer.concat([tail, chunk]) };
    if (!isUtf8(Buffer.concat([tail, chunk.subarray(0, need)]))) return { valid: false, tail: new Uint8Array(0) };
    start = need;
  }
  let end = chunk.length;
  for (let back = 1; back <= 3 && back <= chunk.length - start; back++) {
    const b = chunk[chunk.length - back]!;
    if (b < 0x80) break;
    if (b >= 0xc0) {
      if (sequenceLength(b) > back) end = chunk.length - back;
      break;
    }
  }
  return { valid: isUtf8(chunk.subarray(start, end)), tail: Buffer.from(chunk.subarray(end)) };
}
const sequenceLength = (lead: number) => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

/** Share of control characters that no text table holds. */
function controlShare(head: Uint8Array): number {
  let control = 0;
  for (const b of head) if (b < 9 || (b > 13 && b < 32 && b !== 27)) control++;
  return control / Math.max(1, head.length);
}

const MAGIC: [string, number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['gzip', [0x1f, 0x8b]],
  ['sqlite', [...'SQLite format 3\0'].map((c) => c.charCodeAt(0))],
  ['sevenZip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
];

/** What a file that is not text calls itself in its first bytes. */
export function binaryKind(head: Buffer): string | null {
  for (const [name, magic] of MAGIC) if (magic.every((b, i) => head[i] === b)) return name;
  return null;
}

/** Is it a zip, and so perhaps a workbook? */
export const isZip = (head: Buffer): boolean => binaryKind(head) === 'zip';

/** A page, a document or a list of contacts that calls itself a table. */
function tagKind(head: Buffer): string | null {
  if (/^(?:\xef\xbb\xbf)?\s{0,2000}begin:vcard\s/i.test(head.toString('latin1'))) return 'vcard';
  const kind = markupKind(head.subarray(0, 2000));
  return kind === 'mht' ? 'html' : kind === 'workbook' ? 'xml' : kind;
}

/** Bytes decoded at a time: small pieces die young. */
const PIECE = 1 << 16;

/** A piece of the text of a file; `bytes`: up to its end, `replaced`: places in it that could not be decoded. */
export type TextPiece = { text: string; bytes: number; replaced: number };

/** The text of a scanned file, from front to back. */
export function* textOf(path: string, scan: FileScan): Generator<TextPiece> {
  const decoder = new TextDecoder(scan.encoding, { ignoreBOM: true });
  let bytes = scan.bom;
  for (const chunk of chunksOf(path, scan.bom, PIECE)) {
    const text = decoder.decode(chunk, { stream: true });
    bytes += chunk.length;
    yield { text, bytes, replaced: scan.faithful ? 0 : text.split('\ufffd').length - 1 };
  }
  const text = decoder.decode();
  if (text !== '') yield { text, bytes, replaced: 1 };
}
