import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../electron/build.ts';
import { CHANNELS } from '../../electron/shell/channels.ts';
import type { CoreFrame } from '../../shared/frames.ts';
import {
  projectRoot,
  runMain,
  type FakeContents,
  type FakeSession,
  type FakeWindow,
  type Recording,
} from './support/double.ts';
import { runPreload } from './support/preload.ts';

/*
 * Electron's security checklist (docs/tutorial/security.md of Electron), item by item, as far as it can be seen without a
 * binary: the built main process and preload run against a recording stand-in. What needs a binary is in live.spec.ts.
 */

const home = mkdtempSync(join(tmpdir(), 'persona-electron-'));
let recording: Recording;
let window: FakeWindow;
let session: FakeSession;

beforeAll(async () => {
  await buildIfStale(['code', 'renderer']);
  process.env['PERSONA_HOME'] = home;
  recording = await runMain();
  window = recording.windows[0]!;
  session = recording.sessions.get('workbench')!;
});
afterAll(async () => {
  recording.app.emit('before-quit', { preventDefault: () => undefined });
  await waitFor(() => recording.quits > 0);
  rmSync(home, { recursive: true, force: true });
});

async function waitFor(holds: () => boolean, limit = 10_000): Promise<void> {
  const end = Date.now() + limit;
  while (!holds()) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const get = async (url: string, method = 'GET') =>
  session.handlers.get('app')!({ url, method } as Request) as Response | Promise<Response>;

/** Ask the session whether a request may be made. */
function mayLoad(url: string): boolean {
  let cancel: boolean | undefined;
  session.beforeRequest!({ url } as never, (response) => {
    cancel = response.cancel;
  });
  return cancel === false;
}

const eventFrom = (contents: FakeContents, url = contents.mainFrame.url, top = true) => ({
  sender: contents,
  senderFrame: top ? (url === contents.mainFrame.url ? contents.mainFrame : { url }) : { url },
});

const invoke = (channel: keyof typeof CHANNELS, event: unknown, ...args: unknown[]) =>
  recording.invokes.get(CHANNELS[channel])!(event, ...args) as Promise<{ value?: unknown; error?: string }>;

/** Call the core through the pipe and wait for its answer. */
async function call(event: unknown, id: number, op: string, wait = 10_000): Promise<CoreFrame | null> {
  recording.listeners.get(CHANNELS.send)!(event, { type: 'call', id, op, input: {} });
  const answer = () =>
    window.webContents.sent
      .map(({ args }) => args[0] as CoreFrame)
      .find((frame) => frame.type !== 'event' && frame.id === id) ?? null;
  await waitFor(() => answer() !== null, wait).catch(() => undefined);
  return answer();
}

/** Whether a navigation event is stopped. */
function isStopped(name: string, url: string): boolean {
  let stopped = false;
  window.webContents.emit(name, { url, preventDefault: () => (stopped = true) });
  return stopped;
}

const FOREIGN = [
  'https://example.com/',
  'http://127.0.0.1:8080/',
  'ws://example.com/',
  'file:///etc/passwd',
  'app://evil/index.html',
  'app://workbench.evil.com/index.html',
  'app://user@workbench/index.html',
  'ftp://example.com/',
  'blob:https://example.com/0',
  'filesystem:https://example.com/x',
  'chrome://settings',
  'javascript:alert(1)',
  'about:blank#x',
];

describe('the security checklist of Electron', () => {
  it('1 only loads secure content: every address is app://, every other request is blocked and counted', async () => {
    expect(window.loaded).toEqual(['app://workbench/index.html']);
    const before = await invoke('outbound', eventFrom(window.webContents));
    for (const url of FOREIGN) expect(mayLoad(url), url).toBe(false);
    expect(mayLoad('app://workbench/index.html')).toBe(true);
    expect(mayLoad('data:image/png;base64,AA==')).toBe(true);
    expect(mayLoad('blob:app://workbench/0')).toBe(true);
    const after = await invoke('outbound', eventFrom(window.webContents));
    const count = (answer: { value?: unknown }) => answer.value as { sent: number; blocked: number };
    expect(count(after).blocked - count(before).blocked).toBe(FOREIGN.length);
    expect(count(after).sent).toBe(0);
  });

  it('2 does not enable Node integration', () => {
    expect(window.options.webPreferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('3 enables context isolation', () => {
    expect(window.options.webPreferences?.contextIsolation).toBe(true);
  });

  it('4 enables process sandboxing, for every process and before the app is ready', () => {
    expect(window.options.webPreferences?.sandbox).toBe(true);
    const ready = recording.order.indexOf('ready');
    for (const early of [
      'enableSandbox',
      'registerSchemesAsPrivileged',
      'requestSingleInstanceLock',
      'setPath userData',
    ])
      expect(recording.order.slice(0, ready), early).toContain(early);
  });

  it('5 handles permission requests: all are denied', () => {
    const asked = ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fullscreen', 'unknown'];
    for (const permission of asked) {
      let granted: boolean | undefined;
      session.permissionRequest!(
        window.webContents as never,
        permission as never,
        (answer) => (granted = answer),
        {} as never,
      );
      expect(granted, permission).toBe(false);
      expect(session.permissionCheck!(null, permission as never, 'app://workbench', {} as never), permission).toBe(
        false,
      );
    }
    expect(session.devicePermission!({} as never)).toBe(false);
  });

  it('6 does not disable webSecurity', () => {
    expect(window.options.webPreferences?.webSecurity).toBe(true);
  });

  it('7 defines a content security policy, on every answer under app://', async () => {
    for (const path of ['/index.html', '/', '/missing', '/../main.js']) {
      const { headers } = await get(`app://workbench${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain("default-src 'none'");
      expect(policy, path).toContain("script-src 'self'");
      expect(policy, path).not.toMatch(/script-src[^;]*'unsafe|https?:|\*/);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    }
    const page = await (await get('app://workbench/')).text();
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
  });

  it('8 does not allow insecure content', () => {
    expect(window.options.webPreferences?.allowRunningInsecureContent).toBe(false);
  });

  it('9 does not enable experimental features', () => {
    expect(window.options.webPreferences?.experimentalFeatures).toBe(false);
  });

  it('10 does not use enableBlinkFeatures', () => {
    expect(window.options.webPreferences).not.toHaveProperty('enableBlinkFeatures');
  });

  it('11 has no web views that could open pop-ups', () => {
    expect(window.options.webPreferences?.webviewTag).toBe(false);
  });

  it('12 verifies web view options: a web view is never attached', () => {
    expect(isStopped('will-attach-webview', '')).toBe(true);
  });

  it('13 limits navigation: every page stays where it is', () => {
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
      for (const url of [...FOREIGN, 'app://workbench/other.html'])
        expect(isStopped(name, url), `${name} ${url}`).toBe(true);
    expect(isStopped('will-navigate', 'app://workbench/index.html')).toBe(false);
    let downloads = 0;
    session.emit('will-download', { preventDefault: () => (downloads += 1) });
    expect(downloads).toBe(1);
  });

  it('14 limits the creation of new windows: pages open none', () => {
    for (const url of [...FOREIGN, 'app://workbench/index.html'])
      expect(window.webContents.openHandler!({ url } as never), url).toEqual({ action: 'deny' });
  });

  it('15 never hands a URL to the system', () => {
    expect(recording.opened).toEqual([]);
    for (const file of ['main.js', 'preload.cjs'])
      expect(readFileSync(join(projectRoot, 'dist', file), 'utf8'), file).not.toContain('openExternal');
  });

  it('16 uses a current version of Electron, pinned exactly', () => {
    const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(manifest.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number.parseInt(manifest.devDependencies['electron']!, 10)).toBeGreaterThanOrEqual(45);
  });

  it('17 validates the sender of every message', async () => {
    const contents = window.webContents;
    expect(await call(eventFrom(contents), 1, 'workspace.info')).toMatchObject({ type: 'ok', id: 1, output: null });

    const child = eventFrom(contents, 'app://workbench/index.html', false);
    const foreign = { sender: contents, senderFrame: { url: 'https://example.com/' } };
    const gone = { sender: contents, senderFrame: null };
    const stranger = { sender: { id: 4711, mainFrame: contents.mainFrame }, senderFrame: contents.mainFrame };
    let id = 100;
    for (const event of [child, foreign, gone, stranger]) {
      expect(await call(event, ++id, 'workspace.info', 200)).toBeNull();
      expect(await invoke('outbound', event)).toHaveProperty('error');
    }

    const { url } = contents.mainFrame;
    contents.mainFrame.url = 'https://example.com/';
    expect(await call(eventFrom(contents), ++id, 'workspace.info', 200)).toBeNull();
    expect(await invoke('outbound', eventFrom(contents))).toHaveProperty('error');
    contents.mainFrame.url = url;

    for (const frame of [
      null,
      'call',
      {},
      { type: 'call' },
      { type: 'call', id: 1, op: 'x', input: {}, more: 1 },
      { type: 'ok', id: 1 },
    ])
      expect(() => recording.listeners.get(CHANNELS.send)!(eventFrom(contents), frame)).not.toThrow();
    expect(await invoke('pickFile', eventFrom(contents), 'folder')).toHaveProperty('error');
    expect(await call(eventFrom(contents), id + 1, 'shell.filePath')).toMatchObject({
      type: 'err',
      error: { code: 'unknown_operation' },
    });
  });

  it('18 avoids file://: a scheme of its own, which reaches nothing outside the user interface', async () => {
    expect(recording.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
    ]);
    expect((await get('app://workbench/index.html')).status).toBe(200);
    const outside = [
      '/../main.js',
      '/../../package.json',
      '/%2e%2e/main.js',
      '/%2e%2e%2fmain.js',
      '/..%2fmain.js',
      '/..%5cmain.js',
      '/..\\main.js',
      '/assets/../../main.js',
      '//main.js',
      '/%00/index.html',
      '/index.html%00.js',
      '/etc/passwd',
      '/C:/Windows/win.ini',
      '/__proto__',
    ];
    for (const path of outside) {
      const answer = await get(`app://workbench${path}`);
      expect(answer.status, path).toBe(404);
      expect(await answer.text(), path).toBe('');
    }
    expect((await get('app://print/index.html')).status).toBe(403);
    expect((await get('app://workbench/index.html', 'POST')).status).toBe(405);
    for (const file of ['main.js', 'preload.cjs'])
      expect(readFileSync(join(projectRoot, 'dist', file), 'utf8'), file).not.toMatch(/loadFile\(|loadURL\(["'`]file:/);
  });

  it('19 sets the fuses', () => {
    const config = readFileSync(join(projectRoot, 'electron-builder.yml'), 'utf8');
    const fuses = Object.fromEntries(
      [...config.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name, on]) => [name, on === 'true']),
    );
    expect(fuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it('20 exposes no Electron API to the page: the preload offers exactly the pipe and the window functions', async () => {
    const preload = runPreload((channel) => ({ value: channel }));
    expect([...preload.exposed.keys()]).toEqual(['workbench']);
    const api = preload.exposed.get('workbench')!;
    expect(Object.keys(api).sort()).toEqual(
      'giveFile newWindow onCommand onFrame outbound pickFile printPdf saveFile saveMade send shell'.split(' '),
    );
    expect(new Set(preload.required)).toEqual(new Set(['electron']));

    const heard: unknown[] = [];
    const stop = (api['onFrame'] as (listener: (frame: unknown) => void) => () => void)((frame) => heard.push(frame));
    preload.listened.get(CHANNELS.frame)!({ sender: 'ipc' }, { type: 'event', tables: [] });
    expect(heard).toEqual([{ type: 'event', tables: [] }]);
    stop();
    expect(preload.listened.has(CHANNELS.frame)).toBe(false);

    type GiveFile = (file: unknown) => Promise<unknown>;
    (api['send'] as (frame: unknown) => void)({ type: 'cancel', id: 1 });
    await (api['giveFile'] as GiveFile)({ name: 'a.csv', path: '/tmp/a.csv' });
    await (api['giveFile'] as GiveFile)({ name: 'b.csv', arrayBuffer: () => Promise.resolve(new ArrayBuffer(2)) });
    for (const name of ['pickFile', 'saveFile', 'saveMade', 'printPdf', 'newWindow', 'outbound'] as const)
      await (api[name] as () => Promise<unknown>)();
    const channels = [...preload.sent, ...preload.invoked].map(({ channel }) => channel);
    const { frame: _frame, command: _command, ...used } = CHANNELS;
    expect([...new Set(channels)].sort()).toEqual(Object.values(used).sort());
    expect(preload.invoked[0]).toEqual({ channel: CHANNELS.givePath, args: ['/tmp/a.csv'] });
  });
});

describe('what only a window can do', () => {
  it('hands a file over by an id, never by its path', async () => {
    recording.openAnswer = join(projectRoot, 'package.json');
    const { value } = await invoke('pickFile', eventFrom(window.webContents), 'table');
    expect(Object.keys(value as object).sort()).toEqual(['fileId', 'name', 'size']);
    recording.openAnswer = null;
    expect(await invoke('pickFile', eventFrom(window.webContents), 'table')).toEqual({ value: null });
  });

  it('writes where the person says, and only then', async () => {
    const bytes = new TextEncoder().encode('text');
    expect(await invoke('saveFile', eventFrom(window.webContents), 'a.md', 'text/markdown', bytes)).toEqual({
      value: false,
    });
    recording.saveAnswer = join(home, 'a.md');
    expect(await invoke('saveFile', eventFrom(window.webContents), 'a.md', 'text/markdown', bytes)).toEqual({
      value: true,
    });
    expect(readFileSync(join(home, 'a.md'), 'utf8')).toBe('text');
  });

  it('makes a PDF in a hidden window that runs no script, shows one document and is gone afterwards', async () => {
    const { value } = await invoke('printPdf', eventFrom(window.webContents), '<p>card</p>');
    expect(Buffer.from(value as Uint8Array).toString()).toContain('%PDF');
    const printing = recording.windows.at(-1)!;
    expect(printing.options).toMatchObject({ show: false, webPreferences: { javascript: false, sandbox: true } });
    expect(printing.destroyed).toBe(true);
    const print = recording.sessions.get('print')!;
    const again = (await print.handlers.get('app')!({
      url: printing.loaded[0]!,
      method: 'GET',
    } as Request)) as Response;
    expect(again.status).toBe(404);
  });

  it('has no partition on disk and no spell checker, which would fetch dictionaries', () => {
    for (const made of recording.sessions.values()) {
      expect(made.partition).not.toMatch(/^persist:/);
      expect(made.spellcheck).toBe(false);
    }
  });

  it('shows a native menu in the language of the person', () => {
    const labels = recording.menus.at(-1)!.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['File', 'Edit', 'View']));
    const items = recording.menus.at(-1)!.flatMap(({ submenu }) => submenu as { id?: string; label?: string }[]);
    for (const { label } of items) expect(label ?? '').not.toMatch(/^(shell:|action\.|role\.)/);
    // the menu names actions of the user interface, which runs them
    const actions = readFileSync(join(projectRoot, 'renderer/actions.ts'), 'utf8');
    for (const { id } of items) if (id) expect(actions, id).toContain(`id: '${id}'`);
  });

  it('sends what is chosen in the menu to the window', () => {
    const items = recording.menus.at(-1)!.flatMap(({ submenu }) => submenu as { id?: string; click?: () => void }[]);
    items.find(({ id }) => id === 'edit.undo')!.click!();
    expect(window.webContents.sent.at(-1)).toEqual({ channel: CHANNELS.command, args: ['edit.undo'] });
  });
});
