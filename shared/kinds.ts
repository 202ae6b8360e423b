import type { MappingField, SourceKind } from './domain.ts';

const IDENTITY: readonly MappingField[] = [
  ...(['name', 'givenName', 'surname', 'phone', 'email', 'idNumber', 'birthDate', 'address'] as const),
  ...(['postcode', 'city', 'region'] as const),
];

/** The fields a source of a kind can have, in the order in which they are shown. */
export const KIND_FIELDS: Readonly<Record<SourceKind, readonly MappingField[]>> = {
  customers: ['customer', ...IDENTITY],
  orders: [
    ...(['customer', 'order', 'date', 'item', 'category', 'brand', 'quantity', 'price', 'amount', 'discount'] as const),
    ...(['refund', 'channel', 'status'] as const),
    ...IDENTITY,
  ],
  events: ['customer', 'date', 'type', 'page', 'channel', 'item', 'category', 'name', 'phone', 'email'],
  survey: ['customer', 'date', 'channel', ...IDENTITY],
  feedback: [
    ...(['customer', 'date', 'text', 'rating', 'order', 'item', 'category', 'channel', 'type'] as const),
    ...(['name', 'phone', 'email'] as const),
  ],
  notes: ['customer', 'date', 'text', 'type', 'speaker', 'consent', 'name', 'phone', 'email'],
  companies: [
    ...(['customer', 'account', 'contact', 'role', 'category', 'phone', 'email', 'address', 'postcode'] as const),
    ...(['city', 'region'] as const),
  ],
  other: ['item', 'category', 'brand', 'price'],
};

/** The fields without which rows of a kind say little: any one of a group will do. */
export const KIND_NEEDS: Readonly<Record<SourceKind, readonly (readonly MappingField[])[]>> = {
  customers: [['customer', 'phone', 'email', 'idNumber', 'name', 'surname']],
  orders: [['customer', 'phone', 'email', 'name'], ['date'], ['amount', 'price']],
  events: [['customer', 'phone', 'email', 'name'], ['date']],
  survey: [['customer', 'phone', 'email', 'name', 'surname']],
  feedback: [
    ['customer', 'phone', 'email', 'name'],
    ['text', 'rating'],
  ],
  notes: [['text']],
  companies: [['customer', 'account']],
  other: [],
};

/** How near the rows of a kind are to what a customer list says: lists first, what people did last. The least is the main one. */
export const KIND_RANK: Readonly<Record<SourceKind, number>> = {
  customers: 0,
  companies: 0,
  survey: 1,
  orders: 2,
  feedback: 3,
  events: 4,
  notes: 5,
  other: 6,
};

/** Kinds whose rows are the customers themselves. */
export const listsCustomers = (kind: SourceKind): boolean => kind === 'customers' || kind === 'companies';
