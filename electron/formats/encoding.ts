import type { Encoding } from '../../shared/contract/sources.ts';
import type { Said } from '../../shared/domain.ts';

/**
 * Which text encoding a whole file is in, decided on all of its bytes: byte order mark, UTF-16 by where its zero bytes
 * stand, strict UTF-8, then GB18030, Big5 and Windows-1252 by their own grammar and by how usual the characters are.
 * The zones come from the standards: GB 2312 level 1 (rows 16–55) and Big5 level 1 (A4–C6) hold the characters that
 * make up well over nine tenths of running Chinese text.
 */
export type EncodingDecision = { encoding: Encoding; bom: number; reason: Said; bad: number };

/** Byte order mark at the start of a file. */
export function byteOrderMark(head: Uint8Array): { encoding: Encoding; bytes: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bytes: 2 };
  return null;
}

/** UTF-16 without a mark: delimiters and line ends put zero bytes on one side (一, U+4E00, puts a few on the other). */
export function unmarkedUtf16(bytes: number, zeroEven: number, zeroOdd: number): Encoding | null {
  if (bytes < 4 || bytes % 2 !== 0) return null;
  const half = bytes / 2;
  if (zeroOdd > half * 0.02 && zeroEven <= zeroOdd * 0.25) return 'utf-16le';
  if (zeroEven > half * 0.02 && zeroOdd <= zeroEven * 0.25) return 'utf-16be';
  return null;
}

/** A scanner for the encodings that are neither UTF-8 nor UTF-16; feed it every byte of the file, then ask. */
export function createLegacyScan() {
  const gb = { lead: 0, four: 0, second: 0, third: 0, pairs: 0, usual: 0, bad: 0 };
  const big5 = { lead: 0, pairs: 0, usual: 0, bad: 0 };
  const latin = { letters: 0, marks: 0, bad: 0, high: 0, beside: 0 };
  const utf8 = { need: 0, good: 0, bad: 0 };
  let previous = 0;
  let beforeHigh = 0;

  function push(bytes: Uint8Array) {
    for (const b of bytes) {
      if (b < 0x80 && gb.lead === 0 && big5.lead === 0 && utf8.need === 0 && previous < 0x80) {
        previous = b;
        continue;
      }
      stepGb(b);
      stepBig5(b);
      stepUtf8(b);
      stepLatin(b);
      previous = b;
    }
  }
  function stepGb(b: number) {
    if (gb.four === 2) {
      gb.four = 0;
      if (b >= 0x81 && b <= 0xfe) {
        gb.third = b;
        gb.four = 3;
        return;
      }
      gb.bad++;
      gb.lead = 0;
    } else if (gb.four === 3) {
      gb.four = 0;
      gb.lead = 0;
      if (b >= 0x30 && b <= 0x39) gb.pairs++;
      else gb.bad++;
      return;
    }
    if (gb.lead === 0) {
      if (b >= 0x81 && b <= 0xfe) gb.lead = b;
      else if (b > 0x80) gb.bad++;
      return;
    }
    const lead = gb.lead;
    if (b >= 0x30 && b <= 0x39) {
      gb.second = b;
      gb.four = 2;
      return;
    }
    gb.lead = 0;
    if ((b >= 0x40 && b <= 0x7e) || (b >= 0x80 && b <= 0xfe)) {
      gb.pairs++;
      if (b >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) gb.usual++;
    } else gb.bad++;
  }
  function stepBig5(b: number) {
    if (big5.lead === 0) {
      if (b >= 0x81 && b <= 0xfe) big5.lead = b;
      else if (b >= 0x80) big5.bad++;
      return;
    }
    const lead = big5.lead;
    big5.lead = 0;
    if ((b >= 0x40 && b <= 0x7e) || (b >= 0xa1 && b <= 0xfe)) {
      big5.pairs++;
      if (lead >= 0xa1 && lead <= 0xc6) big5.usual++;
    } else big5.bad++;
  }
  function stepUtf8(b: number) {
    if (utf8.need > 0) {
      if ((b & 0xc0) === 0x80) {
        if (--utf8.need === 0) utf8.good++;
        return;
      }
      utf8.bad++;
      utf8.need = 0;
    }
    if (b < 0x80) return;
    if (b >= 0xc2 && b <= 0xdf) utf8.need = 1;
    else if (b >= 0xe0 && b <= 0xef) utf8.need = 2;
    else if (b >= 0xf0 && b <= 0xf4) utf8.need = 3;
    else utf8.bad++;
  }
  function stepLatin(b: number) {
    if (b < 0x80) {
      // a high byte between ASCII neighbours is how accents and currency signs stand in Latin text
      if (previous >= 0x80 && beforeHigh < 0x80) latin.beside++;
      return;
    }
    beforeHigh = previous;
    latin.high++;
    if (b === 0x81 || b === 0x8d || b === 0x8f || b === 0x90 || b === 0x9d) latin.bad++;
    else if (b >= 0xc0 && b !== 0xd7 && b !== 0xf7) latin.letters++;
    else if (LATIN_MARKS.has(b)) latin.marks++;
  }
  function finish(): EncodingDecision {
    if (gb.lead !== 0) gb.bad++;
    if (big5.lead !== 0) big5.bad++;
    if (utf8.need > 0) utf8.bad++;
    if (previous >= 0x80 && beforeHigh < 0x80) latin.beside++;
    const gbUsual = gb.usual / Math.max(1, gb.pairs);
    const big5Usual = big5.usual / Math.max(1, big5.pairs);
    const latinShare = (latin.letters + latin.marks) / Math.max(1, latin.high);
    const isolated = latin.beside / Math.max(1, latin.high);
    if (utf8.good > 0 && utf8.good >= utf8.bad * 8)
      return decided('utf-8', utf8.bad, { key: 'sources:encoding.utf8Damaged', values: { n: utf8.bad } });
    const gbScore = gbUsual - (gb.bad / Math.max(1, gb.pairs + gb.bad)) * 4;
    const big5Score = big5Usual - (big5.bad / Math.max(1, big5.pairs + big5.bad)) * 4;
    const latinScore = latinShare * isolated - latin.bad / Math.max(1, latin.high);
    if (isolated > 0.7 && latinScore > 0.6 && latinScore >= Math.max(gbScore, big5Score) - 0.1)
      return decided('windows-1252', latin.bad, { key: 'sources:encoding.latin', values: { n: latin.high } });
    if (big5Score > gbScore + 0.05 && big5Score > 0.3)
      return decided('big5', big5.bad, said('sources:encoding.big5', big5.bad, big5Usual));
    if (gbScore > 0.2 || latinScore < gbScore)
      return decided('gb18030', gb.bad, said('sources:encoding.gb18030', gb.bad, gbUsual));
    return decided('windows-1252', latin.bad, { key: 'sources:encoding.latin', values: { n: latin.high } });
  }
  return { push, finish };
}

/** Windows-1252 punctuation and signs that occur in real Latin text: € … quotes, dashes, nbsp, £ § © « ® ° ² ³ · º » ¼ ½ ¿ ¡ */
const LATIN_MARKS = new Set([
  0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f, 0xa0, 0xa1,
  0xa3, 0xa5, 0xa7, 0xa9, 0xaa, 0xab, 0xae, 0xb0, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb7, 0xba, 0xbb, 0xbc, 0xbd, 0xbf,
]);

const decided = (encoding: Encoding, bad: number, reason: Said): EncodingDecision => ({
  encoding,
  bad,
  reason,
  bom: 0,
});
const said = (key: string, bad: number, usual: number): Said => ({ key, values: { n: bad, usual } });
