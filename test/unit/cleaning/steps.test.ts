import { describe, expect, it } from 'vitest';
import { columnOf, contextOf, once, rowsOf, tableOf } from './support.ts';

const people = tableOf([
  { name: 'id', type: 'identifier', cells: ['1', '2', '3', '4', '5'] },
  { name: 'city', type: 'category', cells: ['ＳＨ ', 'sh', '上 海', null, 'Sh'] },
  { name: 'age', type: 'number', cells: [20, null, 40, 30, 999] },
  { name: 'from', type: 'date', cells: ['2024-01-05', '2024-02-01', null, '2023-12-31', '2024-03-01T09:30:00'] },
  { name: 'to', type: 'date', cells: ['2024-01-04', '2024-02-01', '2024-01-01', '2024-01-01', '2024-03-01'] },
]);

describe('normalise', () => {
  it('brings case, width and blanks into one way of writing', () => {
    const { table } = once(people, { op: 'normalise', columns: ['city'], case: 'lower' });
    expect(columnOf(table, 'city')).toEqual(['sh', 'sh', '上海', null, 'sh']);
  });
  it('leaves Chinese punctuation alone, makes traditional characters simplified and titles words', () => {
    const table = tableOf([{ name: 't', type: 'text', cells: ['好，（一）', '廣東 茶葉', "jean-luc o'neil"] }]);
    expect(columnOf(once(table, { op: 'normalise', simplify: true, case: 'title' }).table, 't')).toEqual([
      '好，(一)',
      '广东茶叶',
      "Jean-Luc O'neil",
    ]);
  });
  it('makes a text of blanks missing, and carries the order of levels along', () => {
    const levels = ['low ', 'HIGH'];
    const table = tableOf([{ name: 'c', type: 'category', cells: ['low ', 'HIGH', '  '], more: { levels } }]);
    const after = once(table, { op: 'normalise', case: 'lower' }).table;
    expect(columnOf(after, 'c')).toEqual(['low', 'high', null]);
    expect(after.columns[0]!.levels).toEqual(['low', 'high']);
  });
});

describe('map', () => {
  it('puts values together and makes others missing', () => {
    const { table, report } = once(people, {
      op: 'map',
      column: 'city',
      groups: [
        { from: ['ＳＨ ', 'sh', 'Sh'], to: '上海' },
        { from: ['上 海'], to: null },
      ],
    });
    expect(columnOf(table, 'city')).toEqual(['上海', '上海', null, null, '上海']);
    expect(report).toMatchObject({
      touched: 4,
      before: { missing: 1, distinct: 4 },
      after: { missing: 2, distinct: 1 },
    });
  });
  it('maps numbers to numbers and is passed over when a target is none', () => {
    expect(
      columnOf(once(people, { op: 'map', column: 'age', groups: [{ from: ['999'], to: '99' }] }).table, 'age')[4],
    ).toBe(99);
    expect(once(people, { op: 'map', column: 'age', groups: [{ from: ['999'], to: 'old' }] }).report.skipped?.key).toBe(
      'cleaning:skip.notOfType',
    );
  });
});

describe('regions', () => {
  const places = tableOf([
    {
      name: 'p',
      type: 'text',
      cells: ['广东', '粤', '廣東省', 'Guangdong', '深圳', '广东省深圳市南山区科技园', '火星', null],
    },
  ]);
  it('gives standard names where a text names one place', () => {
    const { table, report } = once(places, { op: 'regions', column: 'p' });
    const gd = '广东省';
    expect(columnOf(table, 'p')).toEqual([gd, gd, gd, gd, '深圳市', '广东省深圳市南山区科技园', '火星', null]);
    expect(report.notes).toEqual([{ key: 'cleaning:note.unknownRegions', values: { count: 2 } }]);
  });
  it('finds the province or the city of addresses for a new column', () => {
    const step = { op: 'regions', column: 'p', level: 'province', into: 'province' } as const;
    const { table } = once(places, step);
    expect(columnOf(table, 'province')).toEqual([...Array<string>(6).fill('广东省'), null, null]);
    expect(columnOf(once(places, { ...step, level: 'city' }).table, 'province').slice(4, 6)).toEqual([
      '深圳市',
      '深圳市',
    ]);
  });
});

describe('parse and type', () => {
  const raw = ['￥1,200', '1.2万', 'n/a', 'many', '１５００'];
  const table = tableOf([{ name: 'income', type: 'number', cells: [1200, null, null, null, 1500] }]);
  const context = contextOf(table, { 0: raw });
  it('reads the raw cells again, so that nothing the first typing dropped is lost', () => {
    expect(columnOf(once(table, { op: 'type', column: 'income', type: 'text' }, context).table, 'income')).toEqual([
      '￥1,200',
      '1.2万',
      null,
      'many',
      '１５００',
    ]);
    const parsed = once(table, { op: 'parse', column: 'income', as: 'number' }, context);
    expect(columnOf(parsed.table, 'income')).toEqual([1200, 12000, null, null, 1500]);
    expect(parsed.report.notes).toEqual([{ key: 'cleaning:note.unread', values: { count: 1 } }]);
  });
  it('keeps what an earlier step made of a cell', () => {
    const mapped = once(
      table,
      { op: 'map', column: 'income', groups: [{ from: ['1500'], to: '1600' }] },
      context,
    ).table;
    const texts = once(mapped, { op: 'type', column: 'income', type: 'text' }, context).table;
    expect(columnOf(texts, 'income')).toEqual(['￥1,200', '1.2万', null, 'many', '1600']);
  });
  it('reads dates and yes/no into a new column', () => {
    const written = tableOf([{ name: 'd', type: 'text', cells: ['2024年3月5日', '5/3/2024', '20240306', 'soon'] }]);
    const step = { op: 'parse', column: 'd', as: 'date', into: 'day', format: { dateOrder: 'dmy' } } as const;
    const { table: dated } = once(written, step);
    expect(columnOf(dated, 'day')).toEqual(['2024-03-05', '2024-03-05', '2024-03-06', null]);
    expect(columnOf(dated, 'd')[0]).toBe('2024年3月5日');
    const answers = tableOf([{ name: 'a', type: 'text', cells: ['是', '否', '是'] }]);
    expect(columnOf(once(answers, { op: 'parse', column: 'a', as: 'boolean' }).table, 'a')).toEqual([1, 0, 1]);
  });
});

describe('split and combine', () => {
  it('parts texts, the rest going to the last part, and joins them again', () => {
    const table = tableOf([{ name: 'name', type: 'text', cells: ['Ann Lee', 'Bo', 'Cy van Dyk', null] }]);
    const parted = once(table, { op: 'split', column: 'name', by: ' ', into: ['first', 'rest'] }).table;
    expect(columnOf(parted, 'rest')).toEqual(['Lee', null, 'van Dyk', null]);
    const joined = once(parted, { op: 'combine', columns: ['rest', 'first'], separator: ', ', into: 'both' }).table;
    expect(columnOf(joined, 'both')).toEqual(['Lee, Ann', 'Bo', 'van Dyk, Cy', null]);
  });
  it('keeps what is made of personal data personal', () => {
    const table = tableOf([
      {
        name: 'contact',
        type: 'text',
        cells: ['Ann|13800001111', 'Bo|13900002222'],
        more: { role: 'personal', personal: 'other' },
      },
      { name: 'x', type: 'category', cells: ['a', 'b'] },
    ]);
    const parted = once(table, { op: 'split', column: 'contact', by: '|', into: ['who', 'tel'] }).table;
    expect(parted.columns.slice(2).map(({ role, personal }) => [role, personal !== null])).toEqual([
      ['personal', true],
      ['personal', true],
    ]);
    const joined = once(table, { op: 'combine', columns: ['x', 'contact'], separator: '-', into: 'y' }).table;
    expect(joined.columns[2]).toMatchObject({ role: 'personal', personal: 'other' });
  });
});

describe('fill', () => {
  const table = tableOf([
    { name: 'id', type: 'identifier', cells: ['1', '2', '3', '4', '5', '6'] },
    { name: 'group', type: 'category', cells: ['a', 'a', 'b', 'b', 'b', 'c'] },
    { name: 'x', type: 'number', cells: [1, null, 10, 20, null, null] },
  ]);
  it.each([
    [{ with: 'constant', value: 7 }, [1, 7, 10, 20, 7, 7]],
    [{ with: 'median' }, [1, 10, 10, 20, 10, 10]],
    [{ with: 'mean', by: 'group' }, [1, 1, 10, 20, 15, 31 / 3]],
    [{ with: 'mode', by: 'group' }, [1, 1, 10, 20, 10, 1]],
  ] as const)('with %o', (how, expected) => {
    const { table: after, report } = once(table, { op: 'fill', column: 'x', ...how });
    expect(columnOf(after, 'x')).toEqual(expected);
    // always flagged, and the flag is no change of its own
    expect(columnOf(after, 'x_filled')).toEqual([0, 1, 0, 0, 1, 1]);
    expect(after.columns.at(-1)).toMatchObject({ type: 'boolean', role: 'ignored' });
    expect(report).toMatchObject({ touched: 3, cells: 3 });
  });
  it('takes values from another file and marks a second filling in the same column', () => {
    const context = contextOf(
      table,
      {},
      {
        'crm.csv/income/id': new Map<string, string | number>([
          ['2', '2,000'],
          ['5', 5],
        ]),
      },
    );
    const first = once(
      table,
      { op: 'fill', column: 'x', with: 'source', source: 'crm.csv', from: 'income', key: 'id' },
      context,
    );
    expect(columnOf(first.table, 'x')).toEqual([1, 2000, 10, 20, 5, null]);
    const second = once(first.table, { op: 'fill', column: 'x', with: 'constant', value: 0 }, context);
    expect(columnOf(second.table, 'x_filled')).toEqual([0, 1, 0, 0, 1, 1]);
    expect(
      once(table, { op: 'fill', column: 'x', with: 'source', source: 'gone.csv', key: 'id' }).report.skipped?.key,
    ).toBe('cleaning:skip.noFile');
  });
});

describe('invalid', () => {
  it.each([
    ['age', { kind: 'range', min: 0, max: 120 }, [20, null, 40, 30, null]],
    [
      'from',
      { kind: 'range', min: null, max: '2024-03-01' },
      ['2024-01-05', '2024-02-01', null, '2023-12-31', '2024-03-01T09:30:00'],
    ],
    ['city', { kind: 'pattern', pattern: '[a-zA-Z]+' }, [null, 'sh', null, null, 'Sh']],
    ['city', { kind: 'list', values: ['sh'], keep: true }, [null, 'sh', null, null, null]],
    ['age', { kind: 'list', values: ['999'], keep: false }, [20, null, 40, 30, null]],
    ['to', { kind: 'compare', other: 'from', operator: '>=' }, [null, '2024-02-01', '2024-01-01', '2024-01-01', null]],
  ] as const)('%s by %o', (column, rule, expected) => {
    const written = rule.kind === 'list' ? { ...rule, values: [...rule.values] } : rule;
    expect(columnOf(once(people, { op: 'invalid', column, rule: written }).table, column)).toEqual(expected);
  });
  it('is passed over where a rule does not fit the column', () => {
    const skipped = (step: Parameters<typeof once>[1]) => once(people, step).report.skipped?.key;
    expect(skipped({ op: 'invalid', column: 'age', rule: { kind: 'range', min: '2020-01-01', max: null } })).toBe(
      'cleaning:skip.endsOfType',
    );
    expect(skipped({ op: 'invalid', column: 'age', rule: { kind: 'compare', other: 'city', operator: '<' } })).toBe(
      'cleaning:skip.notComparable',
    );
    expect(skipped({ op: 'invalid', column: 'city', rule: { kind: 'pattern', pattern: '(' } })).toBe(
      'cleaning:pattern.open',
    );
  });
});

describe('winsorise', () => {
  const table = tableOf([{ name: 'x', type: 'number', cells: [1, 2, 3, 4, 100, null] }]);
  it('cuts off at quantiles of type 7', () => {
    const after = once(table, { op: 'winsorise', column: 'x', lower: 0.25, upper: 0.75 });
    expect(columnOf(after.table, 'x')).toEqual([2, 2, 3, 4, 4, null]);
    expect(after.report.notes).toEqual([{ key: 'cleaning:note.limits', values: { low: 2, high: 4 } }]);
  });
  it("cuts off at Tukey's fences", () => {
    expect(columnOf(once(table, { op: 'winsorise', column: 'x', fences: 1.5 }).table, 'x')).toEqual([
      1,
      2,
      3,
      4,
      7,
      null,
    ]);
  });
});

describe('rows and columns', () => {
  it('drops rows by a condition, its contrary, all or any of several', () => {
    const left = (where: unknown) =>
      rowsOf(once(people, { op: 'dropRows', where } as Parameters<typeof once>[1]).table).map(({ id }) => id);
    expect(left({ kind: 'missing', column: 'age' })).toEqual(['1', '3', '4', '5']);
    expect(left({ kind: 'not', of: { kind: 'missing', column: 'age' } })).toEqual(['2']);
    expect(left({ kind: 'range', column: 'age', min: 30, max: 50 })).toEqual(['1', '2', '5']);
    // a missing age is neither within nor outside
    expect(left({ kind: 'not', of: { kind: 'range', column: 'age', min: 30, max: 50 } })).toEqual(['2', '3', '4']);
    expect(left({ kind: 'compare', column: 'to', other: 'from', operator: '<' })).toEqual(['2', '3', '4']);
    const young = { kind: 'range', column: 'age', min: null, max: 25 };
    const sh = { kind: 'values', column: 'city', values: ['sh'] };
    expect(left({ kind: 'any', of: [young, sh] })).toEqual(['3', '4', '5']);
    expect(left({ kind: 'all', of: [young, sh] })).toEqual(['1', '2', '3', '4', '5']);
  });
  it('keeps the first of repeated rows and does not count a dropped row as the first', () => {
    const table = tableOf([
      { name: 'a', type: 'category', cells: ['x', 'x', 'y', 'x'] },
      { name: 'b', type: 'number', cells: [1, 1, 1, 2] },
    ]);
    expect(once(table, { op: 'dropDuplicates' }).report.dropped).toBe(1);
    const rest = once(table, { op: 'dropRows', where: { kind: 'range', column: 'b', min: 1, max: 1 } }).table;
    expect(once(rest, { op: 'dropDuplicates', columns: ['a'] }).report.dropped).toBe(0);
  });
  it('takes rows that are empty in the columns named for no copies of each other', () => {
    const table = tableOf([
      { name: 'id', type: 'identifier', cells: [null, '1', null, '1', null] },
      { name: 'b', type: 'number', cells: [1, 2, 3, 4, 5] },
    ]);
    const { table: left, report } = once(table, { op: 'dropDuplicates', columns: ['id'] });
    expect(report.dropped).toBe(1);
    expect([...left.gone!]).toEqual([0, 0, 0, 1, 0]);
    // named together with a column that is filled, an empty cell is a value like others
    expect(once(table, { op: 'dropDuplicates', columns: ['id', 'b'] }).report.dropped).toBe(0);
  });
  it('drops and renames columns, but never the last nor onto another', () => {
    expect(once(people, { op: 'dropColumns', columns: ['age', 'to'] }).table.columns.map(({ name }) => name)).toEqual([
      'id',
      'city',
      'from',
    ]);
    expect(
      once(people, { op: 'dropColumns', columns: people.columns.map(({ name }) => name) }).report.skipped?.key,
    ).toBe('cleaning:skip.allColumns');
    const renamed = once(people, { op: 'rename', column: 'age', to: '年龄' }).table;
    expect(renamed.columns[2]).toMatchObject({ name: '年龄', key: 2, origin: 2 });
    expect(once(people, { op: 'rename', column: 'age', to: 'city' }).report.skipped?.key).toBe(
      'cleaning:skip.nameTaken',
    );
  });
});
