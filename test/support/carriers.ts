import { mkdirSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { startBrowserShell } from '../../electron/browser.ts';
import { createCore, type CoreOptions } from '../../electron/core/core.ts';
import { coreEntry, startCoreThread } from '../../electron/shell/core-thread.ts';
import { openFrames } from '../../renderer/loopback/frames.ts';
import { ClientFrame, type CoreFrame, type Transport } from '../../shared/frames.ts';
import type { FileRef } from '../../shared/shell.ts';

/** A client's pipe that can be closed, as a closed window or tab does. */
type Pipe = Transport & { close(): void };
/** A core behind a carrier. */
export interface Carried {
  connect(): Promise<Pipe>;
  /** hand a file to the core in the way of the shell */
  give(path: string): Promise<FileRef>;
  close(): Promise<void>;
}

const shellUrl = new URL('../../electron/shell.ts', import.meta.url).href;
const options = (home: string): CoreOptions => ({
  home,
  sample: join(import.meta.dirname, '../../resources/sample'),
  version: '0.0.0',
  lang: 'en',
  threads: 1,
});

/** The four ways between a client and the core. */
export const carriers: Record<string, (home: string) => Promise<Carried>> = {
  'in process': (home) => {
    const core = createCore(options(home));
    let named = 0;
    return Promise.resolve({
      connect: () => Promise.resolve(core.connect(`client-${String(++named)}`)),
      give: (path) => Promise.resolve(core.files.register(path, { purpose: 'read' })),
      close: () => core.close(),
    });
  },

  'worker thread': async (home) => {
    const core = startCoreThread(options(home), coreEntry(shellUrl));
    await core.ready;
    let named = 0;
    return {
      connect: () => Promise.resolve(attached(core, `client-${String(++named)}`)),
      give: (path) => core.registerFile({ path, name: basename(path), purpose: 'read' }),
      close: () => core.quit(),
    };
  },

  // As electron/shell/ipc.ts does it: what comes from a window is checked, then handed on under the window's name.
  'window messages': async (home) => {
    const core = startCoreThread(options(home), coreEntry(shellUrl));
    await core.ready;
    let named = 0;
    return {
      connect: () => {
        const { port1: window, port2: main } = new MessageChannel();
        const pipe = attached(core, `window-${String(++named)}`);
        pipe.onFrame((frame) => {
          main.postMessage(frame);
        });
        main.on('message', (raw: unknown) => {
          const frame = ClientFrame.safeParse(raw);
          if (frame.success) pipe.send(frame.data);
        });
        main.on('close', pipe.close);
        return Promise.resolve(portPipe(window));
      },
      give: (path) => core.registerFile({ path, name: basename(path), purpose: 'read' }),
      close: () => core.quit(),
    };
  },

  'loopback HTTP': async (home) => {
    const assets = join(home, 'renderer');
    mkdirSync(assets);
    writeFileSync(join(assets, 'index.html'), '<!doctype html>');
    const shell = await startBrowserShell({ home, assets, lang: 'en', print: () => undefined });
    const origin = `http://127.0.0.1:${String(shell.port)}`;
    const begin = async () => {
      const body = JSON.stringify({ token: new URL(shell.launchUrl()).hash.slice(1) });
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(`${origin}/session`, { method: 'POST', headers, body });
      return ((await response.json()) as { session: string }).session;
    };
    return {
      connect: async () => {
        const { transport, close } = await openFrames(await begin(), origin);
        return { send: transport.send.bind(transport), onFrame: transport.onFrame.bind(transport), close };
      },
      give: async (path) => {
        const response = await fetch(`${origin}/upload`, {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${await begin()}`,
            'Content-Type': 'application/octet-stream',
            'X-File-Name': encodeURIComponent(basename(path)),
          },
          body: readFileSync(path),
        });
        return (await response.json()) as FileRef;
      },
      close: () => shell.close(),
    };
  },
};

/** A folder that goes when the test is over. */
export function temporaryHome(): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'persona-home-'));
  return {
    home,
    remove: () => {
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function attached(core: ReturnType<typeof startCoreThread>, client: string): Pipe {
  const listeners = new Set<(frame: CoreFrame) => void>();
  const release = core.attach(client, (frame) => {
    for (const listener of listeners) listener(frame);
  });
  return {
    send: (frame) => {
      core.send(client, frame);
    },
    onFrame: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: release,
  };
}

function portPipe(port: MessagePort): Pipe {
  return {
    send: (frame) => {
      port.postMessage(frame);
    },
    onFrame: (listener) => {
      port.on('message', listener);
      return () => port.off('message', listener);
    },
    close: () => {
      port.close();
    },
  };
}
