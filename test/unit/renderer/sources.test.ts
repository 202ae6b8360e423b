import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bySize } from '../../../electron/analysis/compose/order.ts';
import { believedOrder } from '../../../renderer/views/sources/order.ts';
import type { Queued } from '../../../renderer/views/sources/queue.ts';
import { alike, commonName } from '../../../renderer/views/sources/shape.ts';
import { SourceKind } from '../../../shared/domain.ts';

interface Made {
  state?: Queued['state'];
  format?: string;
  header?: number;
  known?: 'hash' | 'headers' | null;
}

/** A file that waits, as far as its shape is asked for. */
const queued = (name: string, columns: readonly string[], made: Made = {}): Queued =>
  ({
    file: { fileId: name, name, size: 1 },
    state: made.state ?? 'looked',
    inspection: {
      format: made.format ?? 'csv',
      headerRow: { value: made.header ?? 1 },
      columns: columns.map((column) => ({ name: column })),
      known: made.known ? { how: made.known } : null,
    },
    receipt: null,
    error: null,
    parts: [],
  }) as unknown as Queued;
const namesOf = (groups: readonly (readonly Queued[])[]) => groups.map((group) => group.map(({ file }) => file.name));

describe('files of one shape', () => {
  it('are those with the same columns, in any order', () => {
    const files = [
      queued('jan.csv', ['id', 'amount']),
      queued('members.csv', ['id', 'name']),
      queued('feb.csv', ['amount', 'id']),
      queued('march.csv', ['id', 'amount', 'shop']),
    ];
    expect(namesOf(alike(files))).toEqual([['jan.csv', 'feb.csv']]);
  });

  it('are text tables with a header that were looked at and are not here yet', () => {
    const columns = ['id', 'amount'];
    const others = [
      queued('b.csv', columns, { state: 'waiting' }),
      queued('c.xlsx', columns, { format: 'xlsx' }),
      queued('d.csv', columns, { header: 0 }),
      queued('e.csv', columns, { known: 'hash' }),
      queued('f (2 files)', columns, { format: 'folder' }),
    ];
    for (const other of others) expect(alike([queued('a.csv', columns), other])).toEqual([]);
    expect(alike([queued('a.csv', columns), queued('g.csv', columns, { known: 'headers' })])).toHaveLength(1);
  });

  it('are called by what their names begin with', () => {
    expect(commonName(['orders-2025-01.csv', 'orders-2025-02.csv', 'orders-2025-12.csv'])).toBe('orders');
    expect(commonName(['订单2024年1月.csv', '订单2024年2月.csv'])).toBe('订单');
    expect(commonName(['orders (1).csv', 'orders (2).csv'])).toBe('orders');
    expect(commonName(['orders.csv', 'orders.csv'])).toBe('orders');
    // no word is cut in two
    expect(commonName(['orders.csv', 'october.csv'])).toBe('');
    expect(commonName(['01.csv', '02.csv'])).toBe('');
  });
});

describe('the order of the list', () => {
  it('is the one in which a join believes the sources', () => {
    const source = fc.record({ kind: fc.constantFrom(...SourceKind.options), rows: fc.integer({ min: 0, max: 5 }) });
    fc.assert(
      fc.property(fc.array(source, { maxLength: 8 }), fc.shuffledSubarray([1, 2, 3, 4]), (made, trusted) => {
        const sources = made.map(({ kind, rows }, at) => ({
          sourceId: at + 1,
          name: `file ${at + 1}`,
          kind,
          customers: rows,
        }));
        const shown = believedOrder(
          sources,
          trusted.map((id) => `file ${id}`),
        );
        const core = sources
          .map(({ sourceId, kind, customers }) => ({ id: sourceId, kind, customers: new Int32Array(customers) }))
          .sort(bySize(trusted.filter((id) => id <= sources.length)));
        expect(shown.map(({ sourceId }) => sourceId)).toEqual(core.map(({ id }) => id));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
