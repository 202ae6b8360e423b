import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';
import type { Lang } from '../../shared/domain.ts';

/** A workspace that a recipe makes of files. */
export interface Preparation {
  /** unlike that of any other */
  readonly name: string;
  readonly lang: Lang;
  readonly steps: readonly ({ readonly step: string } & Readonly<Record<string, unknown>>)[];
  /** the folder of the files that the steps name; it may be the empty one given, filled */
  readonly data: (folder: string) => string;
}

/** The folder of a run, for all its processes ({@link runFolder}). */
const FOLDER = 'PERSONA_PREPARED';
const LOOK_MS = 100;
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The folder in which the processes of this run keep what they made; this process alone when nobody set it up. */
function runFolder(): string {
  return (process.env[FOLDER] ??= mkdtempSync(join(tmpdir(), 'persona-prepared-')));
}

/** Whether this process is the first to ask. */
function claim(place: string): boolean {
  try {
    mkdirSync(place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * The file of a workspace, made once a run: the first to ask makes it through the built command line, the others wait.
 * A maker that was killed is not replaced: its test has failed, and those who wait run into their own limit.
 */
async function madeOnce({ name, lang, steps, data }: Preparation): Promise<string> {
  const folder = join(runFolder(), name);
  const made = join(folder, 'made.persona');
  const failed = join(folder, 'failed.txt');
  if (!claim(folder)) {
    while (!existsSync(made)) {
      if (existsSync(failed)) throw new Error(readFileSync(failed, 'utf8'));
      await sleep(LOOK_MS);
    }
    return made;
  }
  try {
    const recipe = join(folder, 'recipe.json');
    const workspace = join(folder, 'study.persona');
    const files = join(folder, 'files');
    mkdirSync(files);
    writeFileSync(recipe, JSON.stringify({ version: 1, steps }));
    const args = ['run', recipe, '--workspace', workspace, '--data', data(files), '--out', folder, '--lang', lang];
    await promisify(execFile)(process.execPath, [...ENGINE_OPTIONS, cli, ...args], {
      env: { ...process.env, PERSONA_HOME: join(folder, 'home') },
      maxBuffer: 1 << 26,
    });
    // whoever sees the name sees the whole file
    renameSync(workspace, made);
    return made;
  } catch (error) {
    writeFileSync(failed, `the workspace "${name}" could not be made: ${String(error)}`);
    throw error;
  }
}

/** A copy of a workspace, in `folder`. */
export async function prepared(preparation: Preparation, folder: string): Promise<string> {
  const copy = join(folder, 'study.persona');
  copyFileSync(await madeOnce(preparation), copy);
  return copy;
}
