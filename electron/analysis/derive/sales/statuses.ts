import type { DeriveOptions, StatusRead } from '../../../../shared/contract/derive.ts';
import type { FactColumn } from '../types.ts';
import { RETURN, SALE, UNSOLD } from './states.ts';

const DENIED = /^\s*(?:未|无|没有|不|否)|\b(?:no|not|non|never|un)\b[\s-]*/i;
const RETURNED =
  /取消|退款成功|已退款|全额退款|退货|拒收|交易关闭|订单关闭|^已?关闭$|^退款$|\b(?:cancell?ed|cancell?ation|cancel|refunded|refund|returned|return|refused|rejected|voided|void|charged?[- ]?back|reversed)\b/i;
/** Asked for, or part of it: nothing says yet that all of it went back. */
const OPEN =
  /退款中|退货中|退款申请|申请退|售后中|换货|待退|\b(?:requested|requests?|pending|in progress|initiated|exchanged?|disputed?)\b/i;
const PARTLY = /部分(?:退款|退货|取消)|\bpart(?:ial|ially|ly)?\b/i;
const UNSOLD_WORDS =
  /待付款|待支付|等待(?:买家)?(?:付款|支付)|未付款|未支付|付款以前|付款前|支付超时|付款超时|超时(?:未付|关闭|取消)|草稿|坏账|(?:支付|付款)失败|作废|失效|\b(?:unpaid|pending payment|payment pending|(?:awaiting|waiting for|waiting on) payment|drafts?|fail(?:ed|ure)|declined|denied|expired|abandoned|timed out|bad debt)\b/i;
const SOLD =
  /成功|完成|已付款|已支付|已发货|待发货|等待(?:卖家)?发货|等待(?:买家)?确认|待收货|已收货|待评价|已评价|已签收|已送达|已出库|配送中|运输中|处理中|备货|^正常$|\b(?:complete|completed|paid|authori[sz]ed|captured|settled|shipped|shipping|delivered|fulfilled|unfulfilled|processing|processed|dispatched|in transit|out for delivery|ready for pickup|picked up|succeeded|success|successful|closed won|won|done|ok|approved|invoiced|confirmed)\b/i;

/** Money was asked back and not given. */
const KEPT =
  /退款(?:失败|关闭|撤销|取消|被拒|拒绝)|拒绝退款|\b(?:refunds?|returns?) (?:was |request )?(?:rejected|declined|failed|denied|cancell?ed)\b/i;

/** Whether a status means that goods or money went back, all of it. */
export const meansReturned = (status: string): boolean =>
  !DENIED.test(status) && !PARTLY.test(status) && RETURNED.test(status);
/** Whether a status means that nothing was sold, and nothing went back. */
export const meansUnsold = (status: string): boolean => UNSOLD_WORDS.test(status);

/** What a status word says by itself; `unknown` where no rule reads it: it counts as a sale until somebody says more. */
export type StatusMeaning = 'sale' | 'returned' | 'unsold' | 'partly' | 'unknown';

/** Read a status word in Chinese or English. Part of an order that went back leaves a sale. */
export function meaningOf(status: string): StatusMeaning {
  const denied = DENIED.test(status);
  if (!denied && PARTLY.test(status) && RETURNED.test(status)) return 'partly';
  if (KEPT.test(status)) return 'sale';
  if (meansUnsold(status)) return 'unsold';
  // 退货中 and 退款申请 say what is asked for
  if (!denied && OPEN.test(status) && !/成功|完成/.test(status) && !/退货中/.test(status)) return 'unknown';
  if (meansReturned(status)) return 'returned';
  if (denied && RETURNED.test(status)) return 'sale';
  return SOLD.test(status) ? 'sale' : 'unknown';
}

/** Statuses of a source: how each value counts, by its code moved by one (-1 is a place too), and what was made of each. */
export interface Statuses {
  readonly classes: Uint8Array;
  readonly codes: Int32Array;
  /** by value: what it was read as, null for missing */
  readonly reads: readonly (Omit<StatusRead, 'lines'> | null)[];
  readonly values: readonly (string | null)[];
}

const STATE = { sale: SALE, partly: SALE, unknown: SALE, returned: RETURN, unsold: UNSOLD } as const;

/** Classes of the values of a status column: what the person said of a value comes before the words. */
export function statusesOf(column: FactColumn | undefined, { sales }: DeriveOptions): Statuses | null {
  if (column?.kind !== 'category') return null;
  const said = new Map<string, 'sale' | 'returned' | 'unsold'>();
  for (const word of sales.sold) said.set(word, 'sale');
  for (const word of sales.returned) said.set(word, 'returned');
  for (const word of sales.unsold) said.set(word, 'unsold');
  const classes = new Uint8Array(column.values.length + 1);
  const reads = column.values.map((word, code) => {
    if (word === null) return null;
    const asked = said.get(word);
    const as = asked ?? meaningOf(word);
    classes[code + 1] = STATE[as];
    return { value: word, as, asked: asked !== undefined };
  });
  return { classes, codes: column.codes, reads, values: column.values };
}
