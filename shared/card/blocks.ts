import type { Basis, ClaimStatus, StatEvidence } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import type { FigureParts } from './claims.ts';

/** The side of a card: what it says, or what every statement rests on. */
export type Edition = 'face' | 'evidence';

/**
 * A card laid out: what stands on it, in reading order and in one language. Plain data without mark-up, colours or sizes:
 * how a block looks is told by what draws it.
 */
export interface CardLayout {
  readonly edition: Edition;
  readonly lang: Lang;
  /** segment colour 1…8 */
  readonly colour: number;
  readonly title: string;
  /** of the card as a whole, whatever stands on its face */
  readonly imprint: Imprint;
  readonly blocks: readonly Block[];
}

/** How old a card is, what it rests on and when somebody looks at it again. */
export interface Imprint {
  /** day of the data, in words; null: there is none behind it */
  readonly dataAsOf: string | null;
  readonly health: HealthMeter;
  /** day of the next review, in words */
  readonly review: string | null;
}

/** A part of a card, as wide as the card. */
export type Block = HeadBlock | FiguresBlock | RowBlock | FootBlock | HealthBlock | TableBlock | LegendBlock;

/** What the card is of. */
export interface HeadBlock {
  readonly kind: 'head';
  /** null: taken off the face */
  readonly portrait: Portrait | null;
  readonly kicker: Kicker;
  readonly title: string;
  /** that the segments were cut as asked and the data has no groups, in words; null: groups were found, or no segment */
  readonly cut: string | null;
  /** customers of the group and of the whole table; null: no segment stands behind the card */
  readonly sizes: { readonly group: Count; readonly everyone: Count } | null;
  readonly sections: readonly Section[];
}

/** A number of customers; null: too few to be told. */
export type Count = number | null;

/** The picture a person chose (a data URL); without one the abstract figure of a seed. */
export interface Portrait {
  readonly picture: string | null;
  readonly seed: number;
  /** segment colour 1…8 */
  readonly colour: number;
}

/** The line above the title. */
export interface Kicker {
  readonly preset: string;
  /** whether data stands behind the card, in words */
  readonly stage: string;
  /** evidence: that this is its side */
  readonly edition: string | null;
  /** evidence: day of the data, in words */
  readonly dataAsOf: string | null;
}

/** Figures in large type. */
export interface FiguresBlock {
  readonly kind: 'figures';
  readonly section: Section;
}

/** Cells side by side, three to a line; in a cell sections one under the other. */
export interface RowBlock {
  readonly kind: 'row';
  readonly cells: readonly (readonly Section[])[];
}

/** What of the imprint stands on the face, in words. */
export interface FootBlock {
  readonly kind: 'foot';
  readonly dataAsOf: string | null;
  readonly health: HealthMeter | null;
  readonly review: string | null;
}

/** What the statements rest on, above their table. */
export interface HealthBlock {
  readonly kind: 'health';
  readonly health: HealthMeter;
}

/** Every statement with what stands behind it. */
export interface TableBlock {
  readonly kind: 'table';
  /** headers in the order of {@link COLUMNS} */
  readonly columns: readonly string[];
  readonly rows: readonly EvidenceRow[];
}

/** Columns of the evidence, in order. */
export const COLUMNS = ['field', 'statement', 'basis', 'compared', 'effect', 'n', 'asOf', 'status'] as const;

/** How the evidence is to be read, in words. */
export interface LegendBlock {
  readonly kind: 'legend';
  readonly group: string;
  readonly interval: string;
  readonly everyone: string;
  readonly method: string;
}

/** A field of the card under its name. */
export interface Section {
  /** key of the field */
  readonly field: string;
  readonly label: string;
  /** customers its distribution is of */
  readonly n: number | null;
  readonly content: readonly Content[];
}

/**
 * What stands in a field. On the screen also what waits to be filled: null, or no items. `single`: one statement is all it
 * holds.
 */
export type Content =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'amount'; readonly value: number | null; readonly text: string }
  /** value 0…100 */
  | { readonly kind: 'scale'; readonly value: number | null }
  | { readonly kind: 'choice'; readonly value: string | null; readonly options: readonly string[] }
  /** source: a data URL */
  | { readonly kind: 'picture'; readonly source: string | null }
  | { readonly kind: 'statements'; readonly items: readonly Statement[]; readonly single: boolean }
  | { readonly kind: 'quotes'; readonly items: readonly Quote[]; readonly single: boolean }
  | { readonly kind: 'figures'; readonly items: readonly Figure[] }
  | { readonly kind: 'traits'; readonly items: readonly Trait[] }
  | { readonly kind: 'distributions'; readonly items: readonly Distribution[] };

/** A claim in words. */
export interface Statement {
  /** id of the claim */
  readonly claim: string;
  readonly text: string;
  /** words a person put beside a data claim */
  readonly beside: string | null;
  /** the mark of an assumption; null: it is none */
  readonly assumed: string | null;
  /** a person wrote it, and may write it anew */
  readonly written: boolean;
  /** somebody's words without consent: `text` is empty */
  readonly withheld: boolean;
}

/** Somebody's words. */
export interface Quote extends Statement {
  /** where they come from, naming nobody */
  readonly source: string | null;
}

/** A statement that may be a figure: the value and what it is the value of. */
export interface Figure extends Statement {
  readonly figure: FigureParts | null;
}

/** What sets the group apart. */
export interface Trait extends Statement {
  /** as it is printed; null: nothing was compared */
  readonly effect: string | null;
}

/** A statement of the levels of an attribute; no levels: the words are all there is. */
export interface Distribution extends Statement {
  /** one bar a level, or one bar divided by the levels */
  readonly drawn: 'bars' | 'stack';
  readonly n: number;
  readonly levels: readonly Level[];
}

/** A level of a distribution. */
export interface Level {
  readonly label: string;
  /** 0…1 of the group; null: not told */
  readonly share: number | null;
  /** 0…1 of everyone */
  readonly base: number;
  readonly shareText: string;
  readonly baseText: string;
  /** another level of the attribute is the one that is stated */
  readonly back: boolean;
}

/** How many statements rest on what, and which need a look. */
export interface HealthMeter {
  readonly label: string;
  readonly total: number;
  /** those there are, strongest first */
  readonly bases: readonly { readonly basis: Basis; readonly label: string; readonly count: number }[];
  readonly summary: string;
  /** null: none */
  readonly stale: string | null;
  readonly contradicted: string | null;
  readonly untested: string | null;
}

/** A claim with what stands behind it. */
export interface EvidenceRow {
  /** key of the field */
  readonly field: string;
  readonly label: string;
  /** the first of its field, which is named once */
  readonly first: boolean;
  readonly statement: Statement;
  readonly basis: { readonly id: Basis; readonly label: string };
  /** null: no statistic stands behind it */
  readonly compared: Comparison | null;
  /** what stands behind it, in a line */
  readonly support: string;
  /** as it is printed; an en dash without one */
  readonly effect: string;
  readonly asOf: string;
  readonly status: { readonly id: ClaimStatus; readonly label: string };
}

/** This group against everyone. */
export interface Comparison extends Pick<
  StatEvidence,
  'aggregate' | 'segmentValue' | 'baseValue' | 'effect' | 'interval' | 'byCut'
> {
  readonly n: Count;
  /** said where there is nothing to draw: that it was counted, or made by the cut */
  readonly counted: string;
  /** the interval as it is printed, in the unit of the statement; null: there is none */
  readonly between: string | null;
}
