import { parentPort } from 'node:worker_threads';
import { AppError } from '../../shared/frames.ts';
import { translated } from '../db/failures.ts';
import { cancelled, type FromWorker, type TaskCall, type ToWorker } from './task.ts';
import { taskOf } from './tasks.ts';

/** Entry of a worker thread: one task at a time, in the order they come. */
const port = parentPort;
if (!port) throw new Error('the worker must be started as a thread');
const answer = (message: FromWorker, transfer: ArrayBuffer[] = []): void => {
  port.postMessage(message, transfer);
};

let running: Promise<void> = Promise.resolve();
port.on('message', (message: ToWorker) => {
  if (message.type === 'run') running = run(message);
  // what is running closes its connections first; after that nothing holds the thread
  else
    void running.then(() => {
      port.close();
    });
});

async function run({ id, task: name, input, flag }: TaskCall): Promise<void> {
  const transfer: ArrayBuffer[] = [];
  try {
    const task = await taskOf(name);
    if (!task) throw new Error(`no task ${name}`);
    const stopped = (): boolean => Atomics.load(flag, 0) !== 0;
    const output = await task(input as never, {
      flag,
      stopped,
      check: () => {
        if (stopped()) throw cancelled();
      },
      progress: (progress) => {
        answer({ type: 'progress', id, progress });
      },
      emit: (value, buffers) => {
        answer({ type: 'emit', id, value }, buffers);
      },
      transfer: (...buffers) => {
        transfer.push(...buffers);
      },
    });
    answer({ type: 'ok', id, output }, transfer);
  } catch (error) {
    const told = translated(error);
    const known = told instanceof AppError;
    answer({
      type: 'err',
      id,
      code: known ? told.code : 'internal',
      said: known ? told.said : { key: 'errors:internal' },
      details: known ? told.details : { task: name },
      stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}
