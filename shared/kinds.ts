import type { Things } from './contract/explore.ts';
import { type MappingField, SourceKind } from './domain.ts';

const IDENTITY: readonly MappingField[] = [
  ...(['name', 'givenName', 'surname', 'phone', 'email', 'idNumber', 'birthDate', 'address'] as const),
  ...(['postcode', 'city', 'region'] as const),
];

/** What depends on the kind of a source alone. */
export interface Kind {
  /** the fields its rows can have, in the order in which they are shown */
  readonly fields: readonly MappingField[];
  /** the fields without which its rows say little: any one of a group will do */
  readonly needs: readonly (readonly MappingField[])[];
  /** how near it is to what a customer list says: lists first, what people did last. The least is the main one */
  readonly rank: number;
  /** in which order customers are numbered: lists first, then what people did */
  readonly place: number;
  /** what a row of it is called, where a table of it stands by itself */
  readonly things: Things;
  /** rows of one customer: `one`, as a rule; `many`; `none`: a row is no customer's */
  readonly perCustomer: 'one' | 'many' | 'none';
  /** its rows are the customers themselves: their key tells the customers apart */
  readonly lists: boolean;
  /** customers can be made of its rows, and these stand for them until a join makes them */
  readonly makes: boolean;
  /** where there is one, other lists (products, books) are not joined */
  readonly people: boolean;
  /** its rows are things customers did or said, from which attributes are derived */
  readonly facts: boolean;
  /** its rows speak of things (products, shops) that lists of things name and group */
  readonly speaksOfThings: boolean;
  /** other words for it in a recipe, in small letters without blanks and signs */
  readonly words: readonly string[];
}

/** Every kind of source. */
export const KINDS: Readonly<Record<SourceKind, Kind>> = {
  customers: {
    fields: ['customer', ...IDENTITY],
    needs: [['customer', 'phone', 'email', 'idNumber', 'name', 'surname']],
    rank: 0,
    place: 0,
    things: 'customers',
    perCustomer: 'one',
    lists: true,
    makes: true,
    people: true,
    facts: false,
    speaksOfThings: false,
    words: ['customer', 'crm', 'members'],
  },
  companies: {
    fields: [
      ...(['customer', 'account', 'contact', 'role', 'category', 'phone', 'email', 'address', 'postcode'] as const),
      ...(['city', 'region'] as const),
    ],
    needs: [['customer', 'account']],
    rank: 0,
    place: 1,
    things: 'customers',
    perCustomer: 'one',
    lists: true,
    makes: true,
    people: true,
    facts: false,
    speaksOfThings: false,
    words: ['company', 'accounts', 'contacts', 'b2b'],
  },
  survey: {
    fields: ['customer', 'date', 'channel', ...IDENTITY],
    needs: [['customer', 'phone', 'email', 'name', 'surname']],
    rank: 1,
    place: 2,
    things: 'customers',
    perCustomer: 'one',
    lists: false,
    makes: true,
    people: true,
    facts: true,
    speaksOfThings: false,
    words: ['surveys'],
  },
  orders: {
    fields: [
      ...(['customer', 'order', 'date', 'item', 'category', 'brand', 'quantity', 'price', 'amount'] as const),
      ...(['currency', 'discount', 'refund', 'shipping', 'channel', 'status'] as const),
      ...IDENTITY,
    ],
    needs: [['customer', 'phone', 'email', 'name'], ['date'], ['amount', 'price']],
    rank: 2,
    place: 3,
    things: 'orders',
    perCustomer: 'many',
    lists: false,
    makes: true,
    people: true,
    facts: true,
    speaksOfThings: true,
    words: ['order', 'orderlines', 'lines', 'transactions', 'sales'],
  },
  events: {
    fields: ['customer', 'date', 'type', 'page', 'channel', 'item', 'category', 'name', 'phone', 'email'],
    needs: [['customer', 'phone', 'email', 'name'], ['date']],
    rank: 4,
    place: 6,
    things: 'events',
    perCustomer: 'many',
    lists: false,
    makes: false,
    people: true,
    facts: true,
    speaksOfThings: true,
    words: ['event', 'webevents'],
  },
  feedback: {
    fields: [
      ...(['customer', 'date', 'text', 'rating', 'order', 'item', 'category', 'channel', 'type'] as const),
      ...(['name', 'phone', 'email'] as const),
    ],
    needs: [
      ['customer', 'phone', 'email', 'name'],
      ['text', 'rating'],
    ],
    rank: 3,
    place: 5,
    things: 'reviews',
    perCustomer: 'many',
    lists: false,
    makes: false,
    people: false,
    facts: true,
    speaksOfThings: false,
    words: ['reviews', 'review'],
  },
  notes: {
    fields: ['customer', 'date', 'text', 'type', 'speaker', 'consent', 'name', 'phone', 'email'],
    needs: [['text']],
    rank: 5,
    place: 7,
    things: 'rows',
    perCustomer: 'many',
    lists: false,
    makes: false,
    people: false,
    facts: false,
    speaksOfThings: false,
    words: ['note', 'interviews'],
  },
  other: {
    fields: ['item', 'category', 'brand', 'price'],
    needs: [],
    rank: 6,
    place: 4,
    things: 'rows',
    perCustomer: 'none',
    lists: false,
    makes: false,
    people: false,
    facts: false,
    speaksOfThings: false,
    words: [],
  },
};

/** What tells customers apart, the surest first; names alone do not. */
export const TELLING: readonly MappingField[] = ['customer', 'idNumber', 'phone', 'email'];

/** The kinds of which something holds, in the order of the interface. */
export const kindsThat = (holds: (kind: Kind) => boolean): SourceKind[] =>
  SourceKind.options.filter((kind) => holds(KINDS[kind]));
