import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareCell, guardOf } from '../../../electron/analysis/intake/guards.ts';
import { isIpAddress } from '../../../electron/analysis/intake/personal.ts';
import { hasData, realFile } from '../../support/data.ts';
import { profile, profileText } from './data.ts';

/** A table of so many lines: a header, and rows made from their number. */
const table = (head: string, row: (i: number) => string, n = 60): string =>
  `${[head, ...Array.from({ length: n }, (_, i) => row(i))].join('\n')}\n`;
const pad = (i: number, length = 4): string => String(i).padStart(length, '0');
const NAMES = ['Mara Thornley', 'Jonas Iverson', 'Lena Stratton', 'Pavel Duval', 'Ida Marsh'];
const person = (i: number): string =>
  `${NAMES[i % 5]!.split(' ')[0]!} ${'ABCDEFGHIJ'[Math.floor(i / 5) % 10]!}${NAMES[i % 5]!.split(' ')[1]!}`;

/** What a file is read as: its columns with types, rejected lines with reasons, notes, the first row. */
function reading(path: string) {
  const { facts, columns } = profile(path);
  return told({ facts, columns });
}
const readingOf = (text: string) => told(profileText(text));
function told({ facts, columns }: Pick<ReturnType<typeof profileText>, 'facts' | 'columns'>) {
  return {
    rows: facts.storable,
    header: facts.headerRow.value,
    delimiter: facts.delimiter.value,
    kind: facts.kind.value,
    types: Object.fromEntries(columns.map(({ name, type, personal }) => [name, personal === null ? type : personal])),
    key: columns.find(({ role }) => role === 'key')?.name ?? null,
    rejected: facts.rejectedRows.map(({ line, reason }) => [line, reason.key.replace('sources:rejected.', '')]),
    notes: facts.notes.map(({ key }) => key.replace('sources:note.', '')),
    first: facts.preview[0]?.values ?? [],
    missing: Object.fromEntries(columns.map(({ name, missing }) => [name, missing])),
  };
}

describe('what stands around a value', () => {
  it.each([
    ['="0012"', '0012'],
    [' ="13810481455"\t', '13810481455'],
    ['=""', ''],
    ["'", ''],
    ["'+86 138 1048 1455", '+86 138 1048 1455'],
    ["'03801", '03801'],
    ["'625,044.45", '625,044.45'],
    // these are no guards
    ["'tis", "'tis"],
    ['=A1+B1', '=A1+B1'],
    ["O'Neill", "O'Neill"],
    ['-5', '-5'],
  ])('%j is %j', (cell, bare) => {
    expect(bareCell(cell)).toBe(bare);
  });

  it('a sign before every cell of a column is taken off, before some it is not', () => {
    expect(guardOf(['`1', '`a', '`'])).toBe('`');
    expect(guardOf(['`1', 'a'])).toBe('');
    expect(guardOf(['p:+14155550100', 'p:+14155550101', 'p:+14155550102'])).toBe('p:');
    expect(guardOf(['c:\\temp', 'c:\\data', 'c:\\x'])).toBe('');
    expect(guardOf(['a:1', 'b:2', 'a:3'])).toBe('');
    expect(guardOf([])).toBe('');
  });

  it('plain cells stay what they are', () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        fc.pre(!/^\s*['=`]/.test(cell));
        expect(bareCell(cell)).toBe(cell);
      }),
    );
  });

  it('guarded telephones are masked, guarded amounts are numbers', () => {
    const { types, first } = readingOf(
      table('会员号,手机,金额,时间', (i) => `\`M${pad(i)},="138${pad(i, 8)}",'${i + 0.5},\`2024-03-05 08:00:00`),
    );
    expect(types).toEqual({ 会员号: 'identifier', 手机: 'phone', 金额: 'number', 时间: 'date' });
    expect(first).toEqual(['M0000', '138****0000', '0.5', '2024-03-05T08:00:00']);
  });

  it('a tab before every comma makes no tab-separated file', () => {
    const { delimiter, types } = readingOf(table('序号,会员,金额', (i) => `${i + 1}\t,会员${pad(i)}\t,${i * 3}.50\t`));
    expect(delimiter).toBe(',');
    expect(types['金额']).toBe('number');
  });
});

describe('rows that are no data', () => {
  const row = (i: number) => `C${pad(i)},${person(i)},${i + 1},${(i + 1) * 2.5}`;
  const head = 'Customer ID,Name,Visits,Spend';

  it('the header once more, and lines of delimiters', () => {
    const text = `${table(head, row)},,,\n${head}\n${row(60)}\n , ,,\n`;
    const { rows, rejected, types, key } = readingOf(text);
    expect([rows, key]).toEqual([61, 'Customer ID']);
    expect(rejected).toEqual([[63, 'headerAgain']]);
    expect(types['Name']).toBe('name');
  });

  it.each(['Total', 'Grand Total:', '合计', '总计：', '三店 汇总', 'Sub-total', '平均值'])(
    'a row of sums: %s',
    (label) => {
      const { rows, rejected } = readingOf(`${table(head, row)}${label},,1830,4575\n`);
      expect([rows, rejected]).toEqual([60, [[62, 'sum']]]);
    },
  );

  it('sums behind the name of their group', () => {
    const text = table('门店,会员号,姓名,消费', (i) =>
      i % 20 === 19 ? `一店,小计,,${i}` : `一店,M${pad(i)},王小明,${i}`,
    );
    expect(readingOf(text).rejected).toEqual([
      [21, 'sum'],
      [41, 'sum'],
      [61, 'sum'],
    ]);
  });

  it.each(['制表人：李四', 'Page 1 of 3', '第 2 页', 'Printed by Mara'])(
    'what stands under a printed list: %s',
    (label) => {
      expect(readingOf(`${table(head, row)}${label},,,\n`).rejected).toEqual([[62, 'signature']]);
    },
  );

  it('a customer who is called Total stays one', () => {
    const { rows, rejected } = readingOf(`${table(head, row)}C0099,Total,4,10\nTotal,Total Energies,4,10\n`);
    expect([rows, rejected]).toEqual([62, []]);
  });

  it('remarks above a short table, with commas in them', () => {
    const text = `Report of the shop\nExported, by hand\nFrom,2024-01-01\n${'-'.repeat(40)}\n${table('Member,Name,Date,Amount', (i) => `M${i},${person(i)},2024-01-0${i + 1},${i}.5`, 5)}`;
    const { header, rows, key } = readingOf(text);
    expect([header, rows, key]).toEqual([5, 5, 'Member']);
  });
});

describe('headers of several rows', () => {
  it('units below the names', () => {
    const { rows, types, key, notes } = readingOf(
      table('客户编号,年龄,消费额,入会日期', (i) =>
        i === 0 ? ',岁,元,年/月/日' : `K${pad(i)},${20 + (i % 40)},${i}.5,2024-01-05`,
      ),
    );
    expect([rows, key]).toEqual([59, '客户编号']);
    expect(types).toEqual({ 客户编号: 'identifier', 年龄: 'number', 消费额: 'number', 入会日期: 'date' });
    expect(notes).toContain('headerRows');
  });

  it('texts of questions and what the survey tool calls them', () => {
    const rows = (i: number) =>
      i === 0
        ? 'Start Date,Duration,How often do you come?,How likely are you?'
        : i === 1
          ? '"{""ImportId"":""startDate""}","{""ImportId"":""d""}","{""ImportId"":""q1""}","{""ImportId"":""q2""}"'
          : `2024-01-0${(i % 9) + 1} 08:00:00,${100 + i},${['Weekly', 'Monthly', 'Never'][i % 3]!},${i % 11}`;
    const read = readingOf(table('StartDate,Duration (in seconds),Q1,Q2', rows, 42));
    expect(read.rows).toBe(40);
    expect(read.types).toMatchObject({ StartDate: 'date', 'Duration (in seconds)': 'number', Q1: 'category' });
  });

  it('options of a question, and heads of groups, are joined to their names', () => {
    const options = readingOf(
      table('Respondent ID,Date Created,Which products have you bought before?,,,Anything else?', (i) =>
        i === 0
          ? ',,Tea,Coffee,Cake,Open-Ended Response'
          : `${1000 + i},2024-01-05 08:00:00,${i % 2 ? 'Tea' : ''},${i % 3 ? 'Coffee' : ''},,${i % 7 ? '' : 'Nice place'}`,
      ),
    );
    expect(Object.keys(options.types)).toEqual([
      'Respondent ID',
      'Date Created',
      'Which products have you bought before? – Tea',
      'Which products have you bought before? – Coffee',
      'Which products have you bought before? – Cake',
      'Anything else?',
    ]);
    expect(options.types['Which products have you bought before? – Tea']).toBe('boolean');
    const groups = readingOf(
      table(',2023年,,2024年,', (i) =>
        i === 0 ? '客户编号,次数,金额,次数,金额' : `K${pad(i)},${i},${i}.5,${i + 1},${i}.25`,
      ),
    );
    expect(Object.keys(groups.types)).toEqual(['客户编号', '2023年 次数', '2023年 金额', '2024年 次数', '2024年 金额']);
    expect(groups.rows).toBe(59);
  });

  it('one customer whose age is not known is a customer', () => {
    const { rows, notes } = readingOf(
      table('Customer ID,Age,City', (i) => (i === 0 ? 'C0000,unknown,Oslo' : `C${pad(i)},${20 + i},Oslo`)),
    );
    expect(rows).toBe(60);
    expect(notes).not.toContain('headerRows');
  });
});

describe('boxes and persons', () => {
  it.each(['✓', 'x', 'checked', '是', '1', 'Newsletter'])('a column of %s and nothing is yes or no', (mark) => {
    const { types, missing } = readingOf(
      table('Member No,Newsletter,Age', (i) => `M${pad(i)},${i % 3 === 0 ? mark : ''},${20 + i}`),
    );
    expect([types['Newsletter'], missing['Newsletter']]).toEqual(['boolean', 0]);
  });

  it('codes for skipped questions are missing, among amounts they are not', () => {
    const { types, missing } = readingOf(
      table(
        '序号,7、您不满意的程度,8、原因,余额',
        (i) => `${i + 1},${i % 4 ? (i % 5) + 1 : -3},${i % 4 ? '太贵了' : -2},${i - 30}`,
      ),
    );
    expect(missing).toMatchObject({ '7、您不满意的程度': 15, '8、原因': 15, 余额: 0 });
    expect(types['余额']).toBe('number');
    // fees of an order are no answers
    expect(readingOf(table('order id,selling fees', (i) => `${i + 1},${i % 3 ? -2 : 0}`)).missing['selling fees']).toBe(
      0,
    );
    expect(readingOf(table('序号,意见', (i) => `${i + 1},${i % 4 ? '很好' : '(跳过)'}`)).missing['意见']).toBe(15);
  });

  it('one category and gaps are no boxes', () => {
    expect(
      readingOf(table('Member No,Currency', (i) => `M${pad(i)},${i % 3 === 0 ? 'USD' : ''}`)).types['Currency'],
    ).toBe('category');
  });

  it.each([
    'Ship-to Name',
    'Ship To Name',
    'Recipient',
    'Deliver to',
    'Consignee',
    '收件人',
    'What is your name?',
    'customer.first_name',
    'shipping_address.name',
  ])('a person stands under %s', (header) => {
    expect(readingOf(table(`No,${header}`, (i) => `${i * 7},${person(i)}`)).types[header]).toBe('name');
  });

  it.each(['Ship To City', 'company.name', 'Ship Method'])('no person stands under %s', (header) => {
    expect(
      readingOf(table(`No,${header}`, (i) => `${i * 7},${['Oslo', 'Bergen', 'Molde'][i % 3]!}`)).types[header],
    ).toBe('category');
  });

  it('internet addresses are personal and identify nobody', () => {
    const { types, key } = readingOf(table('来自IP,满意度', (i) => `203.0.113.${i}(广东-深圳),${(i % 5) + 1}`));
    expect([types['来自IP'], key]).toEqual(['other', null]);
    expect(['203.0.113.9', '2001:db8::1', '::1'].every(isIpAddress)).toBe(true);
    expect(['1.2.3', '1.2.3.4.5', '999.1.1.1', '08:30:00', '12:30'].some(isIpAddress)).toBe(false);
  });

  it('a birthday without its year is one', () => {
    expect(
      readingOf(table('Email,Birthday', (i) => `a${i}@example.com,0${(i % 9) + 1}/1${i % 9}`)).types['Birthday'],
    ).toBe('birthDate');
  });
});

describe.runIf(hasData)('exports as platforms make them', () => {
  const field = (name: string) => reading(realFile('field', name));

  it('cells between commas and tabs', () => {
    const { delimiter, header, rows, types } = field('04-tab-comma.csv');
    expect([delimiter, header, rows]).toEqual([',', 1, 120]);
    expect(types).toMatchObject({ 充值账号: 'phone', 订单号: 'identifier', 充值时间: 'date', 充值金额: 'number' });
  });
  it('a header in the middle', () => {
    const { rows, rejected, types } = field('05-repeated-header.csv');
    expect([rows, types['Name']]).toEqual([300, 'name']);
    expect(rejected).toEqual([
      [102, 'headerAgain'],
      [203, 'headerAgain'],
    ]);
  });
  it('a row of sums, and lines of commas', () => {
    expect(field('07-total-row.csv')).toMatchObject({ rows: 120, rejected: [[122, 'sum']] });
    expect(field('08-comma-only-rows.csv')).toMatchObject({ rows: 120, key: 'Customer ID', rejected: [] });
  });
  it('guarded cells', () => {
    expect(field('09-guarded-cells.taobao.gb18030.csv')).toMatchObject({
      types: { 联系手机: 'phone', 订单编号: 'identifier' },
      missing: { 联系电话: 130 },
    });
    expect(field('09-guarded-cells.jd.gb18030.csv').types).toMatchObject({ 联系电话: 'phone', 身份证号: 'residentId' });
  });
  it('second headers', () => {
    expect(field('10-second-header.qualtrics.csv')).toMatchObject({ rows: 60, kind: 'survey' });
    expect(field('10-second-header.sosci.csv').rows).toBe(70);
  });
  it('boxes, names, addresses of the internet', () => {
    expect(field('15-mark-or-blank.csv').types).toMatchObject({
      Newsletter: 'boolean',
      VIP: 'boolean',
      'Speaks English': 'boolean',
      Wholesale: 'boolean',
    });
    expect(field('15-mark-or-blank.typeform.csv')).toMatchObject({
      kind: 'survey',
      types: { Tea: 'boolean', Coffee: 'boolean', Pastry: 'boolean', 'What is your name?': 'name' },
    });
    expect(field('16-ship-to-name.csv').types).toMatchObject({
      'Ship-to Name': 'name',
      'Ship To Name': 'name',
      'Ship-to Contact': 'name',
      Recipient: 'name',
      'Deliver to': 'name',
    });
    expect(field('20-wjx.text.csv')).toMatchObject({ kind: 'survey', types: { 来自IP: 'other' } });
    const { types, key } = field('21-mailchimp.csv');
    expect(types).toMatchObject({ OPTIN_IP: 'other', CONFIRM_IP: 'other', Birthday: 'birthDate' });
    expect(['LEID', 'EUID']).toContain(key);
  });
  it('a preamble that is longer than the table', () => {
    expect(field('22-long-preamble.alipay.gb18030.csv')).toMatchObject({ delimiter: ',', header: 19, rows: 10 });
  });
});
