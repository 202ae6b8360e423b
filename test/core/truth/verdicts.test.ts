import { afterEach, describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { hasData, realFile } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

async function segmented(path: string, options: { k?: number; seed?: number } = {}) {
  await bench?.close();
  bench = createBench({ lang: 'en', threads: 2 });
  await bench.importFile(path);
  return bench.client.call('segments.run', options);
}

const written = (name: string, head: string, n: number, line: (i: number) => (string | number)[]): string =>
  madeFile(
    name,
    [head, ...Array.from({ length: n }, (_, i) => [`M${String(1000 + i)}`, ...line(i)].join(','))].join('\n'),
  );

/** A shop's table in which no column has to do with another. */
function shop(): string {
  const r = seeded(11);
  return written('shop.csv', 'customer_id,age,gender,city,member,spend,orders', 1000, () => [
    18 + r.below(50),
    r.next() < 0.5 ? 'F' : 'M',
    ['Leeds', 'York', 'Hull', 'Bath'][r.below(4)]!,
    r.next() < 0.35 ? 'yes' : 'no',
    Math.exp(5 + r.normal()).toFixed(2),
    1 + r.below(6),
  ]);
}

function ring(): string {
  const r = seeded(12);
  return written('ring.csv', 'customer_id,m1,m2', 1000, () => {
    const angle = 2 * Math.PI * r.next();
    return [(10 * Math.cos(angle) + 0.8 * r.normal()).toFixed(4), (10 * Math.sin(angle) + 0.8 * r.normal()).toFixed(4)];
  });
}

/** Five groups, and a yes/no that has nothing to do with them. */
function five(): string {
  const r = seeded(13);
  const centres = [
    [0, 0, 0],
    [9, 0, 4],
    [0, 9, -4],
    [9, 9, 0],
    [18, 4, 8],
  ];
  return written('five.csv', 'customer_id,m1,m2,m3,newsletter', 600, (i) => [
    ...centres[i % 5]!.map((centre) => (centre + r.normal()).toFixed(3)),
    r.next() < 0.5 ? 'yes' : 'no',
  ]);
}

describe('columns that have nothing to do with each other are no groups', () => {
  it('a made-up shop, with any seed', async () => {
    for (const seed of [1, 2]) {
      const { verdict, separation, by } = await segmented(shop(), { seed });
      expect({ verdict, separation, k: by.k }).toEqual({
        verdict: 'none',
        separation: { k: 1, valley: null, shape: 'cloud', columns: 0 },
        k: 1,
      });
      expect(by.candidates.some(({ recommended }) => recommended)).toBe(false);
    }
  });

  it.skipIf(!hasData).each(['shop_table', 'two_flags', 'categories', 'zero_inflated'])(
    'independent_%s',
    async (name) => {
      const { verdict, separation } = await segmented(realFile('truth', `independent_${name}.csv`));
      expect({ verdict, shape: separation?.shape }).toEqual({ verdict: 'none', shape: 'cloud' });
    },
  );

  it('a k that is asked for keeps the verdict, and is told as a cut', async () => {
    const { verdict, headline, verdictSaid, by, segments } = await segmented(shop(), { k: 4 });
    expect({ verdict, k: by.k, segments: segments.length }).toEqual({ verdict: 'none', k: 4, segments: 4 });
    expect(sayIn('zh-CN', headline)).toBe('没有明显的分群；按要求切成 4 段');
    expect(sayIn('en', headline)).toBe('No clear groups; cut into 4 as asked');
    expect(sayIn('zh-CN', verdictSaid)).toMatch(/^没有明显的分群：.*按要求切成 4 段$/);
  });

  it.skipIf(!hasData)('noise_forced_k4', async () => {
    const { verdict, headline } = await segmented(realFile('truth', 'noise_forced_k4.csv'), { k: 4 });
    expect({ verdict, said: sayIn('zh-CN', headline) }).toEqual({
      verdict: 'none',
      said: '没有明显的分群；按要求切成 4 段',
    });
  });
});

describe('a ring is one band', () => {
  it('made up', async () => {
    const { verdict, separation, verdictSaid } = await segmented(ring());
    expect({ verdict, shape: separation?.shape }).toEqual({ verdict: 'none', shape: 'band' });
    expect(sayIn('zh-CN', verdictSaid)).toMatch(/^一条连续的带，没有分开的组/);
  });

  it.skipIf(!hasData)('of the truth', async () => {
    const { verdict, separation } = await segmented(realFile('truth', 'ring.csv'));
    expect({ verdict, shape: separation?.shape }).toEqual({ verdict: 'none', shape: 'band' });
  });
});

describe('an idle yes/no does not double the groups', () => {
  it('made up, whatever the seed', async () => {
    for (const seed of [1, 2]) {
      const { by, separation } = await segmented(five(), { seed });
      expect([by.k, separation?.k]).toEqual([5, 5]);
    }
  });

  it.skipIf(!hasData)('planted5_irrelevant_flag', async () => {
    const { by, verdict } = await segmented(realFile('truth', 'planted5_irrelevant_flag.csv'));
    expect([by.k, verdict]).toEqual([5, 'clear']);
  });
});
