/** Ends of a scale that holds all values with a little room; never empty. */
export function extentOf(values: readonly number[], room = 0.06): [number, number] {
  const known = values.filter((v) => Number.isFinite(v));
  if (known.length === 0) return [0, 1];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const width = high - low || Math.abs(high) || 1;
  return [low - width * room, high + width * room];
}

/** A linear scale onto 0…100 (%), clamped. */
export const percentScale =
  ([low, high]: readonly [number, number]) =>
  (value: number): number =>
    Math.max(0, Math.min(100, ((value - low) / (high - low || 1)) * 100));

/** Steps of the diverging ramp, by |effect|: 0 is no visible difference, 4 a large one (Cohen's .2, .5, .8 within). */
const STEPS = [0.15, 0.4, 0.7, 1] as const;

/** The ramp token `--dv-4 … --dv4` of a standardised difference. */
export function divergingToken(value: number): string {
  const size = STEPS.filter((step) => Math.abs(value) >= step).length;
  return `var(--dv${value < 0 && size > 0 ? '-' : ''}${size})`;
}
