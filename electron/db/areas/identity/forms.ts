import { IdentityRules } from '../../../../shared/contract/identity.ts';
import { firstForm } from '../../stored.ts';

/** The setting `identity`: the rules by which sources are joined. */
export const rulesForm = firstForm(IdentityRules);
