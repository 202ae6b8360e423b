import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Client, createClient } from '../../../electron/core/client.ts';
import { type Core, createCore } from '../../../electron/core/core.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { type State, stateOf } from './state.ts';
import type { Desk } from './act.ts';

/** A core on a workspace whose clock stands still within a step. */
export interface Bench extends Desk {
  readonly core: Core;
  /** let the clock stand at a step */
  at(step: number): void;
  state(): State;
  close(): Promise<void>;
}

const START = Date.parse('2026-01-01T00:00:00.000Z');
/** No copy by itself. */
const NEVER = 2 ** 30;

/** Open a workspace, or make it, with the folder it lies in as that of the device. */
export function startBench(workspace: string): Bench {
  const home = dirname(workspace);
  const core = createCore({ home, sample: home, version: 'test', threads: 1, firstLookMs: NEVER });
  let now = START;
  core.now = () => new Date(now).toISOString();
  core.openPath(workspace, fs.existsSync(workspace) ? null : basename(workspace));
  const client: Client = createClient(core.connect('test'));
  let files = 0;
  return {
    core,
    client,
    give: async (name, text) => {
      const folder = join(home, `given-${String(files++)}`);
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(join(folder, name), text);
      const given = { path: join(folder, name), purpose: 'read' };
      return ((await core.shellCall('shell.registerFile', given)) as FileRef).fileId;
    },
    at: (step) => {
      now = START + step * 1000;
    },
    state: () => stateOf(core.session().db),
    async close() {
      client.close();
      await core.close();
    },
  };
}
