import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawCompanies } from '../../fixtures/generators/companies.ts';
import { drawParcels, parcelsText } from '../../fixtures/generators/parcels.ts';
import { drawRetail, retailText } from '../../fixtures/generators/retail.ts';
import { DATA, hasData } from '../../support/data.ts';
import { CAMPAIGN } from '../../support/campaigns.ts';
import { madeFile } from '../../support/made.ts';
import { profile } from './data.ts';

/** `name: type role dimension-or-kind` of each column. */
interface Expected {
  readonly rows: number;
  readonly columns: readonly string[];
}
const CAMPAIGN_COLUMNS: Expected = {
  rows: 2240,
  columns: [
    'ID: identifier key -',
    'Year_Birth: number attribute basic',
    'Education: category attribute basic',
    'Marital_Status: category attribute basic',
    'Income: number attribute basic',
    'Kidhome: number attribute basic',
    'Teenhome: number attribute basic',
    'Dt_Customer: date attribute lifecycle',
    'Recency: number attribute lifecycle',
    'MntWines: number attribute consumption',
    'MntFruits: number attribute consumption',
    'MntMeatProducts: number attribute consumption',
    'MntFishProducts: number attribute consumption',
    'MntSweetProducts: number attribute consumption',
    'MntGoldProds: number attribute consumption',
    'NumDealsPurchases: number attribute consumption',
    'NumWebPurchases: number attribute behaviour',
    'NumCatalogPurchases: number attribute behaviour',
    'NumStorePurchases: number attribute behaviour',
    'NumWebVisitsMonth: number attribute behaviour',
    'AcceptedCmp3: boolean attribute behaviour',
    'AcceptedCmp4: boolean attribute behaviour',
    'AcceptedCmp5: boolean attribute behaviour',
    'AcceptedCmp1: boolean attribute behaviour',
    'AcceptedCmp2: boolean attribute behaviour',
    'Complain: boolean attribute need',
    'Z_CostContact: number ignored -',
    'Z_Revenue: number ignored -',
    'Response: boolean attribute behaviour',
  ],
};
const PARCELS: readonly string[] = [
  '订单编号: identifier key -',
  '总金额: number attribute consumption',
  '买家实际支付金额: number attribute consumption',
  '收货地址: category attribute basic',
  '订单创建时间: date attribute behaviour',
  '订单付款时间: date attribute behaviour',
  '退款金额: number attribute consumption',
];
const RETAIL: readonly string[] = [
  'InvoiceNo: identifier ignored -',
  'StockCode: identifier ignored -',
  'Description: text ignored -',
  'Quantity: number attribute consumption',
  'InvoiceDate: date attribute lifecycle',
  'UnitPrice: number attribute consumption',
  'CustomerID: identifier ignored -',
  'Country: category attribute basic',
];

/** What every customer file must be taken for without a hint. */
const EXPECTED: Record<string, Expected> = {
  'b2b_inc5000/inc5000.csv': {
    rows: 5000,
    columns: [
      'RANK: identifier ignored -',
      'COMPANY NAME: text ignored -',
      'GROWTH: number attribute firmographic',
      'EMPLOYEES: number attribute firmographic',
      'STATE: category attribute basic',
      'REVENUE: number attribute firmographic',
      'FOUNDED: number attribute firmographic',
      'INDUSTRY: category attribute firmographic',
    ],
  },
  'cdnow/cdnow_customers_summary.csv': {
    rows: 2357,
    columns: [
      'ID: identifier key -',
      'frequency: number attribute behaviour',
      'recency: number attribute lifecycle',
      'T: number attribute behaviour',
    ],
  },
  'cdnow/CDNOW_sample.txt': {
    rows: 6919,
    columns: [
      '#1: identifier ignored -',
      '#2: identifier ignored -',
      '#3: date attribute lifecycle',
      '#4: number attribute behaviour',
      '#5: number attribute behaviour',
    ],
  },
  'cn_misc/产品和数量.csv': {
    rows: 10,
    columns: [
      '客户id: identifier key -',
      '订单日期: date attribute lifecycle',
      '订单ID: identifier ignored -',
      '产品: category attribute consumption',
      '数量: number attribute consumption',
    ],
  },
  'cn_misc/客户信息.csv': {
    rows: 10,
    columns: ['客户id: identifier key -', '年龄: number attribute basic', '姓名: text personal name'],
  },
  'cn_misc/我学会数据处理啦啦啦.csv': {
    rows: 9997,
    columns: [
      '顾客ID: identifier ignored -',
      '产品ID: identifier ignored -',
      '产品名称: category attribute consumption',
      '数量: number attribute consumption',
      '价格: number attribute consumption',
      '购买日期: date attribute lifecycle',
      '总价: number attribute consumption',
    ],
  },
  'cn_tmall_orders/tmall_order_report.csv': { rows: 28010, columns: PARCELS },
  'customer_personality/marketing_campaign.csv': CAMPAIGN_COLUMNS,
  'er_restaurant_dirty/restaurantProfiles.csv': {
    rows: 864,
    columns: [
      'id: identifier key -',
      'name: text personal name',
      'addr: text personal address',
      'phone: identifier personal phone',
      'city: category attribute basic',
      'type: text ignored -',
    ],
  },
  'febrl/dataset1.csv': {
    rows: 1000,
    columns: [
      'rec_id: identifier key -',
      'given_name: text personal name',
      'surname: text personal name',
      'street_number: text personal address',
      'address_1: text personal address',
      'address_2: text personal address',
      'suburb: text ignored -',
      'postcode: identifier ignored -',
      'state: category attribute basic',
      'date_of_birth: date personal birthDate',
      'soc_sec_id: identifier personal residentId',
    ],
  },
  'iris_wine/iris.csv': {
    rows: 150,
    columns: [
      'sepal_length: number attribute behaviour',
      'sepal_width: number attribute behaviour',
      'petal_length: number attribute behaviour',
      'petal_width: number attribute behaviour',
      'species: category attribute basic',
    ],
  },
  'iris_wine/iris_noheader.csv': {
    rows: 150,
    columns: [
      '#1: number attribute behaviour',
      '#2: number attribute behaviour',
      '#3: number attribute behaviour',
      '#4: number attribute behaviour',
      '#5: category attribute basic',
    ],
  },
  'mall_customers/Mall_Customers.csv': {
    rows: 200,
    columns: [
      'CustomerID: identifier key -',
      'Gender: category attribute basic',
      'Age: number attribute basic',
      'Annual Income (k$): number attribute basic',
      'Spending Score (1-100): number attribute consumption',
    ],
  },
  'northwind/customers.csv': {
    rows: 91,
    columns: [
      'CustomerID: identifier key -',
      'CompanyName: text ignored -',
      'ContactName: text personal name',
      'ContactTitle: category attribute basic',
      'Address: text personal address',
      'City: text ignored -',
      'Region: text ignored -',
      'PostalCode: identifier ignored -',
      'Country: category attribute basic',
      'Phone: identifier personal phone',
      'Fax: identifier personal phone',
    ],
  },
  'northwind/employees.csv': {
    rows: 9,
    columns: [
      'EmployeeID: identifier key -',
      'LastName: text personal name',
      'FirstName: text personal name',
      'Title: category attribute basic',
      'TitleOfCourtesy: category attribute basic',
      'BirthDate: date personal birthDate',
      'HireDate: date attribute lifecycle',
      'Address: text personal address',
      'City: text ignored -',
      'Region: category attribute basic',
      'PostalCode: identifier ignored -',
      'Country: category attribute basic',
      'HomePhone: identifier personal phone',
      'Extension: identifier ignored -',
      'Photo: category ignored -',
      'Notes: text ignored -',
      'ReportsTo: number attribute behaviour',
      'PhotoPath: text ignored -',
    ],
  },
  'northwind/orders.csv': {
    rows: 2155,
    columns: [
      'OrderID: identifier ignored -',
      'CustomerID: identifier ignored -',
      'EmployeeID: identifier ignored -',
      'OrderDate: date attribute behaviour',
      'RequiredDate: date attribute lifecycle',
      'ShippedDate: date attribute lifecycle',
      'ShipVia: number attribute behaviour',
      'Freight: number attribute consumption',
      'ShipName: text ignored -',
      'ShipAddress: text personal address',
      'ShipCity: text ignored -',
      'ShipRegion: category attribute basic',
      'ShipPostalCode: identifier ignored -',
      'ShipCountry: category attribute basic',
      'OrderID (2): identifier ignored -',
      'ProductID: identifier ignored -',
      'UnitPrice: number attribute consumption',
      'Quantity: number attribute consumption',
      'Discount: number attribute consumption',
    ],
  },
  'online_retail/online_retail.csv': { rows: 541909, columns: RETAIL },
  'survey_mcdonalds/mcdonalds.csv': {
    rows: 1453,
    columns: [
      'yummy: boolean attribute psychographic',
      'convenient: boolean attribute psychographic',
      'spicy: boolean attribute psychographic',
      'fattening: boolean attribute psychographic',
      'greasy: boolean attribute psychographic',
      'fast: boolean attribute psychographic',
      'cheap: boolean attribute psychographic',
      'tasty: boolean attribute psychographic',
      'expensive: boolean attribute psychographic',
      'healthy: boolean attribute psychographic',
      'disgusting: boolean attribute psychographic',
      'Like: category attribute psychographic',
      'Age: number attribute basic',
      'VisitFrequency: category attribute behaviour',
      'Gender: category attribute basic',
    ],
  },
};

/** A file is taken for what it is, and every row is stored. */
function isTakenFor(path: string, expected: Expected): void {
  const { facts } = profile(path);
  expect({ rows: facts.read, stored: facts.storable, rejected: facts.rejected }).toEqual({
    rows: expected.rows,
    stored: expected.rows,
    rejected: 0,
  });
  expect(facts.columns.map((c) => `${c.name}: ${c.type} ${c.role} ${c.personal ?? c.dimension ?? '-'}`)).toEqual(
    expected.columns,
  );
}

describe('made-up customer files', () => {
  const lines = drawRetail();
  const retail = madeFile('retail.csv', retailText(lines));
  const companies = drawCompanies();

  it('a campaign', () => {
    isTakenFor(CAMPAIGN, CAMPAIGN_COLUMNS);
  });
  it('parcels', () => {
    isTakenFor(madeFile('parcels.csv', parcelsText(drawParcels())), { rows: 3000, columns: PARCELS });
  });
  it('order lines', () => {
    isTakenFor(retail, { rows: lines.length, columns: RETAIL });
  });
  it('companies', () => {
    isTakenFor(madeFile('companies.csv', companies.companiesText), {
      rows: companies.keys.length,
      columns: [
        'CustomerID: identifier key -',
        'CompanyName: text ignored -',
        'ContactName: text personal name',
        'ContactTitle: category attribute basic',
        'Address: text personal address',
        'City: category attribute basic',
        'PostalCode: identifier ignored -',
        'Country: category attribute basic',
        'Phone: identifier personal phone',
      ],
    });
  });
  it('says what kind of file it is', () => {
    const named = lines.filter(({ customer }) => customer !== '');
    const { facts, columns } = profile(retail);
    expect(facts.notes).toEqual([
      {
        key: 'sources:note.orderLines',
        values: {
          column: 'CustomerID',
          rows: lines.length,
          customers: new Set(named.map(({ customer }) => customer)).size,
        },
      },
      {
        key: 'sources:note.duplicates',
        values: { n: lines.length - new Set(lines.map((line) => JSON.stringify(line))).size },
      },
    ]);
    expect(columns.map(({ missing, invalid }) => [missing, invalid])[6]).toEqual([lines.length - named.length, 0]);
  });
  it('orders what has an order', () => {
    const levels = (name: string) => profile(CAMPAIGN).columns.find((c) => c.name === name)!.levels;
    expect(levels('Education')).toEqual(['Basic', 'Graduation', '2n Cycle', 'Master', 'PhD']);
    expect(levels('Marital_Status')).toBeNull();
  });
});

describe.skipIf(!hasData)('real customer files', () => {
  it.each(Object.entries(EXPECTED))('%s', (path, expected) => {
    isTakenFor(join(DATA, path), expected);
  });

  const columnOf = (path: string, name: string) => profile(join(DATA, path)).columns.find((c) => c.name === name)!;
  const notesOf = (path: string) => profile(join(DATA, path)).facts.notes.map((note) => note.key.split('.').at(-1));

  it('orders what has an order', () => {
    expect(columnOf('survey_mcdonalds/mcdonalds.csv', 'Like').levels).toEqual([
      'I hate it!-5',
      '-4',
      '-3',
      '-2',
      '-1',
      '0',
      '1',
      '2',
      '3',
      '4',
      'I love it!+5',
    ]);
    expect(columnOf('survey_mcdonalds/mcdonalds.csv', 'VisitFrequency').levels).toEqual([
      'Never',
      'Once a year',
      'Every three months',
      'Once a month',
      'Once a week',
      'More than once a week',
    ]);
    expect(columnOf('customer_personality/marketing_campaign.csv', 'Education').levels).toEqual([
      'Basic',
      'Graduation',
      '2n Cycle',
      'Master',
      'PhD',
    ]);
    expect(columnOf('customer_personality/marketing_campaign.csv', 'Marital_Status').levels).toBeNull();
  });
  it('says what kind of file it is', () => {
    const retail = profile(join(DATA, 'online_retail/online_retail.csv'));
    expect(retail.facts.notes).toEqual([
      { key: 'sources:note.orderLines', values: { column: 'CustomerID', rows: 541909, customers: 4372 } },
      { key: 'sources:note.duplicates', values: { n: 5268 } },
    ]);
    expect(retail.columns.map((c) => [c.missing, c.invalid])[6]).toEqual([135080, 0]);
    expect(notesOf('mall_customers/Mall_Customers.csv')).toEqual([]);
    expect(notesOf('cn_misc/客户信息.csv')).toEqual(['few', 'emptyColumns']);
    // baskets are rows of orders: nothing is said of customers without a number
    expect(notesOf('groceries/groceries.csv')).toEqual(['noHeader', 'ragged', 'duplicates']);
  });
  it('reads 18.3 MM', () => {
    expect(columnOf('b2b_inc5000/inc5000.csv', 'REVENUE').reason).toEqual({
      key: 'sources:why.number.scaled',
      values: { n: 5000, magnitude: 'MM' },
    });
  });
});
