import { describe, expect, it } from 'vitest';
import { openTable } from '../../../electron/formats/table.ts';
import { createRandom } from '../../../resources/sample/random.ts';
import { encodedFiles, type EncodedFile } from '../../fixtures/generators/encodings.ts';
import { fileOf, rawOf } from './data.ts';

const corpus = encodedFiles(22);
const detected = corpus.map((file) => openTable(fileOf(file.bytes), {}, () => undefined).scan.encoding);

describe(`${corpus.length} generated files (R22)`, () => {
  it('are of seven encodings and at least 1 KB', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(500);
    expect(Math.min(...corpus.map(({ bytes }) => bytes.length))).toBeGreaterThanOrEqual(1024);
    expect(new Set(corpus.map(({ kind }) => kind)).size).toBe(14);
    const texts = corpus.flatMap(({ rows }) => rows.flat()).join('');
    for (const rare of ['𠮷', '㐂', '🧋']) expect(texts).toContain(rare);
  });

  it('are recognised: at least 99 % of all, at least 95 % of each kind', () => {
    const wrong = corpus.flatMap(({ kind, encoding }, i) =>
      detected[i] === encoding ? [] : [`${kind} taken for ${detected[i]}`],
    );
    expect(wrong.length, wrong.slice(0, 20).join('; ')).toBeLessThanOrEqual(corpus.length * 0.01);
    for (const kind of new Set(corpus.map((file) => file.kind))) {
      const all = corpus.filter((file) => file.kind === kind).length;
      const missed = wrong.filter((text) => text.startsWith(`${kind} taken`)).length;
      expect(missed, kind).toBeLessThanOrEqual(all * 0.05);
    }
  });

  it('give back every cell, and with it every byte', async () => {
    let files = 0;
    for (const [i, file] of corpus.entries()) {
      if (detected[i] !== file.encoding) continue;
      const { facts, rows } = await rawOf(fileOf(file.bytes), { headerRow: 1 });
      expect(facts.rejected, file.kind).toEqual([]);
      expect([facts.columns, ...rows], file.kind).toEqual(file.rows);
      files++;
    }
    expect(files).toBeGreaterThanOrEqual(500);
  });

  it('damaged, store no replacement character: the rows with the bad bytes are rejected and named', async () => {
    const random = createRandom(220);
    let rejected = 0;
    for (const file of corpus.filter(({ encoding }) => encoding === 'utf-8').slice(0, 150)) {
      const { bytes, at } = damaged(file, random.int(2, file.rows.length - 2));
      const { facts, rows } = await rawOf(fileOf(bytes), { headerRow: 1, encoding: 'utf-8' });
      expect(rows.flat().join('')).not.toContain('\ufffd');
      expect(facts.rejected.map(({ line, reason }) => [line, reason.key])).toEqual([
        [at, 'sources:rejected.undecodable'],
      ]);
      expect(facts.read).toBe(facts.stored + facts.rejected.length);
      rejected += facts.rejected.length;
    }
    expect(rejected).toBe(150);
  });

  it('read with another encoding of bytes than their own store no replacement character either', async () => {
    for (const file of corpus.filter(({ encoding }, i) => i % 7 === 0 && !encoding.startsWith('utf-16')))
      for (const encoding of ['utf-8', 'gb18030', 'big5'] as const) {
        const { facts, rows } = await rawOf(fileOf(file.bytes), { headerRow: 1, encoding });
        expect(rows.flat().join('')).not.toContain('\ufffd');
        expect(facts.read).toBe(facts.stored + facts.rejected.length);
      }
  });

  it('a replacement character that the file itself holds is a character like any other', async () => {
    const { facts, rows } = await rawOf(fileOf('a,b\nlost \ufffd here,2\nkept,3\n'), { headerRow: 1 });
    expect(rows).toEqual([
      ['lost \ufffd here', '2'],
      ['kept', '3'],
    ]);
    expect(facts.rejected).toEqual([]);
  });
});

/** The file with a byte that UTF-8 never has at the end of the first cell of a row; `at`: its 1-based line. */
function damaged(file: EncodedFile, row: number): { bytes: Uint8Array; at: number } {
  let line = 0;
  let at = 0;
  while (line < row) if (file.bytes[at++] === 0x0a) line++;
  const bytes = new Uint8Array(file.bytes.length + 1);
  bytes.set(file.bytes.subarray(0, at));
  bytes[at] = 0xff;
  bytes.set(file.bytes.subarray(at), at + 1);
  return { bytes, at: row + 1 };
}
