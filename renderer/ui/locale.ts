import type { i18n } from 'i18next';
import { useMemo } from 'react';
import type { Lang, Said } from '../../shared/domain.ts';
import { bytesIn, say as sayWith, translatorOf } from '../../shared/locales/index.ts';
import { printFigure, withUnit } from '../../shared/print.ts';
import { useStore } from '../state/store.ts';

/** Numbers, dates and sizes as the reader's language writes them. Minus is U+2212, a missing value is an en dash. */
export interface Formats {
  number(value: number | null | undefined, digits?: number): string;
  percent(share: number | null | undefined, digits?: number): string;
  signed(value: number | null | undefined, digits?: number): string;
  money(value: number | null | undefined, digits?: number): string;
  /** an ISO date or instant; `time` adds hours and minutes */
  date(iso: string | null | undefined, style?: 'date' | 'time' | 'both' | 'near'): string;
  bytes(count: number): string;
  /** 0.2 s, 4.1 s, 2 min 5 s */
  seconds(ms: number): string;
  /** en dash between the ends */
  range(low: number, high: number, digits?: number): string;
}
/** The reader's language. `t` takes a key with its namespace: `t('frame:undo')`. */
export interface Locale {
  readonly lang: Lang;
  t(key: string, values?: Record<string, string | number>): string;
  say(said: Said): string;
  readonly fmt: Formats;
}

export const MISSING = '–';

function formatsFor(lang: Lang, i18n: i18n): Formats {
  const print = (value: number | null | undefined, options: Intl.NumberFormatOptions) => {
    if (value === null || value === undefined || !Number.isFinite(value)) return MISSING;
    return printFigure(value, lang, options);
  };
  const upTo = (digits: number) => ({ maximumFractionDigits: digits });
  const exactly = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  return {
    number: (value, digits = 2) => print(value, upTo(digits)),
    percent: (share, digits = 0) => print(share, { style: 'percent', ...upTo(digits) }),
    signed: (value, digits = 2) => print(value, { ...exactly(digits), signDisplay: 'exceptZero' }),
    money: (value, digits = 0) => {
      const text = print(value, exactly(digits));
      return text === MISSING ? text : withUnit(text, '¥');
    },
    date: (iso, style = 'date') => printDate(lang, i18n, iso, style),
    bytes: (count) => bytesIn(count, lang),
    seconds: (ms) => {
      const seconds = ms / 1000;
      if (seconds < 60) return i18n.t('common:seconds', { n: print(seconds, upTo(1)) });
      return i18n.t('common:minutes', { m: Math.floor(seconds / 60), s: Math.round(seconds % 60) });
    },
    range: (low, high, digits = 1) => `${print(low, upTo(digits))}–${print(high, upTo(digits))}`,
  };
}

function printDate(lang: Lang, i18n: i18n, iso: string | null | undefined, style: string): string {
  if (!iso) return MISSING;
  const dayOnly = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  const date = new Date(dayOnly ? `${iso}T00:00:00` : iso);
  if (Number.isNaN(date.getTime())) return iso;
  const time = new Intl.DateTimeFormat(lang, { hour: '2-digit', minute: '2-digit', hour12: false }).format(date);
  if (style === 'time') return time;
  if (style === 'near') {
    const days = Math.round((dayStart(new Date()) - dayStart(date)) / 86_400_000);
    if (days === 0) return i18n.t('common:today', { time });
    if (days === 1) return i18n.t('common:yesterday', { time });
    const sameYear = date.getFullYear() === new Date().getFullYear();
    const parts: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric' };
    return new Intl.DateTimeFormat(lang, sameYear ? parts : { ...parts, year: 'numeric' }).format(date);
  }
  const pad = (n: number) => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  return style === 'both' ? `${day} ${time}` : day;
}
const dayStart = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

const locales = new Map<Lang, Locale>();

/** The locale of a language, for code outside components. */
export function localeOf(lang: Lang): Locale {
  let found = locales.get(lang);
  if (!found) {
    const i18n = translatorOf(lang);
    found = {
      lang,
      t: (key, values) => i18n.t(key, values ?? {}),
      say: (said) => sayWith(i18n, said),
      fmt: formatsFor(lang, i18n),
    };
    locales.set(lang, found);
  }
  return found;
}

/** The reader's language; a component that uses it is drawn again when the language is switched. */
export function useLocale(): Locale {
  const lang = useStore((state) => state.lang);
  return useMemo(() => localeOf(lang), [lang]);
}
