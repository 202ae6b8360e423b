import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart, clipped, labelRoom, widthOf } from '../../../renderer/charts/kit/labels.ts';
import { DEVIATIONS, divergingColour, RESIDUALS } from '../../../renderer/charts/kit/ramp.ts';
import { extentOf, percentScale, pixelScale } from '../../../renderer/charts/kit/scale.ts';
import { labelled, spaced, ticksOf } from '../../../renderer/charts/kit/ticks.ts';

/** To a thousandth. */
const figure = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1000);
const ends = fc
  .tuple(figure, figure)
  .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)])
  .filter(([low, high]) => high - low > 1e-6);

describe('a scale', () => {
  it('holds every value with room, and is never empty', () => {
    fc.assert(
      fc.property(fc.array(figure), (values) => {
        const [low, high] = extentOf(values);
        expect(low).toBeLessThan(high);
        for (const value of values) expect(value >= low && value <= high).toBe(true);
      }),
    );
    expect(extentOf([])).toEqual([0, 1]);
    expect(extentOf([5])).toEqual([4.7, 5.3]);
  });

  it('in per cent keeps the order and stays within 0 and 100', () => {
    fc.assert(
      fc.property(ends, figure, figure, (scale, a, b) => {
        const at = percentScale(scale);
        const [low, high] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
    expect(percentScale([7, 7])(7)).toBe(50);
  });

  it('in pixels goes from one end to the other', () => {
    const y = pixelScale([0, 10], 200, 100);
    expect([y(0), y(5), y(10)]).toEqual([200, 150, 100]);
  });

  it('has round figures inside it', () => {
    fc.assert(
      fc.property(ends, fc.integer({ min: 2, max: 10 }), (scale, n) => {
        for (const tick of ticksOf(scale, n)) expect(tick >= scale[0] && tick <= scale[1]).toBe(true);
      }),
    );
    expect(ticksOf([0, 97], 4)).toEqual([0, 20, 40, 60, 80]);
  });
});

describe('labels', () => {
  it('of an axis do not touch, and the last is one of them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 40, max: 2000 }), (count, width) => {
        const label = '2023-01';
        const every = spaced(count, width, labelRoom([label]));
        const places = labelled(count, every);
        const step = width / Math.max(1, count - 1);
        const own = widthOf(label, 12, 7.7);
        for (const [i, place] of places.entries()) {
          const next = places[i + 1];
          if (next === undefined) continue;
          // the first begins at its point, the last may end there
          const reach = i === 0 || next === count - 1 ? 1.5 : 1;
          if (every > 1 || count * own * 2 < width) expect((next - place) * step).toBeGreaterThanOrEqual(own * reach);
        }
        if (places.length > 1) expect(places.at(-1)).toBe(count - 1);
      }),
    );
  });

  it('beside each other are pushed apart, in their order, where there is room for all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }), (wanted) => {
        const out = apart(wanted, 0, 300);
        const order = wanted.map((_, i) => i).sort((a, b) => (out[a] ?? 0) - (out[b] ?? 0));
        for (const [i, one] of order.entries()) {
          const next = order[i + 1];
          if (next === undefined) continue;
          expect((out[next] ?? 0) - (out[one] ?? 0)).toBeGreaterThanOrEqual(15);
          expect(wanted[one] ?? 0).toBeLessThanOrEqual(wanted[next] ?? 0);
        }
        for (const at of out) expect(at).toBeLessThanOrEqual(300);
      }),
    );
  });

  it('too long for their room end in dots; a CJK character takes the room of two letters', () => {
    expect(clipped('Office worker', 13)).toBe('Office worker');
    expect(clipped('Office workers', 13)).toBe('Office worke…');
    expect(clipped('公司职员公司职', 13)).toBe('公司职员公司职');
    expect(clipped('公司职员公司职员', 13)).toBe('公司职员公司…');
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(widthOf(clipped(text, 13), 1.8, 1)).toBeLessThanOrEqual(13);
      }),
    );
  });
});

describe('the diverging ramp', () => {
  it('is the same in both directions, and never steps back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.constantFrom(DEVIATIONS, RESIDUALS),
        (size, steps) => {
          const colour = divergingColour(size, steps);
          const expected = colour === 'var(--dv0)' ? colour : colour.replace('--dv', '--dv-');
          expect(divergingColour(-size, steps)).toBe(expected);
        },
      ),
    );
    expect([0.1, 0.15, 0.5, 0.9, 3].map((size) => divergingColour(size, DEVIATIONS))).toEqual(
      [0, 1, 2, 3, 4].map((step) => `var(--dv${step})`),
    );
  });
});
