import { afterEach, describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { cardTold, segmentationTold } from '../../../electron/core/areas/recipes/told.ts';
import { statOf } from '../../../shared/card/claims.ts';
import { layoutCard } from '../../../shared/card/layout.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { hasData, realFile } from '../../support/data.ts';
import { type Bench, createBench } from './bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

const HEADLINE = '没有明显的分群；按要求切成 4 段';
const MADE = '由切分造成';

/** Independent normal columns, a category, an outcome, and one column more that is no feature. */
function noise(): string {
  const r = seeded(21);
  const lines = Array.from({ length: 600 }, (_, i) =>
    [
      `K${String(10_000 + i)}`,
      ...Array.from({ length: 5 }, () => (50 + 10 * r.normal()).toFixed(3)),
      ['web', 'shop', 'app'][r.below(3)]!,
      r.next() < 0.3 ? 'yes' : 'no',
    ].join(','),
  );
  return ['customer_id,f1,f2,f3,f4,z1,channel,churn', ...lines].join('\n');
}

/** What was left out of the cut by hand. */
async function leaveOut({ client }: Bench, names: readonly string[]): Promise<void> {
  for (const { attribute, column } of await client.call('features.list', {}))
    if (names.includes(column)) await client.call('features.set', { attribute, use: false });
}

describe('a number of groups that was asked for, of data without any', () => {
  it('is told as such on segments, cards, comparisons and every export, and what the cut made is not tested', async () => {
    bench = createBench({ lang: 'zh-CN', threads: 2 });
    const { client } = bench;
    await bench.importText(noise());
    await leaveOut(bench, ['z1', 'channel']);
    const made = await client.call('segments.run', { k: 4 });
    expect([made.verdict, sayIn('zh-CN', made.headline), made.cut]).toEqual(['none', HEADLINE, made.headline]);

    for (const { id } of made.segments) {
      const found = await client.call('segments.differences', { segment: id, limit: 50 });
      expect(found.length).toBeGreaterThan(0);
      // columns that were no part of the cut do not differ, and nothing else has a p
      expect(found.filter(({ p }) => p !== null).map(({ column }) => column)).toEqual([]);
      expect(found.every(({ column }) => /^f\d$/.test(column))).toBe(true);
      const outcomes = await client.call('segments.outcomes', { segment: id });
      expect(outcomes.map(({ column, p }) => [column, p !== null && p > 0.05])).toEqual([['churn', true]]);
    }
    const heat = await client.call('segments.heatmap', {});
    expect(heat!.attributes.filter(({ outcome }) => outcome).map(({ column }) => column)).toEqual(['churn']);

    const cards = await client.call('personas.draft', {});
    expect(cards).toHaveLength(4);
    for (const card of cards) {
      expect(card.cut).toEqual(made.headline);
      const differences = card.fields.find(({ key }) => key === 'differences')!.claims;
      expect(differences.length).toBeGreaterThan(0);
      for (const claim of differences) {
        expect(claim.status).toBe('untested');
        expect(statOf(claim)).toMatchObject({ p: null, comparisons: null, interval: null, byCut: true });
      }
      const told = card.fields.flatMap(({ claims }) => claims).flatMap((claim) => statOf(claim) ?? []);
      expect(told.some(({ column }) => column === 'churn')).toBe(true);
      for (const edition of ['face', 'evidence'] as const) {
        const layout = layoutCard(card, { edition, lang: 'zh-CN', place: 'screen' });
        expect(layout.blocks[0]).toMatchObject({ kind: 'head', cut: HEADLINE });
      }
      expect(cardTold(bench.core.session().db, card, 'zh-CN')).toMatchObject({ finding: HEADLINE });
    }
    for (const format of ['html', 'pdf', 'png', 'markdown', 'json'] as const)
      for (const edition of ['face', 'evidence'] as const) {
        const { files } = await client.call('personas.export', {
          ids: cards.map(({ id }) => id),
          format,
          edition,
          lang: 'zh-CN',
        });
        expect(files).toHaveLength(4);
        for (const { text } of files) {
          expect(text.split(HEADLINE)).toHaveLength(2);
          expect(text).toContain(MADE);
          expect(text).not.toMatch(/显著|significant/);
        }
      }
    expect(segmentationTold(bench.core.session().db, made, 'zh-CN')).toMatchObject({ finding: HEADLINE });
    const pair = await client.call('explore.compare', {
      a: { kind: 'segment', segment: made.segments[0]!.id },
      b: { kind: 'others' },
    });
    expect(pair.cut).toEqual(made.headline);
    expect(
      pair.differences
        .filter(({ p }) => p === null)
        .map(({ column }) => column)
        .toSorted(),
    ).toEqual(['f1', 'f2', 'f3', 'f4']);
    expect(pair.finding?.key).toBe('explore:compare.alike');
  });

  it('where groups were found nothing of it stands anywhere', async () => {
    bench = createBench({ lang: 'en', threads: 2 });
    const r = seeded(3);
    const lines = Array.from({ length: 300 }, (_, i) =>
      [`K${String(i)}`, ...[0, 1, 2].map((t) => ((i % 3 === t ? 12 : 0) + r.normal()).toFixed(3))].join(','),
    );
    await bench.importText(['customer_id,a,b,c', ...lines].join('\n'));
    const made = await bench.client.call('segments.run', { k: 3 });
    expect([made.verdict, made.cut]).toEqual(['clear', null]);
    const found = await bench.client.call('segments.differences', { segment: made.segments[0]!.id });
    expect(found.every(({ p }) => p !== null && p < 0.001)).toBe(true);
    const cards = await bench.client.call('personas.draft', {});
    expect(cards.map(({ cut }) => cut)).toEqual([null, null, null]);
    expect(cards.flatMap(({ fields }) => fields.flatMap(({ claims }) => claims)).some((c) => statOf(c)?.byCut)).toBe(
      false,
    );
  });

  it.skipIf(!hasData)('noise_forced_k4', async () => {
    bench = createBench({ lang: 'zh-CN', threads: 2 });
    await bench.importFile(realFile('truth', 'noise_forced_k4.csv'));
    await leaveOut(bench, ['z1', 'z2', 'z3', 'z4']);
    const made = await bench.client.call('segments.run', { k: 4 });
    expect(sayIn('zh-CN', made.headline)).toBe(HEADLINE);
    const cards = await bench.client.call('personas.draft', {});
    const claims = cards.flatMap(({ fields }) => fields.find(({ key }) => key === 'differences')!.claims);
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.every((claim) => claim.status === 'untested' && statOf(claim)?.byCut === true)).toBe(true);
  });
});
