import { headerWords, says, type HeaderWords } from '../vocabulary.ts';
import { list } from './list.ts';

/**
 * Whose name, phone, e-mail or address a header of orders, waybills or payments speaks of: `buyer` (the payer too), the
 * `recipient` of goods, the `sender` of goods or money, the `payee`, the `shop` with its staff; null: the header names none.
 */
export type Side = 'buyer' | 'recipient' | 'sender' | 'payee' | 'shop' | null;

/** The first that fits is taken: a 客户经理 is of the shop and no 客户. */
const SIDES: readonly (readonly [Exclude<Side, null>, readonly string[]])[] = [
  [
    'shop',
    list(
      'store, shop, outlet, branch, warehouse, seller, merchant, vendor, supplier, staff, employee, salesperson, sales rep, ' +
        'rep, agent, cashier, clerk, driver, courier, carrier, rider, operator, technician, account manager, customer service, ' +
        'support, hotline, platform, 店铺, 门店, 店长, 店员, 本店, 商家, 卖家, 商户, 客服, 导购, 销售员, 业务员, 客户经理, ' +
        '经办, 收银, 配送员, 快递员, 派件员, 骑手, 司机, 仓库, 供应商, 员工, 平台',
    ),
  ],
  ['sender', list('ship from, shipped from, return address')],
  [
    'buyer',
    list(
      'buyer, customer, client, purchaser, member, user, subscriber, payer, bill, billing, bill to, sold to, sell to, ' +
        'ordered by, 买家, 买方, 客户, 顾客, 会员, 用户, 下单人, 订购人, 购买人, 订货人, 付款, 汇款人, 打款',
    ),
  ],
  ['sender', list('sender, shipper, consignor, from, remitter, 寄件, 寄方, 寄货, 发件, 发货, 托运')],
  ['payee', list('payee, beneficiary, 收款')],
  [
    'recipient',
    list(
      'recipient, receiver, consignee, addressee, ship, shipping, deliver, delivery, delivered, to, 收件, 收货, 签收, 收方, ' +
        '送货, 配送',
    ),
  ],
];

/** Whose contact a header names. */
export const sideOf = (header: HeaderWords): Side => SIDES.find(([, terms]) => says(header, terms))?.[0] ?? null;

const PAYMENTS = list(
  'gross, net, fee, fees, payment, payout, paypal, payee, payer, transfer, 收款, 付款, 转账, 汇款, 手续费',
);
const PARCELS = list(
  'tracking, waybill, parcel, weight, ship, shipping, shipment, consignee, 运单, 快递, 物流, 寄件, 收件, 收货, 包裹',
);

/**
 * How near the one whom a column speaks of is to the customer, by the headers of the table: 3 the buyer, or a column that
 * names no side; 2 the recipient of a parcel, the payer; 1 the other end of it; 0 the shop and its staff.
 */
export function sideRanks(headers: readonly string[]): (header: string) => number {
  const words = headers.map(headerWords);
  const payments = words.some((header) => says(header, PAYMENTS)) && !words.some((header) => says(header, PARCELS));
  return (name) => {
    switch (sideOf(headerWords(name))) {
      case 'shop':
        return 0;
      case 'sender':
        return payments ? 2 : 1;
      case 'recipient':
        return payments ? 1 : 2;
      case 'payee':
        return 1;
      default:
        return 3;
    }
  };
}

const THINGS = list(
  'product, products, productname, item, itemname, lineitem, line item, goods, sku, article, dish, menu, bundle, course, ' +
    'store, storename, shop, shopname, outlet, branch, warehouse, brand, category, campaign, channel, coupon, voucher, ' +
    'promotion, project, service, file, event, page, 商品, 产品, 货品, 宝贝, 品名, 品项, 品牌, 菜品, 套餐, 课程, 项目, 服务, ' +
    '规格, 门店, 店铺, 店名, 分店, 仓库, 渠道, 类目, 品类, 分类, 活动, 优惠, 券, 书名',
);
const PERSONS = list(
  'customer name, buyer name, client name, member name, user name, recipient, consignee, contact name, 买家, 客户姓名, ' +
    '顾客姓名, 会员姓名, 收货人, 收件人, 联系人',
);

/** Does a header name a product, an item, a shop, a category or the like: what is called so is no person? */
export const namesThing = (header: HeaderWords): boolean => says(header, THINGS) && !says(header, PERSONS);
