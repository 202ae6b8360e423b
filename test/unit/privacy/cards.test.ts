import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, Field, Persona, StatEvidence } from '../../../shared/contract/personas.ts';
import { statOf } from '../../../shared/card/claims.ts';
import { shareable } from '../../../shared/card/safe.ts';
import { leaving } from '../../../shared/card/together.ts';
import { card, dataClaim, stat } from '../personas/cards.ts';
import { boundsOf, type Equation, follows } from './bounds.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
const small = (n: number) => n > 0 && n < 10;

/** A segment: customers by level of an attribute, those without a value of another, whether its card tells of either. */
interface Group {
  readonly counts: readonly number[];
  readonly valued: number;
  readonly tells: { readonly mean: boolean; readonly levels: boolean; readonly state: number };
}

const count = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 90 }));
const groups = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 4 })).chain(([k, levels]) =>
  fc.array(
    fc
      .record({
        counts: fc.array(count, { minLength: levels, maxLength: levels }),
        missing: fc.integer({ min: 0, max: 20 }),
        tells: fc.record({ mean: fc.boolean(), levels: fc.boolean(), state: fc.integer({ min: -1, max: levels - 1 }) }),
      })
      .map(({ counts, missing, tells }): Group => ({ counts, valued: Math.max(0, sum(counts) - missing), tells })),
    { minLength: k, maxLength: k },
  ),
);

const claim = (id: string, given: Partial<StatEvidence>): Claim => dataClaim(id, { ...stat, ...given });
const levelName = (at: number) => `l${at}`;

/** The card of a segment as a draft makes it: without what is small by itself, blind to the other cards. */
function cardOf(of: Group, id: number, all: readonly Group[]): Persona {
  const n = sum(of.counts);
  const total = sum(all.map(({ counts }) => sum(counts)));
  const base = of.counts.map((_, c) => sum(all.map(({ counts }) => counts[c]!)) / total);
  const shares = of.counts.map((part, c) => ({
    level: levelName(c),
    share: small(part) || n === 0 ? null : part / n,
    base: base[c]!,
  }));
  const most = shares.toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0))[0]!;
  const stated = of.tells.state;
  const claims = [
    ...(of.tells.levels && most.share !== null
      ? [
          claim('levels', {
            attribute: 1,
            level: null,
            n,
            segmentValue: most.share,
            baseValue: most.base,
            baseN: total,
            distribution: shares,
          }),
        ]
      : []),
    ...(stated >= 0
      ? [
          claim('share', {
            attribute: 1,
            aggregate: 'share',
            level: levelName(stated),
            n,
            segmentValue: n === 0 ? 0 : of.counts[stated]! / n,
            baseValue: base[stated]!,
            baseN: total,
            distribution: null,
          }),
        ]
      : []),
    ...(of.tells.mean
      ? [
          claim('mean', {
            attribute: 2,
            aggregate: 'mean',
            level: null,
            n: of.valued,
            baseN: sum(all.map(({ valued }) => valued)),
            distribution: null,
          }),
        ]
      : []),
  ];
  const plain = card({ id, segment: id, n, total });
  const field: Field = { ...plain.fields[0]!, key: 'differences', kind: 'differences', claims };
  return { ...plain, fields: [field] };
}

const leave = (all: readonly Group[]) =>
  leaving(
    all.map((group, i) => cardOf(group, i + 1, all)),
    all.map(({ counts }, i) => ({ id: i + 1, size: sum(counts) })),
  );

const toldOf = (persona: Persona) => persona.fields.flatMap(({ claims }) => claims.map((one) => statOf(one)!));
const ones = (list: readonly number[]) => new Map(list.map((i) => [i, 1]));

describe('cards that leave together', () => {
  it('let nobody work out the size of a small segment, nor its mean', () => {
    let kept = 0;
    fc.assert(
      fc.property(groups, (all) => {
        const { cards, staying } = leave(all);
        kept += cards.length;
        expect(cards.length + staying.length).toBe(all.length);
        const unit = (i: number) => all.map((_, j) => (i === j ? 1 : 0));
        const everyone = all.map(() => 1);
        const sizes = [everyone, ...cards.map(({ id }) => unit(id - 1))];
        const means = cards.flatMap((one) =>
          toldOf(one)
            .filter(({ aggregate }) => aggregate === 'mean')
            .map(() => unit(one.id - 1)),
        );
        all.forEach((group, i) => {
          if (small(sum(group.counts)) && cards.length > 0) {
            expect(cards.map(({ id }) => id)).not.toContain(i + 1);
            expect(follows(sizes, unit(i))).toBe(false);
          }
          if (small(group.valued) && means.length > 0) expect(follows([everyone, ...means], unit(i))).toBe(false);
        });
      }),
      { numRuns: RUNS, seed: 51 },
    );
    expect(kept).toBeGreaterThan(RUNS);
  });

  it('let nobody work out how many of a segment have a rare level', () => {
    let told = 0;
    fc.assert(
      fc.property(groups, (all) => {
        const { cards } = leave(all);
        const levels = all[0]!.counts.length;
        const cell = (segment: number, c: number) => segment * levels + c;
        const known: Equation[] = [];
        const bases = new Set<number>();
        for (const one of cards)
          for (const { aggregate, level, distribution, segmentValue, n } of toldOf(one)) {
            const at = one.id - 1;
            const say = (name: string, share: number) =>
              known.push({ of: ones([cell(at, Number(name.slice(1)))]), is: Math.round(share * n) });
            if (aggregate === 'share') say(level!, segmentValue);
            for (const row of distribution ?? []) if (row.share !== null) say(row.level, row.share);
            for (const name of aggregate === 'share' ? [level!] : (distribution ?? []).map((row) => row.level))
              bases.add(Number(name.slice(1)));
          }
        if (known.length === 0) return;
        told += known.length;
        for (const { id, n } of cards) known.push({ of: ones(all[0]!.counts.map((_, c) => cell(id - 1, c))), is: n });
        known.push({
          of: ones(all.flatMap((_, s) => all[0]!.counts.map((__, c) => cell(s, c)))),
          is: sum(all.flatMap(({ counts }) => counts)),
        });
        for (const c of bases)
          known.push({ of: ones(all.map((_, s) => cell(s, c))), is: sum(all.map(({ counts }) => counts[c]!)) });
        all.forEach((group, s) =>
          group.counts.forEach((part, c) => {
            if (!small(part)) return;
            const [low, high] = boundsOf(all.length * levels, known, cell(s, c))!;
            expect(high - low).toBeGreaterThanOrEqual(10 - 1e-6);
          }),
        );
      }),
      { numRuns: RUNS, seed: 52 },
    );
    expect(told).toBeGreaterThan(RUNS);
  });

  it('leave as they are where no segment and no level is small', () => {
    const all = [
      { counts: [40, 30], valued: 70, tells: { mean: true, levels: true, state: 0 } },
      { counts: [20, 60], valued: 60, tells: { mean: true, levels: true, state: 1 } },
    ];
    const cards = all.map((group, i) => cardOf(group, i + 1, all));
    expect(leave(all)).toEqual({ cards, staying: [] });
    expect(shareable(cards[0]!).fields[0]!.claims).toHaveLength(3);
  });

  it('keep a mean to themselves where those without one in view are few', () => {
    const tells = { mean: true, levels: false, state: -1 };
    const all = [
      { counts: [60, 40], valued: 100, tells },
      { counts: [40, 40], valued: 80, tells },
      { counts: [40, 60], valued: 5, tells },
    ];
    const { cards } = leave(all);
    expect(cards.map((one) => toldOf(one).length)).toEqual([1, 0, 0]);
  });

  it('leave out the older of two cards that differ by a few customers', () => {
    const all = [60, 50, 40].map((n) => ({
      counts: [n, 0],
      valued: n,
      tells: { mean: true, levels: false, state: -1 },
    }));
    const cards = all.map((group, i) => cardOf(group, i + 1, all));
    const sizes = [65, 50, 35].map((size, i) => ({ id: i + 1, size }));
    expect(leaving(cards, sizes).staying).toEqual([
      { persona: 1, why: 'beside' },
      { persona: 3, why: 'beside' },
    ]);
  });
});
