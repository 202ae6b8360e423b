import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStudy } from '../personas/study.ts';

const SET = '../shared/data/qual_usability_serdif/data/transcripts/thematic-analysis';
const tagsFile = join(SET, 'tags/csv/all_tags_20220303.csv');
const codebookFile = join(SET, 'codebooks/codebook_20220303_8.csv');

describe.skipIf(!fs.existsSync(tagsFile))('the coded usability interviews (skipped: ../shared/data is missing)', () => {
  it('come to the highlights their codebook tells: 22 codes, 1,930 tags', async () => {
    const own = await openStudy();
    const give = (path: string) => own.core.files.register(path, { purpose: 'read' }).fileId;
    const begun = performance.now();
    const out = await own.client.call('notes.importTags', {
      file: give(tagsFile),
      codebook: give(codebookFile),
      kind: 'interview',
      consent: 'yes',
    });
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(out).toMatchObject({ themes: 22, tags: 1930, skipped: 0, placed: 0 });
    expect(out.notes).toHaveLength(17);
    const book = await own.client.call('notes.codebook', {});
    const published = await own.core.pool.run('notes.table', { path: codebookFile });
    const counts = new Map(book.themes.map(({ name, quotes }) => [name, quotes]));
    expect(published.rows).toHaveLength(22);
    expect(published.rows.map(([tag]) => [tag, counts.get(tag!)])).toEqual(
      published.rows.map(([tag, , n]) => [tag, Number(n)]),
    );
    expect(book.themes[0]!.description).toContain('moderator intervenes');
    expect(book.quotes).toBe(out.quotes);

    // 300 of 1,793 quotes took 10 ms when this was written, all of them 100 ms
    const asked = performance.now();
    expect((await own.client.call('notes.quotes', { limit: 300 })).quotes).toHaveLength(300);
    expect(performance.now() - asked).toBeLessThan(1000);

    // once more: nothing is counted twice
    const again = await own.client.call('notes.importTags', { file: give(tagsFile), codebook: give(codebookFile) });
    expect(again.notes).toEqual([]);
    expect((await own.client.call('notes.codebook', {})).themes.map(({ quotes }) => quotes)).toEqual(
      book.themes.map(({ quotes }) => quotes),
    );
    await own.client.call('workspace.undo', {});
    await own.client.call('workspace.undo', {});
    expect((await own.client.call('notes.codebook', {})).themes).toEqual([]);
    await own.close();
  }, 30_000);
});
