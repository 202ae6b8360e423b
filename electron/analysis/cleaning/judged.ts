import type { CleanStepInput } from '../../../shared/cleaning.ts';
import type { PartScore, QualityPart } from '../../../shared/contract/quality.ts';
import type { Mapping, Said, SourceKind } from '../../../shared/domain.ts';
import type { CleanContext } from './context.ts';
import { type CleanColumn, type CleanTable, columnNamed } from './table.ts';

/** What quality is judged by besides the rows. */
export interface QualityFacts {
  readonly kind: SourceKind;
  readonly mapping: Mapping;
  /** ISO 8601: the day against which dates are old or in the future */
  readonly importedAt: string;
  /** what the data dictionary allows, by code name without capitals, blanks and underscores (`foldedName`) */
  readonly allowed: Readonly<Record<string, readonly string[]>>;
}

/** Something amiss, with the rows behind it. */
export interface Finding {
  readonly key: string;
  readonly part: QualityPart;
  readonly column: string | null;
  readonly rule: Said;
  readonly count: number;
  /** of the cells or rows that were looked at for this finding */
  readonly of: number;
  readonly step: CleanStepInput | null;
  /** 1: a row behind it */
  rows(): Uint8Array;
}

/** What the parts look at. */
export interface Judged {
  readonly table: CleanTable;
  readonly context: CleanContext;
  readonly facts: QualityFacts;
  /** rows that are not dropped */
  readonly kept: number;
  /** called before each column: may throw to stop */
  readonly onColumn: () => void;
  /** columns that count: not ignored, or standing for a field */
  readonly used: readonly CleanColumn[];
}

/** One part judged. */
export interface PartJudged {
  readonly score: PartScore;
  readonly findings: readonly Finding[];
}

/** A score from cells or rows that were looked at and those amiss. */
export function scoreOf(part: QualityPart, of: number, bad: number): PartScore {
  if (of === 0) return { value: null, of: 0, bad: 0, formula: { key: `cleaning:formula.none.${part}` } };
  return { value: 1 - bad / of, of, bad, formula: { key: `cleaning:formula.${part}`, values: { of, bad } } };
}

/** The column that stands for a field. */
export function mappedColumn({ table, facts }: Judged, field: keyof Mapping): CleanColumn | undefined {
  const name = facts.mapping[field];
  return name === undefined ? undefined : columnNamed(table, name);
}

/** Marks of the rows whose value (by its code) was hit. */
export function marksOf(table: CleanTable, column: CleanColumn, hit: readonly boolean[]): Uint8Array {
  const marks = new Uint8Array(table.rows);
  for (let r = 0; r < table.rows; r++) if (table.gone?.[r] !== 1 && hit[column.codes[r]!]) marks[r] = 1;
  return marks;
}

/** How many rows are marked. */
export function marked(marks: Uint8Array): number {
  let n = 0;
  for (const mark of marks) n += mark;
  return n;
}
