/*
 * Cards leave by the same door as figures: those of one segmentation are judged together, so that two exports laid side by
 * side tell no more than one, and what is personal in their words is masked.
 */
export { leaving, type Leaving, type Staying, stayingSegments } from '../../../../shared/card/together.ts';
export { maskedCard } from '../../../analysis/privacy/card.ts';
