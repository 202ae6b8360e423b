import { DeriveOptions, OwnFormula } from '../../../../shared/contract/derive.ts';
import { firstForm } from '../../stored.ts';

/** The setting `derive`: how attributes are derived, without the formulas of the person's own. */
export const deriveForm = firstForm(DeriveOptions.omit({ formulas: true }));

/** The body of a formula of the person's own. */
export const formulaForm = firstForm(OwnFormula);
