import type { MappingField } from '../../../../shared/domain.ts';
import { list } from './list.ts';

/**
 * What headers call each field, the best names first: a header that matches an earlier group is the better column.
 * English words stand alone, Chinese ones anywhere in the header. `not`: words with which the header means something else.
 */
export type FieldWords = { readonly groups: readonly (readonly string[])[]; readonly not?: readonly string[] };

/** Words of headers that hold an identifier. */
export const ID_WORDS = list(
  'id, ids, uid, no, nr, num, number, code, key, ref, 号, 编码, 代码, 标识, openid, unionid, ' +
    'userid, customerid, memberid, clientid',
);

/** Words of every field; see {@link FieldWords}. */
export const FIELD_WORDS: Readonly<Record<MappingField, FieldWords>> = {
  customer: {
    groups: [
      list(
        'customer id, customerid, client id, member id, user id, userid, buyer id, cust id, ' +
          'customer no, customer number, customer code, member no, member number, member code, uid, ' +
          'account id, shopper id, visitor id, subscriber id, loyalty id, card id, openid, unionid, ' +
          '会员号, 会员编号, 会员id, 会员卡号, 卡号, 会员码, 客户编号, 客户id, 客户号, 客户代码, 客户编码, ' +
          '顾客id, 顾客编号, 顾客号, 用户id, 用户编号, 用户号, 买家id, 买家编号, 消费者id',
      ),
      list(
        'customer, client, member, user, buyer, cust, shopper, visitor, guest, patient, 会员, 客户, ' +
          '顾客, 买家, 用户, 消费者, 患者, 学员, 旺旺',
      ),
      list(
        '买家会员名, 会员名, 用户名, 昵称, username, user name, nickname, respondent, respondent id, ' +
          'participant, participant id, account, account no, crm id, 受访者, 被访者, 答题者, 答卷人, ' +
          '微信, wechat',
      ),
    ],
    not: list(
      'name, type, level, segment, group, age, gender, since, count, status, city, agent, company, ' +
        'region, title, email, phone, mobile, address, rating, score, balance, service, 姓名, 名称, ' +
        '类型, 等级, 级别, 分组, 性别, 年龄, 数, 地址, 手机, 电话, 邮箱, 金额, 来源, 状态, 城市, 服务, ' +
        '经理, 备注, 评价, 留言, 满意, 占比, 应付, 实付, 支付',
    ),
  },
  order: {
    groups: [
      list(
        'order id, order no, order number, order code, invoice no, invoice id, invoice number, ' +
          'transaction id, transaction no, receipt no, receipt id, bill no, basket id, ' +
          '订单编号, 订单号, 订单id, 订单编码, 子订单, 主订单, 小票号, 交易号, 交易编号, 发票号, ' +
          '销售单号',
      ),
      list('order, orderid, invoice, transaction, receipt, basket, txn, checkout, 订单, 单号, 小票, ' + '流水号'),
      list('bill, ticket, sale id, purchase id, 交易, 发票, 单据'),
    ],
    not: list(
      'date, time, status, amount, total, count, quantity, value, type, tracking, payment, channel, ' +
        'source, price, last, first, reorder, priority, country, city, name, 日期, 时间, 状态, 金额, ' +
        '总, 数, 类型, 快递, 物流, 运单, 支付单, 渠道, 来源, 备注, 标题',
    ),
  },
  date: {
    groups: [
      list(
        'order date, invoice date, purchase date, transaction date, sale date, order time, ordered at, ' +
          'event time, event date, timestamp, review date, creation date, submitted, submit date, interview date, ' +
          'purchased at, order created, created at, response date, completed at, visit date, 订单日期, ' +
          '下单时间, 下单日期, 订单创建时间, 订单时间, 购买日期, 购买时间, 成交时间, 成交日期, 交易时间, ' +
          '交易日期, 消费时间, 消费日期, 销售日期, 事件时间, 访问时间, 浏览时间, 评价时间, 评论时间, ' +
          '提交时间, 答题时间, 填写时间, 访谈日期, 创建时间, 发生时间, 行为时间',
      ),
      list('date, time, datetime, day, dt, ts, epoch, unixtime, when, created, 日期, 时间, 日'),
      list('付款时间, 支付时间, paid at, payment date, month, 月份'),
    ],
    not: list(
      'birth, birthday, dob, ship, shipped, required, due, delivery, delivered, expiry, expires, ' +
        'hire, updated, update, end, joined, registered, last, modified, renewal, customer since, ' +
        '生日, 出生, 发货, 收货, 确认, 更新, 结束, 注册, 入会, 到期, 最近, 上次, 首次, 修改',
    ),
  },
  item: {
    groups: [
      list(
        'product name, item name, service item, 服务项目, 消费项目, 项目, product title, product description, article name, goods name, item, ' +
          '商品名称, 商品名, 商品标题, 产品名称, 产品名, 宝贝标题, 宝贝名称, 品名, 货品名称, 菜品, 品项',
      ),
      list('product, description, goods, sku, article, dish, items, 商品, 产品, 宝贝, 货品, 单品, 规格'),
      list('product id, productid, item id, stock code, sku id, asin, title, 商品编号, 商品id, 产品id, ' + '货号'),
    ],
    not: list(
      'count, quantity, price, category, type, brand, line, per, total, weight, rating, family, 数, ' +
        '价, 类, 品牌, 总, 费, 金额, 重量, 评, 种',
    ),
  },
  category: {
    groups: [
      list(
        'category, product category, product line, product type, item category, department, industry, ' +
          '品类, 类目, 商品类别, 产品类别, 商品分类, 商品类型, 产品类型, 行业, 所属行业',
      ),
      list('categories, class, sector, family, genre, section, 分类, 类别'),
    ],
    not: list('customer, member, id, age, 会员, 客户, 用户, 顾客'),
  },
  brand: {
    groups: [list('brand, brand name, 品牌'), list('manufacturer, maker, 厂商, 厂家, 生产商')],
    not: list('id, count, 数'),
  },
  quantity: {
    groups: [
      list(
        'quantity, qty, units sold, item count, pieces, pcs, 数量, 件数, 购买数量, 商品数量, 销售数量, ' + '宝贝总数量',
      ),
      list('units, count, num items, volume, 销量, 份数, 杯数, 个数, 总数量'),
    ],
    not: list('price, cost, stock, per, refund, return, visits, 价, 金额, 退, 次数, 库存, 种类'),
  },
  price: {
    groups: [
      list(
        'unit price, unitprice, sale price, selling price, price each, 单价, 成交单价, 售价, 销售单价, ' + '商品单价',
      ),
      list('price, item price, 价格, 商品价格'),
      list('list price, msrp, retail price, 原价, 标价, 吊牌价'),
    ],
    not: list('total, sum, cost, sensitivity, 总, 成本, 敏感, 优惠, 折'),
  },
  amount: {
    groups: [
      list(
        'amount paid, paid amount, paid, net amount, net sales, payment amount, actual payment, 实付, ' +
          '实付金额, 实际支付, 实收, 支付金额, 付款金额, 实际付款, 成交金额, 实付款',
      ),
      list(
        'amount, total, total amount, total price, total sales, line total, order total, order value, ' +
          'sales, revenue, grand total, spend, spent, turnover, total paid, sale amount, 总价, ' +
          '总金额, 订单金额, 消费金额, 交易金额, 销售额, 销售金额, 金额, 合计, 应付',
      ),
      // a part of the order, where nothing speaks of the whole
      list('subtotal, payment, value, dollars, sum, money, gmv, gross, net, 小计, 流水, 支付, 消费, 收入'),
    ],
    not: list(
      'refund, refunded, return, returned, discount, coupon, freight, shipping, tax, vat, cost, ' +
        'balance, fee, points, tip, limit, stock, order count, profit, margin, 退款, 退货, 折扣, 优惠, ' +
        '运费, 邮费, 税, 成本, 余额, 积分, 利润, 红包, 券, method, type, rate, growth, 方式, 次数, 率, ' +
        '账号, 渠道',
    ),
  },
  discount: {
    groups: [
      list('discount, discount amount, coupon amount, 折扣, 优惠金额, 折扣金额, 优惠, 折扣率'),
      list('coupon, promo, promotion, voucher, deal, 满减, 券, 红包, 立减'),
    ],
    not: list('id, name, 名称, 编号, count, 次数'),
  },
  refund: {
    groups: [
      list('refund, refund amount, refunded, 退款金额, 退款'),
      list('return, returned, returns, cancelled, canceled, 退货, 是否退款, 是否退货'),
    ],
    not: list('date, reason, rate, 时间, 日期, 原因, 率, 状态'),
  },
  currency: {
    groups: [list('currency, currency code, order currency, 币种, 货币, 币别, 结算币种, 货币单位')],
    not: list('amount, rate, name, 汇率, 金额, 数'),
  },
  shipping: {
    groups: [
      list(
        'shipping, shipping fee, shipping cost, shipping amount, shipping price, freight, delivery fee, postage, 运费, 邮费, ' +
          '快递费, 配送费, 买家应付邮费',
      ),
    ],
    not: list(
      'address, name, method, city, date, time, phone, zip, country, province, company, street, code, tax, discount, ' +
        'status, type, 险, 方式, 时间, 模板',
    ),
  },
  channel: {
    groups: [
      list('channel, sales channel, order channel, traffic source, 渠道, 购买渠道, 下单渠道, 来源渠道, ' + '订单来源'),
      list('platform, source, medium, utm source, referrer, order source, 平台, 来源, 终端, 端口, ' + '下单方式'),
      list('store, store name, shop, branch, outlet, device, 门店, 店铺, 店名, 设备'),
    ],
    not: list('id, code, contact, purchases, manager, 编号, 次数, 满意'),
  },
  status: {
    groups: [list('order status, status, 订单状态, 交易状态, 状态'), list('state of order, payment status, 支付状态')],
    not: list('marital, member, 婚姻, 会员'),
  },
  type: {
    groups: [
      list(
        'event type, event name, event, action, action type, activity, behavior, behaviour, 事件, ' +
          '事件类型, 事件名称, 行为, 行为类型, 动作, 操作, 操作类型, 活动类型',
      ),
      list('type, tag, code, theme, topic, 类型, 标签, 主题'),
    ],
    not: list('id, time, date, 时间, 编号'),
  },
  page: {
    groups: [
      list('page, page name, url, page url, path, page path, screen, 页面, 页面名称, 网址, 访问页面'),
      list('landing, link, uri, route, screen name, 链接, 路径, 网页'),
    ],
    not: list('views, count, number, 数, 时长'),
  },
  text: {
    groups: [
      list(
        'review, review text, review body, comment, comments, feedback, transcript, review content, ' +
          '评论, 评论内容, 评价内容, 评价, 反馈, 反馈内容, 留言, 意见, 建议, 投诉内容, 投诉, 吐槽',
      ),
      list(
        'text, content, body, message, opinion, suggestion, complaint, quote, remark, remarks, 内容, ' +
          '正文, 原文, 原话, 访谈内容, 记录, 发言, 备注',
      ),
      list('note, notes, summary, answer, description, 描述, 摘要, 回答'),
    ],
    not: list('date, count, id, time, type, 时间, 数, 人, 类型, 日期, 编号'),
  },
  rating: {
    groups: [
      list('rating, stars, star, star rating, overall rating, review score, 评分, 星级, 打分, 评价等级'),
      list('score, grade, nps, csat, satisfaction, rate, 满意度, 得分, 评级, 分数, 综合评分'),
    ],
    not: list('count, credit, spending, risk, 次数, 信用, 风险'),
  },
  speaker: {
    groups: [
      list('speaker, speaker role, interviewee, who, 说话人, 发言人, 受访人, 受访者, 被访人, 对象'),
      list('participant, role, author, 角色, 身份, 记录人'),
    ],
    not: list('id, count, 编号'),
  },
  consent: {
    groups: [list('consent, consent given, permission, 同意, 授权, 知情同意, 是否同意, 许可, 是否授权')],
    not: list('date, 日期'),
  },
  account: {
    groups: [
      list(
        'company, company name, account name, organisation, organization, organisation name, ' +
          'organization name, business name, firm, enterprise, legal name, institution, companyname, ' +
          '公司, 公司名称, 企业, 企业名称, 单位, 单位名称, 机构, 机构名称, 客户公司, 公司名',
      ),
      list('account, business, customer name, client name, client, employer, 客户名称, 客户, 客户全称, ' + '店名'),
    ],
    not: list(
      'id, size, type, no, phone, email, address, website, owner, manager, industry, age, 规模, ' +
        '类型, 编号, 电话, 地址, 邮箱, 行业, 网址, 人数, 性质, 经理, 等级, 来源',
    ),
  },
  contact: {
    groups: [
      list('contact name, contactname, contact person, 联系人, 联系人姓名, 对接人, 负责人, 客户联系人'),
      list('contact, decision maker, 决策人, 采购人'),
    ],
    not: list('title, phone, email, no, date, method, 电话, 手机, 邮箱, 职, 方式, 时间, 日期'),
  },
  role: {
    groups: [
      list('job title, contact title, contacttitle, position, 职位, 职务, 联系人职位, 联系人职务, 岗位'),
      list('title, role, job, job role, seniority, 头衔, 角色, 决策角色'),
    ],
    not: list('courtesy, product, id, 等级'),
  },
  name: {
    groups: [
      list(
        'full name, fullname, customer name, member name, client name, 姓名, 客户姓名, 会员姓名, ' + '真实姓名, 名字',
      ),
      list(
        'name, recipient, person, sender, payer, consignee, buyer name, 收货人, 收件人, 收货人姓名, 联系人, 称呼, 寄件人, ' +
          '发件人, 付款人, 付款方, 下单人, 买家姓名',
      ),
    ],
    not: list(
      'company, contact, product, file, user, first, last, given, family, sur, address, phone, mobile, email, 公司, 商品, ' +
        '电话, 手机, 地址, 邮箱',
    ),
  },
  givenName: {
    groups: [list('given name, first name, firstname, givenname, forename, 名')],
    not: list('名称, 姓名, 名字'),
  },
  surname: {
    groups: [list('surname, last name, lastname, family name, familyname, 姓氏, 姓')],
    not: list('姓名, 名'),
  },
  phone: {
    groups: [
      list('mobile, mobile phone, cell, cellphone, cell phone, 手机, 手机号, 手机号码, 移动电话'),
      list('phone, phone number, telephone, tel, contact number, 电话, 联系电话, 联系方式, 电话号码'),
      list('homephone, home phone, work phone, 座机, 固定电话'),
    ],
    not: list('fax, 传真, model, brand, 型号, 品牌'),
  },
  email: {
    groups: [list('email, e mail, mail, email address, 邮箱, 电子邮箱, 电子邮件, 邮件')],
    not: list('opt, open'),
  },
  idNumber: {
    groups: [
      list('身份证, 身份证号, 证件号, 证件号码, id card, national id, ssn, soc sec id, social security'),
      list('passport, 护照, tax id, 统一社会信用代码, 税号'),
    ],
  },
  birthDate: {
    groups: [list('date of birth, birth date, birthdate, dob, birthday, 出生日期, 生日, 出生年月, 出生')],
    not: list('year, place, 地, 年份'),
  },
  address: {
    groups: [
      list(
        'address, street address, address 1, address line 1, addr, home address, 地址, 详细地址, ' + '家庭住址, 住址',
      ),
      list('street, shipping address, ship address, shipaddress, 收货地址, 送货地址, 通讯地址'),
    ],
    not: list('email, ip, web, number, 邮'),
  },
  postcode: {
    groups: [list('postcode, postal code, postalcode, zip, zip code, zipcode, 邮编, 邮政编码, post code')],
  },
  city: {
    groups: [list('city, town, 城市, 所在城市, 市'), list('suburb, district, 区县, 所在地')],
    not: list('tier, 等级, 级别, 市场'),
  },
  region: {
    groups: [
      list('region, state, province, county, 省份, 省, 省市, 地区, 州, 所在省'),
      list('country, ship region, 国家, 区域, 大区, 收货地址'),
    ],
    not: list('id, status'),
  },
};
