import type { PersonalKind } from '../../../shared/domain.ts';

/** A stretch of a text that is personal data: `[start, stop)` in UTF-16 units. */
export interface PersonalSpan {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly stop: number;
  /** with the form of address that belongs to a name: `[from, to)`; the same as the stretch elsewhere */
  readonly from: number;
  readonly to: number;
}

/** A stretch without a form of address. */
export const spanOf = (kind: PersonalKind, start: number, stop: number): PersonalSpan => ({
  kind,
  start,
  stop,
  from: start,
  to: stop,
});
