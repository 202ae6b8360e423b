import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createClient } from '../../../shared/client.ts';
import { startCoreThread } from '../../../electron/shell/core-thread.ts';

/** Starts the core thread it is told, imports a file and reports what came of it to the parent process. */
const { entry, home, csv } = JSON.parse(process.argv[2]!) as { entry: string; home: string; csv: string };
if (!existsSync(entry)) throw new Error(`no ${entry}`);
const core = startCoreThread({ home, sample: home, version: '0.0.0-test' }, pathToFileURL(entry));
await core.ready;
const client = createClient({
  send: (frame) => {
    core.send('smoke', frame);
  },
  onFrame: (listener) => core.attach('smoke', listener),
});
await client.call('workspace.create', { name: 'smoke' });
const { fileId } = await core.registerFile({ path: csv, name: 'people.csv', purpose: 'read' });
const { read, stored, rejected } = await client.call('sources.import', { fileId });
const { count, rows } = await client.call('customers.page', { offset: 0, limit: 5 });
await core.quit();
process.send!({ read, stored, rejected, count, first: rows[0]?.cells.length });
process.disconnect();
