import type { In, OpName, Out } from './contract.ts';
import type { CoreFrame, ErrorEnvelope, Progress, Transport } from './frames.ts';

/** A failed call, with the envelope as it crossed the border. */
export class CallError extends Error {
  readonly envelope: ErrorEnvelope;
  constructor(envelope: ErrorEnvelope) {
    super(envelope.message);
    this.name = 'CallError';
    this.envelope = envelope;
  }
  get code(): ErrorEnvelope['code'] {
    return this.envelope.code;
  }
}

/** The part of the platform's AbortSignal that a call needs. */
interface Abort {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Options of a call. An aborted signal asks the core to stop; the promise settles when the core has answered. */
type CallOptions = { signal?: Abort | undefined; onProgress?: ((progress: Progress) => void) | undefined };

/** The typed face of a {@link Transport}. */
export interface Client {
  /** @throws CallError (as a rejection) with the envelope of the core */
  call<K extends OpName>(op: K, input: In<K>, options?: CallOptions): Promise<Out<K>>;
  /** @returns a function that stops listening; `tables` are the names of what changed */
  onChange(listener: (tables: string[]) => void): () => void;
  /** Stop listening; calls that have not been answered fail as cancelled. */
  close(): void;
}

const cancelled: ErrorEnvelope = {
  code: 'cancelled',
  message: 'cancelled',
  said: { key: 'errors:cancelled' },
};

type Waiting = {
  resolve(output: unknown): void;
  reject(error: CallError): void;
  onProgress: ((progress: Progress) => void) | undefined;
};

/** Make a {@link Client} on a transport. Numbers of calls start at 1 and only grow. */
export function createClient(transport: Transport): Client {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(tables: string[]) => void>();
  let last = 0;
  const stop = transport.onFrame((frame) => {
    receive(frame, waiting, listeners);
  });

  return {
    call(op, input, { signal, onProgress } = {}) {
      if (signal?.aborted) return Promise.reject(new CallError(cancelled));
      const id = ++last;
      const abort = () => {
        if (waiting.has(id)) transport.send({ type: 'cancel', id });
      };
      signal?.addEventListener('abort', abort, { once: true });
      const answer = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject, onProgress });
        transport.send({ type: 'call', id, op, input });
      });
      return answer.finally(() => {
        waiting.delete(id);
        signal?.removeEventListener('abort', abort);
      }) as Promise<Out<typeof op>>;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      stop();
      for (const call of waiting.values()) call.reject(new CallError(cancelled));
      listeners.clear();
    },
  };
}

function receive(frame: CoreFrame, waiting: Map<number, Waiting>, listeners: Set<(tables: string[]) => void>): void {
  if (frame.type === 'event') {
    for (const listener of [...listeners]) listener(frame.tables);
    return;
  }
  const call = waiting.get(frame.id);
  if (!call) return;
  if (frame.type === 'progress') call.onProgress?.(frame.progress);
  else if (frame.type === 'ok') call.resolve(frame.output);
  else call.reject(new CallError(frame.error));
}
