import { describe, expect, it } from 'vitest';
import type { Mapping, SourceKind } from '../../../shared/domain.ts';
import { day, mobile, person, pick, propose, time } from './table.ts';

type Sort = readonly [string, string, (i: number) => readonly (string | number)[], SourceKind, Mapping];
const hash = (i: number) => ((i * 2654435761) % 2 ** 32).toString(16).padStart(8, '0') + 'ab';
const remark = (i: number) => `The tea was good but the delivery took ${i} days longer than it should have`;

/** Tables as shops, tools and public collections write them. */
const SORTS: readonly Sort[] = [
  [
    'a marketplace’s orders',
    'order_id|customer_id|order_status|order_purchase_timestamp|order_approved_at',
    (i) => [hash(i), hash(i + 9999), pick(['delivered', 'canceled'], i), time(i), time(i + 1)],
    'orders',
    { customer: 'customer_id', order: 'order_id', date: 'order_purchase_timestamp', status: 'order_status' },
  ],
  [
    'its reviews',
    'review_id|order_id|review_score|review_comment_message|review_creation_date|review_answer_timestamp',
    (i) => [hash(i), hash(i + 77), 1 + (i % 5), remark(i), day(i), time(i)],
    'feedback',
    { order: 'order_id', rating: 'review_score', text: 'review_comment_message', date: 'review_creation_date' },
  ],
  [
    'an office supplier’s order lines',
    'Row ID|Order ID|Order Date|Ship Date|Customer ID|Customer Name|Segment|City|Category|Product Name|Sales|Quantity|Discount|Profit',
    (i) => [
      i + 1,
      `CA-2016-${100000 + Math.floor(i / 2)}`,
      day(i),
      day(i + 3),
      `CG-${10000 + (i % 60)}`,
      `Claire Gute ${'abcdefghij'[i % 10]!}`,
      pick(['Consumer', 'Corporate'], i),
      pick(['LA', 'NY'], i),
      pick(['Furniture', 'Tech'], i),
      `Bush chair no ${i % 40}`,
      (i * 2.2).toFixed(2),
      1 + (i % 5),
      pick([0, 0.2], i),
      (i * 0.3).toFixed(2),
    ],
    'orders',
    { customer: 'Customer ID', order: 'Order ID', date: 'Order Date', item: 'Product Name', amount: 'Sales' },
  ],
  [
    '淘宝行为日志',
    '用户ID|商品ID|商品类目ID|行为类型|时间戳',
    (i) => [100000 + (i % 60), 200000 + (i % 50), 3000 + (i % 9), pick(['pv', 'buy', 'cart', 'fav'], i), time(i)],
    'events',
    { customer: '用户ID', date: '时间戳', type: '行为类型' },
  ],
  [
    'a web log',
    'session_id|client_id|timestamp|url|utm_source',
    (i) => [hash(Math.floor(i / 4)), `GA1.${i % 70}`, time(i), pick(['/', '/a', '/b'], i), pick(['ad', 'mail'], i)],
    'events',
    { customer: 'client_id', date: 'timestamp', page: 'url', channel: 'utm_source' },
  ],
  [
    '美发店流水',
    '卡号|姓名|电话|消费日期|项目|金额|技师',
    (i) => [
      `VIP${100 + (i % 50)}`,
      person(i % 50),
      mobile(i % 50),
      day(i),
      pick(['洗剪吹', '烫发'], i),
      100 + i,
      pick(['A', 'B'], i),
    ],
    'orders',
    { customer: '卡号', date: '消费日期', item: '项目', amount: '金额', name: '姓名', phone: '电话' },
  ],
  [
    '优惠券发放',
    '券号|会员号|发放日期|面额|使用状态',
    (i) => [`Q${10000 + i}`, `M${1000 + (i % 60)}`, day(i), pick([5, 10], i), pick(['已用', '未用'], i)],
    'events',
    { customer: '会员号', date: '发放日期' },
  ],
  [
    '企业客户跟进表',
    '客户名称|联系人|手机|公司地址|行业|跟进状态',
    (i) => [
      `杭州${i}科技有限公司`,
      person(i),
      mobile(i),
      `杭州市西湖区文三路${i}号`,
      pick(['IT', '制造'], i),
      pick(['意向', '成交'], i),
    ],
    'companies',
    { customer: '客户名称', contact: '联系人', phone: '手机', address: '公司地址', category: '行业' },
  ],
  [
    'a tracking log in milliseconds since 1970',
    'ts|uid|event|url',
    (i) => [1_704_067_200_000 + i * 734_219, `u${i % 40}`, pick(['view', 'cart', 'buy'], i), `/p/${i % 30}`],
    'events',
    { customer: 'uid', date: 'ts', type: 'event', page: 'url' },
  ],
  [
    'a shop system’s orders in seconds since 1970',
    'order_sn|user_id|add_time|goods_name|goods_number|order_amount',
    (i) => [
      `2024${100000 + i}`,
      500 + (i % 60),
      1_704_067_200 + i * 7_342,
      pick(['春茶', '红茶', '乌龙'], i),
      1 + (i % 4),
      (20 + i * 1.5).toFixed(2),
    ],
    'orders',
    { customer: 'user_id', date: 'add_time', amount: 'order_amount' },
  ],
  [
    'a help desk',
    'Ticket ID|Customer Email|Subject|Description|Status|Priority|Created',
    (i) => [
      1000 + i,
      `a${i % 80}@x.com`,
      `Problem ${i % 20}`,
      remark(i),
      pick(['open', 'closed'], i),
      pick(['low', 'high'], i),
      time(i),
    ],
    'feedback',
    { date: 'Created', email: 'Customer Email' },
  ],
  [
    'a promoter survey with one question',
    'Email|Date|NPS score|Why did you give this score?',
    (i) => [`a${i}@x.com`, day(i), i % 11, remark(i)],
    'feedback',
    { email: 'Email', date: 'Date', rating: 'NPS score', text: 'Why did you give this score?' },
  ],
  [
    'a telephone company’s customers',
    'customerID|gender|SeniorCitizen|tenure|Contract|MonthlyCharges|Churn',
    (i) => [
      `${7000 + i}-VHVEG`,
      pick(['Male', 'Female'], i),
      i % 2,
      i % 72,
      pick(['Month-to-month', 'One year'], i),
      (20 + i * 0.3).toFixed(2),
      pick(['Yes', 'No'], i),
    ],
    'customers',
    { customer: 'customerID' },
  ],
  [
    'a catalogue',
    'id|title|description|manufacturer|price',
    (i) => [
      `b000${hash(i)}`,
      `learning software ${i}`,
      `learning software with lots of words here ${i}`,
      pick(['intuit', 'adobe'], i),
      (i * 1.1).toFixed(2),
    ],
    'other',
    { price: 'price', brand: 'manufacturer' },
  ],
];

describe('sorts of tables that no rule was written for', () => {
  for (const [name, header, row, kind, mapping] of SORTS)
    it(name, () => {
      const found = propose(header, row);
      expect(found.kind).toBe(kind);
      expect(found.mapping).toMatchObject(mapping);
    });
});
