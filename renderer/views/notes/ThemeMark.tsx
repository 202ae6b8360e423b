import type { Theme } from '../../../shared/contract/notes.ts';
import { segmentColour, SHAPES } from '../../ui/index.ts';

/** The colour of a theme's marks; of a quote without one. */
export const themeColour = (theme: Pick<Theme, 'colour'> | undefined): string =>
  theme ? segmentColour(theme.colour) : 'var(--control)';

/** The mark of a theme: colour and shape together; colours 5 to 8 are outlines. Without a theme: a dashed ring. */
export function ThemeMark({ theme, size = 10 }: { theme: Pick<Theme, 'colour' | 'shape'> | undefined; size?: number }) {
  const outline = theme === undefined || theme.colour > 4;
  const colour = themeColour(theme);
  return (
    <svg
      className="glyph"
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill={outline ? 'none' : colour}
      stroke={outline ? colour : 'none'}
      strokeWidth={outline ? 1.8 : 0}
      strokeDasharray={theme ? undefined : '2.4 1.6'}
      aria-hidden="true"
    >
      <path
        d={SHAPES[((theme?.shape ?? 1) - 1) % 4]}
        transform={outline ? 'translate(0.9 0.9) scale(0.85)' : undefined}
      />
    </svg>
  );
}
