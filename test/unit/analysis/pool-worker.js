// A worker of the pool's protocol whose tasks misbehave on purpose.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ id, task, input, flag }) => {
  if (task === 'die') process.exit(3);
  if (task === 'throw') {
    setImmediate(() => {
      throw new Error('out of hand');
    });
    return;
  }
  if (task === 'deaf') for (;;) if (Atomics.load(flag, 0) === 99) return;
  parentPort.postMessage({ type: 'emit', id, value: input });
  parentPort.postMessage({ type: 'ok', id, output: input });
});
