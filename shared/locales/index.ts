import i18next, { type i18n } from 'i18next';
import type { Lang, Said } from '../domain.ts';
import en from './en/index.ts';
import zh from './zh-CN/index.ts';

/** All messages: language → namespace (one an area) → nested keys. */
export const resources = { en, 'zh-CN': zh } as const;
/** Namespaces of the messages. */
export const namespaces = Object.keys(en) as (keyof typeof en)[];

/**
 * A new translator. Values are interpolated as `{{name}}`; `{{n, number}}`, `{{x, percent}}` print in the reader's locale.
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
  instance.services.formatter?.add('percent', (value: number, lng) =>
    new Intl.NumberFormat(lng, { style: 'percent', maximumFractionDigits: Math.abs(value) < 0.1 ? 1 : 0 }).format(
      value,
    ),
  );
  instance.services.formatter?.add('signed', (value: number, lng) =>
    new Intl.NumberFormat(lng, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'always' })
      .format(value)
      .replace('-', '−'),
  );
  return instance;
}

/** Turn a {@link Said} into text. Nested sentences are said first; lists are joined as the language joins them. */
export function say(translator: i18n, said: Said): string {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(said.values ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
    else if (Array.isArray(value))
      values[name] = new Intl.ListFormat(translator.language, { type: 'conjunction' }).format(
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
