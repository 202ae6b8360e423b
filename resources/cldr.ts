import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Writes what Unicode's tables of languages (CLDR), as this Node carries them, say of currencies, months and days:
 * `node resources/cldr.ts`. Asked for while a file is read, the same tables cost every reading thread a tenth of a second and
 * 10 MB, and two runtimes might read one file differently. A test fails when the lists are behind.
 */

const root = join(import.meta.dirname, '../electron/analysis/intake');

/** A sign without blanks and marks of direction. */
const bare = (sign: string): string => sign.replace(/[\s\u200e\u200f\u061c]/g, '');

/**
 * Signs, short names and codes of all currencies (in English, in Chinese, at home), and dollars and pounds with the two letters
 * of their country (US$, AU$, $US).
 */
function currencySigns(): Map<string, Set<string>> {
  const signs = new Map<string, Set<string>>();
  const put = (sign: string, code: string) => {
    const key = bare(sign);
    const known = signs.get(key);
    if (known) known.add(code);
    else if (key !== '') signs.set(key, new Set([code]));
  };
  for (const code of Intl.supportedValuesOf('currency')) {
    put(code, code);
    const home = new Intl.Locale(`und-${code.slice(0, 2)}`).maximize().toString();
    for (const language of new Set(['en', 'zh', home]))
      for (const style of ['symbol', 'narrowSymbol'] as const) {
        const sign = signIn(language, code, style);
        put(sign, code);
        if (!/^\p{Sc}$/u.test(sign)) continue;
        put(code.slice(0, 2) + sign, code);
        put(sign + code.slice(0, 2), code);
      }
  }
  return signs;
}

function signIn(language: string, currency: string, currencyDisplay: 'symbol' | 'narrowSymbol'): string {
  const parts = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay }).formatToParts(1);
  return parts.find(({ type }) => type === 'currency')?.value ?? '';
}

/** Languages whose names of months and days are read; a name of an earlier one is not overruled by a later one. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'pl', 'ru', 'tr'] as const;

const lower = (text: string) => text.toLowerCase().replaceAll('.', '').normalize('NFC');
const plainly = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

/** Put a name down, with and without its accents, unless an earlier language knows it. */
function put(names: Map<string, number>, own: Map<string, number>, name: string, value: number): void {
  for (const form of new Set([lower(name), plainly(lower(name))]))
    if (form.length > 1 && !names.has(form) && !own.has(form)) own.set(form, value);
}

function namesOf(
  values: readonly number[],
  print: (language: string, style: 'long' | 'short', value: number) => string,
): Map<string, number> {
  const names = new Map<string, number>();
  for (const language of LANGUAGES) {
    const own = new Map<string, number>();
    for (const style of ['long', 'short'] as const)
      for (const value of values) put(names, own, print(language, style, value), value);
    for (const [name, value] of own) names.set(name, value);
  }
  return names;
}

const formatIn = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });

function monthName(language: string, month: 'long' | 'short', value: number): string {
  const parts = formatIn(language, { month, day: 'numeric' }).formatToParts(new Date(Date.UTC(2024, value - 1, 3)));
  return parts.find(({ type }) => type === 'month')!.value;
}

const dayName = (language: string, weekday: 'long' | 'short', value: number): string =>
  // 7 January 2024 was a Sunday
  formatIn(language, { weekday }).format(new Date(Date.UTC(2024, 0, 7 + value)));

/** Languages whose units of time are read. */
const TIMED = ['en', 'zh', 'zh-TW', 'ja', 'ko', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'pl', 'ru'] as const;

/** Names of the units of time; only those of one word can be read behind a number. */
function timeUnits(): Map<string, string> {
  const names = new Map<string, string>();
  for (const language of TIMED)
    for (const unit of ['day', 'hour', 'minute', 'second'])
      for (const unitDisplay of ['long', 'short', 'narrow'] as const)
        for (const n of [1, 2, 5]) {
          const name = unitName(language, unit, unitDisplay, n);
          if (/^\p{L}+$/u.test(name) && !names.has(name)) names.set(name, unit);
        }
  return names;
}

function unitName(language: string, unit: string, unitDisplay: 'long' | 'short' | 'narrow', n: number): string {
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay });
  return (format.formatToParts(n).find(({ type }) => type === 'unit')?.value ?? '')
    .toLowerCase()
    .replaceAll('.', '')
    .trim();
}

/** Keys by what they stand for: a line each, `value key key …`. */
function lines(entries: Iterable<readonly [string, string]>): string {
  const keys = new Map<string, string[]>();
  for (const [key, value] of entries) {
    const known = keys.get(value);
    if (known) known.push(key);
    else keys.set(value, [key]);
  }
  return [...keys].map(([value, own]) => `${value} ${own.join(' ')}`).join('\n');
}

const list = (name: string, says: string, text: string): string =>
  `/** ${says} Made by resources/cldr.ts. */\nexport const ${name} = \`\n${text}\n\`;\n`;

/** The lists, by the file they stand in. */
export function lists(): Record<string, string> {
  const signs = [...currencySigns()].flatMap(([sign, codes]) => [...codes].map((code) => [sign, code] as const));
  const numbered = (names: Map<string, number>) => [...names].map(([name, value]) => [name, String(value)] as const);
  return {
    [join(root, 'numbers/currencyList.ts')]: list(
      'CURRENCY_LIST',
      'Currencies: the code of ISO 4217, then what it is written as.',
      lines(signs),
    ),
    [join(root, 'numbers/unitList.ts')]: list(
      'UNIT_LIST',
      'Units of time in fourteen languages, in small letters: the unit, then its names.',
      lines(timeUnits()),
    ),
    [join(root, 'dates/nameList.ts')]: [
      list(
        'MONTH_LIST',
        'Names of months in thirteen languages, in small letters: the month (1–12), then its names.',
        lines(numbered(namesOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], monthName))),
      ),
      list(
        'DAY_LIST',
        'Names of days in thirteen languages, in small letters: the day (0: Sunday), then its names.',
        lines(numbered(namesOf([0, 1, 2, 3, 4, 5, 6], dayName))),
      ),
    ].join('\n'),
  };
}

if (process.argv[1] === import.meta.filename)
  for (const [file, text] of Object.entries(lists())) writeFileSync(file, text);
