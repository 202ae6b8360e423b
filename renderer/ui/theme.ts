import { createTheme } from '@mantine/core';

/** The control library brings behaviour only: its font, radii and colours are ours, through our tokens. */
export const theme = createTheme({
  fontFamily: 'var(--font-ui)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font-ui)', fontWeight: '600' },
  defaultRadius: 6,
  cursorType: 'default',
  respectReducedMotion: true,
});
