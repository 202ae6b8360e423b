import { basename, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../../shared/contract/recipes.ts';
import { PRIVACY_FLOOR } from '../../../shared/domain.ts';
import { campaignText } from '../../fixtures/generators/campaign.ts';
import { drawParcels, parcelsText } from '../../fixtures/generators/parcels.ts';
import { DATA, hasData } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { type Bench, createBench, SAMPLE } from '../segments/bench.ts';

/** What a person with this file must see without a hint. */
interface Expected {
  /** below DATA when it is not absolute */
  readonly path: string;
  readonly encoding?: string;
  readonly rows: number;
  readonly key: string | null;
  readonly personal?: readonly string[];
  /** fewest and most groups that make sense */
  readonly k: readonly [number, number];
  readonly verdict: readonly string[];
  /** words of a note about the whole file */
  readonly note?: RegExp;
  /** columns with [type, dimension] that a look at them settles */
  readonly columns?: Readonly<Record<string, readonly [string, string | null]>>;
  readonly twice?: true;
}

/** Files of the project. */
const OWN: readonly Expected[] = [
  {
    path: join(SAMPLE, 'members.csv'),
    encoding: 'gb18030',
    rows: 2041,
    key: '会员号',
    personal: ['姓名', '手机', '出生日期'],
    k: [4, 4],
    verdict: ['clear'],
    columns: { 近一年消费额: ['number', 'consumption'], 茶兴趣: ['number', 'psychographic'] },
  },
  {
    path: madeFile('campaign.csv', campaignText()),
    rows: 2240,
    key: 'ID',
    // drawn as two kinds of people who run into each other: into how many groups they are cut is not settled by how they are
    // drawn (6 at present); the real file of this shape is held to 3 to 5 below
    k: [2, 8],
    verdict: ['clear', 'weak'],
    columns: {
      Year_Birth: ['number', 'basic'],
      Education: ['category', 'basic'],
      Dt_Customer: ['date', 'lifecycle'],
      MntWines: ['number', 'consumption'],
      Complain: ['boolean', 'need'],
      Z_Revenue: ['number', null],
    },
  },
  {
    path: madeFile('parcels.csv', parcelsText(drawParcels({ orders: 800 }))),
    rows: 800,
    key: '订单编号',
    k: [1, 8],
    verdict: ['clear', 'weak', 'none'],
    note: /a row is an order/,
    columns: { 总金额: ['number', 'consumption'], 收货地址: ['category', 'basic'] },
  },
];

/** Real files. */
const REAL: readonly Expected[] = [
  {
    path: 'customer_personality/marketing_campaign.csv',
    rows: 2240,
    key: 'ID',
    k: [3, 5],
    verdict: ['clear', 'weak'],
    columns: {
      Year_Birth: ['number', 'basic'],
      Education: ['category', 'basic'],
      Income: ['number', 'basic'],
      Dt_Customer: ['date', 'lifecycle'],
      MntWines: ['number', 'consumption'],
      NumWebPurchases: ['number', 'behaviour'],
      Complain: ['boolean', 'need'],
      Z_Revenue: ['number', null],
    },
  },
  {
    path: 'mall_customers/Mall_Customers.csv',
    rows: 200,
    key: 'CustomerID',
    k: [5, 6],
    verdict: ['clear', 'weak'],
    columns: { Gender: ['category', 'basic'], Age: ['number', 'basic'] },
    twice: true,
  },
  {
    path: 'survey_mcdonalds/mcdonalds_theSuriya.csv',
    rows: 1453,
    key: null,
    k: [3, 5],
    verdict: ['clear', 'weak'],
    columns: { yummy: ['boolean', 'psychographic'], Like: ['category', 'psychographic'] },
  },
  {
    path: 'cdnow/cdnow_customers_summary.csv',
    rows: 2357,
    key: 'ID',
    k: [2, 5],
    verdict: ['clear', 'weak'],
    columns: { frequency: ['number', 'behaviour'], recency: ['number', 'lifecycle'] },
  },
  {
    path: 'cdnow/CDNOW_sample.txt',
    rows: 6919,
    key: null,
    k: [2, 8],
    verdict: ['clear', 'weak'],
    note: /order lines: 6,919 rows, but only 2,357 different/,
  },
  {
    path: 'b2b_inc5000/inc5000.csv',
    rows: 5000,
    key: null,
    k: [1, 1],
    verdict: ['none'],
    columns: { REVENUE: ['number', 'firmographic'], INDUSTRY: ['category', 'firmographic'] },
  },
  {
    path: 'northwind/customers.csv',
    rows: 91,
    key: 'CustomerID',
    personal: ['ContactName', 'Address', 'Phone', 'Fax'],
    k: [1, 1],
    verdict: ['few'],
    note: /Below 100 customers/,
  },
  {
    path: 'northwind/orders.csv',
    rows: 2155,
    key: null,
    personal: ['ShipAddress'],
    k: [1, 4],
    verdict: ['none', 'weak'],
    note: /order lines: 2,155 rows, but only 89 different values of “CustomerID”/,
  },
  { path: 'iris_wine/iris.csv', rows: 150, key: null, k: [2, 3], verdict: ['clear'] },
  { path: 'iris_wine/wine.csv', rows: 178, key: null, k: [3, 3], verdict: ['clear'], twice: true },
  {
    path: 'febrl/dataset1.csv',
    rows: 1000,
    key: 'rec_id',
    personal: ['given_name', 'surname', 'street_number', 'address_1', 'address_2', 'date_of_birth', 'soc_sec_id'],
    k: [0, 1],
    verdict: ['none'],
  },
  {
    path: 'er_restaurant_dirty/restaurantProfiles.csv',
    rows: 864,
    key: 'id',
    personal: ['name', 'addr', 'phone'],
    k: [0, 1],
    verdict: ['none'],
  },
  {
    path: 'cn_misc/客户信息.csv',
    rows: 10,
    key: '客户id',
    personal: ['姓名'],
    k: [1, 1],
    verdict: ['few'],
    columns: { 年龄: ['number', 'basic'] },
  },
  {
    path: 'cn_tmall_orders/derived/tmall_order_report_gb18030.csv',
    encoding: 'gb18030',
    rows: 28010,
    key: '订单编号',
    k: [2, 8],
    verdict: ['clear', 'weak'],
    note: /a row is an order/,
    columns: { 总金额: ['number', 'consumption'], 收货地址: ['category', 'basic'] },
  },
];

const open: Bench[] = [];
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.close();
});

/** The four steps with everything but the file name left out. */
async function fourSteps(path: string): Promise<RunResult> {
  const bench = createBench({ lang: 'en', threads: 2 });
  open.push(bench);
  const file = basename(path);
  const steps = [{ step: 'import', file }, { step: 'segment' }, { step: 'draft' }, { step: 'export' }];
  return bench.client.call('recipes.run', { recipe: { steps }, files: { [file]: await bench.register(path) } });
}

interface Shown {
  imports: {
    encoding: string;
    read: number;
    stored: number;
    rejected: number;
    columns: { name: string; type: string; role: string; dimension: string | null; reason: string }[];
    notes: string[];
  }[];
  segmentation: { k: number; verdict: string; reason: string; segments: { label: string; size: number }[] };
  personas: { title: string; n: number; claims: { text: string; basis: string; n: number | null }[] }[];
}

/** Signs of a sentence that did not come out: a hole, a key, a number that is none. */
const BROKEN = /\{\{|\}\}|undefined|\bnull\b|NaN|Infinity|^\w+:\w+|\b0% missing/;

const CASES = [...OWN, ...REAL].map((expected) => ({
  ...expected,
  name: basename(expected.path),
  real: REAL.includes(expected),
}));

describe('the four-step recipe', () => {
  it.for(CASES)('$name', { timeout: 180_000 }, async (expected, { skip }) => {
    skip(expected.real && !hasData, 'the real files are not there');
    const path = resolve(DATA, expected.path);
    const result = await fourSteps(path);
    const { imports, segmentation, personas } = result as unknown as Shown;
    const [table] = imports;
    expect(table).toMatchObject({ encoding: expected.encoding ?? 'utf-8', stored: expected.rows });
    expect(table!.read).toBe(table!.stored + table!.rejected);

    const named = (role: string) => table!.columns.filter((column) => column.role === role).map(({ name }) => name);
    expect(named('key')).toEqual(expected.key === null ? [] : [expected.key]);
    expect(named('personal')).toEqual(expected.personal ?? []);
    for (const [name, [type, dimension]] of Object.entries(expected.columns ?? {}))
      expect(table!.columns.find((column) => column.name === name)).toMatchObject({ type, dimension });
    if (expected.note) expect(table!.notes.join('\n')).toMatch(expected.note);

    const { k, verdict, segments } = segmentation;
    expect(expected.verdict).toContain(verdict);
    expect(k).toBeGreaterThanOrEqual(expected.k[0]);
    expect(k).toBeLessThanOrEqual(expected.k[1]);
    expect(segments).toHaveLength(k);
    expect(personas).toHaveLength(k);
    expect(new Set(segments.map(({ label }) => label)).size).toBe(k);
    expect(personas.map(({ n }) => n)).toEqual(segments.map(({ size }) => size));
    if (k > 0) expect(segments.reduce((sum, { size }) => sum + size, 0)).toBe(table!.stored);
    for (const { size } of segments) expect(size).toBeGreaterThanOrEqual(PRIVACY_FLOOR);
    if (k > 1) for (const persona of personas) expect(persona.claims.length).toBeGreaterThan(2);
    for (const { n, basis } of personas.flatMap(({ claims }) => claims)) {
      expect(basis).toBe('data');
      expect(n).toBeGreaterThanOrEqual(PRIVACY_FLOOR);
    }
    const sentences = [
      ...table!.columns.map(({ reason }) => reason),
      ...table!.notes,
      segmentation.reason,
      ...segments.map(({ label }) => label),
      ...personas.flatMap(({ title, claims }) => [title, ...claims.map(({ text }) => text)]),
    ];
    for (const sentence of sentences) expect(sentence).not.toMatch(BROKEN);
    expect(result.exports).toHaveLength(personas.length);

    if (expected.twice) {
      const timeless = ({ ms: _ms, ...rest }: RunResult) => JSON.stringify(rest);
      expect(timeless(await fourSteps(path))).toBe(timeless(result));
    }
  });
});
