import { describe, expect, it } from 'vitest';
import { statOf } from '../../../shared/card/claims.ts';
import { hasData, realFile } from '../../support/data.ts';
import { CAMPAIGNS } from '../../support/campaigns.ts';
import { openStudy } from './study.ts';

async function draft(file: string, k: number) {
  const study = await openStudy();
  try {
    await study.importFile(file);
    await study.client.call('segments.run', { k, restarts: 3 });
    return await study.client.call('personas.draft', {});
  } finally {
    await study.close();
  }
}

describe('cards of a campaign', () => {
  it.each(CAMPAIGNS)(
    'of 2,240 supermarket customers tell value, age, income and differences: $what',
    async ({ path }) => {
      const cards = await draft(path, 4);
      expect(cards.reduce((sum, { n }) => sum + n, 0)).toBe(2240);
      for (const card of cards) {
        const keys = card.fields.filter(({ onFace }) => onFace).map(({ key }) => key);
        expect(keys.length).toBeLessThanOrEqual(14);
        expect(keys).toEqual(
          expect.arrayContaining(['title', 'avatar', 'size', 'age', 'differences', 'needs', 'version']),
        );
        const figures = card.fields.find(({ key }) => key === 'size')!.claims.map((claim) => statOf(claim)!);
        expect(figures.map(({ aggregate, column }) => [aggregate, column])).toEqual([
          ['count', null],
          ['sumShare', 'MntWines'],
          ['mean', 'MntWines'],
          ['mean', 'NumStorePurchases'],
        ]);
        expect(card.fields.find(({ key }) => key === 'differences')!.claims.length).toBe(5);
      }
      const shares = cards.map(
        (card) => statOf(card.fields.find(({ key }) => key === 'size')!.claims[1]!)!.segmentValue,
      );
      expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      // ages are those of the year the data ends in: three customers born before 1901 are no 113-year-olds
      const age = statOf(cards[0]!.fields.find(({ key }) => key === 'age')!.claims[0]!)!;
      expect(age.column).toBe('Year_Birth');
      expect(age.distribution!.map(({ level }) => level)).toEqual(['< 35', '35–44', '45–54', '≥ 55']);
    },
    120_000,
  );
});

describe.skipIf(!hasData)('cards of real files', () => {
  it('of 200 mall customers keep to groups that may be told', async () => {
    const cards = await draft(realFile('mall_customers', 'Mall_Customers.csv'), 5);
    expect(cards.map(({ n }) => n).reduce((a, b) => a + b, 0)).toBe(200);
    for (const card of cards)
      for (const stat of card.fields.flatMap(({ claims }) => claims.flatMap((claim) => statOf(claim) ?? []))) {
        expect(stat.n).toBeGreaterThanOrEqual(10);
        for (const { share } of stat.distribution ?? [])
          if (share !== null && share > 0) expect(Math.round(share * stat.n)).toBeGreaterThanOrEqual(10);
      }
  }, 120_000);
});
