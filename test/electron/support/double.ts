import { EventEmitter } from 'node:events';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as Electron from 'electron';

/** What a window was asked to be. */
export type WindowOptions = Electron.BrowserWindowConstructorOptions;
type Handler = (event: unknown, ...args: unknown[]) => unknown;
type Filter = Parameters<Electron.WebRequest['onBeforeRequest']>[0];
type BeforeRequest = Extract<Filter, (...args: never[]) => void>;
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

/** A page: records what it is sent. */
export class FakeContents extends EventEmitter {
  readonly id: number;
  readonly mainFrame: { url: string } = { url: '' };
  readonly sent: { channel: string; args: unknown[] }[] = [];
  openHandler: OpenHandler | null = null;
  constructor(id: number) {
    super();
    this.id = id;
  }
  readonly getURL: Electron.WebContents['getURL'] = () => this.mainFrame.url;
  readonly isDestroyed: Electron.WebContents['isDestroyed'] = () => false;
  readonly send: Electron.WebContents['send'] = (channel: string, ...args: unknown[]) => {
    this.sent.push({ channel, args });
    this.emit('sent');
  };
  readonly setWindowOpenHandler: Electron.WebContents['setWindowOpenHandler'] = (handler) => {
    this.openHandler = handler;
  };
  readonly printToPDF: Electron.WebContents['printToPDF'] = () => Promise.resolve(Buffer.from('%PDF-1.7 double'));
}

/** A session: records who answers for permissions and requests. */
export class FakeSession extends EventEmitter {
  readonly partition: string;
  spellcheck = true;
  permissionRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0] = null;
  permissionCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0] = null;
  devicePermission: Parameters<Electron.Session['setDevicePermissionHandler']>[0] = null;
  beforeRequest: BeforeRequest | null = null;
  readonly handlers = new Map<string, Parameters<Electron.Protocol['handle']>[1]>();
  constructor(partition: string) {
    super();
    this.partition = partition;
  }
  readonly setSpellCheckerEnabled: Electron.Session['setSpellCheckerEnabled'] = (enable) => {
    this.spellcheck = enable;
  };
  readonly setPermissionRequestHandler: Electron.Session['setPermissionRequestHandler'] = (handler) => {
    this.permissionRequest = handler;
  };
  readonly setPermissionCheckHandler: Electron.Session['setPermissionCheckHandler'] = (handler) => {
    this.permissionCheck = handler;
  };
  readonly setDevicePermissionHandler: Electron.Session['setDevicePermissionHandler'] = (handler) => {
    this.devicePermission = handler;
  };
  readonly webRequest = {
    onBeforeRequest: (handler: BeforeRequest) => {
      this.beforeRequest = handler;
    },
  };
  readonly protocol: Pick<Electron.Protocol, 'handle'> = {
    handle: (scheme, handler) => {
      this.handlers.set(scheme, handler);
    },
  };
}

/** What the program did to Electron, and the levers to play a person. */
export class Recording {
  /** calls of app and protocol in their order; `ready` marks the moment Electron became ready */
  readonly order: string[] = [];
  readonly app = new EventEmitter();
  readonly schemes: Electron.CustomScheme[] = [];
  readonly sessions = new Map<string, FakeSession>();
  readonly windows: FakeWindow[] = [];
  readonly listeners = new Map<string, Handler>();
  readonly invokes = new Map<string, Handler>();
  readonly menus: Electron.MenuItemConstructorOptions[][] = [];
  readonly errors: string[] = [];
  /** every call of shell.openExternal: there must be none */
  readonly opened: string[] = [];
  openAnswer: string | null = null;
  saveAnswer: string | null = null;
  quits = 0;
}

/** A window: a page and the options it was made with. */
export class FakeWindow extends EventEmitter {
  static recording: Recording;
  readonly options: WindowOptions;
  readonly webContents: FakeContents;
  readonly loaded: string[] = [];
  destroyed = false;
  constructor(options: WindowOptions) {
    super();
    this.options = options;
    this.webContents = new FakeContents(FakeWindow.recording.windows.length + 1);
    FakeWindow.recording.windows.push(this);
    FakeWindow.recording.app.emit('web-contents-created', {}, this.webContents);
  }
  static fromWebContents(contents: FakeContents): FakeWindow | null {
    return FakeWindow.recording.windows.find((window) => window.webContents === contents) ?? null;
  }
  static getAllWindows(): FakeWindow[] {
    return FakeWindow.recording.windows.filter((window) => !window.destroyed);
  }
  static getFocusedWindow(): FakeWindow | null {
    return FakeWindow.getAllWindows()[0] ?? null;
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.webContents.mainFrame.url = url;
    this.webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false, url });
    await Promise.resolve();
  }
  destroy(): void {
    this.destroyed = true;
    this.webContents.emit('destroyed');
  }
  readonly show: Electron.BrowserWindow['show'] = () => undefined;
  readonly focus: Electron.BrowserWindow['focus'] = () => undefined;
  readonly maximize: Electron.BrowserWindow['maximize'] = () => undefined;
  readonly restore: Electron.BrowserWindow['restore'] = () => undefined;
  readonly isMinimized: Electron.BrowserWindow['isMinimized'] = () => false;
  readonly isMaximized: Electron.BrowserWindow['isMaximized'] = () => false;
  readonly getNormalBounds: Electron.BrowserWindow['getNormalBounds'] = () => ({
    x: 40,
    y: 30,
    width: 1300,
    height: 820,
  });
}

const SCREEN = { x: 0, y: 24, width: 1680, height: 1026 };

/** The parts of `electron` that the main process imports, recorded. Types come from electron.d.ts. */
function mainModule(recording: Recording): Record<string, unknown> {
  type App = Electron.App;
  const app: Pick<
    App,
    | 'enableSandbox'
    | 'setPath'
    | 'requestSingleInstanceLock'
    | 'whenReady'
    | 'getLocale'
    | 'getVersion'
    | 'quit'
    | 'exit'
  > = {
    enableSandbox: () => {
      recording.order.push('enableSandbox');
    },
    setPath: (name) => {
      recording.order.push(`setPath ${name}`);
    },
    requestSingleInstanceLock: () => {
      recording.order.push('requestSingleInstanceLock');
      return true;
    },
    whenReady: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      recording.order.push('ready');
    },
    getLocale: () => 'en-GB',
    getVersion: () => '0.0.0-test',
    quit: () => {
      recording.quits += 1;
    },
    exit: () => {
      recording.quits += 1;
    },
  };
  const protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged'> = {
    registerSchemesAsPrivileged: (schemes) => {
      recording.order.push('registerSchemesAsPrivileged');
      recording.schemes.push(...schemes);
    },
  };
  const dialog = {
    showErrorBox: (title: string, content: string) => {
      recording.errors.push(`${title}: ${content}`);
    },
    showOpenDialog: () =>
      Promise.resolve({ canceled: recording.openAnswer === null, filePaths: [recording.openAnswer].filter(Boolean) }),
    showSaveDialog: () =>
      Promise.resolve({ canceled: recording.saveAnswer === null, filePath: recording.saveAnswer ?? '' }),
  };
  FakeWindow.recording = recording;
  return {
    app: Object.assign(recording.app, app),
    BrowserWindow: FakeWindow,
    dialog,
    ipcMain: {
      on: (channel: string, handler: Handler) => recording.listeners.set(channel, handler),
      handle: (channel: string, handler: Handler) => recording.invokes.set(channel, handler),
    },
    Menu: {
      buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: Electron.MenuItemConstructorOptions[]) => recording.menus.push(menu),
    },
    nativeTheme: { shouldUseDarkColors: false },
    protocol,
    screen: { getAllDisplays: () => [{ workArea: SCREEN }] },
    session: {
      fromPartition: (partition: string) => {
        const made = new FakeSession(partition);
        recording.sessions.set(partition, made);
        return made;
      },
    },
    shell: { openExternal: (url: string) => recording.opened.push(url) },
  };
}

/** The project's folder. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** Run the built main process against the recording. @returns what it did up to its first window */
export async function runMain(): Promise<Recording> {
  const recording = new Recording();
  const double = mainModule(recording);
  const key = 'electron-double';
  (globalThis as Record<string, unknown>)[key] = double;
  const names = Object.keys(double).join(', ');
  const source = `export const { ${names} } = globalThis['${key}'];`;
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: 'electron-double:module', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === 'electron-double:module' ? { format: 'module', source, shortCircuit: true } : next(url, context),
  });
  await import(new URL('../../../dist/main.js', import.meta.url).href);
  hooks.deregister();
  const limit = Date.now() + 20_000;
  while (recording.windows.length === 0 && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 10));
  return recording;
}
