import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barEnds, barOf, partsOf } from '../../../renderer/charts/bars/geometry.ts';
import { boxEnds, boxScale } from '../../../renderer/charts/boxes/geometry.ts';
import { layColumns } from '../../../renderer/charts/columns/geometry.ts';
import { fits, layHistogram } from '../../../renderer/charts/histogram/geometry.ts';
import { gridRows } from '../../../renderer/charts/kit/grid.ts';
import { layLines } from '../../../renderer/charts/line/geometry.ts';
import { pairEnds } from '../../../renderer/charts/pair/geometry.ts';
import { finderOf, MARGIN, pointsOf, spansOf, tight, viewOf } from '../../../renderer/charts/points/geometry.ts';
import { inside } from '../../../renderer/charts/scatter/geometry.ts';
import { labelsOf } from '../../../renderer/charts/scatter/labels.ts';
import { layTiles, tileTitle } from '../../../renderer/charts/tile-map/geometry.ts';
import { PROVINCES } from '../../../shared/provinces.ts';
import {
  bins,
  boxes,
  grid,
  means,
  months,
  named,
  points,
  provinces,
  ranges,
  rest,
} from '../../fixtures/generators/charts.ts';

const figure = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const size = { width: 640, height: 280 };
const print = (value: number) => String(value);

describe('bars', () => {
  it('begin at 0 and stay on their scale, whatever their figure is', () => {
    fc.assert(
      fc.property(fc.array(figure, { minLength: 1 }), figure, (figures, beyond) => {
        const rows = figures.map((_, i) => `${i}`);
        const body = grid(named(rows), []);
        body.rowTotals = figures.map((value) => ({ n: 1, value, interval: null }));
        const ends = barEnds(gridRows(body), ({ total }) => [total]);
        for (const value of [...figures, beyond]) {
          const { from, width, zero } = barOf({ n: 1, value, interval: null }, ends);
          expect(from).toBeGreaterThanOrEqual(0);
          expect(from + width).toBeLessThanOrEqual(100 + 1e-9);
          // one end of every bar is the 0 of the scale
          const start = ends[1] === 0 && ends[0] === 0 ? 50 : (zero ?? 0);
          expect(Math.min(Math.abs(from - start), Math.abs(from + width - start))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('below 0 have a scale that holds their intervals; above 0 one that begins there', () => {
    const body = grid(named(['a', 'b']), []);
    const ends = (a: number, b: number) => {
      body.rowTotals = [a, b].map((value) => ({ n: 9, value, interval: [value - 5, value + 5] }));
      return barEnds(gridRows(body), ({ total }) => [total]);
    };
    expect(ends(-4, 8)).toEqual([-9, 13]);
    expect(ends(4, 8)).toEqual([0, 13]);
  });

  it('of what is left over do not set the scale, and are broken where they run beyond it', () => {
    const rows = gridRows(grid([...named(['a', 'b']), rest('others', 100_000)], []));
    const ends = barEnds(rows, ({ total }) => [total]);
    expect(rows.map(({ total }) => barOf(total, ends).broken)).toEqual([false, false, true]);
  });

  it('are filled by their parts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 1000 }), { minLength: 1 }), (figures) => {
        const whole = partsOf(figures).reduce((sum, part) => sum + part, 0);
        expect(whole).toBeCloseTo(figures.some((one) => one > 0) ? 100 : 0);
      }),
    );
  });
});

describe('boxes', () => {
  it('have a scale that holds whiskers and means with room beyond them', () => {
    const all = boxes(named(['a', 'b', 'c']), 100, 20).groups.flatMap(({ box }) => box ?? []);
    const far = all.map((one) => ({ ...one, mean: one.p95 + 50 }));
    for (const some of [all, far]) {
      const [low, high] = boxEnds(some);
      expect([low, high]).toEqual([
        Math.min(...some.flatMap(({ p5, mean }) => [p5, mean])),
        Math.max(...some.flatMap(({ p95, mean }) => [p95, mean])),
      ]);
      const [from, to] = boxScale(some);
      expect(from < low && high < to).toBe(true);
    }
    expect(boxScale([])).toEqual([-0.03, 1.03]);
  });
});

describe('columns', () => {
  it('lie beside each other inside the axes; their parts are as high as the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 0, max: 5 }), (count, series) => {
        const names = Array.from({ length: series }, (_, i) => `${i}`);
        const body = grid(ranges(count, 0, 1), named(names));
        const { columns, step, left, right, y } = layColumns(body, true, print, size);
        for (const [i, { x, bars, row }] of columns.entries()) {
          expect(x).toBeCloseTo(left + i * step);
          expect(x + step).toBeLessThanOrEqual(right + 1e-6);
          const high = bars.reduce((sum, { height }) => sum + height, 0);
          const counted = series > 0 ? row.cells.reduce((sum, { cell }) => sum + cell.n, 0) : row.bucket.n;
          expect(high).toBeCloseTo(y(0) - y(counted));
        }
      }),
    );
  });

  it('below 0 hang from the axis', () => {
    const body = grid(ranges(3, 0, 1), []);
    body.rowTotals = [-10, 0, 10].map((value) => ({ n: 5, value, interval: null }));
    const { columns, y } = layColumns(body, false, print, size);
    expect(columns.map(({ bars }) => bars[0]?.y)).toEqual([y(0), y(0), y(10)]);
    expect(columns[0]?.bars[0]?.height).toBeCloseTo(columns[2]?.bars[0]?.height ?? 0);
  });

  it('leave out labels that would lie over each other', () => {
    const body = grid(ranges(8, 1_000_000, 250_000), []);
    expect(layColumns(body, true, print, size).edges.map(({ text }) => text)).toEqual([
      '1000000',
      '1500000',
      '2000000',
      '2500000',
    ]);
    expect(layColumns(body, true, () => '1', size).edges).toHaveLength(8);
  });
});

describe('lines', () => {
  const names = months(12).map(({ key }) => key);

  it('are interrupted where nobody has a value', () => {
    const body = grid(months(12), []);
    body.rowTotals = body.rowTotals.map((cell, i) => (i === 4 ? { ...cell, value: null } : cell));
    const [line] = layLines(body, true, names, size).series;
    expect(line?.path.match(/M/g)).toHaveLength(2);
    expect(line?.dots.map(({ span }) => span)).not.toContain(4);
  });

  it('begin at 0 where they count; a mean need not', () => {
    const body = grid(months(12), [], means(100, 2));
    expect(layLines(body, true, names, size).ticks[0]).toBe(0);
    expect(layLines(body, false, names, size).ticks[0]).toBeGreaterThan(80);
  });

  it('stay between their axes, and their names apart', () => {
    const body = grid(months(12), named(['a', 'b', 'c', 'd', 'e']), means(0, 5));
    const { series, left, right, bottom } = layLines(body, false, names, size);
    for (const { x, y } of series.flatMap(({ dots }) => dots))
      expect(x >= left && x <= right && y >= 0 && y <= bottom).toBe(true);
    const feet = series.map(({ name }) => name).sort((a, b) => a - b);
    for (const [i, foot] of feet.entries()) if (i > 0) expect(foot - (feet[i - 1] ?? 0)).toBeGreaterThanOrEqual(15);
  });

  it('of nothing are an empty chart', () => {
    const { series, spans } = layLines(grid([], []), false, [], size);
    expect(series.map(({ path, dots }) => [path, dots.length])).toEqual([['', 0]]);
    expect(spans).toEqual([]);
  });
});

describe('points', () => {
  const body = points(300, named(['a', 'b']));
  const view = viewOf(body, size);

  it('in view are found where they are, and nothing where none is near', () => {
    const seen = pointsOf(body, view);
    const find = finderOf(seen);
    for (const { x, y } of seen) expect(find(x, y)).toMatchObject({ x, y });
    expect(find(-500, -500)).toBeNull();
  });

  it('of a rectangle are those its ranges hold', () => {
    fc.assert(
      fc.property(fc.tuple(fc.nat(300), fc.nat(100), fc.nat(200), fc.nat(100)), ([x, y, w, h]) => {
        const [left, top] = [MARGIN.left + x, MARGIN.top + y];
        const [[x0, x1], [y0, y1]] = spansOf(view, [left, top, left + w, top + h]);
        for (const { index, x: px, y: py } of pointsOf(body, view)) {
          const [vx, vy] = [body.x[index] ?? NaN, body.y[index] ?? NaN];
          if (Math.min(Math.abs(px - x), Math.abs(px - x - w), Math.abs(py - y), Math.abs(py - y - h)) < 1e-6) continue;
          expect(px > x && px < x + w && py > y && py < y + h).toBe(vx > x0 && vx < x1 && vy > y0 && vy < y1);
        }
      }),
    );
  });

  it('far out do not take the room of all others', () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => (i === 0 ? 1e6 : i % 100));
    expect(tight(values)[1]).toBeLessThan(110);
    expect(tight(new Float64Array())).toEqual([0, 1]);
  });

  it('inside a lasso are those of its area', () => {
    const square = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
    ] as const;
    const [x, y] = [Float32Array.of(5, 15, 5), Float32Array.of(5, 5, -1)];
    expect(inside(square, x, y, Uint8Array.of(1, 1, 1))).toEqual([0]);
    expect(inside(square, x, y, Uint8Array.of(0, 1, 1))).toEqual([]);
  });
});

describe('tiles', () => {
  it('do not lie over each other and are as dark as their share', () => {
    const { tile, tiles } = layTiles(grid(provinces(20), []), size);
    expect(tiles).toHaveLength(PROVINCES.length);
    for (const [i, a] of tiles.entries())
      for (const b of tiles.slice(0, i))
        expect(Math.abs(a.x - b.x) >= tile.width || Math.abs(a.y - b.y) >= tile.height).toBe(true);
    const shares = tiles.flatMap(({ of }) => (of ? [of.share] : []));
    expect(shares).toHaveLength(20);
    expect(Math.max(...shares)).toBe(1);
    expect(Math.min(...shares)).toBeGreaterThan(0);
  });

  it('are named in full where the name fits', () => {
    const inner = PROVINCES.find(({ zh }) => zh === '内蒙古');
    if (!inner) throw new Error('a province is missing');
    expect(tileTitle(inner, 104, 'zh-CN')).toBe('内蒙古');
    expect(tileTitle(inner, 104, 'en')).toBe(inner.en);
    expect(tileTitle(inner, 50, 'en')).toBe(inner.short);
  });
});

describe('a histogram', () => {
  it('has its highest bar in full and its median on the axis', () => {
    const all = bins(20, 0, 5);
    const { heights, median, low, high } = layHistogram(all, 40);
    expect(Math.max(...heights)).toBe(100);
    expect(median).toBe(40);
    expect([low, high]).toEqual([0, 100]);
    expect(layHistogram(all, 1e9).median).toBe(100);
  });

  it('has no height where a count is not told', () => {
    const [first, ...others] = bins(4, 0, 1);
    if (!first) throw new Error('there are no bins');
    expect(layHistogram([{ ...first, count: null }, ...others], 1).heights[0]).toBe(0);
  });

  it('names the median on its axis only away from the words at the ends', () => {
    expect(fits(50, '0', '100')).toBe(true);
    expect(fits(15, '0', '100')).toBe(true);
    expect(fits(15, '1,000', '9,000')).toBe(false);
    expect(fits(50, '0', '14,000,000')).toBe(false);
  });
});

describe('two groups on a scale', () => {
  it('are both on it with their intervals; shares begin at 0', () => {
    fc.assert(
      fc.property(figure, figure, fc.boolean(), (a, b, share) => {
        const side = (value: number) => ({ n: 5, value, interval: [value - 1, value + 1] as [number, number] });
        const [x, y] = share ? [Math.abs(a) + 1, Math.abs(b) + 1] : [a, b];
        const [low, high] = pairEnds({ a: side(x), b: side(y), share });
        expect(low <= Math.min(x, y) - 1 && high >= Math.max(x, y) + 1).toBe(true);
        if (share) expect(low).toBe(0);
      }),
    );
  });
});

describe('labels of a scatter plot', () => {
  const group = (segment: number, x: number, y: number, letters: number) => ({
    segment,
    mark: 1 as const,
    name: 'n'.repeat(letters),
    note: 'n = 20',
    colour: '#000',
    ellipse: { x, y, xx: 400, xy: 0, yy: 400, r2: 1 },
  });
  const over = (a: { x: number; y: number; wide: number }, b: typeof a) =>
    a.x <= b.x + b.wide && b.x <= a.x + a.wide && Math.abs(a.y - b.y) < 34;
  const lay = (groups: ReturnType<typeof group>[], height: number) =>
    labelsOf({ width: 600, height, toScreen: (at) => at, groups, chosen: -1 });

  it('stand apart also where several wide ones meet at the top', () => {
    const placed = lay(
      [group(1, 300, 40, 40), group(2, 320, 60, 40), group(3, 310, 80, 40), group(4, 290, 300, 40)],
      340,
    );
    expect(placed).toHaveLength(4);
    for (const [i, one] of placed.entries())
      for (const other of placed.slice(0, i)) expect(over(one, other)).toBe(false);
  });

  it('lie over none as long as there is room for all below each other', () => {
    const place = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      letters: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 6 }), (places) => {
        // each label keeps less than two of its heights from the others: six need twelve
        const placed = lay(
          places.map(({ x, y, letters }, i) => group(i + 1, x, y, letters)),
          12 * 34 + 40,
        );
        for (const [i, one] of placed.entries())
          for (const other of placed.slice(0, i)) expect(over(one, other)).toBe(false);
      }),
    );
  });
});
