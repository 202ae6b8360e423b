/** The part of the statistics that words about segments need, under the name the cards know it by. */
export { cohenH } from '../stats/effects.ts';
export { wilson } from '../stats/intervals.ts';
