import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lang } from '../../../shared/domain.ts';
import { root } from './shell.ts';
import { NO_KEYS } from '../../../electron/own-node.js';

const SAMPLE = join(root, 'resources', 'sample');
const made = new Map<string, string>();

/** A workspace with the sample imported, segmented and drafted, made once a run through the command line; a copy each. */
export function preparedWorkspace(options: { lang: Lang; data?: string; file?: string }): string {
  const { lang, data = SAMPLE, file = 'members.csv' } = options;
  const key = [lang, data, file].join(' ');
  let source = made.get(key);
  if (source === undefined || !existsSync(source)) {
    const folder = mkdtempSync(join(tmpdir(), 'persona-prepared-'));
    const recipe = join(folder, 'recipe.json');
    const steps = [{ step: 'import', file }, { step: 'segment' }, { step: 'draft' }];
    writeFileSync(recipe, JSON.stringify({ version: 1, steps }));
    source = join(folder, 'study.persona');
    execFileSync(
      process.execPath,
      [
        NO_KEYS,
        join(root, 'dist', 'cli.js'),
        'run',
        recipe,
        '--workspace',
        source,
        '--data',
        data,
        '--out',
        folder,
        '--lang',
        lang,
      ],
      { env: { ...process.env, PERSONA_HOME: folder }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    made.set(key, source);
  }
  const copy = join(mkdtempSync(join(tmpdir(), 'persona-copy-')), 'study.persona');
  copyFileSync(source, copy);
  return copy;
}
