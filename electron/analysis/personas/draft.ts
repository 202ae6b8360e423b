import { isYear } from '../../../shared/attribute.ts';
import type { Part } from '../../../shared/card/presets.ts';
import type { Claim, StatEvidence } from '../../../shared/contract/personas.ts';
import type { Said } from '../../../shared/domain.ts';
import type { Style } from '../groups/words.ts';
import type { Measured } from './measure.ts';
import type { CardAttribute } from './parts.ts';

/** What a draft is made from: the same for all cards of a segmentation. */
export interface Material {
  readonly measured: Measured;
  readonly attributes: readonly CardAttribute[];
  readonly parts: ReadonlyMap<Part, CardAttribute>;
  /** attributes that say what became of customers: every card tells of them */
  readonly outcomes: ReadonlySet<number>;
  /** date of the data */
  readonly asOf: string;
  /** a row of the table is an order, not a customer */
  readonly orders: boolean;
}

/** The segment a card is drafted for. */
export interface DraftedSegment {
  readonly id: number;
  readonly size: number;
  /** customers in all segments together */
  readonly total: number;
}

/** Whether a card is about everyone: then there is nobody to compare with, and nothing is said of a base. */
export const isEveryone = ({ size, total }: DraftedSegment): boolean => size === total;

/** A statement the data makes. */
export const dataClaim = (id: string, said: Said, evidence: StatEvidence, asOf: string): Claim => ({
  id,
  said,
  text: '',
  basis: 'data',
  evidence: [evidence],
  status: 'supported',
  asOf,
  author: '',
});

/** Evidence of which nothing is known yet. */
export const NO_STAT = {
  kind: 'stat',
  attribute: null,
  column: null,
  level: null,
  missing: 0,
  effect: null,
  interval: null,
  p: null,
  comparisons: null,
  distribution: null,
  filter: null,
} as const;

/** How an attribute's values read. */
export const styleOf = (one: CardAttribute, value: number): Style => ({
  type: one.type,
  unit: one.unit === null || one.unit === '%' ? null : one.unit.replace('￥', '¥'),
  percent: one.format.percent ?? false,
  year: isYear(one.name, value),
});
