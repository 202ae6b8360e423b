import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { campaignText } from '../fixtures/generators/campaign.ts';
import { hasData, realFile } from './data.ts';

/** Files made up in a test, for as long as its process lives. */
const folder = mkdtempSync(join(tmpdir(), 'persona-made-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file of a name. */
export function madeFile(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A campaign of 2,240 customers with the same faults twice: made up, and real where real files are. */
export const CAMPAIGNS: readonly { readonly what: string; readonly path: string }[] = [
  { what: 'made up', path: madeFile('campaign.csv', campaignText()) },
  ...(hasData ? [{ what: 'real', path: realFile('customer_personality', 'marketing_campaign.csv') }] : []),
];
