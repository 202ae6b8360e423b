import { PROVINCES, provinceOf } from '../../../shared/provinces.ts';
import { findRegion } from '../cleaning/regions.ts';

/** The provincial unit a text stands in, and whether the text names it or only a city of it. */
export interface Place {
  readonly code: string;
  readonly named: boolean;
}

const codeOf = new Map(PROVINCES.map(({ code, full }) => [full, code]));

/**
 * The provincial unit of a text: named (浙江, Zhejiang), named before or after a city (浙江省杭州市, "Hangzhou, Zhejiang"),
 * or that of a city alone (杭州市). null: none is known.
 */
export function placeOf(text: string): Place | null {
  const whole = provinceOf(text) ?? provinceOf(text.split(/[,，]/).at(-1)!.trim());
  if (whole !== null) return { code: whole, named: true };
  const region = findRegion(text);
  const code = region && codeOf.get(region.province);
  if (!code) return null;
  const { zh } = PROVINCES.find((one) => one.code === code)!;
  return { code, named: text.includes(zh) };
}
