import { describe, expect, it, vi } from 'vitest';
import { chartLeft } from '../../../electron/core/areas/privacy/chart.ts';
import { AppError } from '../../../shared/frames.ts';
import { ExploreSpec, type ExploreResult } from '../../../shared/contract/explore.ts';
import type { Locale } from '../../../renderer/ui/locale.ts';

// the table is words and figures; the modules beside it look at the page when they are read
vi.hoisted(() => {
  vi.stubGlobal('window', { location: { hash: '' }, addEventListener: () => undefined });
});
const { tableOf } = await import('../../../renderer/views/explore/twin.ts');

const locale = {
  t: (key: string, values?: { n?: string }) => (values?.n === undefined ? key : `${key} ${values.n}`),
  say: ({ key }: { key: string }) => key,
  fmt: { number: String },
} as unknown as Locale;

/** Bars of a category: customers a bar, of as many in the table. */
function bars(counts: readonly number[], total?: number): ExploreResult {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const cells = counts.map((count) => ({ n: count, value: count, interval: null }));
  return {
    chart: 'bars',
    why: { key: 'why' },
    charts: ['bars'],
    finding: { key: 'finding' },
    things: 'customers',
    inView: n,
    n,
    total: total ?? n,
    missing: [],
    estimated: null,
    step: null,
    body: {
      kind: 'grid',
      rows: counts.map((count, i) => ({
        key: `l${i}`,
        label: `l${i}`,
        kind: 'level',
        from: null,
        to: null,
        n: count,
        filters: null,
        colour: null,
      })),
      columns: [],
      cells: cells.map((cell) => [cell]),
      rowTotals: cells,
      columnTotals: [],
      total: { n, value: n, interval: null },
      tones: null,
    },
  };
}

describe('the table of a chart, which is saved as CSV', () => {
  const words = { spec: ExploreSpec.parse({ x: 1 }), attributes: [], locale, few: 'few' };

  it('withholds a second row beside the one below the floor: the total stands in its note', () => {
    const { rows, note } = tableOf(chartLeft(bars([100, 3, 50]), [], 'anyone'), words);
    expect(rows).toEqual([
      ['l0', 100],
      ['l1', 'few'],
      ['l2', 'few'],
    ]);
    expect(note).toBe('exploreUi:twinNote 153');
  });

  it('holds everything and the finding where no row is small', () => {
    const { rows, note } = tableOf(chartLeft(bars([100, 30, 50]), [], 'anyone'), words);
    expect(rows.map(([, n]) => n)).toEqual([100, 30, 50]);
    expect(note).toBe('finding · exploreUi:twinNote 180');
  });

  it('of seven customers holds no figure', () => {
    const { rows, note } = tableOf(chartLeft(bars([4, 3], 300), [], 'anyone'), words);
    expect(rows.map(([, n]) => n)).toEqual(['few', 'few']);
    expect(note).toBe('exploreUi:twinNote few');
  });

  it('is refused with what to do where all customers are seven', () => {
    expect(() => chartLeft(bars([4, 3]), [], 'anyone')).toThrow(AppError);
  });
});
