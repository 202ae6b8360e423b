import { readFileSync, realpathSync } from 'node:fs';
import { resolve as resolvePath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Lang, Said } from '../shared/domain.ts';
import { sayIn } from '../shared/locales/index.ts';
import { coreEntry, startCoreThread, type CoreThread } from './shell/core-thread.ts';
import { deviceHome } from './shell/home.ts';
import { openInBrowser } from './shell/loopback/open-browser.ts';
import { startLoopback, type Loopback } from './shell/loopback/server.ts';
import { LAUNCH_MS } from './shell/loopback/sessions.ts';
import { reasonOf } from './shell/reason.ts';

/** What the browser shell is started with; everything may be left out. */
export type BrowserShellOptions = {
  /** device folder */
  readonly home?: string;
  /** a workspace to open, made when it does not exist */
  readonly workspace?: string;
  /** open the default browser (else the address is only printed) */
  readonly open?: boolean;
  readonly port?: number;
  /** a session that goes on from the process before, for development */
  readonly session?: string;
  readonly maxUpload?: number;
  readonly lang?: Lang;
  /** folder of the built interface; default the one beside this program */
  readonly assets?: string;
  /** where lines for the person go; default standard output */
  readonly print?: (line: string) => void;
};

/** A running browser shell. */
export type BrowserShell = {
  /** the first address; it holds a token that works once, for a minute */
  readonly url: string;
  readonly port: number;
  readonly loopback: Loopback;
  readonly core: CoreThread;
  /** another address */
  launchUrl(): string;
  close(): Promise<void>;
};

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const fromSource = import.meta.url.endsWith('.ts');

/** Start the core and serve it with the interface on the loopback address. */
export async function startBrowserShell(options: BrowserShellOptions = {}): Promise<BrowserShell> {
  const print = options.print ?? console.log;
  const home = options.home ?? deviceHome();
  const lang = options.lang ?? langOf(process.env);
  const core = startCoreThread(
    {
      home,
      sample: beside('../resources/sample'),
      version: version(),
      lang,
      ...(options.workspace === undefined ? {} : { open: options.workspace }),
    },
    coreEntry(import.meta.url),
  );
  const loopback = await hosted(
    core,
    startLoopback({
      core,
      home,
      assets: options.assets ?? beside(fromSource ? '../dist/renderer' : './renderer'),
      ...(options.port === undefined ? {} : { port: options.port }),
      ...(options.session === undefined ? {} : { session: options.session }),
      ...(options.maxUpload === undefined ? {} : { maxUpload: options.maxUpload }),
    }),
  );
  const url = loopback.launchUrl();
  print(`Persona Workbench: ${url}`);
  const forget = options.open
    ? openInBrowser(loopback.launchUrl(), sayIn(lang, { key: 'browser:terminal.redirect' }))
    : null;
  const forgetting = forget && setTimeout(forget, LAUNCH_MS).unref();
  return {
    url,
    port: loopback.port,
    loopback,
    core,
    launchUrl: () => loopback.launchUrl(),
    async close() {
      if (forgetting) clearTimeout(forgetting);
      forget?.();
      try {
        await loopback.close();
      } finally {
        await core.quit();
      }
    },
  };
}

/** The host is made while the core starts; without the core it goes again. */
async function hosted(core: CoreThread, starting: Promise<Loopback>): Promise<Loopback> {
  const [ready, host] = await Promise.allSettled([core.ready, starting]);
  if (ready.status === 'fulfilled' && host.status === 'fulfilled') return host.value;
  if (host.status === 'fulfilled') await host.value.close();
  else await core.quit();
  // the core says what is wrong with the device folder that both need
  throw ready.status === 'rejected' ? ready.reason : (host as PromiseRejectedResult).reason;
}

const version = () => (JSON.parse(readFileSync(beside('../package.json'), 'utf8')) as { version: string }).version;

const langOf = (env: NodeJS.ProcessEnv): Lang =>
  /^zh/i.test([env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find(Boolean) ?? '') ? 'zh-CN' : 'en';

async function run(args: string[]): Promise<number> {
  const lang = langOf(process.env);
  const say = (key: string, values?: Said['values']) => sayIn(lang, { key, values });
  const options = optionsFrom(args);
  if (!options) {
    console.error(say('browser:terminal.usage'));
    return 2;
  }
  let shell: BrowserShell;
  try {
    shell = await startBrowserShell({ ...options, lang });
  } catch (error) {
    console.error(reasonOf(error, lang));
    return 1;
  }
  if (process.stdin.isTTY) {
    console.log(say('browser:terminal.hint'));
    process.stdin.on('data', () => {
      console.log(`Persona Workbench: ${shell.launchUrl()}`);
    });
  }
  return new Promise((resolve) => {
    let closing = false;
    const close = () => {
      if (closing) return;
      closing = true;
      shell.close().then(
        () => resolve(0),
        () => resolve(1),
      );
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, close);
    void shell.core.ended.then((code) => {
      if (closing) return;
      console.error(say('browser:terminal.ended', { code }));
      resolve(1);
    });
  });
}

function optionsFrom(args: string[]): BrowserShellOptions | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'no-open': { type: 'boolean' },
        home: { type: 'string' },
        workspace: { type: 'string' },
        port: { type: 'string' },
      },
    });
    const port = values.port === undefined ? 0 : Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) return null;
    const session = process.env['PERSONA_DEV_SESSION'];
    return {
      open: values['no-open'] !== true,
      port,
      ...(session === undefined || !/^[\w-]{43}$/.test(session) ? {} : { session }),
      ...(values.home === undefined ? {} : { home: resolvePath(values.home) }),
      ...(values.workspace === undefined ? {} : { workspace: resolvePath(values.workspace) }),
    };
  } catch {
    return null;
  }
}

// The launcher imports this file and names it as the script.
if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await run(process.argv.slice(2)));
