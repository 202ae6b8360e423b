import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { SHELL_CLIENT, type Addressed, type ClientFrame, type CoreFrame } from '../../shared/frames.ts';
import { relay, type CorePort, type CoreThread, type ShellFile } from '../../electron/shell/core-thread.ts';

/** A core behind a shell that answers a few operations of its own: for tests of what lies between it and a page. */
export interface FakeCore {
  readonly core: CoreThread;
  /** calls and cancels that reached it, with their clients */
  readonly received: Addressed<ClientFrame>[];
  readonly files: Map<string, ShellFile>;
  readonly released: string[];
  /** send a frame to a client, or an event to `'*'` */
  emit(client: string, frame: CoreFrame): void;
  /** end the thread as if it had crashed */
  crash(): void;
}

/**
 * `test.echo` gives its input back, `test.never` never answers, `test.large {bytes}` gives that many bytes, everything
 * else is unknown.
 */
export function fakeCore(): FakeCore {
  const events = new EventEmitter();
  const received: Addressed<ClientFrame>[] = [];
  const files = new Map<string, ShellFile>();
  const released: string[] = [];
  const emit = (client: string, frame: CoreFrame) => events.emit('message', structuredClone({ client, frame }));

  const shell = (op: string, input: unknown): unknown => {
    if (op === 'shell.registerFile') {
      const fileId = randomUUID();
      files.set(fileId, input as ShellFile);
      return { fileId, name: (input as ShellFile).name, size: 0 };
    }
    if (op === 'shell.filePath') return files.get((input as { fileId: string }).fileId);
    if (op === 'shell.releaseClient') released.push((input as { client: string }).client);
    return {};
  };
  const answer = ({ client, frame }: Addressed<ClientFrame>): void => {
    received.push({ client, frame });
    if (frame.type === 'cancel' || frame.op === 'test.never') return;
    if (client === SHELL_CLIENT) {
      const output = shell(frame.op, frame.input);
      if (output !== undefined) emit(client, { type: 'ok', id: frame.id, output });
      else emit(client, { type: 'err', id: frame.id, error: { code: 'not_found', message: 'no such file' } });
    } else if (frame.op === 'test.echo') emit(client, { type: 'ok', id: frame.id, output: frame.input });
    else if (frame.op === 'test.large') {
      const { bytes } = frame.input as { bytes: number };
      emit(client, { type: 'ok', id: frame.id, output: new Uint8Array(bytes).fill(7) });
    } else emit(client, { type: 'err', id: frame.id, error: { code: 'unknown_operation', message: frame.op } });
  };

  const port: CorePort = {
    postMessage: (message) => {
      const copy = structuredClone(message) as Addressed<ClientFrame>;
      queueMicrotask(() => {
        answer(copy);
      });
    },
    on: (event: string, listener: (...args: never[]) => void) => events.on(event, listener as () => void),
    terminate: () => {
      events.emit('exit', 0);
      return Promise.resolve(0);
    },
  };
  const core = relay(port);
  emit(SHELL_CLIENT, { type: 'event', tables: ['ready'] });
  return { core, received, files, released, emit, crash: () => void events.emit('exit', 1) };
}
