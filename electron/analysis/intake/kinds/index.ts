export { kindFacts, type KindColumn, type KindFacts } from './facts.ts';
export { KIND_FIELDS } from '../../../../shared/kinds.ts';
export { fit, isCustomersLike } from './fields.ts';
export { likeHeaders, plainHeader } from './headers.ts';
export { dice, matchColumns, type ColumnMatch, type MatchColumn } from './match.ts';
export { proposeKind, type KindProposal } from './propose.ts';
export { choiceSeparator, isScale, likertLevels, withScales } from './scales.ts';
