import { randomUUID } from 'node:crypto';
import { Connection, type WriteDb } from '../connection.ts';

/**
 * A log sequence number. One row of `meta` is rewritten in every transaction of the writer, so that the first transaction
 * of a WAL tells which state of the file it was written upon, and the file itself which state it holds.
 */
export type Generation = {
  /** the opening of the file that wrote it: a new one each time */
  readonly session: string;
  /** which transaction of that opening, from 1 */
  readonly count: number;
  /** the state at which that opening began; null: a file that had no generation yet */
  readonly after: { readonly session: string; readonly count: number } | null;
};

const KEY = 'generation';
const PREFIX = 'pwb-generation:';
/** Of the same length whatever the count: the row is overwritten where it lies. */
const DIGITS = 12;
const NONE = '0'.repeat(36);
const point = (session: string, count: number) => `${session}:${String(count).padStart(DIGITS, '0')}`;

const POINT = String.raw`([0-9a-f-]{36}):(\d{${String(DIGITS)}})`;
const FORM = new RegExp(`^${PREFIX}${POINT}<${POINT}$`);
const LENGTH = PREFIX.length + 2 * (36 + 1 + DIGITS) + 1;

function format({ session, count, after }: Generation): string {
  return `${PREFIX}${point(session, count)}<${after ? point(after.session, after.count) : point(NONE, 0)}`;
}

function parse(text: string): Generation | undefined {
  const found = FORM.exec(text);
  if (!found) return undefined;
  const [, session, count, before, at] = found as unknown as [string, string, string, string, string];
  return { session, count: Number(count), after: before === NONE ? null : { session: before, count: Number(at) } };
}

const READ = `SELECT value FROM main.meta WHERE key = '${KEY}'`;
const WRITE = `INSERT INTO main.meta (key, value) VALUES ('${KEY}', ?)
  ON CONFLICT (key) DO UPDATE SET value = excluded.value`;

/** Write the next generation; call it last in a transaction. Another opening's is what this one comes after. */
export function stamp(db: WriteDb, session: string): void {
  const last = parse(db.value<string>(READ) ?? '');
  const next: Generation =
    last?.session === session
      ? { ...last, count: last.count + 1 }
      : { session, count: 1, after: last ? { session: last.session, count: last.count } : null };
  db.run(WRITE, format(next));
}

/** Give a copy that nobody has open a generation of its own: no WAL of the original belongs to it. */
export function freshGeneration(path: string): void {
  const db = new Connection(path, { fileMustExist: true, timeout: 5000 });
  try {
    db.transaction(() => stamp(db, randomUUID()));
  } finally {
    db.close();
  }
}

/** A leaf of a table without row ids, such as `meta`. */
const INDEX_LEAF = 0x0a;
/** Key and value of a row lie next to each other. */
const ROW = Buffer.from(KEY + PREFIX, 'latin1');

/** The generation on a page of the file, if it lies on this one. */
export function generationOn(page: Buffer): Generation | undefined {
  if (page[0] !== INDEX_LEAF) return undefined;
  const at = page.indexOf(ROW);
  return at < 0 ? undefined : parse(page.toString('latin1', at + KEY.length, at + KEY.length + LENGTH));
}

const ID = /id([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/;

/** The id of the workspace on a page of the file, if it lies on this one. */
export function idOn(page: Buffer): string | undefined {
  return page[0] === INDEX_LEAF ? ID.exec(page.toString('latin1'))?.[1] : undefined;
}

/**
 * Whether a WAL was written upon this state of the file. The file holds the state of some checkpoint: not older than the
 * one before the first transaction of the WAL, not newer than its last.
 * @param generations of the transactions of the WAL, in their order
 */
export function follows(generations: readonly Generation[], file: Generation | undefined): boolean {
  const first = generations[0]!;
  const same = (one: { session: string; count: number }) => file?.session === one.session && file.count === one.count;
  if (first.count === 1 && (first.after === null ? file === undefined : same(first.after))) return true;
  if (file === undefined) return false;
  return generations.some(same) || same({ session: first.session, count: first.count - 1 });
}
