import { getCountries, getCountryCallingCode, Metadata } from 'libphonenumber-js/min';

/** Lengths of national numbers by country calling code; made when first asked for. */
let plans: ReadonlyMap<string, ReadonlySet<number>> | null = null;

function lengthsOf(code: string): ReadonlySet<number> | undefined {
  if (plans === null) {
    const made = new Map<string, Set<number>>();
    const metadata = new Metadata();
    for (const country of getCountries()) {
      metadata.selectNumberingPlan(country);
      const own = getCountryCallingCode(country);
      const lengths = made.get(own) ?? new Set();
      for (const length of metadata.numberingPlan?.possibleLengths() ?? []) lengths.add(length);
      made.set(own, lengths);
    }
    plans = made;
  }
  return plans.get(code);
}

/**
 * Digits that follow a plus sign (or 00): a calling code of the ITU and as many digits as numbers have there, by the tables of
 * libphonenumber. The ranges within a country are not asked: numbers kept for fiction (+44 7700 900123) and new ranges are
 * telephones too. A national 0 after the code is passed over.
 */
export function isInternational(digits: string): boolean {
  if (digits.length < 7 || digits.length > 17) return false;
  for (let n = 1; n <= 3; n++) {
    const lengths = lengthsOf(digits.slice(0, n));
    if (!lengths) continue;
    const rest = digits.length - n;
    return lengths.has(rest) || (digits[n] === '0' && lengths.has(rest - 1));
  }
  return false;
}

/** Mainland mobile numbers whose first three digits no operator has (plan of the MIIT, 2024). */
const NO_OPERATOR = /^1(?:4[0-4]|54|6[013489]|79|94)/;

/** A mainland mobile number of an operator: eleven digits, or with 86, +86 or 0086 before them. */
export function isChineseMobile(digits: string): boolean {
  const bare = digits.length > 11 ? digits.replace(/^0{0,2}86/, '') : digits;
  return /^1[3-9]\d{9}$/.test(bare) && !NO_OPERATOR.test(bare);
}

/** A mainland land line with its area code. */
export const isChineseLandLine = (digits: string): boolean =>
  /^(?:0{0,2}86)?0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}$/.test(digits);

/** A British number as it is written at home: the trunk 0 and nine or ten digits. */
export const isBritish = (digits: string): boolean =>
  /^0[1-9]\d{8,9}$/.test(digits) && (lengthsOf('44')?.has(digits.length - 1) ?? false);
