import { isAt, newUnits } from './units.ts';

/** Ranges of UTF-16 units with the script Han (Unicode 16, the basic plane). */
const RANGES = [
  [0x2e80, 0x2e99],
  [0x2e9b, 0x2ef3],
  [0x2f00, 0x2fd5],
  [0x3005, 0x3005],
  [0x3007, 0x3007],
  [0x3021, 0x3029],
  [0x3038, 0x303b],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfa6d],
  [0xfa70, 0xfad9],
] as const;

/** One byte for each unit: looked up once for every character of a long text. */
const TABLE = newUnits();
for (const [first, last] of RANGES) TABLE.fill(1, first, last + 1);

/** Whether the UTF-16 unit at a place is a Han character; false beyond the ends of the text. */
export const isHanAt = (text: string, at: number): boolean => isAt(TABLE, text, at);

/** Whether every unit in `[start, stop)` is a Han character. */
export function allHan(text: string, start: number, stop: number): boolean {
  if (start < 0) return false;
  for (let i = start; i < stop; i++) if (!isHanAt(text, i)) return false;
  return true;
}
