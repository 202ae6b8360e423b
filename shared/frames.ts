import * as z from 'zod';
import { Said } from './domain.ts';

/** The closed list of error codes. */
export const ErrorCode = z.enum([
  'invalid_input', // the input of a call, a recipe or a file does not have the right form
  'unknown_operation',
  'no_workspace', // the operation needs an open workspace
  'not_found',
  'conflict', // someone else changed it first (rev)
  'busy', // another writer or job of the same kind is running
  'cancelled',
  'unsupported_file', // not a text table: binary, an office file …
  'password', // the file asks for one, or it was a wrong one: the same call with another may do
  'damaged', // workspace fails quick_check
  'newer_version', // workspace or recipe written by a newer program
  'foreign_file', // not a workspace of this program
  'locked', // workspace open in another process
  'disk_full',
  'io', // the operating system refused: permission, missing file, I/O error
  'too_few', // not enough customers or columns for what was asked
  'refused', // a policy said no: privacy floor, origin, token
  'internal',
]);
/** One of the closed error codes. */
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An error as it crosses a border: cloneable, with its sentence in both forms (text in the reader's language, key). */
export const ErrorEnvelope = z.strictObject({
  code: ErrorCode,
  message: z.string(),
  said: Said.optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
/** An error as it crosses a border. */
export type ErrorEnvelope = z.infer<typeof ErrorEnvelope>;

/** The one error class thrown on purpose. `said` is a key of the locales; `details` never holds cell values (R14). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly said: Said;
  readonly details: Record<string, unknown> | undefined;
  constructor(code: ErrorCode, said: Said, details?: Record<string, unknown>) {
    super(`${code}: ${said.key} ${JSON.stringify(said.values ?? {})}`);
    this.name = 'AppError';
    this.code = code;
    this.said = said;
    this.details = details;
  }
}

/** Progress of a job: `step` is a locale key (`jobs:step.*`), `total` null when unknown. At most 10 a second. */
export const Progress = z.strictObject({ step: z.string(), done: z.number(), total: z.number().nullable() });
/** Progress of a job. */
export type Progress = z.infer<typeof Progress>;

/** Client to core: call and cancel. */
export type CallFrame = { type: 'call'; id: number; op: string; input: unknown };
/** Client to core: stop the call with this id. */
type CancelFrame = { type: 'cancel'; id: number };
/** Core to client: the call's output. */
export type OkFrame = { type: 'ok'; id: number; output: unknown };
/** Core to client: the call failed. */
type ErrFrame = { type: 'err'; id: number; error: ErrorEnvelope };
/** Core to client: progress of a running call. */
type ProgressFrame = { type: 'progress'; id: number; progress: Progress };
/** Core to every client: these tables changed; views refetch. `jobs` stands for the job list. */
type EventFrame = { type: 'event'; tables: string[] };

/** What a client may send. */
export type ClientFrame = CallFrame | CancelFrame;
/** What the core may send. */
export type CoreFrame = OkFrame | ErrFrame | ProgressFrame | EventFrame;

/** Schema of {@link ClientFrame}: shells parse it before anything is forwarded. */
export const ClientFrame: z.ZodType<ClientFrame> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), id: z.number().int().min(0), op: z.string().max(80), input: z.unknown() }),
  z.strictObject({ type: z.literal('cancel'), id: z.number().int().min(0) }),
]) as z.ZodType<ClientFrame>;

/** A pipe of frames: the only thing a client needs from its shell. */
export interface Transport {
  send(frame: ClientFrame): void;
  /** @returns a function that stops listening */
  onFrame(listener: (frame: CoreFrame) => void): () => void;
}

/**
 * Between a shell and the core thread each frame wears the name of its client, so that several windows or tabs share
 * one core. `'*'` addresses all; only the shell itself may use the client name {@link SHELL_CLIENT}.
 */
export type Addressed<F> = { client: string; frame: F };
/** The client name under which the shell's own operations (`shell.*`) are accepted. */
export const SHELL_CLIENT = 'shell';
