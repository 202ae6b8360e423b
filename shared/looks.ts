import type { OpName } from './contract.ts';

/**
 * Long looks: jobs that change nothing. They leave no trace in the audit trail, are shown once they take their time, and go on
 * when the view that asked is left.
 */
export const LOOKS: ReadonlySet<OpName> = new Set<OpName>(['cleaning.quality']);
