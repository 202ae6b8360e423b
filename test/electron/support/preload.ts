import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';
import type * as Electron from 'electron';
import { projectRoot } from './double.ts';

/** What the built preload did in a sandbox that offers no more than Electron's. */
export type PreloadRecording = {
  exposed: Map<string, Record<string, unknown>>;
  sent: { channel: string; args: unknown[] }[];
  invoked: { channel: string; args: unknown[] }[];
  listened: Map<string, (event: unknown, value: unknown) => void>;
  required: string[];
};

/** Run the built preload as a sandboxed one is run: CommonJS, with a `require` that knows `electron` only. */
export function runPreload(answer: (channel: string, args: unknown[]) => unknown): PreloadRecording {
  const recording: PreloadRecording = {
    exposed: new Map(),
    sent: [],
    invoked: [],
    listened: new Map(),
    required: [],
  };
  const contextBridge: Pick<Electron.ContextBridge, 'exposeInMainWorld'> = {
    exposeInMainWorld: (name, api) => {
      recording.exposed.set(name, api as Record<string, unknown>);
    },
  };
  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => recording.sent.push({ channel, args }),
    invoke: (channel: string, ...args: unknown[]) => {
      recording.invoked.push({ channel, args });
      return Promise.resolve(answer(channel, args));
    },
    on: (channel: string, listener: (event: unknown, value: unknown) => void) =>
      recording.listened.set(channel, listener),
    off: (channel: string) => recording.listened.delete(channel),
  };
  const webUtils: Pick<Electron.WebUtils, 'getPathForFile'> = {
    getPathForFile: (file) => (file as unknown as { path?: string }).path ?? '',
  };
  const electron = { contextBridge, ipcRenderer, webUtils };
  const require = (name: string) => {
    recording.required.push(name);
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot load ${name}`);
    return electron;
  };
  const code = readFileSync(join(projectRoot, 'dist/preload.cjs'), 'utf8');
  const run = vm.runInThisContext(`(function (require, module, exports) {${code}\n})`) as (...args: unknown[]) => void;
  const module = { exports: {} };
  run(require, module, module.exports);
  return recording;
}
