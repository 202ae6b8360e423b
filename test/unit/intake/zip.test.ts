import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { readDocxText, readNote, readTextFile } from '../../../electron/formats/documents.ts';
import { readDirectory } from '../../../electron/formats/zip/directory.ts';
import { wholePart } from '../../../electron/formats/zip/inflate.ts';
import { zipOf } from '../../fixtures/files/zip.ts';
import { DATA, hasData } from '../../support/data.ts';
import { fileOf } from './data.ts';

const keyOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return 'read';
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
};

describe('the list of parts', () => {
  it('is read from plain and from 64-bit archives, names in any case and with either slash', async () => {
    const parts = [
      { name: 'A/One.xml', data: 'one'.repeat(1000) },
      { name: 'b\\two.xml', data: '二', stored: true },
      { name: 'empty/', data: '', stored: true },
    ];
    for (const wide of [false, true]) {
      const path = fileOf(zipOf(parts, { wide }));
      const { entries } = readDirectory(path);
      expect([...entries.keys()]).toEqual(['a/one.xml', 'b/two.xml', 'empty/']);
      expect((await wholePart(path, entries.get('a/one.xml')!, 1e6)).toString()).toBe('one'.repeat(1000));
      expect((await wholePart(path, entries.get('b/two.xml')!, 1e6)).toString()).toBe('二');
    }
  });

  it('is found behind a remark, and never beyond the file', async () => {
    const plain = zipOf([{ name: 'a.xml', data: 'x' }]);
    const remark = Buffer.concat([plain, Buffer.from('remark')]);
    remark.writeUInt16LE(6, plain.length - 2);
    expect(readDirectory(fileOf(remark)).entries.size).toBe(1);
    for (let cut = 1; cut < plain.length; cut += 7)
      expect(await keyOf(() => readDirectory(fileOf(plain.subarray(0, cut))))).toMatch(/^sources:unsupported\.zip/);
  });

  it('survives any flipped byte with a refusal or the same contents', async () => {
    const plain = zipOf([
      { name: 'a.xml', data: 'hello '.repeat(50) },
      { name: 'b.xml', data: 'world' },
    ]);
    const outcomes = new Set<string>();
    for (let at = 0; at < plain.length; at++) {
      const bytes = Buffer.from(plain);
      bytes[at]! ^= 0xff;
      const path = fileOf(bytes);
      outcomes.add(
        await keyOf(async () => {
          const { entries } = readDirectory(path);
          for (const entry of entries.values()) await wholePart(path, entry, 1e6);
        }),
      );
      fs.rmSync(path);
    }
    for (const outcome of outcomes) expect(outcome).toMatch(/^(?:read|sources:unsupported\.\w+)$/);
    expect(outcomes).toContain('sources:unsupported.zipDamaged');
    expect(outcomes).toContain('sources:unsupported.zipInconsistent');
  });

  it.skipIf(!hasZip())('reads what zip(1) writes, as a stream too', async () => {
    const path = fileOf('');
    fs.rmSync(path);
    execFileSync('sh', ['-c', `printf 'a,b\\n1,2\\n' | zip -q '${path}.zip' -`]);
    const [entry] = [...readDirectory(`${path}.zip`).entries.values()];
    expect((await wholePart(`${path}.zip`, entry!, 100)).toString()).toBe('a,b\n1,2\n');
  });
});

function hasZip(): boolean {
  try {
    execFileSync('zip', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('skipped: zip(1) is not installed');
    return false;
  }
}

describe('notes', () => {
  const docx = (body: string) =>
    fileOf(
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        {
          name: 'word/document.xml',
          data: `<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body>${body}</w:body></w:document>`,
        },
      ]),
    );
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

  it('reads the paragraphs of a Word file, without what was deleted or doubled', async () => {
    const path = docx(
      `<w:p>${run('访谈：')}${run('A &amp; B')}</w:p><w:p/>` +
        `<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>` +
        `<w:tbl><w:tr><w:tc><w:p>${run('cell')}</w:p></w:tc></w:tr></w:tbl>` +
        `<w:p><mc:AlternateContent><mc:Choice>${run('new')}</mc:Choice><mc:Fallback>${run('old')}</mc:Fallback></mc:AlternateContent></w:p>`,
    );
    const beside = { footnotes: 0, endnotes: 0, comments: 0 };
    expect(await readDocxText(path)).toEqual({
      paragraphs: ['访谈：A & B', '', 'one\ttwo\nthree', 'cell', 'new'],
      beside,
    });
    expect(await readNote(path, 'x.docx')).toEqual({
      text: '访谈：A & B\n\none\ttwo\nthree\ncell\nnew',
      format: 'docx',
      beside,
    });
  });

  it('keeps readings above signs out of the sentence, and counts notes and comments that stay out', async () => {
    const ruby = `<w:r><w:ruby><w:rubyPr/><w:rt>${run('zhāng')}</w:rt><w:rubyBase>${run('张')}</w:rubyBase></w:ruby></w:r>`;
    const reference = (name: string) => `<w:r><w:${name} w:id="1"/></w:r>`;
    const path = docx(
      `<w:p>${run('会员')}${ruby}${run('小宁说')}${reference('footnoteReference')}${reference('footnoteReference')}</w:p>` +
        `<w:p>${run('不错')}${reference('endnoteReference')}${reference('commentReference')}` +
        `<w:del>${reference('commentReference')}</w:del></w:p>`,
    );
    expect(await readDocxText(path)).toEqual({
      paragraphs: ['会员张小宁说', '不错'],
      beside: { footnotes: 2, endnotes: 1, comments: 1 },
    });
  });

  it('reads text in the encodings of tables', async () => {
    const gb = Buffer.from([0xb7, 0xc3, 0xcc, 0xb8, 0xbc, 0xc7, 0xc2, 0xbc, 0x0d, 0x0a, 0xba, 0xc3]);
    expect(readTextFile(fileOf(gb))).toEqual({ text: '访谈记录\n好', encoding: 'gb18030' });
    expect(await readNote(fileOf('\ufeff# Title\r\ntext'), 'note.MD')).toEqual({
      text: '# Title\ntext',
      format: 'md',
      encoding: 'utf-8',
    });
  });

  it('refuses what is no note', async () => {
    expect(await keyOf(() => readNote(fileOf(zipOf([{ name: 'xl/workbook.xml', data: '<a/>' }])), 'a.docx'))).toBe(
      'sources:unsupported.notDocx',
    );
    expect(await keyOf(() => readNote(fileOf(Buffer.from('%PDF-1.7')), 'a.txt'))).toBe('sources:unsupported.pdf');
    expect(await keyOf(() => readNote(docx('<!DOCTYPE x><w:p/>'), 'a.docx'))).toBe('sources:unsupported.doctype');
  });

  it('reads every paragraph of a long Word file', async () => {
    const words = Array.from({ length: 2000 }, (_, i) => `Participant ${String(i)} said: it took me a while.`);
    expect((await readDocxText(docx(words.map((each) => `<w:p>${run(each)}</w:p>`).join('')))).paragraphs).toEqual(
      words,
    );
  });

  it.skipIf(!hasData)('reads a real Word file', async () => {
    const path = join(
      DATA,
      'qual_usability_serdif/data/transcripts/thematic-analysis/tags/text/all_tags_20220303.docx',
    );
    const { paragraphs } = await readDocxText(path);
    expect(paragraphs.length).toBeGreaterThan(1000);
    expect(paragraphs.join('\n')).toContain('participant');
  });
});
