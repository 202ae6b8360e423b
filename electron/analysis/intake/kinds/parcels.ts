import type { MappingField } from '../../../../shared/domain.ts';
import { says } from '../vocabulary.ts';
import type { KindFacts } from './facts.ts';
import { fit } from './fields.ts';
import { list } from './list.ts';
import { sideOf } from './sides.ts';

const CONTACT: readonly MappingField[] = ['name', 'phone', 'email', 'address'];
const WAYBILL = list('waybill, tracking, tracking number, parcel, consignment, 运单, 快递单, 物流单, 面单, 包裹');

/** Columns of who sent and of who received something, as in a list of parcels; null: the table has not both. */
export function parcelSides(all: readonly KindFacts[]): { sender: KindFacts; recipient: KindFacts } | null {
  const of = (side: 'sender' | 'recipient') =>
    all.find((facts) => sideOf(facts.header) === side && CONTACT.some((field) => fit(field, facts) > 0));
  const [sender, recipient] = [of('sender'), of('recipient')];
  return sender && recipient ? { sender, recipient } : null;
}

/** Does a column hold the numbers of parcels? */
export const isWaybill = ({ header }: KindFacts): boolean => says(header, WAYBILL);
