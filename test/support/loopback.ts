import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLoopback, type Loopback, type LoopbackOptions } from '../../electron/shell/loopback/server.ts';
import { fakeCore, type FakeCore } from './fake-core.ts';

/** A loopback host in front of a {@link FakeCore}, in a folder of its own. */
export interface TestHost extends FakeCore {
  readonly host: Loopback;
  readonly port: number;
  readonly origin: string;
  readonly home: string;
  /** a fresh launch token */
  token(): string;
  /** a fresh session */
  session(): Promise<string>;
  /** POST with the headers of a page, and a session when given */
  post(path: string, type: string, body: BodyInit, session?: string, more?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

/** The files of the interface that the test host serves. */
export const ASSETS = {
  'index.html': '<!doctype html><title>Persona Workbench</title><script type="module" src="/assets/app.js"></script>',
  'assets/app.js': 'document.title = "started";',
  'assets/app.js.map': '{}',
  'assets/字体 a.css': 'body { margin: 0 }',
};

/** Start one. */
export async function startTestHost(options: Partial<LoopbackOptions> = {}): Promise<TestHost> {
  const home = mkdtempSync(join(tmpdir(), 'persona-loopback-'));
  const assets = join(home, 'renderer');
  mkdirSync(join(assets, 'assets'), { recursive: true });
  for (const [name, text] of Object.entries(ASSETS)) writeFileSync(join(assets, name), text);
  const fake = fakeCore();
  const host = await startLoopback({ core: fake.core, assets, home, ...options });
  const origin = `http://127.0.0.1:${String(host.port)}`;
  const token = () => new URL(host.launchUrl()).hash.slice(1);
  const post: TestHost['post'] = (path, type, body, session, more = {}) =>
    fetch(origin + path, {
      method: 'POST',
      headers: {
        Origin: origin,
        'Content-Type': type,
        ...(session === undefined ? {} : { Authorization: `Bearer ${session}` }),
        ...more,
      },
      body,
    });
  return {
    ...fake,
    host,
    port: host.port,
    origin,
    home,
    token,
    post,
    async session() {
      const response = await post('/session', 'application/json', JSON.stringify({ token: token() }));
      return ((await response.json()) as { session: string }).session;
    },
    async close() {
      await host.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Send bytes as they are and read until the server ends the connection, or for `ms`. */
export function raw(port: number, text: string, ms = 2000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(done, ms);
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('end', done);
    socket.on('close', done);
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') done();
      else reject(error);
    });
    socket.write(text);
  });
}

/** The status of a raw answer; 0 when there was none. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
