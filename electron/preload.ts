import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ClientFrame, CoreFrame, Transport } from '../shared/frames.ts';
import type { FileRef, WindowApi } from '../shared/shell.ts';

/*
 * A sandboxed preload is one file and may load nothing beside `electron`; the channel names therefore stand here again
 * (shell/channels.ts has the other copy; a test compares them).
 */
const CHANNEL = 'workbench:';

async function ask(name: string, ...args: unknown[]): Promise<unknown> {
  const answer = (await ipcRenderer.invoke(CHANNEL + name, ...args)) as { value: unknown } | { error: string };
  if ('error' in answer) throw new Error(answer.error);
  return answer.value;
}

function listen<T>(name: string, listener: (value: T) => void): () => void {
  const forward = (_event: unknown, value: T) => {
    listener(value);
  };
  ipcRenderer.on(CHANNEL + name, forward);
  return () => {
    ipcRenderer.off(CHANNEL + name, forward);
  };
}

/** The pipe and the few things only a window can do. Adding a feature never changes it. */
const workbench: Transport & WindowApi = {
  shell: 'electron',
  send: (frame: ClientFrame) => {
    ipcRenderer.send(`${CHANNEL}send`, frame);
  },
  onFrame: (listener: (frame: CoreFrame) => void) => listen('frame', listener),
  pickFile: (kind) => ask('pickFile', kind) as Promise<FileRef | null>,
  giveFile: async (file) => {
    const given = file as { name: string; arrayBuffer(): Promise<ArrayBuffer> };
    const path = webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
    // a pasted or generated file has no path
    const ref = path ? ask('givePath', path) : ask('giveBytes', given.name, new Uint8Array(await given.arrayBuffer()));
    return ref as Promise<FileRef>;
  },
  saveFile: (name, mime, bytes) => ask('saveFile', name, mime, bytes) as Promise<boolean>,
  saveMade: (fileId, name) => ask('saveMade', fileId, name) as Promise<boolean>,
  printPdf: (html) => ask('printPdf', html) as Promise<Uint8Array>,
  newWindow: () => ask('newWindow') as Promise<void>,
  outbound: () => ask('outbound') as Promise<{ sent: number; blocked: number }>,
  onCommand: (listener) => listen('command', listener),
};

contextBridge.exposeInMainWorld('workbench', workbench);
