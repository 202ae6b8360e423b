import { parentPort, workerData } from 'node:worker_threads';
import type { Addressed, ClientFrame, CoreFrame } from '../../shared/frames.ts';
import { SHELL_CLIENT } from '../../shared/frames.ts';
import { type CoreOptions, createCore } from './core.ts';

/** Entry of the core thread: addressed frames in and out. Clients are made at their first frame. */
const port = parentPort;
if (!port) throw new Error('the core thread must be started as a worker');

const core = createCore(workerData as CoreOptions);
const pipes = new Map<string, ReturnType<typeof core.connect>>();
const post = (message: Addressed<CoreFrame>) => port.postMessage(message);

function pipe(client: string) {
  let found = pipes.get(client);
  if (!found) {
    pipes.set(client, (found = core.connect(client)));
    // an event goes out once, to all: the shell knows its clients
    found.onFrame((frame) => {
      if (frame.type !== 'event') post({ client, frame });
      else if (client === SHELL_CLIENT) post({ client: '*', frame });
    });
  }
  return found;
}

port.on('message', ({ client, frame }: Addressed<ClientFrame>) => {
  if (client === SHELL_CLIENT && frame.type === 'call' && frame.op === 'shell.releaseClient') {
    const gone = (frame.input as { client?: string } | null)?.client;
    if (gone !== undefined) {
      pipes.get(gone)?.close();
      pipes.delete(gone);
    }
  }
  pipe(client).send(frame);
});
pipe(SHELL_CLIENT);
post({ client: SHELL_CLIENT, frame: { type: 'event', tables: ['ready'] } });
