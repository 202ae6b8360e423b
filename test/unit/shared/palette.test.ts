import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { sheet } from '../../../resources/palette.ts';
import { THEMES } from '../../../shared/palette.ts';

test('the style sheet of the interface has the colours of the palette', async () => {
  const path = join(import.meta.dirname, '../../../renderer/styles/palette.css');
  const made = await format(sheet(), { ...(await resolveConfig(path)), filepath: path });
  expect(readFileSync(path, 'utf8'), 'node resources/palette.ts writes it again').toBe(made);
});

test('every colour stands in every theme', () => {
  expect(Object.keys(THEMES.dark)).toEqual(Object.keys(THEMES.light));
});
