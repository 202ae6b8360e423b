export { type KindColumn } from './facts.ts';
export { likeHeaders } from './headers.ts';
export { dice, matchColumns, type ColumnMatch, type MatchColumn } from './match.ts';
export { proposeKind } from './propose.ts';
export { likertLevels, withScales } from './scales.ts';
