import type { AttributeFigures } from '../../../shared/figures.ts';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { ColumnType } from '../../../shared/domain.ts';
import { sortedValues, type ColumnValues } from '../features/values.ts';
import { describeClusters } from '../groups/groups.ts';
import type { Labels } from '../groups/labels.ts';
import { midranks } from '../stats/ranks.ts';
import {
  ageBands,
  bandOf,
  type Bands,
  type BandStyle,
  categoryLevels,
  type Level,
  numberBands,
  previous,
} from './bands.ts';
import type { Reading } from './parts.ts';

/** What must be known of an attribute to count it. */
export interface CountedAttribute {
  readonly attribute: number;
  /** header */
  readonly column: string;
  readonly type: ColumnType;
  readonly reading: Reading;
  readonly style: BandStyle;
  /** [no, yes] as the file writes them */
  readonly words: readonly [string, string] | null;
  /** a category whose levels stand in order */
  readonly ordered: boolean;
}

/** An attribute over all clusters: as a mean (numbers), and as levels or bands. */
export interface Tally {
  readonly attribute: number;
  readonly mean: AttributeFigures | null;
  readonly banded: Banded | null;
}

/** An attribute counted by level. `ordered`: neighbouring levels may be put together. */
export interface Banded {
  readonly levels: readonly Level[];
  readonly ordered: boolean;
  readonly figures: AttributeFigures;
}

const DAY = 86_400_000;

/**
 * Count one attribute in every cluster.
 * @param year ages are those reached in this year
 */
export function tally(of: CountedAttribute, values: ColumnValues, labels: Labels, k: number, year: number): Tally {
  const described = { attribute: of.attribute, column: of.column };
  const mean =
    (of.reading === 'number' || of.reading === 'age') && values.kind === 'numeric'
      ? describeClusters([{ ...described, type: 'number', values, ranks: midranks(values.values) }], labels, k)[0]!
      : null;
  const coded = codedOf(of, values, year);
  if (!coded) return { attribute: of.attribute, mean, banded: null };
  const names = coded.levels.map(({ label }) => label);
  const [figures] = describeClusters(
    [{ ...described, type: 'category', values: { kind: 'coded', codes: coded.codes, levels: names }, ranks: null }],
    labels,
    k,
  );
  return {
    attribute: of.attribute,
    mean,
    banded: { levels: coded.levels, ordered: of.ordered || values.kind === 'numeric', figures: figures! },
  };
}

interface Coded {
  readonly codes: Int32Array;
  readonly levels: readonly Level[];
}

function codedOf(of: CountedAttribute, values: ColumnValues, year: number): Coded | null {
  if (values.kind === 'coded') return codedCategory(of, values.codes, values.levels);
  switch (of.reading) {
    case 'boolean':
      return codedBoolean(of, values.values);
    case 'age':
      return codedGivenAges(of.attribute, values.values);
    case 'birthYear':
    case 'birthDate':
      return codedAges(of, values.values, year);
    default: {
      const bands = numberBands(of.attribute, sortedValues(values.values), of.style);
      return bands && coded(values.values, bands);
    }
  }
}

function codedCategory(of: CountedAttribute, codes: Int32Array, names: readonly string[]): Coded | null {
  const counts = new Array<number>(names.length).fill(0);
  for (const code of codes) if (code >= 0) counts[code] = counts[code]! + 1;
  const found = categoryLevels(of.attribute, names, counts);
  if (!found) return null;
  return { levels: found.levels, codes: codes.map((code) => (code < 0 ? -1 : found.target[code]!)) };
}

function codedBoolean(of: CountedAttribute, values: Float64Array): Coded {
  const [no, yes] = of.words ?? ['0', '1'];
  const level = (label: string, value: number): Level => ({
    label,
    filter: { kind: 'values', attribute: of.attribute, values: [value] },
  });
  const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : value > 0 ? 0 : 1));
  return { codes, levels: [level(yes, 1), level(no, 0)] };
}

function codedAges(of: CountedAttribute, values: Float64Array, year: number): Coded | null {
  const date = of.reading === 'birthDate';
  const ages = values.map((value) => year - (date ? new Date(value * DAY).getUTCFullYear() : value));
  // nobody on record has lived longer: a placeholder, not an age
  for (let i = 0; i < ages.length; i++) if (!(ages[i]! >= 0 && ages[i]! <= 122)) ages[i] = NaN;
  const end = (born: number, day: string) => (date ? `${born}-${day}` : born);
  const filter = (from: number | null, to: number | null): Filter => ({
    kind: 'range',
    attribute: of.attribute,
    min: end(year - (to ?? 122), '01-01'),
    max: end(year - (from ?? 0), '12-31'),
  });
  const bands = ageBands(sortedValues(ages), filter);
  return bands && coded(ages, bands);
}

function codedGivenAges(attribute: number, values: Float64Array): Coded | null {
  const bands = ageBands(sortedValues(values), (min, to) => ({
    kind: 'range',
    attribute,
    min,
    max: to === null ? null : previous(to + 1),
  }));
  return bands && coded(values, bands);
}

const coded = (values: Float64Array, bands: Bands): Coded => ({
  codes: Int32Array.from(values, (value) => bandOf(value, bands)),
  levels: bands.levels,
});
