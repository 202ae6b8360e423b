import i18next, { type i18n } from 'i18next';
import type { Lang, Said } from '../domain.ts';
import { printFigure } from '../print.ts';
import en from './en/index.ts';
import zh from './zh-CN/index.ts';

/** All messages: language → namespace (one an area) → nested keys. */
export const resources = { en, 'zh-CN': zh } as const;
/** Namespaces of the messages. */
const namespaces = Object.keys(en) as (keyof typeof en)[];

/**
 * A new translator. Values are interpolated as `{{name}}`; `{{n, number}}`, `{{x, percent}}` print in the reader's locale,
 * `{{n, counted(1: row; 2: rows)}}` a number with its noun, for sentences that count several things, `{{n, bytes}}` a size,
 * `{{at, moment}}` an instant with its minute.
 * Nothing is escaped: every consumer shows text as text (R26).
 */
export function createTranslator(lang: Lang): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: lang,
    fallbackLng: false,
    resources,
    ns: namespaces as unknown as string[],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
    showSupportNotice: false,
  } as Parameters<i18n['init']>[0]);
  instance.services.formatter?.add('number', (value: number, lng) => printFigure(value, lng));
  instance.services.formatter?.add('percent', (value: number, lng) => percentIn(value, lng));
  instance.services.formatter?.add('signed', (value: number, lng) =>
    printFigure(value, lng, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' }),
  );
  instance.services.formatter?.add('counted', (value: number, lng, forms: Record<string, unknown>) =>
    [printFigure(value, lng), forms[Number(value) === 1 ? '1' : '2']].join(' '),
  );
  instance.services.formatter?.add('bytes', (value: number, lng) => bytesIn(value, lng));
  instance.services.formatter?.add('moment', (value: string) => momentOf(value));
  return instance;
}

/** A size in units of a thousand: 980 B, 4.1 KB, 1.2 GB. */
export function bytesIn(count: number, lang: string | undefined): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, count)) / Math.log(1000)));
  const value = count / 1000 ** step;
  const digits = { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 };
  return `${printFigure(value, lang, digits)}\u00a0${units[step] ?? ''}`;
}

/** An instant to the minute, in the time of this device: 2026-01-31 18:05. */
export function momentOf(iso: string): string {
  const date = new Date(iso);
  const pad = (n: number) => String(n).padStart(2, '0');
  const day = `${String(date.getFullYear())}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return `${day} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** A share in percent; one decimal near 0 and 1, so that "0%" means none and "100%" means all. */
function percentIn(share: number, lang: string | undefined): string {
  const print = (value: number) =>
    printFigure(value, lang, {
      style: 'percent',
      maximumFractionDigits: Math.abs(value) < 0.1 || (value > 0.99 && value < 1) ? 1 : 0,
    });
  if (share > 0 && share < 0.0005) return `<${print(0.001)}`;
  if (share > 0.9995 && share < 1) return `>${print(0.999)}`;
  return print(share);
}

/** Whether the messages have a key, one without forms of number. */
export const hasMessage = (key: string): boolean => translatorOf('en').exists(key);

/** A list as the language joins it; in Chinese with a space between Latin letters or digits and the joining word. */
function listIn(lang: string, items: readonly string[]): string {
  return new Intl.ListFormat(lang, { type: 'conjunction' })
    .formatToParts(items)
    .map(({ type, value }, i, parts) => {
      if (type !== 'literal' || !/^\p{Script=Han}+$/u.test(value)) return value;
      const before = /[!-~]$/.test(parts[i - 1]?.value ?? '') ? ' ' : '';
      const after = /^[!-~]/.test(parts[i + 1]?.value ?? '') ? ' ' : '';
      return `${before}${value}${after}`;
    })
    .join('');
}

/** Turn a {@link Said} into text. Nested sentences are said first; lists are joined as the language joins them. */
export function say(translator: i18n, said: Said): string {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(said.values ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
    else if (Array.isArray(value))
      values[name] = listIn(
        translator.language,
        value.map((v) => say(translator, v)),
      );
    else values[name] = say(translator, value);
  }
  return translator.t(said.key, values);
}

const translators = new Map<Lang, i18n>();
/** The shared translator of a language, made once. */
export function translatorOf(lang: Lang): i18n {
  let found = translators.get(lang);
  if (!found) translators.set(lang, (found = createTranslator(lang)));
  return found;
}
/** Say in a language. */
export const sayIn = (lang: Lang, said: Said): string => say(translatorOf(lang), said);
