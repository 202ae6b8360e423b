/**
 * What a field is, as far as its comparison goes. `text` are titles, product names, lists of authors; `label` short words
 * of few values such as a brand or a kitchen.
 */
export type FieldKind =
  | 'givenName'
  | 'surname'
  | 'fullName'
  | 'phone'
  | 'email'
  | 'idNumber'
  | 'birthDate'
  | 'address'
  | 'streetNumber'
  | 'postcode'
  | 'city'
  | 'region'
  | 'gender'
  | 'year'
  | 'label'
  | 'text';

/** Levels of likeness, from the same (0) to different (4). */
export const LEVELS = 5;
/** One of the two values is missing: no evidence either way. */
export const MISSING = -1;
/** The worst level. */
export const DIFFERS = LEVELS - 1;

/** Kinds that can tell one customer from another; the rest only support them. */
export const IDENTIFYING: ReadonlySet<FieldKind> = new Set([
  'givenName',
  'surname',
  'fullName',
  'phone',
  'email',
  'idNumber',
  'address',
  'text',
]);
/** Kinds that belong to one person and not to a household, a firm or a place. */
export const PERSONAL: ReadonlySet<FieldKind> = new Set([
  'givenName',
  'fullName',
  'email',
  'idNumber',
  'birthDate',
  'text',
]);
/** Kinds that say the same thing again: where somebody lives. */
export const PLACE: ReadonlySet<FieldKind> = new Set(['address', 'streetNumber', 'postcode', 'city', 'region']);

/** A value in the forms in which it is compared. */
export interface Prepared {
  /** normal form: equal texts are the same */
  readonly text: string;
  /** ids of its words in the vocabulary of its field, rarest first */
  words: Int32Array;
  /** letters of how it is read: pinyin of Chinese, Latin letters otherwise */
  readonly sound: string;
  /** the letters of `sound` in alphabetical order: the same for all orders of the parts of a name */
  readonly letters: string;
  /** first number of an address; digits of the box of an e-mail address; all words with digits of a title */
  readonly number: string;
  /** letters of `sound`, or of `text` where there is none, as bits */
  mask: number;
}

/** Words of a field with their weights. */
export interface Vocabulary {
  readonly words: string[];
  /** letters of each word as bits */
  masks: Int32Array;
  /** how telling a word is: ln((1 + records) / (1 + records with it)) + 0.3 */
  weights: Float64Array;
}
