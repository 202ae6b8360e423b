import type { Lang } from '../../shared/domain.ts';
import { client } from './connection.ts';
import { useStore, type Theme } from './store.ts';

const system = window.matchMedia('(prefers-color-scheme: dark)');

/** What this device's user chose before; else the system's language and theme. */
export async function loadPreferences(): Promise<void> {
  const preferences = await client().call('workspace.preferences', {});
  const guess: Lang = navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  useStore.setState({ lang: preferences.lang ?? guess, theme: preferences.theme });
}

/** Switch the language, here and for the exports and messages of the core. */
export async function setLang(lang: Lang): Promise<void> {
  useStore.setState({ lang });
  await client().call('workspace.setPreferences', { lang });
}
export async function setTheme(theme: Theme): Promise<void> {
  useStore.setState({ theme });
  await client().call('workspace.setPreferences', { theme });
}

/** The theme on screen now. */
export function themeShown(theme: Theme = useStore.getState().theme): 'light' | 'dark' {
  if (theme === 'system') return system.matches ? 'dark' : 'light';
  return theme;
}

/** Follow the system while the user has chosen nothing. */
export function onSystemTheme(listener: () => void): () => void {
  system.addEventListener('change', listener);
  return () => {
    system.removeEventListener('change', listener);
  };
}
