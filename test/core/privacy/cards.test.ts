import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Persona } from '../../../shared/contract/personas.ts';
import { cardTitle, statOf } from '../../../shared/card/claims.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { numbers, openStudy, type Study } from '../personas/study.ts';

const SIZES = [205, 60, 30, 5];

/** Four groups far apart: of five customers who spend 90,200 on average, of thirty, of sixty, and the others. */
function fiveCsv(): string {
  const pick = numbers(11);
  const rows = ['customer_id,visits,amount spent,city'];
  let i = 0;
  SIZES.forEach((size, group) => {
    for (let at = 0; at < size; at++) {
      const spent = group === 3 ? 90_000 + at * 100 : [200, 220, 30_000][group]! + pick(60);
      const visits = [3, 200, 4, 210][group]! + pick(3);
      rows.push(`K${10001 + i++},${visits},${spent},${['Mill', 'Harbour', 'Hill', 'Vale'][group]!}`);
    }
  });
  return `${rows.join('\n')}\n`;
}

interface JsonCard {
  n: number | null;
  total: number | null;
  fields: {
    claims: {
      evidence: { column: string; aggregate: string; n: number; value: number; everyone: number; everyoneN: number }[];
    }[];
  }[];
}

let study: Study;
let cards: Persona[];
let small: Persona;

beforeAll(async () => {
  study = await openStudy();
  await study.importText('members.csv', fiveCsv());
  await study.client.call('segments.run', { k: 4, restarts: 5, seed: 5 });
  cards = await study.client.call('personas.draft', {});
  small = cards.find(({ n }) => n === 5)!;
}, 120_000);
afterAll(() => study.close());

const exported = (ids: number[], format: 'html' | 'png' | 'pdf' | 'markdown' | 'json' = 'json') =>
  study.client.call('personas.export', { ids, format, edition: 'evidence', lang: 'en' });

/** What adding and subtracting gives: the customers no card tells of, and their mean of the amount spent. */
function subtracted(texts: readonly string[]): { n: number; mean: number } {
  const told = texts.map((text) => JSON.parse(text) as JsonCard);
  const stats = told.flatMap(({ fields }) => {
    const all = fields.flatMap(({ claims }) => claims.flatMap(({ evidence }) => evidence));
    return all.find(({ column, aggregate }) => column === 'amount spent' && aggregate === 'mean') ?? [];
  });
  const n = Math.max(...told.map(({ total }) => total ?? 0)) - told.reduce((sum, one) => sum + (one.n ?? 0), 0);
  const left = stats[0]!.everyoneN - stats.reduce((sum, one) => sum + one.n, 0);
  const sum = stats[0]!.everyone * stats[0]!.everyoneN - stats.reduce((all, one) => all + one.value * one.n, 0);
  return { n, mean: sum / left };
}

describe('cards of a table with a segment of five', () => {
  it('are made as before: all four are on screen', () => {
    expect(cards.map(({ n }) => n).toSorted((a, b) => b - a)).toEqual(SIZES);
    expect(statOf(cards.find(({ n }) => n === 205)!.fields.find(({ key }) => key === 'size')!.claims[0]!)!.baseN).toBe(
      300,
    );
  });

  it('do not give its mean or its size away by subtraction', async () => {
    const { files, left } = await exported(cards.filter(({ n }) => n > 5).map(({ id }) => id));
    const { n, mean } = subtracted(files.map(({ text }) => text));
    expect(n).toBeGreaterThanOrEqual(10);
    expect(Math.abs(mean - 90_200)).toBeGreaterThan(1000);
    expect(left.map((said) => said.key)).toEqual(['personas:staying.beside']);
  });

  it.each(['html', 'png', 'pdf', 'markdown', 'json'] as const)(
    'leave without its own card, title and file name (%s)',
    async (format) => {
      const title = cardTitle(small, 'en');
      const { files, left } = await exported(
        cards.map(({ id }) => id),
        format,
      );
      expect(files.map(({ persona }) => persona)).not.toContain(small.id);
      for (const { name, text } of files) {
        expect(name).not.toContain(title);
        expect(text).not.toContain(title);
      }
      expect(left.map((said) => sayIn('en', said))).toEqual([
        expect.stringMatching(/^1 card describes fewer than 10 customers/),
        expect.stringMatching(/^1 more card was left out/),
      ]);
      expect(sayIn('zh-CN', left[0]!)).toMatch(/^略去 1 张卡片/);
    },
  );

  it('tell no more when they are exported one after another', async () => {
    const texts: string[] = [];
    for (const { id } of cards) texts.push(...(await exported([id])).files.map(({ text }) => text));
    const { files } = await exported(cards.map(({ id }) => id));
    expect(texts).toEqual(files.map(({ text }) => text));
  });

  it('all leave once the small segment is merged with another', async () => {
    const next = cards.find(({ n }) => n === 30)!;
    await study.client.call('segments.merge', { segments: [next.segment!, small.segment!] });
    const old = await exported([next.id]);
    // the card from before the merge and one from after it differ by five customers
    expect(old.files).toEqual([]);
    const now = await study.client.call('personas.refresh', {});
    const { files, left } = await exported(now.filter(({ n }) => n > 5).map(({ id }) => id));
    expect(files).toHaveLength(3);
    expect(left).toEqual([]);
    await study.client.call('workspace.undo', {});
    await study.client.call('workspace.undo', {});
  });

  it('are left out of the result of a recipe in the same way', async () => {
    const recipe = await study.client.call('recipes.current', {});
    const steps = [...recipe.steps.filter(({ step }) => step !== 'export'), { step: 'export', formats: ['json'] }];
    const other = await openStudy();
    try {
      const path = `${study.home}/members.csv`;
      const { fileId } = other.core.files.register(path, { purpose: 'read' });
      const result = await other.client.call('recipes.run', {
        recipe: { ...recipe, steps },
        files: { 'members.csv': fileId },
        lang: 'en',
      });
      const sizes = (result.segmentation!['segments'] as { size: number | null; label: string }[]).map(
        ({ size }) => size,
      );
      expect(sizes).toEqual([205, 60, null, null]);
      expect(result.personas.map(({ n }) => n)).toEqual([205, 60]);
      expect(result.exports).toHaveLength(2);
      expect(result.skipped.filter((line) => line.includes('fewer than 10 customers'))).toHaveLength(2);
      const { exports, ...said } = result;
      expect(JSON.stringify([said, exports])).not.toContain(cardTitle(small, 'en'));
    } finally {
      await other.close();
    }
  });
});

describe('cards of a table of seven customers', () => {
  it('do not leave, and that is said', async () => {
    const few = await openStudy();
    try {
      const rows = Array.from({ length: 7 }, (_, i) => `K${i},${10 + i},${100 * i}`);
      await few.importText('few.csv', `customer_id,visits,amount spent\n${rows.join('\n')}\n`);
      await few.client.call('segments.run', { k: 1, seed: 5 });
      const made = await few.client.call('personas.draft', {});
      const { files, left } = await few.client.call('personas.export', {
        ids: made.map(({ id }) => id),
        format: 'html',
      });
      expect(files).toEqual([]);
      expect(left).toEqual([{ key: 'personas:staying.all', values: { count: made.length } }]);
    } finally {
      await few.close();
    }
  });
});
