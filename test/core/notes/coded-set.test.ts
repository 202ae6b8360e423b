import { describe, expect, it } from 'vitest';
import { drawCodedSet } from '../../fixtures/generators/coded-set.ts';
import { hasData, realFile } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { openStudy } from '../personas/study.ts';

interface CodedFiles {
  readonly what: string;
  readonly tags: string;
  readonly codebook: string;
}
const made = drawCodedSet();
const real = (...path: string[]) => realFile('qual_usability_serdif/data/transcripts/thematic-analysis', ...path);

/** 1,930 highlights of 22 codes in 17 talks: made up, and real where real files are. */
const SETS: readonly CodedFiles[] = [
  { what: 'made up', tags: madeFile('tags.csv', made.tags), codebook: madeFile('codebook.csv', made.codebook) },
  ...(hasData
    ? [
        {
          what: 'real',
          tags: real('tags/csv/all_tags_20220303.csv'),
          codebook: real('codebooks/codebook_20220303_8.csv'),
        },
      ]
    : []),
];

describe('coded interviews', () => {
  it.each(SETS)(
    'come to the highlights their codebook tells: $what',
    { timeout: 30_000 },
    async ({ tags, codebook }) => {
      const own = await openStudy();
      const give = (path: string) => own.core.files.register(path, { purpose: 'read' }).fileId;
      const begun = performance.now();
      const out = await own.client.call('notes.importTags', {
        file: give(tags),
        codebook: give(codebook),
        kind: 'interview',
        consent: 'yes',
      });
      expect(performance.now() - begun).toBeLessThan(15_000);
      expect(out).toMatchObject({ themes: 22, tags: 1930, skipped: 0, placed: 0 });
      expect(out.notes).toHaveLength(17);
      const book = await own.client.call('notes.codebook', {});
      const published = await own.core.pool.run('notes.table', { path: codebook });
      const counts = new Map(book.themes.map(({ name, quotes }) => [name, quotes]));
      expect(published.rows).toHaveLength(22);
      expect(published.rows.map(([tag]) => [tag, counts.get(tag!)])).toEqual(
        published.rows.map(([tag, , n]) => [tag, Number(n)]),
      );
      const descriptions = new Map(book.themes.map(({ name, description }) => [name, description]));
      // blanks around it are taken off, as they are of whatever a person names
      for (const [tag, description] of published.rows) expect(descriptions.get(tag!)).toBe(description!.trim());
      expect(book.quotes).toBe(out.quotes);

      // 300 of 1,793 quotes took 10 ms when this was written, all of them 100 ms
      const asked = performance.now();
      expect((await own.client.call('notes.quotes', { limit: 300 })).quotes).toHaveLength(300);
      expect(performance.now() - asked).toBeLessThan(1000);

      // once more: nothing is counted twice
      const again = await own.client.call('notes.importTags', { file: give(tags), codebook: give(codebook) });
      expect(again.notes).toEqual([]);
      expect((await own.client.call('notes.codebook', {})).themes.map(({ quotes }) => quotes)).toEqual(
        book.themes.map(({ quotes }) => quotes),
      );
      await own.client.call('workspace.undo', {});
      await own.client.call('workspace.undo', {});
      expect((await own.client.call('notes.codebook', {})).themes).toEqual([]);
      await own.close();
    },
  );
});
