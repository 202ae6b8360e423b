import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { THEMES } from '../shared/palette.ts';

/*
 * Writes the colours of the interface from shared/palette.ts: `node resources/palette.ts`. A test fails when the sheet is
 * behind the palette.
 */

/** The style sheet of all themes. */
export function sheet(): string {
  const themes = Object.entries(THEMES).map(([theme, values]) => {
    const selector = theme === 'light' ? ":root,\n[data-theme='light']" : `[data-theme='${theme}']`;
    const lines = Object.entries(values).map(([name, value]) => `  --${name}: ${value};`);
    return [`${selector} {`, `  color-scheme: ${theme};`, ...lines, '}'].join('\n');
  });
  return `/* Made from shared/palette.ts by resources/palette.ts. */\n${themes.join('\n')}\n`;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(import.meta.dirname, '../renderer/styles/palette.css'), sheet());
