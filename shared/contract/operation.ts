import type * as z from 'zod';

/** query: no writes · command: one at a time, one transaction, logged, undoable · job: progress and cancel. */
type Kind = 'query' | 'command' | 'job';

/** One operation of the contract. */
export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: Kind;
  readonly input: I;
  readonly output: O;
  /** one English line for command-line help and the audit trail */
  readonly about: string;
}

/** A query: reads only. */
export const query = <I extends z.ZodType, O extends z.ZodType>(about: string, input: I, output: O) =>
  ({ kind: 'query', about, input, output }) as const;
/** A command: changes the workspace in one transaction. */
export const command = <I extends z.ZodType, O extends z.ZodType>(about: string, input: I, output: O) =>
  ({ kind: 'command', about, input, output }) as const;
/** A job: long, with progress and cancel. */
export const job = <I extends z.ZodType, O extends z.ZodType>(about: string, input: I, output: O) =>
  ({ kind: 'job', about, input, output }) as const;
