import { isMissing } from '../missing.ts';
import { currenciesOf } from './currencies.ts';

/** Which of several currencies that share a sign is meant, the likeliest first: ¥ 元 $ £ kr Rs. */
const LIKELY = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD', 'TWD', 'INR', 'CAD', 'AUD', 'CHF', 'SEK', 'KRW'];
const CODE = /^[A-Z]{3}$/;

/**
 * The ISO 4217 code that a sign, a word or a code stands for, in any case (`usd`, `US$`, `人民币`, `€`); of several the likeliest.
 * What is no currency is itself, trimmed and in capitals; null for a text that is missing.
 */
export function currencyCode(written: string): string | null {
  const text = written.trim();
  if (isMissing(text)) return null;
  const known = currenciesOf(text) ?? currenciesOf(text.toUpperCase());
  if (!known) return text.toUpperCase().slice(0, 12);
  if (CODE.test(text.toUpperCase()) && known.has(text.toUpperCase())) return text.toUpperCase();
  return LIKELY.find((code) => known.has(code)) ?? [...known].sort()[0]!;
}
