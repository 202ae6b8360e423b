import type { Basis, ClaimStatus, Field } from '../../../shared/contract/personas.ts';
import type { IconName, Tone } from '../../ui/index.ts';

/** The icon of a basis: bars = data, quote marks, page = document, two heads = team, dashed ring = assumption. */
export const BASIS_ICON: Record<Basis, IconName> = {
  data: 'bars',
  quote: 'quote',
  document: 'page',
  team: 'team',
  assumption: 'ring',
};
/** Bases a person may give to what they write. */
export const WRITTEN: readonly Basis[] = ['assumption', 'team', 'quote', 'document'];

export const STATUS_TONE: Record<ClaimStatus, Tone> = {
  supported: 'accent',
  untested: 'plain',
  contradicted: 'danger',
  stale: 'warn',
};

/** The icon of a field in the field list: what most of it rests on, or lines for what people fill. */
export function fieldIcon(field: Field): IconName {
  const basis = field.claims[0]?.basis;
  if (basis) return BASIS_ICON[basis];
  return field.kind === 'distribution' || field.kind === 'differences' || field.kind === 'figures' ? 'bars' : 'lines';
}

/** At most this many cards are compared at a time. */
export const COMPARED = 4;
