import { list } from './list.ts';

/** What a table that is no customers' is about: words of the header of its key. */
export const REFERENCE_WORDS: Readonly<Record<string, readonly string[]>> = {
  products: list(
    'product, productid, item, sku, stock code, article, goods, asin, dish, movie, book, 商品, ' +
      '产品, 货号, 货品, 菜品, 宝贝, 条码',
  ),
  categories: list('category, categoryid, department, class, genre, 品类, 类目, 类别, 分类'),
  suppliers: list('supplier, supplierid, vendor, manufacturer, 供应商, 厂商, 厂家'),
  staff: list('employee, employeeid, staff, salesperson, agent, teacher, 员工, 工号, 店员, 导购, 业务员'),
  places: list('store, storeid, shop, branch, warehouse, territory, region, country, 门店, 店铺, 仓库, 区域'),
  codes: list('tag, code, codebook, theme, label, currency, 标签, 编码, 主题, 字典'),
};

/** Columns that describe a person. */
export const PERSON_WORDS = list(
  'age, gender, sex, marital, marital status, education, occupation, birth, year birth, income, ' +
    'annual income, household, kidhome, teenhome, family, nationality, ethnicity, hobby, children, ' +
    '年龄, 性别, 婚姻, 学历, 职业, 收入, 出生, 生日, 爱好, 民族, 家庭',
);
/** Columns that describe an organisation. */
export const FIRM_WORDS = list(
  'industry, employees, employee count, headcount, revenue, annual revenue, founded, sector, ' +
    'company size, contract value, arr, mrr, deal size, website, legal form, naics, sic, growth, ' +
    '行业, 员工数, 员工人数, 人数规模, 营收, 年营业额, 成立, 注册资本, 企业规模, 公司规模, ' +
    '企业性质',
);
/** Columns that count goods: what is in stock, sold, or thought of them. */
export const GOODS_WORDS = list(
  'stock, in stock, units in stock, inventory, units sold, sold, review count, manufacturer, description, reviews, ' +
    'reorder level, 库存, 销量, 评价数, 评论数, 收藏数, 上架, 好评率',
);
/** Columns that survey tools put beside the answers: whose answer, when it began and was sent, how long it took. */
export const SURVEY_TOOL_WORDS = list(
  'responseid, response id, respondent id, respondentid, collector id, network id, submit date, date submitted, ' +
    'recordeddate, recorded date, lastpage, last page, startlanguage, start language, distributionchannel, ' +
    'distribution channel, userlanguage, user language, interview start, questnnr, 答卷, 答题, 问卷, 作答',
);
/** Columns of requests to a help desk. */
export const SUPPORT_WORDS = list(
  'ticket, ticket id, subject, complaint, issue, case id, 工单, 工单号, 投诉, 问题描述, 诉求',
);
/** Names of files and sheets that say what is in them. */
export const NAME_WORDS: Readonly<Record<string, readonly string[]>> = {
  orders: list(
    'order, orders, sales, transactions, transaction, invoices, purchases, receipts, retail, ' +
      'basket, baskets, groceries, 订单, 交易, 销售, 流水, 购买, 消费记录',
  ),
  events: list(
    'event, events, log, logs, clicks, clickstream, visits, behavior, tracking, 行为, 事件, 日志, ' + '埋点, 访问',
  ),
  survey: list('survey, questionnaire, poll, responses, pssuq, 问卷, 调查, 调研, 答卷'),
  feedback: list('review, reviews, feedback, comments, complaints, ratings, 评价, 评论, 反馈, 投诉'),
  notes: list('notes, interview, interviews, transcript, quotes, tags, 访谈, 纪要, 笔记'),
  companies: list('companies, accounts, company, firms, contacts, leads, b2b, 企业, 公司, 客户公司, 联系人'),
  customers: list('customers, customer, clients, members, users, crm, contacts, 客户, 会员, 顾客, 用户'),
  other: list(
    'products, product, categories, suppliers, employees, stores, catalog, 商品, 产品, 门店, 员工, ' + '供应商',
  ),
};
