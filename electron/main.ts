import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog } from 'electron';
import type { Lang } from '../shared/domain.ts';
import { createClient } from '../shared/client.ts';
import { translatorOf } from '../shared/locales/index.ts';
import { CHANNELS } from './shell/channels.ts';
import { coreEntry, startCoreThread } from './shell/core-thread.ts';
import { contentSecurityPolicy } from './shell/csp.ts';
import { deviceHome } from './shell/home.ts';
import { workspaceInArgs } from './shell/instance.ts';
import { listen } from './shell/ipc.ts';
import { sweepLeftovers, uploadsFolder } from './shell/leftovers.ts';
import { showMenu } from './shell/menu.ts';
import { createPrinter } from './shell/print.ts';
import { registerScheme, serveApp, staticFiles } from './shell/protocol.ts';
import { createSession, guardContents, type Outbound } from './shell/session.ts';
import { reasonOf } from './shell/reason.ts';
import { openWindow } from './shell/window.ts';

const here = dirname(fileURLToPath(import.meta.url));
const home = deviceHome();
const preload = join(here, 'preload.cjs');

// What must come before `ready` stands here, behind no await.
registerScheme();
app.enableSandbox();
app.setPath('userData', join(home, 'window'));
app.on('web-contents-created', (_event, contents) => {
  guardContents(contents);
});
let openFirst = workspaceInArgs(process.argv, process.cwd());
let openLater = (path: string) => {
  openFirst = path;
};
app.on('open-file', (event, path) => {
  event.preventDefault();
  openLater(path);
});

if (app.requestSingleInstanceLock()) void app.whenReady().then(start, fail);
else app.quit();

function start(): void {
  sweepLeftovers(home);
  let uploads: string | null = null;
  const outbound: Outbound = { sent: 0, blocked: 0 };
  const serve = serveApp(staticFiles(join(here, 'renderer')), contentSecurityPolicy);
  const session = createSession('workbench', serve, outbound);
  const systemLang: Lang = app.getLocale().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  const core = startCoreThread(
    { home, sample: unpacked(join(here, '..', 'resources', 'sample')), version: app.getVersion(), lang: systemLang },
    coreEntry(import.meta.url),
  );

  let lang: Lang = systemLang;
  const window = () => {
    const made = openWindow({ home, preload, session });
    relay.attach(made);
    return made;
  };
  const relay = listen({
    core,
    uploads: () => (uploads ??= uploadsFolder(home)),
    outbound,
    lang: () => lang,
    newWindow: window,
    printPdf: createPrinter(outbound),
  });

  const client = createClient({
    send: (frame) => {
      core.send('main', frame);
    },
    onFrame: (listener) => core.attach('main', listener),
  });
  const command = (action: string) => {
    if (action === 'window.new') window();
    else BrowserWindow.getFocusedWindow()?.webContents.send(CHANNELS.command, action);
  };
  const followLanguage = async () => {
    lang = (await client.call('workspace.preferences', {})).lang ?? systemLang;
    showMenu(lang, command);
  };
  const openWorkspace = async (path: string) => {
    try {
      const { fileId } = await core.registerFile({ path, name: path, purpose: 'read' });
      await client.call('workspace.open', { fileId });
    } catch (error) {
      dialog.showErrorBox(translatorOf(lang).t('shell:error.open'), (error as Error).message);
    }
  };

  openLater = (path) => {
    focus(window);
    void openWorkspace(path);
  };
  app.on('second-instance', (_event, args, folder) => {
    focus(window);
    const path = workspaceInArgs(args, folder);
    if (path !== null) void openWorkspace(path);
  });
  app.on('activate', () => {
    focus(window);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  let closing = false;
  app.on('before-quit', (event) => {
    if (closing) return;
    // the workspace is closed first; then the program ends for good
    closing = true;
    event.preventDefault();
    void core.quit().finally(() => {
      if (uploads !== null) rmSync(uploads, { recursive: true, force: true });
      app.quit();
    });
  });

  showMenu(lang, command);
  client.onChange((tables) => {
    if (tables.includes('preferences')) void followLanguage();
  });
  core.ready
    .then(async () => {
      await followLanguage();
      if (openFirst !== null) await openWorkspace(openFirst);
    })
    .catch(fail);
  window();
}

/** Bring a window to the front, or open one. */
function focus(open: () => BrowserWindow): void {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0] ?? open();
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Workers read the sample from beside the archive, where it is unpacked. */
function unpacked(path: string): string {
  return path.replace(/([/\\])app\.asar([/\\])/, '$1app.asar.unpacked$2');
}

function fail(error: unknown): void {
  const lang: Lang = app.getLocale().toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  dialog.showErrorBox(translatorOf(lang).t('shell:error.start'), reasonOf(error, lang));
  app.exit(1);
}
