import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mapping, SourceKind } from '../../../shared/domain.ts';
import type { Inspection } from '../../../shared/contract/sources.ts';
import { area } from '../../../electron/core/areas/sources/handlers.ts';
import { drawCompanies } from '../../fixtures/generators/companies.ts';
import { drawParcels, parcelsText } from '../../fixtures/generators/parcels.ts';
import { drawRetail, retailText } from '../../fixtures/generators/retail.ts';
import { DATA, hasData } from '../../support/data.ts';
import { CAMPAIGN } from '../../support/campaigns.ts';
import { madeFile } from '../../support/made.ts';
import { createBench, type Bench } from './harness.ts';

/** What the wizard proposes for a file without a hint. */
interface Pin {
  readonly kind: SourceKind;
  readonly reason: string;
  readonly mapping: Mapping;
  /** column of the table's own key */
  readonly key: string | null;
  /** type of the main columns */
  readonly types: Readonly<Record<string, string>>;
}

const RETAIL: Pin = {
  kind: 'orders',
  reason: 'orderLines',
  mapping: {
    customer: 'CustomerID',
    order: 'InvoiceNo',
    date: 'InvoiceDate',
    item: 'Description',
    quantity: 'Quantity',
    price: 'UnitPrice',
    region: 'Country',
  },
  key: null,
  types: {
    InvoiceNo: 'identifier',
    Quantity: 'number',
    InvoiceDate: 'date',
    UnitPrice: 'number',
    CustomerID: 'identifier',
  },
};
const PERSONALITY: Pin = {
  kind: 'customers',
  reason: 'customersByKey',
  mapping: { customer: 'ID' },
  key: 'ID',
  types: { Year_Birth: 'number', Income: 'number', Dt_Customer: 'date', MntWines: 'number', Complain: 'boolean' },
};
const TMALL = (address: string): Pin => ({
  kind: 'orders',
  reason: 'orders',
  mapping: { order: '订单编号', date: '订单创建时间', amount: '买家实际支付金额', refund: '退款金额', region: address },
  key: '订单编号',
  types: {
    总金额: 'number',
    买家实际支付金额: 'number',
    订单创建时间: 'date',
    退款金额: 'number',
    [address]: 'category',
  },
});
const BURGERS: Pin = {
  kind: 'survey',
  reason: 'survey',
  mapping: {},
  key: null,
  types: { yummy: 'boolean', Like: 'category', Age: 'number', VisitFrequency: 'category', Gender: 'category' },
};

const PINS: Readonly<Record<string, Pin>> = {
  'online_retail/online_retail.csv': RETAIL,
  'online_retail/online_retail.xlsx': RETAIL,
  'customer_personality/marketing_campaign.csv': PERSONALITY,
  'customer_personality/marketing_campaign_semicolon_BOM.csv': PERSONALITY,
  'febrl/dataset1.csv': {
    kind: 'customers',
    reason: 'customersByKey',
    mapping: {
      customer: 'rec_id',
      givenName: 'given_name',
      surname: 'surname',
      idNumber: 'soc_sec_id',
      birthDate: 'date_of_birth',
      address: 'address_1',
      postcode: 'postcode',
      city: 'suburb',
      region: 'state',
    },
    key: 'rec_id',
    types: { rec_id: 'identifier', postcode: 'identifier', date_of_birth: 'date', state: 'category' },
  },
  'er_restaurant_dirty/restaurantProfiles.csv': {
    kind: 'customers',
    reason: 'customersByKey',
    mapping: { customer: 'id', name: 'name', phone: 'phone', address: 'addr', city: 'city' },
    key: 'id',
    types: { id: 'identifier', name: 'text', phone: 'identifier', city: 'category' },
  },
  'cn_tmall_orders/tmall_order_report.csv': TMALL('收货地址'),
  'cn_tmall_orders/tmall_order_report_415.csv': TMALL('收货地址'),
  'cn_tmall_orders/derived/tmall_order_report_gb18030.csv': TMALL('收货地址'),
  'cn_misc/产品和数量.csv': {
    kind: 'orders',
    reason: 'orders',
    mapping: { customer: '客户id', order: '订单ID', date: '订单日期', item: '产品', quantity: '数量' },
    key: '客户id',
    types: { 客户id: 'identifier', 订单日期: 'date', 数量: 'number' },
  },
  'cn_misc/客户信息.csv': {
    kind: 'customers',
    reason: 'customersByKey',
    mapping: { customer: '客户id', name: '姓名' },
    key: '客户id',
    types: { 客户id: 'identifier', 年龄: 'number', 姓名: 'text' },
  },
  'cn_misc/我学会数据处理啦啦啦.csv': {
    kind: 'orders',
    reason: 'orders',
    mapping: {
      customer: '顾客ID',
      date: '购买日期',
      item: '产品名称',
      quantity: '数量',
      price: '价格',
      amount: '总价',
    },
    key: null,
    types: { 顾客ID: 'identifier', 购买日期: 'date', 总价: 'number' },
  },
  'cn_misc/某厂商旗舰店脱敏数据.xlsx': {
    kind: 'other',
    reason: 'other.products',
    mapping: { item: '名称', price: '价格' },
    key: '名称',
    types: { 名称: 'identifier', 价格: 'number', 总销量: 'number' },
  },
  'survey_mcdonalds/mcdonalds.csv': BURGERS,
  'survey_mcdonalds/mcdonalds_theSuriya.csv': BURGERS,
  'survey_mcdonalds/mcdonalds.xlsx': BURGERS,
  'qual_usability_serdif/data/PSSUQ/scores/SERDIF_PSSUQ_P1.csv': {
    kind: 'survey',
    reason: 'survey',
    mapping: {},
    key: 'Questions',
    types: { P1: 'number' },
  },
  'qual_usability_serdif/data/PSSUQ/scores/SERDIF_PSSUQ_P2.csv': {
    kind: 'survey',
    reason: 'survey',
    mapping: { customer: 'Input your participant number as: P + Number (e.g. P1, P42)', date: 'Timestamp' },
    key: 'Input your participant number as: P + Number (e.g. P1, P42)',
    types: { Timestamp: 'date' },
  },
  'qual_usability_serdif/data/transcripts/thematic-analysis/codebooks/codebook_20220303_8.csv': {
    kind: 'other',
    reason: 'other.codes',
    mapping: {},
    key: null,
    types: { description: 'text', 'number of highlights': 'number' },
  },
  'qual_usability_serdif/data/transcripts/thematic-analysis/tags/csv/all_tags_20220303.csv': {
    kind: 'notes',
    reason: 'notes',
    mapping: { text: 'content', type: 'tag' },
    key: null,
    types: { tag: 'category', content: 'text' },
  },
  'b2b_inc5000/inc5000.csv': {
    kind: 'companies',
    reason: 'companies',
    mapping: { customer: 'COMPANY NAME', account: 'COMPANY NAME', category: 'INDUSTRY', region: 'STATE' },
    key: null,
    types: { 'COMPANY NAME': 'text', GROWTH: 'number', EMPLOYEES: 'number', REVENUE: 'number', INDUSTRY: 'category' },
  },
  'northwind/customers.csv': {
    kind: 'companies',
    reason: 'companies',
    mapping: {
      customer: 'CustomerID',
      account: 'CompanyName',
      contact: 'ContactName',
      role: 'ContactTitle',
      phone: 'Phone',
      address: 'Address',
      postcode: 'PostalCode',
      city: 'City',
      region: 'Region',
    },
    key: 'CustomerID',
    types: { CustomerID: 'identifier', ContactTitle: 'category', Country: 'category' },
  },
  'northwind/orders.csv': {
    kind: 'orders',
    reason: 'orderLines',
    mapping: {
      customer: 'CustomerID',
      order: 'OrderID',
      date: 'OrderDate',
      item: 'ProductID',
      quantity: 'Quantity',
      price: 'UnitPrice',
      discount: 'Discount',
      address: 'ShipAddress',
      postcode: 'ShipPostalCode',
      city: 'ShipCity',
      region: 'ShipRegion',
      shipping: 'Freight',
    },
    key: null,
    types: { OrderID: 'identifier', OrderDate: 'date', UnitPrice: 'number', Discount: 'number' },
  },
  'northwind/products.csv': {
    kind: 'other',
    reason: 'other.products',
    mapping: { item: 'ProductName', price: 'UnitPrice' },
    key: 'ProductID',
    types: { ProductID: 'identifier', UnitPrice: 'number' },
  },
  'northwind/suppliers.csv': { kind: 'other', reason: 'other.suppliers', mapping: {}, key: 'SupplierID', types: {} },
  'northwind/employees.csv': { kind: 'other', reason: 'other.staff', mapping: {}, key: 'EmployeeID', types: {} },
  'northwind/categories.csv': { kind: 'other', reason: 'other.categories', mapping: {}, key: 'CategoryID', types: {} },
  'cdnow/CDNOW_sample.txt': {
    kind: 'orders',
    reason: 'ordersByValues',
    mapping: { customer: '#1', date: '#3', quantity: '#4', amount: '#5' },
    key: null,
    types: { '#1': 'identifier', '#3': 'date', '#4': 'number', '#5': 'number' },
  },
  'cdnow/cdnow_customers_summary.csv': {
    kind: 'customers',
    reason: 'customersByKey',
    mapping: { customer: 'ID' },
    key: 'ID',
    types: { frequency: 'number', recency: 'number' },
  },
  'mall_customers/Mall_Customers.csv': {
    kind: 'customers',
    reason: 'customersByKey',
    mapping: { customer: 'CustomerID' },
    key: 'CustomerID',
    types: { Gender: 'category', Age: 'number' },
  },
  'groceries/groceries.csv': { kind: 'orders', reason: 'baskets', mapping: {}, key: null, types: { '#1': 'text' } },
};

/** Made-up files of the same shapes. */
const companies = drawCompanies();
const MADE: Readonly<Record<string, readonly [path: string, pin: Pin]>> = {
  'order lines': [madeFile('lines.csv', retailText(drawRetail())), RETAIL],
  'a campaign': [CAMPAIGN, PERSONALITY],
  parcels: [madeFile('parcels.csv', parcelsText(drawParcels())), TMALL('收货地址')],
  companies: [
    madeFile('companies.csv', companies.companiesText),
    {
      kind: 'companies',
      reason: 'companies',
      mapping: {
        customer: 'CustomerID',
        account: 'CompanyName',
        contact: 'ContactName',
        role: 'ContactTitle',
        address: 'Address',
        city: 'City',
        postcode: 'PostalCode',
        region: 'Country',
        phone: 'Phone',
      },
      key: 'CustomerID',
      types: { CustomerID: 'identifier', PostalCode: 'identifier', Country: 'category' },
    },
  ],
  'orders of companies': [
    madeFile('orders.csv', companies.ordersText),
    {
      kind: 'orders',
      reason: 'orderLines',
      mapping: {
        customer: 'CustomerID',
        order: 'OrderID',
        date: 'OrderDate',
        item: 'ProductID',
        quantity: 'Quantity',
        price: 'UnitPrice',
        discount: 'Discount',
      },
      key: null,
      types: { OrderDate: 'date', UnitPrice: 'number', Quantity: 'number', Discount: 'number' },
    },
  ],
};

let bench: Bench;
beforeAll(() => (bench = createBench()));
afterAll(() => bench.close());
const inspect = (path: string): Promise<Inspection> =>
  area.handlers['sources.inspect'](bench.job(), {
    fileId: bench.file(path),
    read: {},
    columns: [],
    mapping: {},
  });

/** The proposals for a file are those that are pinned. */
async function isPinned(path: string, pin: Pin): Promise<void> {
  const { kind, mapping, columns } = await inspect(path);
  const types = Object.fromEntries(
    Object.keys(pin.types).map((name) => [name, columns.find((column) => column.name === name)?.type]),
  );
  expect({
    kind: kind.value,
    reason: kind.reason.key,
    mapping,
    key: columns.find(({ role }) => role === 'key')?.name ?? null,
    types,
  }).toEqual({ ...pin, reason: `kinds:reason.${pin.reason}` });
}

describe('kinds proposed for made-up files', () => {
  it.each(Object.entries(MADE))('%s', async (_, [path, pin]) => {
    await isPinned(path, pin);
  });
});

describe.skipIf(!hasData)('kinds proposed for real files', () => {
  it.each(Object.entries(PINS))(
    '%s',
    async (path, pin) => {
      await isPinned(join(DATA, path), pin);
    },
    60_000,
  );

  it('puts the marks of a liking scale in order', async () => {
    const { columns } = await inspect(join(DATA, 'survey_mcdonalds/mcdonalds_theSuriya.csv'));
    const like = columns.find(({ name }) => name === 'Like')!;
    expect([like.levels!.length, like.levels![0], like.levels!.at(-1)]).toEqual([11, 'I hate it!-5', 'I love it!+5']);
  });
});
