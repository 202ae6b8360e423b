import type {
  FieldComparison,
  IdentityReport,
  IdentityRules,
  PairState,
  RowRef,
  RuleKind,
} from '../../../shared/contract/identity.ts';
import type { ColumnType, Mapping, SourceKind } from '../../../shared/domain.ts';

/** A column of a source, coded: each distinct value once, `codes[row]` an index into `values`; null is a value. */
export interface IdentityColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: readonly (string | number | null)[];
  readonly codes: Int32Array;
}

/** A source whose rows belong to customers. */
export interface IdentitySource {
  readonly id: number;
  /** file name, for the report and for rules about its key */
  readonly name: string;
  readonly kind: SourceKind;
  readonly rows: number;
  /** ids of the rows in rising order; left out: 1 … rows */
  readonly ids?: Int32Array;
  /** name of the column that identifies a row or says whose row it is; null: none */
  readonly key: string | null;
  readonly mapping: Mapping;
  /** every column worth comparing; the key and all mapped columns among them */
  readonly columns: readonly IdentityColumn[];
}

/** What a person said about two rows: the same customer, or not. Rows are named by their ids. */
export interface IdentityDecision {
  readonly a: RowRef;
  readonly b: RowRef;
  readonly same: boolean;
}

/** How identities are resolved. */
export interface IdentityOptions {
  /** left out: all rules on, default thresholds */
  readonly rules?: IdentityRules;
  readonly decisions: readonly IdentityDecision[];
  /** called now and then with the share done (0 … 1); throws to stop */
  readonly check?: (done: number) => void;
}

/** Two rows that were taken as one customer without a common key, or that a person should look at. */
export interface IdentityPair {
  readonly a: RowRef;
  readonly b: RowRef;
  /** posterior probability that both are one customer, 0 … 1 */
  readonly score: number;
  readonly state: PairState;
  /** the rule that linked them; null: the score */
  readonly rule: RuleKind | null;
  readonly fields: readonly FieldComparison[];
}

/** Fellegi-Sunter weights as estimated: per compared field the levels with their probabilities. */
export interface IdentityModel {
  /** probability that two random records are one customer */
  readonly prior: number;
  readonly fields: readonly {
    readonly field: string;
    /** from the best level to the worst, probability among matches and among others, weight in bits */
    readonly levels: readonly { readonly m: number; readonly u: number; readonly weight: number }[];
  }[];
  /** pairs that were compared */
  readonly pairs: number;
}

/** Who is who. Arrays stand in the order of the sources that were given. */
export interface IdentityResult {
  /** number of customers */
  readonly count: number;
  /** per source and row: customer, 1-based, in order of first appearance (main source first); 0: nobody */
  readonly customers: readonly Int32Array[];
  /** per source and row: how sure the assignment is, 0 … 1 */
  readonly scores: readonly Float32Array[];
  readonly pairs: readonly IdentityPair[];
  readonly report: IdentityReport;
  /** null: no duplicates were looked for */
  readonly model: IdentityModel | null;
}
