import type { Persona } from '../../../../shared/contract/personas.ts';
import type { Change } from '../useCard.ts';

/** The card that is worked on: what is looked at, and how it is changed. Blocks say what stands on it. */
export interface Desk {
  readonly persona: Persona;
  readonly change: Change;
  /** field and claim that are looked at */
  readonly field: string | null;
  readonly claim: string | null;
  readonly onField: (key: string) => void;
  readonly onClaim: (field: string, claim: string) => void;
}
