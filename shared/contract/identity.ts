import * as z from 'zod';
import { Said, SourceKind } from '../domain.ts';
import { Cell } from './customers.ts';
import { command, job, query } from './operation.ts';

/**
 * By what two rows are taken to be one customer: the same key; the same phone, e-mail or identity number in normal form;
 * the same name with the same day of birth or the same address.
 */
export const RuleKind = z.enum(['key', 'phone', 'email', 'idNumber', 'nameBirth', 'nameAddress']);
/** By what two rows are taken to be one customer. */
export type RuleKind = z.infer<typeof RuleKind>;

/** Posterior probability from which two records are merged, and from which a person is asked. */
export const FUZZY_DEFAULT = { on: true, merge: 0.95, review: 0.4 } as const;

const share = z.number().min(0).max(1);

/** The rules by which sources are joined. What is left out is on. */
export const IdentityRules = z.strictObject({
  rules: z
    .array(z.strictObject({ kind: RuleKind, on: z.boolean() }))
    .max(RuleKind.options.length)
    .default(() => RuleKind.options.map((kind) => ({ kind, on: true }))),
  /**
   * What a person said about the key of a source, by the source's file name: used although its rows seem to disagree, or
   * not used. A source that is not named is judged by its rows.
   */
  keys: z
    .array(z.strictObject({ source: z.string().max(400), use: z.enum(['always', 'never']) }))
    .max(200)
    .default(() => []),
  /** duplicates by scored comparison: merged from `merge`, shown for review from `review` */
  fuzzy: z
    .strictObject({
      on: z.boolean().default(FUZZY_DEFAULT.on),
      merge: share.default(FUZZY_DEFAULT.merge),
      review: share.default(FUZZY_DEFAULT.review),
    })
    .default(() => ({ ...FUZZY_DEFAULT })),
});
/** The rules by which sources are joined. */
export type IdentityRules = z.infer<typeof IdentityRules>;

/** Some columns of a source. */
const Side = z.strictObject({ source: z.number().int(), name: z.string(), columns: z.array(z.string()) });

/** How one rule links one source (`b`) to another or to itself (`a`). */
export const RuleReport = z.strictObject({
  kind: RuleKind,
  a: Side,
  b: Side,
  used: z.boolean(),
  /** switched off or refused by a person, not by its rows */
  byPerson: z.boolean(),
  /** why the rule is used or not */
  why: Said,
  /** rows of `b` that have a value, and those whose value occurs in `a` */
  rows: z.number().int(),
  matched: z.number().int(),
  /** matched / rows, 0 … 1 */
  matchRate: share,
  /** distinct values of `b` that do not occur in `a` */
  orphans: z.number().int(),
  /** distinct values that stand in several rows of both sides, or in several rows of `a` */
  oneToMany: z.number().int(),
  /** values that met only in a looser form: leading zeros, width, case */
  loose: z.number().int(),
});
/** How one rule links one source to another. */
export type RuleReport = z.infer<typeof RuleReport>;

/** What became of the rows of a source. */
const SourceReport = z.strictObject({
  source: z.number().int(),
  name: z.string(),
  kind: SourceKind,
  rows: z.number().int(),
  /** rows whose customer also has rows in another source */
  linked: z.number().int(),
  /** rows whose customer is known from this source only */
  alone: z.number().int(),
  /** rows that belong to nobody: no key, or a key that no source of customers knows */
  nobody: z.number().int(),
  customers: z.number().int(),
  /** why it adds nothing to any customer; left out: it does */
  unused: z.exactOptional(Said),
});
/** What became of the rows of a source. */
type SourceReport = z.infer<typeof SourceReport>;

/** What a join did, or would do. */
export const IdentityReport = z.strictObject({
  rules: z.array(RuleReport),
  sources: z.array(SourceReport),
  /** columns compared to find duplicates, with the weight (bits) of agreement and disagreement */
  compared: z.array(
    z.strictObject({
      field: z.string(),
      columns: z.array(z.string()),
      agrees: z.number(),
      differs: z.number(),
    }),
  ),
  /** why no duplicates were looked for; null: they were */
  notCompared: Said.nullable(),
  customers: z.number().int(),
  /** records of customers that were merged into another one without a common key */
  merged: z.number().int(),
  /** pairs that a person should look at */
  review: z.number().int(),
  /** of the rows outside the first source: those whose customer also has rows in another source; 1 with one source */
  matchRate: share,
});
/** What a join did, or would do. */
export type IdentityReport = z.infer<typeof IdentityReport>;

/** How alike one field of two rows is. */
export const Likeness = z.enum(['same', 'near', 'part', 'differs', 'missing']);
/** How alike one field of two rows is. */
export type Likeness = z.infer<typeof Likeness>;

/** One field of two rows compared. */
export const FieldComparison = z.strictObject({
  /** kind of field: a key of the locales `identity:field.<field>` */
  field: z.string(),
  /** the column of each row; null: the source has none */
  a: z.string().nullable(),
  b: z.string().nullable(),
  likeness: Likeness,
  /** evidence in bits: positive for the same customer, negative against */
  weight: z.number(),
});
/** One field of two rows compared. */
export type FieldComparison = z.infer<typeof FieldComparison>;

/** A row of a source: `row` is the id of the row in the source's table. */
export const RowRef = z.strictObject({ source: z.number().int(), row: z.number().int() });
/** A row of a source. */
export type RowRef = z.infer<typeof RowRef>;

/** merged: taken as one customer by the score or a rule · review: doubtful. */
export const PairState = z.enum(['merged', 'review']);
/** What came of two rows that were compared. */
export type PairState = z.infer<typeof PairState>;

/** A row as it is shown in a review: cells in the order of the pair's fields, personal ones masked. */
const ShownRow = z.strictObject({ ...RowRef.shape, name: z.string(), line: z.number().int() });

/** Two rows side by side. */
export const ShownPair = z.strictObject({
  seq: z.number().int(),
  a: ShownRow,
  b: ShownRow,
  score: share,
  state: PairState,
  /** the rule that linked them; null: the score */
  rule: RuleKind.nullable(),
  /** what a person said; null: nothing */
  decided: z.boolean().nullable(),
  fields: z.array(z.strictObject({ ...FieldComparison.shape, valueA: Cell, valueB: Cell, personal: z.boolean() })),
  /** bits of all fields together */
  weight: z.number(),
});
/** Two rows side by side. */
export type ShownPair = z.infer<typeof ShownPair>;

/** A customer that several records were merged into. */
export const ShownGroup = z.strictObject({
  customer: z.number().int(),
  columns: z.array(z.string()),
  /** `parted`: a person said that it is not the customer of another of these rows */
  rows: z.array(z.strictObject({ ...ShownRow.shape, score: share, parted: z.boolean(), cells: z.array(Cell) })),
  /** rows of orders, events and the like, by source */
  facts: z.array(z.strictObject({ source: z.number().int(), name: z.string(), rows: z.number().int() })),
});
/** A customer that several records were merged into. */
export type ShownGroup = z.infer<typeof ShownGroup>;

const page = { offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(200).default(50) };

/** Operations on identity: which rows are one customer. */
export const identityOperations = {
  'identity.rules': query(
    'Rules by which sources are joined, with the report of the last join',
    z.strictObject({}),
    z.strictObject({
      rules: IdentityRules,
      /** of the table in view; null: no join was made */
      report: IdentityReport.nullable(),
      /** rules or decisions changed since */
      stale: z.boolean(),
      /** sources that can be joined */
      sources: z.array(
        z.strictObject({ source: z.number().int(), name: z.string(), kind: SourceKind, rows: z.number().int() }),
      ),
      /** lists of things, which name no customers: what the join in view looked up in them, or why nothing */
      aside: z.array(
        z.strictObject({
          source: z.number().int(),
          name: z.string(),
          kind: SourceKind,
          rows: z.number().int(),
          /** null: the join in view did not know it */
          used: z.boolean().nullable(),
          said: z.array(Said),
        }),
      ),
      /** decisions of a person in force */
      decisions: z.number().int(),
    }),
  ),
  'identity.setRules': command('Change the rules by which sources are joined', IdentityRules, IdentityRules),
  'identity.preview': job(
    'What a join would do, without doing it',
    z.strictObject({ rules: IdentityRules.optional() }),
    IdentityReport,
  ),
  'identity.pairs': query(
    'Pairs of rows of the last join: doubtful ones or merged ones, the most doubtful first',
    /** `decided`: only those that a person has decided, or only the others; null: all */
    z.strictObject({ state: PairState, decided: z.boolean().nullable().default(null), ...page }),
    z.strictObject({
      /** pairs asked for */
      count: z.number().int(),
      /** all pairs of this state, and those of them that a person has decided */
      all: z.number().int(),
      decided: z.number().int(),
      pairs: z.array(ShownPair),
    }),
  ),
  'identity.decide': command(
    'Say whether two rows are one customer (null: take it back)',
    z.strictObject({ a: RowRef, b: RowRef, same: z.boolean().nullable() }),
    z.strictObject({}),
  ),
  'identity.reveal': command(
    'The values of a doubtful pair as they came, for whoever has to judge it; that they were looked at is written down',
    z.strictObject({ seq: z.number().int() }),
    /** in the order of the pair's fields */
    z.strictObject({ a: z.array(Cell), b: z.array(Cell) }),
  ),
  'identity.groups': query(
    'Customers that several records were merged into, the least sure first',
    z.strictObject({ ...page }),
    z.strictObject({ count: z.number().int(), groups: z.array(ShownGroup) }),
  ),
  'identity.group': query(
    'The rows of one customer of the joined table',
    z.strictObject({ customer: z.number().int().min(1) }),
    ShownGroup.nullable(),
  ),
  'identity.split': command(
    'Part rows from the other rows of their customer',
    z.strictObject({ customer: z.number().int().min(1), rows: z.array(RowRef).min(1).max(200) }),
    z.strictObject({ decisions: z.number().int() }),
  ),
};
