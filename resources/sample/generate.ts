/**
 * Writes the sample study: customers, web-shop buyers, orders, a survey, web events and notes, in two languages, and
 * truth.json, which says what was planted. Everything is drawn from one seed: no clock, no chance.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeStudy } from './study.ts';

export { generate, HEADER, SHORT_LINES, type Study } from './members.ts';

/** The seed of the committed files. */
export const SEED = 20241104;

if (import.meta.main) {
  const { files } = makeStudy(SEED);
  for (const [name, bytes] of Object.entries(files)) {
    const path = new URL(name, import.meta.url);
    mkdirSync(new URL('.', path), { recursive: true });
    writeFileSync(path, bytes);
    console.log(`${name}: ${bytes.length} bytes`);
  }
}
