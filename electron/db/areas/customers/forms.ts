import * as z from 'zod';
import { Trust } from '../../../../shared/contract/build.ts';
import { FieldComparison, RuleKind } from '../../../../shared/contract/identity.ts';
import { firstForm, type Form, inputForm } from '../../stored.ts';

/** The setting `trust`: how conflicts between sources are settled. */
export const trustForm = firstForm(Trust);

/** How two rows compared. */
export interface PairBody {
  /** by what they are one customer; null: by the score */
  readonly rule: RuleKind | null;
  readonly fields: readonly FieldComparison[];
}

/** The body of a pair of rows. */
export const pairForm: Form<PairBody> = inputForm(
  z.strictObject({ rule: RuleKind.nullable(), fields: z.array(FieldComparison) }),
);
