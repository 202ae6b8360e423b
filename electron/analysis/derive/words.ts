import type { Lang, Said } from '../../../shared/domain.ts';
import { sayIn } from '../../../shared/locales/index.ts';

const LANGS: readonly Lang[] = ['zh-CN', 'en'];

/** Name of a derived attribute, or the reader's own, as text. */
export const nameIn = (lang: Lang, name: Said | string): string =>
  typeof name === 'string' ? name : sayIn(lang, name);

/** All ways to write a name in a formula: its key, and its name in each language. */
export const aliasesOf = (key: string, name: Said | string): string[] =>
  typeof name === 'string' ? [name] : [key, ...LANGS.map((lang) => sayIn(lang, name))];
