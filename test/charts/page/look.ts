import { Lang } from '../../../shared/domain.ts';
import type { Theme } from '../../../renderer/state/store.ts';

/** The themes there are. */
export const THEMES = ['light', 'dark'] as const satisfies readonly Theme[];
/** In which language and theme charts are shown. */
export interface Look {
  readonly lang: Lang;
  readonly theme: (typeof THEMES)[number];
}

/** The language and the theme stand in the address: ?lang=zh-CN&theme=dark */
export function lookOf(search: string): Look {
  const asked = new URLSearchParams(search);
  return {
    lang: Lang.options.find((one) => one === asked.get('lang')) ?? 'en',
    theme: THEMES.find((one) => one === asked.get('theme')) ?? 'light',
  };
}

/** The address of a look, at the same place of the page. */
export const addressOf = ({ lang, theme }: Look) => `?lang=${lang}&theme=${theme}${window.location.hash}`;
