import type * as z from 'zod';
import { Said } from '../../shared/domain.ts';
import { AppError } from '../../shared/frames.ts';

/**
 * How a stored JSON body is read: what it holds in its newest version, and how an older one becomes that. A body names its
 * version under `version`; one that names none, and every list, is of the first.
 */
export interface Form<T> {
  /** the version that is written */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** @throws ZodError when it is not of that version */
  read(body: unknown, version: number): T;
}

/** A body that has never had another form. */
export const firstForm = <T>(schema: z.ZodType<T>): Form<T> => ({
  version: 1,
  schema,
  read: (body) => schema.parse(body),
});

/**
 * A body that is of the schema of what comes in, left as it was written: to the order of its keys, by which a change is told.
 * Limits of length are for what comes in: what was stored once is not refused for being long.
 */
export const inputForm = <T>(schema: z.ZodType<T>): Form<T> => ({
  version: 1,
  schema,
  read: (body) => {
    const { error } = schema.safeParse(body);
    if (error?.issues.some(({ code }) => code !== 'too_big' && code !== 'too_small')) throw error;
    return body as T;
  },
});

/**
 * A body that had another form before.
 * @param upgrade what an older body is in this form: a pure function, so that reading never writes
 */
export function nextForm<Old, T>(older: Form<Old>, schema: z.ZodType<T>, upgrade: (body: Old) => T): Form<T> {
  const version = older.version + 1;
  return {
    version,
    schema,
    read: (body, written) => (written === version ? schema.parse(body) : upgrade(older.read(body, written))),
  };
}

/**
 * Read a stored body.
 * @param where table and row, for the log. What is wrong in the body stays out: it may be a value of a customer
 * @throws AppError newer_version, damaged
 */
export function readStored<T>(form: Form<T>, text: string, where: string): T {
  let version = 1;
  try {
    let body: unknown = JSON.parse(text);
    if (isVersioned(body)) ({ version, ...body } = body);
    if (version <= form.version) return form.read(body, version);
  } catch {
    throw new AppError('damaged', { key: 'errors:stored_damaged' }, { where });
  }
  throw new AppError('newer_version', { key: 'errors:stored_newer', values: { version } }, { where });
}

/** A body as it is stored. */
export const writeStored = <T extends object>(form: Form<T>, body: T): string =>
  JSON.stringify(form.version === 1 ? body : { version: form.version, ...body });

const saidForm = firstForm(Said);

/** Read a stored sentence. @throws AppError newer_version, damaged */
export const readSaid = (text: string, where: string): Said => readStored(saidForm, text, where);

const isVersioned = (body: unknown): body is { version: number } & Record<string, unknown> =>
  typeof body === 'object' &&
  body !== null &&
  'version' in body &&
  Number.isInteger(body.version) &&
  (body.version as number) > 0;
