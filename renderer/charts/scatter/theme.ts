import { packCss } from './pixels.ts';

/** The theme's colours as the plot needs them: for its overlay as text, for its pixels packed. */
export interface Colours {
  readonly paper: number;
  readonly css: readonly string[];
  readonly packed: readonly number[];
  readonly dark: boolean;
}

/** The colours an element stands in. */
export function coloursOf(host: HTMLElement): Colours {
  const style = getComputedStyle(host);
  const token = (name: string) => style.getPropertyValue(name).trim() || '#000000';
  const css = Array.from({ length: 8 }, (_, i) => token(`--s${i + 1}`));
  return {
    paper: packCss(token('--paper')),
    css,
    packed: css.map(packCss),
    dark: style.colorScheme.includes('dark'),
  };
}
