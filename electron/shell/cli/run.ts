import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { RunResult } from '../../../shared/contract/recipes.ts';
import { AppError, type Progress } from '../../../shared/frames.ts';
import { parseRecipe, type Recipe } from '../../../shared/recipe.ts';
import { ordinary } from '../../core/failures.ts';
import { safeName, writeAtomic } from '../save.ts';
import { openDrawer, type Drawer } from './draw.ts';
import { openSession, passingFolder, type Environment } from './session.ts';

/** Options of `run`. */
export type RunOptions = {
  workspace?: string | undefined;
  data?: string | undefined;
  out?: string | undefined;
  password?: string | undefined;
};

type Report = { show(progress: Progress): void; line(text: string): void };

/** Replay a recipe in a workspace. @returns the object that `run --json` prints */
export async function runRecipe(
  file: string,
  options: RunOptions,
  environment: Environment,
  report: Report,
): Promise<Record<string, unknown>> {
  const recipe = readRecipe(file);
  const folders = options.data === undefined ? [dirname(resolve(file)), process.cwd()] : [resolve(options.data)];
  const sources = filesOf(recipe).map((name) => ({ name, path: find(name, folders) }));
  const temporary = passingFolder();
  try {
    const workspace = workspaceFor(file, options, temporary.path);
    mkdirSync(dirname(workspace.path), { recursive: true, mode: 0o700 });
    const session = openSession(environment, join(temporary.path, 'home'), workspace.path);
    let result: RunResult;
    try {
      const files: Record<string, string> = {};
      for (const { name, path } of sources) files[name] = (await session.register(path, basename(name))).fileId;
      result = await session.client.call(
        'recipes.run',
        { recipe, files, lang: environment.lang, password: options.password },
        { signal: environment.signal, onProgress: report.show },
      );
    } finally {
      await session.close();
    }
    const out = resolve(options.out ?? 'exports');
    const { exports, ms, ...rest } = result;
    const started = performance.now();
    const written = await writeExports(exports, out, report);
    if (exports.length > 0) ms['export'] = (ms['export'] ?? 0) + Math.round(performance.now() - started);
    return { workspace: workspace.kept ? workspace.path : null, ...rest, exports: written, ms };
  } finally {
    await temporary.remove();
  }
}

function readRecipe(file: string): Recipe {
  if (!existsSync(file))
    throw new AppError('not_found', { key: 'shell:error.recipe_missing', values: { name: basename(file) } });
  ordinary(file);
  return parseRecipe(readFileSync(file, 'utf8'));
}

const filesOf = (recipe: Recipe): string[] => [
  ...new Set(recipe.steps.flatMap((step) => (step.step === 'import' ? [step.file] : []))),
];

function find(name: string, folders: string[]): string {
  const found = folders.map((folder) => resolve(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new AppError('not_found', { key: 'shell:error.data_missing', values: { name, folder: folders.join(', ') } });
}

/** Nobody's workspace is ever replaced: an unnamed one takes the first free name. */
function workspaceFor(file: string, options: RunOptions, temporary: string): { path: string; kept: boolean } {
  if (options.workspace !== undefined) return { path: resolve(options.workspace), kept: true };
  const name = safeName(basename(file, extname(file)));
  if (options.out === undefined) return { path: join(temporary, `${name}.persona`), kept: false };
  const folder = resolve(options.out);
  for (let number = 1; ; number++) {
    const path = join(folder, `${number === 1 ? name : `${name}-${String(number)}`}.persona`);
    if (!existsSync(path)) return { path, kept: true };
  }
}

async function writeExports(exports: RunResult['exports'], folder: string, report: Report): Promise<string[]> {
  const written: string[] = [];
  let drawer: Drawer | undefined;
  try {
    for (const { name, format, text } of exports) {
      const path = join(folder, safeName(name));
      if (format === 'png' || format === 'pdf') {
        drawer ??= await openDrawer(report.line);
        await writeAtomic(path, await drawer.draw(text, name, format));
        report.show({ step: 'jobs:step.export', done: written.length + 1, total: exports.length });
      } else await writeAtomic(path, text);
      written.push(path);
    }
  } finally {
    await drawer?.close();
  }
  return written;
}
