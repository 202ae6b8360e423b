import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareColumn } from '../../../electron/analysis/groups/compare.ts';
import { type DescribedColumn, describeClusters } from '../../../electron/analysis/groups/groups.ts';
import { leftOutOf, MOST_GROUPS, noLabels } from '../../../electron/analysis/groups/labels.ts';

const described = (values: number[]): DescribedColumn => ({
  attribute: 1,
  column: 'x',
  type: 'number',
  values: { kind: 'numeric', values: Float64Array.from(values) },
  ranks: null,
});

describe('labels', () => {
  it('are as wide as their groups need, and no group is taken for none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_GROUPS }), (k) => {
        const labels = noLabels(2, k);
        labels[0] = k - 1;
        expect(labels[0]).toBe(k - 1);
        expect(labels[0]).not.toBe(leftOutOf(labels));
        expect(labels[1]).toBe(leftOutOf(labels));
        expect(labels.BYTES_PER_ELEMENT).toBe(k <= 255 ? 1 : 2);
      }),
    );
    expect(() => noLabels(1, MOST_GROUPS + 1)).toThrow(RangeError);
  });

  it('of more than 255 groups are described and compared as few are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 700 }),
        fc.array(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.option(fc.nat(699))), { minLength: 1, maxLength: 80 }),
        (k, rows) => {
          const groups = rows.map(([, group]) => (group === null ? null : group % k));
          const labels = noLabels(rows.length, k);
          groups.forEach((group, row) => {
            if (group !== null) labels[row] = group;
          });
          const values = rows.map(([value]) => value);
          const [figures] = describeClusters([described(values)], labels, k);
          expect(figures!.clusters.map(({ n }) => n)).toEqual(
            Array.from({ length: k }, (_, c) => groups.filter((group) => group === c).length),
          );
          const last = { segment: 7, clusters: [k - 1] };
          const compared = compareColumn(described(values), labels, k, [last]).groups;
          expect(compared.map(({ n }) => n)).toEqual([
            groups.filter((group) => group === k - 1).length,
            groups.filter((group) => group !== null).length,
          ]);
        },
      ),
    );
  });
});
