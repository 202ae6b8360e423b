import { describe, expect, it } from 'vitest';
import { day, mobile, person, pick, propose, time } from './table.ts';

const AGREE = ['非常不同意', '不同意', '一般', '同意', '非常同意'];
const STRONGLY = ['Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree'];

describe('the kind of a table', () => {
  it('customers: a CRM list in Chinese', () => {
    const { kind, mapping } = propose('客户编号|客户姓名|性别|手机号码|城市|注册时间|会员等级', (i) => [
      `K${1000 + i}`,
      person(i),
      pick(['男', '女'], i),
      mobile(i),
      pick(['上海', '北京', '广州'], i),
      day(i),
      pick(['普通', '银卡', '金卡'], i),
    ]);
    expect(kind).toBe('customers');
    expect(mapping).toEqual({ customer: '客户编号', name: '客户姓名', phone: '手机号码', city: '城市' });
  });

  it('customers: without a number, told apart by their phone', () => {
    const { kind, mapping } = propose('姓名|电话|年龄|职业', (i) => [
      person(i),
      mobile(i),
      20 + (i % 50),
      pick(['教师', '工人'], i),
    ]);
    expect([kind, mapping]).toEqual(['customers', { name: '姓名', phone: '电话' }]);
  });

  it('orders: one row an order, Chinese web-shop export', () => {
    const { kind, mapping } = propose(
      '订单编号|买家会员名|买家实际支付金额|订单状态|收货人姓名|收货地址|联系手机|订单创建时间|宝贝标题|宝贝总数量',
      (i) => [
        `26${String(1_000_000_000_000 + i * 37)}`,
        `tb${i % 70}_user`,
        (i * 7.3).toFixed(2),
        pick(['交易成功', '交易关闭'], i),
        person(i % 70),
        `浙江省杭州市西湖区文三路${i % 70}号`,
        mobile(i % 70),
        time(i),
        pick(['春茶 50g', '红茶 100g', '茶具套装', '乌龙 250g'], i),
        1 + (i % 3),
      ],
    );
    expect(kind).toBe('orders');
    expect(mapping).toMatchObject({
      customer: '买家会员名',
      order: '订单编号',
      date: '订单创建时间',
      item: '宝贝标题',
      quantity: '宝贝总数量',
      amount: '买家实际支付金额',
      status: '订单状态',
      phone: '联系手机',
    });
  });

  it('order lines: the order comes back and has items', () => {
    const { kind, mapping, reason } = propose(
      'order_id|user_id|order_date|product|category|brand|unit_price|qty|discount',
      (i) => [
        50_000 + Math.floor(i / 3),
        `U${String(Math.floor(i / 3) % 40).padStart(3, '0')}`,
        day(Math.floor(i / 3)),
        pick(['Green tea', 'Black tea', 'Cup', 'Pot'], i),
        pick(['tea', 'ware'], i),
        pick(['Leaf', 'Stone'], i),
        (3 + (i % 9) * 1.5).toFixed(2),
        1 + (i % 4),
        pick(['0', '0.1', '0.2'], i),
      ],
    );
    expect([kind, reason.key]).toEqual(['orders', 'kinds:reason.orderLines']);
    expect(mapping).toEqual({
      customer: 'user_id',
      order: 'order_id',
      date: 'order_date',
      item: 'product',
      category: 'category',
      brand: 'brand',
      quantity: 'qty',
      price: 'unit_price',
      discount: 'discount',
    });
  });

  it('orders: a till roll with member numbers and no order number', () => {
    const { kind, mapping } = propose('会员号|消费时间|门店|品类|消费金额|优惠金额', (i) => [
      `M${String(i % 60).padStart(4, '0')}`,
      time(i),
      pick(['南京路店', '虹桥店'], i),
      pick(['茶', '点心'], i),
      (8 + (i % 90) * 1.1).toFixed(1),
      i % 5,
    ]);
    expect(kind).toBe('orders');
    expect(mapping).toMatchObject({
      customer: '会员号',
      date: '消费时间',
      channel: '门店',
      category: '品类',
      amount: '消费金额',
      discount: '优惠金额',
    });
  });

  it('events: what visitors did on which page', () => {
    for (const [header, customer] of [
      ['user_id|event_time|event_type|page|device', 'user_id'],
      ['用户ID|行为时间|行为类型|页面|设备', '用户ID'],
    ] as const) {
      const { kind, mapping } = propose(header, (i) => [
        `u${i % 30}x`,
        time(i),
        pick(['view', 'click', 'cart'], i),
        pick(['/home', '/tea', '/cart'], i),
        pick(['ios', 'android'], i),
      ]);
      expect([header, kind, mapping.customer]).toEqual([header, 'events', customer]);
      expect(mapping).toMatchObject({
        date: header.split('|')[1],
        type: header.split('|')[2],
        page: header.split('|')[3],
      });
    }
  });

  it('survey: scales in words, several choices, free text; the scale is put in order', () => {
    const { kind, mapping, columns } = propose(
      '答卷编号|手机号|1、您多久来一次？|2、您喜欢哪些茶？（多选）|3、店里的环境让我放松|4、价格合理|5、店员热情|6、您还有什么建议？|提交时间',
      (i) => [
        `A${i}`,
        mobile(i),
        pick(['每天', '每周', '每月'], i),
        pick(['绿茶┋红茶', '绿茶', '乌龙┋红茶', '花茶┋绿茶┋红茶'], i),
        pick(AGREE, i, 1),
        pick(AGREE, i, 2),
        pick(AGREE, i, 3),
        `${'希望多一些座位'.slice(0, (i % 5) + 2)}${i}`,
        time(i),
      ],
    );
    expect(kind).toBe('survey');
    expect(mapping).toEqual({ date: '提交时间', phone: '手机号' });
    expect(columns[4]).toMatchObject({ type: 'category', levels: AGREE });
    expect(columns[3]!.format.choices).toBe('┋');
  });

  it('survey: English, a battery of numbers and one of words', () => {
    const { kind, mapping, columns } = propose('Respondent ID|Q1|Q2|Q3|Q4|Q5_channels|Comments', (i) => [
      9000 + i,
      1 + ((i * 3) % 7),
      1 + ((i * 5) % 7),
      pick(STRONGLY, i, 1),
      pick(STRONGLY, i, 2),
      pick(['shop, app', 'web', 'app, web', 'shop, web', 'shop, app, web'], i),
      `I come here because of reason ${i}`,
    ]);
    expect(kind).toBe('survey');
    expect(mapping).toEqual({ customer: 'Respondent ID' });
    expect(columns[3]!.levels).toEqual(STRONGLY);
    expect(columns[5]!.format.choices).toBe(',');
  });

  it('feedback: reviews with stars', () => {
    const { kind, mapping } = propose('用户昵称|商品名称|评分|评价内容|评价时间', (i) => [
      `茶友${i % 90}号`,
      pick(['春茶', '红茶', '茶具'], i),
      1 + (i % 5),
      `味道很好，包装也不错，下次还会再来买第${i}次`,
      day(i),
    ]);
    expect(kind).toBe('feedback');
    expect(mapping).toMatchObject({ text: '评价内容', rating: '评分', date: '评价时间', item: '商品名称' });
    const english = propose('reviewer|stars|review|date', (i) => [
      `r${i}`,
      1 + (i % 5),
      `The tea was good but the delivery took ${i} days longer than it should have`,
      day(i),
    ]);
    expect([english.kind, english.mapping.text, english.mapping.rating]).toEqual(['feedback', 'review', 'stars']);
  });

  it('notes: what was said in interviews', () => {
    const { kind, mapping } = propose('访谈日期|受访者|内容|是否授权', (i) => [
      day(i),
      pick(['店长', '顾客', '店员'], i),
      `我一般下午来，主要是想安静地坐一会儿，看看书，喝一杯不太浓的茶，第${i}段`,
      pick(['是', '否'], i),
    ]);
    expect(kind).toBe('notes');
    expect(mapping).toEqual({ date: '访谈日期', text: '内容', speaker: '受访者', consent: '是否授权' });
  });

  it('companies: accounts with contacts, in both languages', () => {
    const chinese = propose('客户编号|公司名称|行业|员工人数|联系人|职位|联系电话|省份', (i) => [
      `C${i + 100}`,
      `${pick(['东方', '华晨', '蓝海', '新界'], i)}${i}贸易有限公司`,
      pick(['制造', '零售', '教育'], i),
      10 + i * 3,
      person(i),
      pick(['采购经理', '总经理'], i),
      mobile(i),
      pick(['浙江', '江苏'], i),
    ]);
    expect(chinese.kind).toBe('companies');
    expect(chinese.mapping).toMatchObject({
      customer: '客户编号',
      account: '公司名称',
      contact: '联系人',
      role: '职位',
      category: '行业',
    });
    const english = propose('Account ID|Account Name|Industry|Annual Revenue|Contact Name|Job Title|Email', (i) => [
      `A-${i + 100}`,
      `Northern ${i} Ltd`,
      pick(['Retail', 'Mining'], i),
      i * 1000,
      `Jo Smith${'abcdefghij'[i % 10]!}`,
      pick(['CEO', 'Buyer'], i),
      `jo${i}@example.com`,
    ]);
    expect([english.kind, english.mapping.account, english.mapping.customer]).toEqual([
      'companies',
      'Account Name',
      'Account ID',
    ]);
  });

  it('something else: products, staff, stores', () => {
    const products = propose('商品编号|商品名称|品类|单价|库存', (i) => [
      `P${i + 100}`,
      `茶${i}`,
      pick(['绿茶', '红茶'], i),
      10 + i,
      i * 3,
    ]);
    expect([products.kind, products.mapping]).toEqual(['other', { item: '商品名称', category: '品类', price: '单价' }]);
    expect(propose('employee_id|name|hire_date|salary', (i) => [`E${i}`, person(i), day(i), 3000 + i]).kind).toBe(
      'other',
    );
    expect(
      propose('store_id|store_name|city', (i) => [`S${i}`, `Store ${i}`, pick(['A', 'B'], i)], { rows: 30 }).kind,
    ).toBe('other');
  });

  it('goes by what the reader chose, field by field', () => {
    const { kind, mapping } = propose('a|b|c', (i) => [`x${i % 40}`, day(i), i * 1.5], {
      kind: 'orders',
      mapping: { customer: 'a', date: '', amount: 'c', quantity: 'nowhere' },
    });
    expect([kind, mapping]).toEqual(['orders', { customer: 'a', amount: 'c' }]);
  });

  it('an attribute-rich table stays one of customers, whatever scales it has', () => {
    const { kind } = propose('会员号|年龄|性别|近一年消费额|到店次数|茶兴趣|甜品兴趣|咖啡兴趣|最近到店', (i) => [
      `M${1000 + i}`,
      20 + (i % 40),
      pick(['男', '女'], i),
      i * 12.5,
      i % 30,
      1 + (i % 5),
      1 + ((i * 3) % 5),
      1 + ((i * 7) % 5),
      day(i),
    ]);
    expect(kind).toBe('customers');
  });

  it('is never broken by what a table holds', () => {
    expect(propose('a', () => [''], { rows: 0 }).kind).toBe('customers');
    expect(propose('a|b', () => ['', ''], { rows: 5 }).kind).toBe('customers');
    expect(propose('#1|#2|#3', (i) => [i, i + 1, i + 2], { rows: 3 }).kind).toBe('customers');
  });
});
