import { areWhole, wholeSteps as stepsOfWhole } from '../stats/bins.ts';
import { quantileOf } from './select.ts';

/** Equal steps with round ends: `count` of them from `from`, each `width` wide. */
export interface Steps {
  readonly from: number;
  readonly width: number;
  readonly count: number;
  /** each whole number is a step of its own */
  readonly single: boolean;
  /** all values are whole numbers, and the edges lie between them */
  readonly whole: boolean;
}

/** A tail is cut when the middle 98 % take up less than this part of the whole. */
const TAIL = 0.6;
/** Steps of whole numbers may be this many times as many as are wanted, before they are made wider. */
const MORE_WHOLE = 1.3;
/** Values nearer to each other than this, relative or at all, are one value: no steps fit between them. */
const SAME = 1e-12;
const LEAST = 1e-290;

/**
 * Round steps over some values. Long tails beyond the 1st and the 99th percentile go into the first and the last step.
 * @param values at least one, finite; reordered
 * @param about how many steps are wanted
 */
export function stepsOver(values: Float64Array, about: number): Steps & { readonly min: number; readonly max: number } {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { ...between(values, min, max, about), min, max };
}

function between(values: Float64Array, min: number, max: number, about: number): Steps {
  const few = singleSteps(values, min, max, about);
  if (few) return few;
  if (max - min <= LEAST + Math.max(Math.abs(min), Math.abs(max)) * SAME)
    return { from: min, width: 1, count: 1, single: true, whole: false };
  let [low, high] = [quantileOf(values, 0.01), quantileOf(values, 0.99)];
  if (high <= low || (high - low) / (max - min) > TAIL) [low, high] = [min, max];
  const width = roundStep((high - low) / about);
  if (!Number.isInteger(width) && areWhole(values))
    return {
      ...stepsOfWhole(Math.floor(low), Math.ceil(high), Math.ceil(about * MORE_WHOLE)),
      single: false,
      whole: true,
    };
  const first = Math.floor(low / width + 1e-9);
  // the last step holds its own end
  const last = Math.max(first, Math.ceil(high / width - 1e-9) - 1);
  const from = first * width;
  return { from, width, count: last - first + 1, single: false, whole: areWhole(values) };
}

function singleSteps(values: Float64Array, min: number, max: number, about: number): Steps | null {
  if (max - min + 1 > Math.max(about + 6, 8) || !Number.isInteger(min)) return null;
  return areWhole(values) ? { from: min, width: 1, count: max - min + 1, single: true, whole: true } : null;
}

/** The round number (1, 2, 2.5 or 5 times a power of ten) next above. */
export function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const wanted = size / power;
  const found = [1, 2, 2.5, 5, 10].find((step) => step >= wanted - 1e-9) ?? 10;
  return found * power;
}

/** An end of a step without the noise of binary fractions. */
export const edge = ({ from, width }: Steps, i: number): number => Number((from + i * width).toPrecision(12));
