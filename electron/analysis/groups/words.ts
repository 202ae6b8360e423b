import type { ColumnType, Said } from '../../../shared/domain.ts';
import { readable, signOf, unitLeads } from '../../../shared/print.ts';
import { numberToDate } from '../../../shared/values.ts';
import type { Found } from './differences.ts';

/** How the values of a column read. */
export interface Style {
  readonly type: ColumnType;
  /** a currency or unit that was stripped from the cells */
  readonly unit: string | null;
  /** stored as a share of 1 */
  readonly percent: boolean;
  /** calendar years: printed without separators */
  readonly year: boolean;
}

const LONGEST_NAME = 28;

/** A name short enough for a title. */
export const short = (name: string): string =>
  [...name].length <= LONGEST_NAME ? name : `${[...name].slice(0, LONGEST_NAME - 1).join('')}…`;

/** Chinese puts a space between Latin letters or digits and Chinese, and none between Chinese. */
const gapAfter = (text: string): string => (/[!-~]$/.test(text) ? ' ' : '');
const gapBefore = (text: string): string => (/^[!-~]/.test(text) ? ' ' : '');

/** A value of a column in words; dates come in milliseconds since 1970. */
export function valueSaid(value: number, style: Style): Said | string {
  if (style.type === 'date') return numberToDate(Math.round(value / 86_400_000) * 86_400_000);
  if (style.year) return String(Math.round(value));
  if (style.percent) return { key: 'segments:value.percent', values: { x: value } };
  const x = readable(value);
  if (style.unit === null || style.unit === '') return { key: 'segments:value.number', values: { x } };
  const leads = unitLeads(style.unit);
  return {
    key: leads ? 'segments:value.money' : 'segments:value.unit',
    values: { x, sign: leads ? signOf(style.unit) : style.unit },
  };
}

/** The sentence of a difference: "MntWines 613 on average; everyone 304". */
export function differenceSaid(found: Found, style: Style): Said {
  const column = short(found.column);
  if (found.level === null)
    return {
      key: 'segments:difference.mean',
      values: {
        column,
        gap: gapAfter(column),
        value: valueSaid(found.value, style),
        base: valueSaid(found.base, style),
      },
    };
  const shares = { column, gap: gapAfter(column), value: found.value, base: found.base };
  if (found.type === 'boolean') return { key: 'segments:difference.boolean', values: shares };
  const level = short(found.level);
  return {
    key: 'segments:difference.share',
    values: { ...shares, level, gapLevel: gapBefore(level), gapThen: gapAfter(level) },
  };
}

/** What is said of an attribute that is higher or lower somewhere. */
export interface Trait {
  readonly column: string;
  readonly type: ColumnType;
  readonly level: string | null;
  readonly higher: boolean;
  /** the share itself, where it is one */
  readonly share?: number | undefined;
}

/** The trait a difference amounts to. */
export const traitOf = (found: Found): Trait => ({
  column: found.column,
  type: found.type,
  level: found.level,
  higher: found.effect.value > 0,
  share: found.level === null ? undefined : found.value,
});

/**
 * A trait in words: "High Income". Some languages start a title with a capital and go on without: `place` says which.
 */
export function traitSaid(trait: Trait, place: 'first' | 'then'): Said {
  const { column, type, level, higher } = trait;
  const space = place === 'first' ? 'segments:trait' : 'segments:traitThen';
  if (level === null || type === 'boolean') {
    const name = short(column);
    const words = type === 'date' ? ['later', 'earlier'] : type === 'boolean' ? ['often', 'seldom'] : ['high', 'low'];
    return { key: `${space}.${higher ? words[0]! : words[1]!}`, values: { name, gap: gapAfter(name) } };
  }
  // a bare "3" or "B" says nothing without its column
  const bare = /^([\d\p{P}\s]*|[A-Za-z])$/u.test(level);
  const name = short(bare ? `${column} ${level}` : level);
  const word = higher ? ((trait.share ?? 0) > 0.5 ? 'mostly' : 'more') : trait.share === 0 ? 'no' : 'fewer';
  return { key: `${space}.${word}`, values: { name, gap: gapAfter(name), gapBefore: gapBefore(name) } };
}

/** Traits as one phrase; at least one. */
export function phrase(traits: readonly Trait[]): Said {
  const [a, b] = traits;
  if (!a) return { key: 'segments:title.average' };
  if (!b) return { key: 'segments:title.one', values: { a: traitSaid(a, 'first') } };
  return { key: 'segments:title.two', values: { a: traitSaid(a, 'first'), b: traitSaid(b, 'then') } };
}

/** Pairs of traits to try in turn until a title is unlike the others. */
const PAIRS: readonly (readonly [number, number])[] = [
  [0, 1],
  [0, 2],
  [1, 2],
  [0, 3],
  [1, 3],
  [2, 3],
];

/**
 * Working titles of segments from their two strongest traits, unlike each other where the traits allow it.
 * @param ranked per segment its differences, strongest first
 */
export function titles(ranked: readonly (readonly Found[])[]): Said[] {
  if (ranked.length === 1) return [{ key: 'segments:title.everyone' }];
  const used = new Set<string>();
  return ranked.map((differences) => {
    const traits = differences.map(traitOf);
    const options = PAIRS.map((pair) => phrase(pair.flatMap((i) => traits[i] ?? [])));
    const title = options.find((option) => !used.has(JSON.stringify(option))) ?? options[0]!;
    used.add(JSON.stringify(title));
    return title;
  });
}

/** What a matrix column is about, for the words of an axis. */
export interface AxisColumn {
  readonly attribute: number;
  readonly column: string;
  readonly type: ColumnType;
  readonly level?: string | null | undefined;
}

/**
 * What the ends of a principal component mean: its two heaviest attributes.
 * @param weights weight of each matrix column
 */
export function axisSaid(weights: ArrayLike<number>, columns: readonly AxisColumn[]): { low: Said; high: Said } {
  const order = columns.map((_, i) => i).sort((a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!) || a - b);
  const chosen: number[] = [];
  for (const i of order) {
    if (chosen.length === 2 || Math.abs(weights[i]!) < 0.2) break;
    if (chosen.every((j) => columns[j]!.attribute !== columns[i]!.attribute)) chosen.push(i);
  }
  if (chosen.length === 0 && order.length > 0) chosen.push(order[0]!);
  const end = (side: 1 | -1): Said =>
    phrase(
      chosen.map((i): Trait => {
        const { column, type, level } = columns[i]!;
        return { column, type, level: level ?? null, higher: weights[i]! * side > 0 };
      }),
    );
  return { low: end(-1), high: end(1) };
}
