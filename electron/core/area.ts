import type { AreaName } from '../../shared/areas.ts';
import type { contract, In, OpName, Out, Parsed } from '../../shared/contract.ts';
import type { DeriveReport } from '../../shared/contract/derive.ts';
import type { Lang, Said } from '../../shared/domain.ts';
import type { AttributeRow } from '../db/areas/sources/sources.ts';
import type { ReadDb, WriteDb } from '../db/open.ts';
import type { Pool } from '../workers/pool.ts';
import type { CopyHooks } from './copies.ts';
import type { Core } from './core.ts';
import type { Files } from './files.ts';
import type { Readers } from './readers.ts';

/** What every handler gets. */
export interface BaseContext {
  readonly files: Files;
  readonly lang: Lang;
  /** the clock, as ISO 8601 in UTC */
  now(): string;
}

/**
 * A query sees the workspace through the writer's connection, typed as reading; it may hand long reads to threads, which stop
 * when nobody waits for the answer any more.
 */
export interface QueryContext extends BaseContext {
  readonly db: ReadDb;
  readonly pool: Pool;
  /** threads of their own for what a view waits for */
  readonly readers: Readers;
}

/** A command runs inside one transaction on the core thread; its changes to tracked tables become one undoable edit. */
export interface CommandContext extends BaseContext {
  readonly db: WriteDb;
  /** how the edit is called in the history; default `edits:<op>` without values */
  label(said: Said): void;
}

/** A job may take as long as it likes, off the core thread; what it writes goes through short transactions. */
export interface JobContext extends BaseContext {
  /** reading between the job's own steps; never hold an iterator across an await */
  readonly db: ReadDb;
  readonly pool: Pool;
  /** threads of their own for what a view waits for */
  readonly readers: Readers;
  readonly signal: AbortSignal;
  /** throttled to 10 a second; `step` is a locale key `jobs:step.*` */
  progress(step: string, done: number, total: number | null): void;
  /** a transaction outside the history (staging); throws AppError cancelled when the job was cancelled */
  stage<T>(work: (db: WriteDb) => T): T;
  /**
   * Take staging away again, also after a cancel: a step a transaction, until a step says that nothing is left. Never
   * throws, so that the reason for it is not lost. @returns false when it could not be ended: the next open sweeps
   */
  clean(step: (db: WriteDb) => boolean): Promise<boolean>;
  /** the transaction that publishes the job's result: one undoable edit; after it the job can no longer be cancelled */
  commit<T>(label: Said, work: (db: WriteDb) => T): T;
  /** a transaction outside the history that cannot be undone: after it the job can no longer be cancelled */
  seal<T>(tables: string[], work: (db: WriteDb) => T): T;
  /** work off the core thread during which nothing else writes: commands wait, reading goes on */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** run another operation's handler as a part of this job (recipes) */
  call<K extends OpName>(op: K, input: In<K>): Promise<Out<K>>;
  /** the verified copies of the workspace */
  readonly copies: {
    /** before rows are replaced, or removed for good: see `Copies.before` */
    before(reason: 'replace' | 'removal'): Promise<void>;
    /** after a removal for good: one new copy, the older ones are deleted */
    renew(): Promise<{ removed: number }>;
  };
  /** A table is about to take the place of the one in view: later areas bring their work over to it. */
  follow(next: NextTable): Promise<Following>;
  /** lets other calls have their turn; throws AppError cancelled when the job was cancelled */
  breathe(): Promise<void>;
}

/** A table that is about to take the place of the one in view: its rows are staged, nothing speaks of it yet. */
export interface NextTable {
  /** table of one row a customer */
  readonly table: string;
  readonly attributes: readonly AttributeRow[];
  /** of a join: what it derived */
  readonly derived: DeriveReport['attributes'];
  /**
   * Which customer of it each customer of the table in view is, as pairs of ids; null: who had an id has it still;
   * unknown: nobody can say
   */
  readonly people: { readonly was: Int32Array; readonly is: Int32Array } | null | 'unknown';
}

/** What an area does for a table that takes the place of the one in view. */
export interface Following {
  /** inside the transaction that publishes the table, when it is in view */
  write(db: WriteDb, sourceId: number): void;
  /** what was prepared goes again: the table was not published */
  discard(): Promise<unknown>;
  /** what became of the area's work */
  readonly said: readonly Said[];
}

type KindOf<K extends OpName> = (typeof contract)[K]['kind'];

/** Reading that a command needs done before its transaction begins: off the core thread, unlike the command itself. */
export type Preparations = {
  readonly [K in OpName]?: (context: QueryContext, input: Parsed<K>) => Promise<void>;
};

/** What a job of the workspace area gets: it speaks to the core itself, and says when it can no longer be stopped. */
export interface WorkspaceJob extends CopyHooks {
  commit(): void;
}

/** The workspace area speaks to the core itself: it opens and closes what other areas work in. */
type WorkspaceHandler<K extends OpName> =
  KindOf<K> extends 'job'
    ? (core: Core, input: Parsed<K>, job: WorkspaceJob) => Promise<Out<K>>
    : (core: Core, input: Parsed<K>) => Out<K>;

/** The handler an operation of a kind must have. */
type Handler<K extends OpName> = K extends `workspace.${string}`
  ? WorkspaceHandler<K>
  : KindOf<K> extends 'query'
    ? (context: QueryContext, input: Parsed<K>) => Out<K> | Promise<Out<K>>
    : KindOf<K> extends 'command'
      ? (context: CommandContext, input: Parsed<K>) => Out<K>
      : (context: JobContext, input: Parsed<K>) => Promise<Out<K>>;

/** All handlers whose operation name starts with a prefix: a missing one is a compile error. */
export type Handlers<Prefix extends string> = {
  [K in OpName as K extends `${Prefix}${string}` ? K : never]: Handler<K>;
};

/** The door of an area: all the core knows of it. */
export interface Area<Name extends AreaName> {
  readonly handlers: Handlers<`${Name}.`>;
  readonly preparations?: Preparations;
  /** A table is about to take the place of the one in view. @returns null: the area has nothing to bring over */
  readonly follow?: (context: JobContext, next: NextTable) => Promise<Following | null>;
  /** A workspace was opened. @returns a job to run in the background; null: none */
  readonly opened?: (db: WriteDb, now: string) => BackgroundOp | null;
}

/** Jobs that begin by themselves; they take no input. */
export type BackgroundOp = 'sources.tidy';
