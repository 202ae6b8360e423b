import { useEffect, useSyncExternalStore } from 'react';
import { onSystemTheme, themeShown } from '../state/preferences.ts';
import { useStore } from '../state/store.ts';
import { localeOf } from '../ui/locale.ts';

/** Keep the document in step: language, theme and title. */
export function useDocument(workspace: string | undefined): void {
  const lang = useStore((state) => state.lang);
  const shown = useTheme();
  useEffect(() => {
    document.documentElement.lang = lang;
    const product = localeOf(lang).t('common:product');
    document.title = workspace ? `${workspace} – ${product}` : product;
  }, [lang, workspace]);
  useEffect(() => {
    document.documentElement.dataset.theme = shown;
  }, [shown]);
}

/** The theme on screen; follows the system while nothing was chosen. */
export function useTheme(): 'light' | 'dark' {
  const theme = useStore((state) => state.theme);
  return useSyncExternalStore(onSystemTheme, () => themeShown(theme));
}
