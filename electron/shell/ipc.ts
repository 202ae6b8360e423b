import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import { BrowserWindow, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import * as z from 'zod';
import type { Lang } from '../../shared/domain.ts';
import { AppError, ClientFrame } from '../../shared/frames.ts';
import { sayIn } from '../../shared/locales/index.ts';
import { CHANNELS } from './channels.ts';
import { ShellCallError, type CoreThread } from './core-thread.ts';
import { askOpen, askSave } from './dialogs.ts';
import { isTrustedSender } from './policy.ts';
import { copyAtomic, safeName, writeAtomic } from './save.ts';
import type { Outbound } from './session.ts';

/** What the relay needs of the shell. */
export interface Relay {
  readonly core: Pick<CoreThread, 'attach' | 'send' | 'registerFile' | 'filePath'>;
  /** this process's folder for files that have no path */
  uploads(): string;
  readonly outbound: Outbound;
  lang(): Lang;
  newWindow(): void;
  printPdf(html: string): Promise<Uint8Array>;
}

type Clients = Map<number, string>;

/** Listen to the windows. Only what comes from the top frame of one of them, showing our page, is believed. */
export function listen(relay: Relay): { attach(window: BrowserWindow): void } {
  const clients: Clients = new Map();
  const trusted = (event: IpcMainEvent | IpcMainInvokeEvent): boolean => {
    const frame = event.senderFrame;
    return isTrustedSender({
      url: frame?.url ?? '',
      isMainFrame: frame !== null && frame === event.sender.mainFrame,
      isOurWindow: clients.has(event.sender.id),
    });
  };

  ipcMain.on(CHANNELS.send, (event, raw: unknown) => {
    const frame = ClientFrame.safeParse(raw);
    const client = clients.get(event.sender.id);
    if (trusted(event) && frame.success && client !== undefined) relay.core.send(client, frame.data);
  });

  const answers = makeAnswers(relay);
  for (const name of Object.keys(answers) as (keyof typeof answers)[]) {
    const { input, run } = answers[name];
    ipcMain.handle(CHANNELS[name], async (event, ...raw: unknown[]) => {
      try {
        const window = trusted(event) ? BrowserWindow.fromWebContents(event.sender) : null;
        const args = input.safeParse(raw);
        if (!window || !args.success) throw new AppError('refused', { key: 'shell:error.sender' });
        return { value: await run(window, args.data as never) };
      } catch (error) {
        return { error: sentence(error, relay.lang()) };
      }
    });
  }
  return {
    attach: (window) => {
      attach(window.webContents, clients, relay.core);
    },
  };
}

/** An error as the person reads it: Electron would wrap a thrown one in words of its own. */
function sentence(error: unknown, lang: Lang): string {
  if (error instanceof AppError) return sayIn(lang, error.said);
  if (error instanceof ShellCallError) return error.envelope.message;
  return sayIn(lang, { key: 'errors:internal' });
}

/** Give a window its pipe. A reload loses its calls, never its jobs. */
function attach(contents: WebContents, clients: Clients, core: Relay['core']): void {
  const { id } = contents;
  let turn = 0;
  const connect = () => {
    const client = `window-${String(id)}-${String(++turn)}`;
    clients.set(id, client);
    return core.attach(client, (frame) => {
      if (!contents.isDestroyed()) contents.send(CHANNELS.frame, frame);
    });
  };
  let release = connect();
  let loaded = false;
  contents.on('did-start-navigation', (details) => {
    if (!details.isMainFrame || details.isSameDocument) return;
    if (loaded) {
      release();
      release = connect();
    }
    loaded = true;
  });
  contents.on('destroyed', () => {
    clients.delete(id);
    release();
  });
}

const Name = z.string().max(400);
const Bytes = z.instanceof(Uint8Array);

/** One entry for each thing only a window can do: the form of its arguments, and what it does. */
function makeAnswers(relay: Relay) {
  const { core } = relay;
  const answer = <I extends z.ZodType>(input: I, run: (window: BrowserWindow, args: z.output<I>) => unknown) => ({
    input,
    run,
  });
  return {
    pickFile: answer(z.tuple([z.enum(['table', 'workspace', 'recipe'])]), async (window, [kind]) => {
      const path = await askOpen(window, kind, relay.lang());
      return path === null ? null : core.registerFile({ path, name: basename(path), purpose: 'read' });
    }),
    // the path comes from Electron's own look at a File of the user's, in the preload
    givePath: answer(z.tuple([z.string().min(1).max(32_000)]), (_window, [path]) =>
      core.registerFile({ path, name: basename(path), purpose: 'read' }),
    ),
    giveBytes: answer(z.tuple([Name, Bytes]), async (_window, [name, bytes]) => {
      const path = join(relay.uploads(), randomBytes(16).toString('hex'));
      await writeAtomic(path, bytes);
      return core.registerFile({ path, name: safeName(name), purpose: 'read', temporary: true });
    }),
    saveFile: answer(z.tuple([Name, Name, Bytes]), async (window, [name, _mime, bytes]) => {
      const path = await askSave(window, name);
      if (path !== null) await writeAtomic(path, bytes);
      return path !== null;
    }),
    saveMade: answer(z.tuple([Name, Name]), async (window, [fileId, name]) => {
      const made = await core.filePath(fileId);
      const path = await askSave(window, name);
      if (path !== null) await copyAtomic(made.path, path);
      return path !== null;
    }),
    printPdf: answer(z.tuple([z.string().max(40_000_000)]), (_window, [html]) => relay.printPdf(html)),
    newWindow: answer(z.tuple([]), () => {
      relay.newWindow();
    }),
    outbound: answer(z.tuple([]), () => ({ ...relay.outbound })),
  };
}
