import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { contract, isOperation, type In, type OpName } from '../../../shared/contract.ts';
import { AppError, type Progress } from '../../../shared/frames.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { withLabels, withNames } from '../../../shared/terms/spoken.ts';
import { gapsOf } from '../../../shared/gaps.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import { deviceHome } from '../home.ts';
import { placeIn } from './json-place.ts';
import { openSession, passingFolder, type Environment, type Session } from './session.ts';
import { UsageError } from './usage.ts';

/** Every operation with its schemas, as `operations` prints them. */
export function operations(): unknown[] {
  return (Object.keys(contract) as OpName[]).map((name) => {
    const { kind, about, input, output } = contract[name];
    return { name, kind, about, input: schemaOf(input, 'input'), output: schemaOf(output, 'output') };
  });
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  // typed arrays have no JSON schema of their own: they are printed as arrays of numbers
  return z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const type: string = zodSchema._zod.def.type;
      if (type === 'custom') Object.assign(jsonSchema, { type: 'array', items: { type: 'number' } });
    },
  });
}

/** Operations on the copies of a workspace, which may be damaged or gone: it is named to them, not opened. */
const OF_COPIES = new Set<string>(['workspace.copies', 'workspace.restoreCopy', 'workspace.deleteCopy']);

/** Operations whose file is written rather than read, or need not be there. */
const WRITES = new Set<string>(['workspace.create', 'workspace.saveCopy', ...OF_COPIES]);

/** Run one operation. Where the input has a `fileId` of the form `@PATH`, that file is handed over first. */
export async function callOperation(
  op: string,
  text: string,
  workspace: string | undefined,
  environment: Environment,
  onProgress: (progress: Progress) => void,
): Promise<unknown> {
  if (!isOperation(op)) throw new UsageError(`no operation ${op}; "operations" lists them`);
  let input = parse(op, text === '-' ? readFileSync(0, 'utf8') : text);
  const named = OF_COPIES.has(op) && workspace !== undefined;
  if (named && typeof input === 'object' && input !== null && !('id' in input))
    input = { fileId: `@${workspace}`, ...input };
  const temporary = passingFolder();
  try {
    // what belongs to the device rather than to a workspace is asked of the device itself
    const home = workspace === undefined ? deviceHome() : temporary.path;
    const session = openSession(environment, home, named ? null : (workspace ?? null));
    try {
      const ready = await handOver(input, session, WRITES.has(op) ? 'write' : 'read');
      const output = await session.client.call(op, ready as In<typeof op>, { signal: environment.signal, onProgress });
      if (op === 'recipes.current') {
        const labels = withNames([], (await session.client.call('dictionary.terms', {})).names);
        for (const gap of gapsOf(output as Recipe))
          process.stderr.write(`${sayIn(environment.lang, withLabels(gap, labels))}\n`);
      }
      return output;
    } finally {
      await session.close();
    }
  } finally {
    await temporary.remove();
  }
}

function parse(op: string, text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new AppError('invalid_input', { key: 'shell:error.input_json', values: { op, ...placeIn(text) } });
  }
}

async function handOver(input: unknown, session: Session, purpose: 'read' | 'write'): Promise<unknown> {
  if (typeof input !== 'object' || input === null || !('fileId' in input)) return input;
  const { fileId } = input;
  if (typeof fileId !== 'string' || !fileId.startsWith('@')) return input;
  const path = fileId.slice(1);
  return { ...input, fileId: (await session.register(path, basename(path), purpose)).fileId };
}
