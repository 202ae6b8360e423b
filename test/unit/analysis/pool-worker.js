// A worker of the pool's protocol whose tasks misbehave on purpose.
import { parentPort, threadId } from 'node:worker_threads';

parentPort.on('message', ({ type, id, task, input, flag }) => {
  if (type === 'end') {
    parentPort.close();
    return;
  }
  if (task === 'die') process.exit(3);
  if (task === 'throw') {
    setImmediate(() => {
      throw new Error('out of hand');
    });
    return;
  }
  if (task === 'deaf') for (;;) if (Atomics.load(flag, 0) === 99) return;
  if (task === 'tidy') {
    // notices that it shall stop, and still has something to put away
    while (Atomics.load(flag, 0) === 0);
    Atomics.store(input, 0, 1);
  }
  parentPort.postMessage({ type: 'emit', id, value: input });
  parentPort.postMessage({ type: 'ok', id, output: task === 'who' ? threadId : input });
});
