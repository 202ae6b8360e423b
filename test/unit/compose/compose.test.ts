import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../../electron/analysis/compose/compose.ts';
import { choose } from '../../../electron/analysis/compose/choose.ts';
import type { ComposeSource, SourceColumn, Trust, Value } from '../../../electron/analysis/compose/types.ts';

const TRUST: Trust = { rule: 'trusted', order: [], attributes: {} };

function column(name: string, cells: readonly Value[], rest: Partial<SourceColumn> = {}): SourceColumn {
  const values = [...new Set(cells)];
  return {
    name,
    type: 'category',
    role: 'attribute',
    dimension: null,
    personal: null,
    format: {},
    levels: null,
    reason: { key: 'sources:reason.asked' },
    field: null,
    values,
    codes: Int32Array.from(cells, (cell) => values.indexOf(cell)),
    ...rest,
  };
}

function source(
  id: number,
  customers: number[],
  columns: SourceColumn[],
  rest: Partial<ComposeSource> = {},
): ComposeSource {
  return {
    id,
    name: `${String(id)}.csv`,
    kind: 'customers',
    importedAt: `2026-01-0${String(id)}T00:00:00Z`,
    customers: Int32Array.from(customers),
    key: null,
    columns,
    ...rest,
  };
}

const cells = (made: ReturnType<typeof compose>, name: string): Value[] => {
  const found = made.find((one) => one.name === name)!;
  return [...found.codes].map((code) => found.values[code]!);
};

describe('compose', () => {
  it('puts columns of one meaning together and fills gaps from the less trusted source', () => {
    const crm = source(
      1,
      [1, 2, 3],
      [
        column('Phone', ['138', null, '137'], { field: 'phone', type: 'identifier' }),
        column('City', ['Xi’an', 'Wuhan', null]),
      ],
    );
    const shop = source(
      2,
      [2, 3, 4],
      [
        column('mobile', ['139', '137', '136'], { field: 'phone', type: 'identifier' }),
        column('city', ['Wuhan ', 'Jinan', 'Lhasa']),
      ],
    );
    const made = compose([shop, crm], 4, TRUST);
    expect(made.map(({ name }) => name)).toEqual(['Phone', 'City']);
    expect(cells(made, 'Phone')).toEqual(['138', '139', '137', '136']);
    expect(cells(made, 'City')).toEqual(['Xi’an', 'Wuhan', 'Jinan', 'Lhasa']);
    // a blank at the edge is no conflict
    expect(made.map(({ conflicts }) => conflicts)).toEqual([0, 0]);
    expect(made[1]!.from).toEqual([
      { source: 1, column: 'City' },
      { source: 2, column: 'city' },
    ]);
  });

  it('settles conflicts by the rule asked for, and counts them', () => {
    const crm = source(1, [1, 1, 2], [column('City', ['A', 'B', 'C'])]);
    const shop = source(2, [1, 2], [column('City', ['B', 'D'])]);
    const said = (rule: Trust['rule']) => cells(compose([crm, shop], 2, { ...TRUST, rule }), 'City');
    expect(said('trusted')).toEqual(['B', 'C']);
    expect(said('newest')).toEqual(['B', 'D']);
    expect(said('frequent')).toEqual(['B', 'C']);
    expect(compose([crm, shop], 2, TRUST)[0]!.conflicts).toBe(2);
    expect(cells(compose([crm, shop], 2, { ...TRUST, order: [2] }), 'City')).toEqual(['B', 'D']);
    expect(cells(compose([crm, shop], 2, { ...TRUST, attributes: { City: 'newest' } }), 'City')).toEqual(['B', 'D']);
  });

  it('takes from orders only what never changes between the orders of a customer', () => {
    const customers = Array.from({ length: 40 }, (_, row) => 1 + (row % 10));
    const orders = source(
      1,
      customers,
      [
        column('CustomerID', customers.map(String), { type: 'identifier', field: 'customer' }),
        column(
          'Country',
          customers.map((c) => (c % 2 === 0 ? 'FR' : 'UK')),
        ),
        column(
          'Item',
          customers.map((_, row) => `item ${String(row % 7)}`),
          { field: 'item' },
        ),
        column(
          'Gift',
          customers.map((_, row) => String(row % 3)),
        ),
      ],
      { kind: 'orders', key: 'CustomerID' },
    );
    const made = compose([orders], 10, TRUST);
    expect(made.map(({ name, role }) => [name, role])).toEqual([
      ['CustomerID', 'key'],
      ['Country', 'attribute'],
    ]);
  });

  it('keeps a key of another system apart, and columns of another type under a name of their own', () => {
    const crm = source(
      1,
      [1, 2],
      [column('No', ['M1', 'M2'], { type: 'identifier' }), column('Score', [1, 2], { type: 'number' })],
      {
        key: 'No',
      },
    );
    const shop = source(
      2,
      [1, 2],
      [column('No', ['B7', 'B8'], { type: 'identifier' }), column('Score', ['good', 'bad'])],
      {
        key: 'No',
      },
    );
    const made = compose([crm, shop], 2, TRUST);
    expect(made.map(({ name, role, type }) => [name, role, type])).toEqual([
      ['No', 'key', 'identifier'],
      ['Score', 'attribute', 'number'],
      ['No (2.csv)', 'ignored', 'identifier'],
      ['Score (2.csv)', 'attribute', 'category'],
    ]);
  });
});

describe('choose', () => {
  const contribution = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(fc.constantFrom('a', 'b', 'A ', 'c'))), { maxLength: 30 })
    .map((rows) => {
      const made = column(
        'x',
        rows.map(([, cell]) => cell),
      );
      return {
        values: made.values,
        codes: made.codes,
        customers: Int32Array.from(rows, ([customer]) => customer),
        importedAt: '2026',
        rows,
      };
    });

  it('says of a customer only what some row says, and nothing only when no row says anything', () => {
    fc.assert(
      fc.property(
        fc.array(contribution, { maxLength: 4 }),
        fc.constantFrom('trusted', 'newest', 'frequent'),
        (all, rule) => {
          const { values, codes, missing, distinct } = choose(all, 6, rule as 'trusted', false);
          const chosen = [...codes].map((code) => values[code]!);
          for (let c = 1; c <= 6; c++) {
            const said = all.flatMap(({ rows }) => rows.filter(([customer, cell]) => customer === c && cell !== null));
            const cell = chosen[c - 1]!;
            if (said.length === 0) expect(cell).toBeNull();
            else expect(said.map(([, one]) => one)).toContain(cell);
          }
          expect(missing).toBe(chosen.filter((cell) => cell === null).length);
          expect(distinct).toBe(new Set(chosen.filter((cell) => cell !== null)).size);
        },
      ),
    );
  });
});
