import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { CAMPAIGN } from '../../support/campaigns.ts';
import { hasData, realFile } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

async function answer(path: string, seed: number) {
  await bench?.close();
  bench = createBench({ lang: 'en', threads: 2 });
  await bench.importFile(path);
  const { verdict, separation, by } = await bench.client.call('segments.run', { seed });
  return { verdict, separation, recommended: by.candidates.find(({ recommended }) => recommended)?.k ?? null };
}

/** The same file with its lines in another order. */
function reordered(path: string, name: string, order: number): string {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const random = seeded(19, order);
  for (let i = lines.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [lines[i], lines[j]] = [lines[j]!, lines[i]!];
  }
  return madeFile(`${String(order)}-${name}`, [head, ...lines].join('\n'));
}

describe('the same data gives the same verdict and the same k', () => {
  it.each([
    { name: 'campaign.csv', path: CAMPAIGN, k: 2 },
    ...(hasData
      ? [
          { name: 'mcdonalds.csv', path: realFile('survey_mcdonalds', 'mcdonalds_theSuriya.csv'), k: 3 },
          { name: 'mall.csv', path: realFile('mall_customers', 'Mall_Customers.csv'), k: 5 },
        ]
      : []),
  ])('$name, with other seeds and other orders of its rows', async ({ name, path, k }) => {
    const first = await answer(path, 1);
    expect(first).toMatchObject({ verdict: 'weak', recommended: k });
    for (const order of [1, 2]) expect(await answer(reordered(path, name, order), 1 + order)).toEqual(first);
  });
});
