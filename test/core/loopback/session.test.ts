import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../electron/shell/csp.ts';
import { openInBrowser } from '../../../electron/shell/loopback/open-browser.ts';
import { createSessions } from '../../../electron/shell/loopback/sessions.ts';
import { ASSETS, raw, startTestHost, type TestHost } from '../../support/loopback.ts';

let host: TestHost;
let now = 0;
beforeAll(async () => {
  host = await startTestHost({ now: () => now });
});
afterAll(() => host.close());

const begin = (token: string) => host.post('/session', 'application/json', JSON.stringify({ token }));

describe('R6: tokens', () => {
  it('are 256 bit, and all different', () => {
    const tokens = Array.from({ length: 200 }, () => host.token());
    expect(new Set(tokens).size).toBe(200);
    for (const token of tokens) expect(Buffer.from(token, 'base64url').length).toBe(32);
  });

  it('work once', async () => {
    const token = host.token();
    expect((await begin(token)).status).toBe(200);
    expect((await begin(token)).status).toBe(401);
  });

  it('work for a minute and no longer', () => {
    let time = 1000;
    const sessions = createSessions(() => time);
    const [early, late] = [sessions.launch(), sessions.launch()];
    time += 59_999;
    expect(sessions.begin(early)).not.toBeNull();
    time += 1;
    expect(sessions.begin(late)).toBeNull();
    time -= 50_000;
    expect(sessions.begin(late)).toBeNull();
  });

  it('begins with a session of the process before only when it was handed one, and gives no other then', () => {
    const kept = 'k'.repeat(43);
    const sessions = createSessions(() => 0, kept);
    expect(sessions.find(`Bearer ${kept}`)).not.toBeNull();
    expect(sessions.find(`Bearer ${'l'.repeat(43)}`)).toBeNull();
    expect(sessions.begin(sessions.launch())).toBe(kept);
    expect(createSessions(() => 0).find(`Bearer ${kept}`)).toBeNull();
  });

  it('that are old are refused by the host', async () => {
    const token = host.token();
    now += 60_000;
    expect((await begin(token)).status).toBe(401);
    expect((await begin(host.token())).status).toBe(200);
  });

  it('are not sessions, and sessions are not tokens', async () => {
    const token = host.token();
    expect((await host.post('/launch', 'application/json', '{}', token)).status).toBe(401);
    expect((await begin(await host.session())).status).toBe(401);
    expect((await begin(token)).status).toBe(200);
  });

  it('are compared as digests in constant time', () => {
    const source = readFileSync(join(import.meta.dirname, '../../../electron/shell/loopback/sessions.ts'), 'utf8');
    expect(source.match(/timingSafeEqual\(/g)?.length).toBe(2);
    expect(source).not.toMatch(/(token|hash)\s*===(?!\s*undefined)/i);
  });

  it.each(['', '{}', '[]', 'null', '{"token":1}', '{"token":"x","more":1}', '"x"', '{"__proto__":{"token":"x"}}'])(
    'refuses the exchange %s',
    async (body) => {
      expect([400, 401]).toContain((await host.post('/session', 'application/json', body)).status);
    },
  );
});

describe('R6: routes', () => {
  it('every route but the page, its files and the exchange wants a session', async () => {
    const open = host.host.routes.filter(({ access }) => access === 'open').map(({ path }) => path);
    const files = Object.keys(ASSETS).filter((name) => name !== 'index.html' && !name.endsWith('.map'));
    expect(open.sort()).toEqual(['/', '/session', ...files.map((name) => encodeURI(`/${name}`))].sort());
    const closed = host.host.routes.filter(({ access }) => access === 'session');
    expect(closed.map(({ path }) => path).sort()).toEqual(['/download', '/frames', '/launch', '/stream', '/upload']);
    const session = await host.session();
    for (const { path, type } of closed)
      for (const wrong of [undefined, '', 'x', session.slice(1), `${session}x`, session.toLowerCase(), 'A'.repeat(43)])
        expect([path, wrong, (await host.post(path, type!, 'x', wrong)).status]).toEqual([path, wrong, 401]);
    expect(host.received).toEqual([]);
  });

  it('takes a session from one Authorization header only: no cookie, no query, no second header', async () => {
    const session = await host.session();
    const head = `POST /launch HTTP/1.1\r\nHost: 127.0.0.1:${String(host.port)}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n`;
    const bearer = `Authorization: Bearer ${session}\r\n`;
    expect(await raw(host.port, `${head}Cookie: session=${session}\r\n\r\n{}`)).toMatch(/ 401 /);
    expect(await raw(host.port, `${head}${bearer}${bearer}\r\n{}`)).toMatch(/ 401 /);
    expect(await raw(host.port, `${head.replace('/launch', `/launch?session=${session}`)}\r\n{}`)).toMatch(/ 404 /);
    expect(await raw(host.port, `${head}${bearer}Connection: close\r\n\r\n{}`)).toMatch(/ 200 /);
  });

  it('answers 404 to everything that is not in the table', async () => {
    const session = await host.session();
    for (const path of [
      '/index.html',
      '/assets',
      '/assets/',
      '/assets/app.js.map',
      '/assets/../index.html',
      '/%2e%2e/etc/passwd',
      '/..%2f',
      '/?x',
      '/frames',
    ])
      expect([
        path,
        (
          await raw(
            host.port,
            `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(host.port)}\r\nAuthorization: Bearer ${session}\r\n\r\n`,
          )
        ).slice(9, 12),
      ]).toEqual([path, '404']);
    expect((await host.post('/shell.quit', 'application/json', '{}', session)).status).toBe(404);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE'])
      expect(
        (await raw(host.port, `${method} / HTTP/1.1\r\nHost: 127.0.0.1:${String(host.port)}\r\n\r\n`)).slice(9, 12),
      ).toBe('404');
  });

  it('opens a second window with a token of its own', async () => {
    const response = await host.post('/launch', 'application/json', '{}', await host.session());
    const { token } = (await response.json()) as { token: string };
    expect((await begin(token)).status).toBe(200);
    expect(new URL(host.host.launchUrl()).pathname).toBe('/');
  });
});

describe('R6: where a token never is', () => {
  it('opens the browser with a private file instead of an address', () => {
    const url = host.host.launchUrl();
    const token = new URL(url).hash.slice(1);
    const started: string[][] = [];
    const forget = openInBrowser(url, 'Opening', (program, args) => void started.push([program, ...args]));
    const file = started[0]!.at(-1)!;
    expect(started.flat().join(' ')).not.toContain(token);
    expect(readFileSync(file, 'utf8')).toContain(`url=${url}`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    forget();
    expect(existsSync(dirname(file))).toBe(false);
  });

  it('is in no argument of a process and no file of the device folder', async () => {
    const session = await host.session();
    const token = host.token();
    await host.post('/upload', 'application/octet-stream', 'a,b', session, { 'X-File-Name': 'a.csv' });
    await host.post('/frames', 'application/x-workbench-frames', 'junk', session);
    const secrets = [session, token];
    if (process.platform === 'linux') {
      const processes = execFileSync('ps', ['axww', '-o', 'args'], { encoding: 'utf8' });
      for (const secret of secrets) expect(processes.includes(secret)).toBe(false);
    }
    for (const entry of readdirSync(host.home, { recursive: true, withFileTypes: true }))
      if (entry.isFile())
        for (const secret of secrets)
          expect(readFileSync(join(entry.parentPath, entry.name), 'latin1')).not.toContain(secret);
  });
});

describe('R3: headers', () => {
  it('are on every answer, whatever its status', async () => {
    const session = await host.session();
    const answers = [
      await fetch(`${host.origin}/`),
      await fetch(`${host.origin}/assets/app.js`),
      await fetch(`${host.origin}/nowhere`),
      await begin('x'),
      await host.post('/launch', 'application/json', '{}', session),
      await host.post('/launch', 'text/plain', '{}', session),
      await host.post('/download', 'application/json', '{"fileId":"x"}', session),
      await host.post('/frames', 'application/x-workbench-frames', 'junk', session),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 401, 200, 415, 404, 400]);
    for (const { headers, status, url } of answers) {
      expect(headers.get('content-security-policy')).toBe(contentSecurityPolicy);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('camera=()');
      const asset = status === 200 && !url.endsWith('/launch');
      expect(headers.get('cache-control')).toBe(asset ? 'no-cache' : 'no-store');
      expect(headers.get('set-cookie')).toBeNull();
    }
    const refused = await raw(
      host.port,
      'GET / HTTP/1.1\r\nHost: evil.com\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    );
    expect(refused).toContain(`Content-Security-Policy: ${contentSecurityPolicy}`);
  });

  it('the policy starts from nothing and lets no script in but our own files', () => {
    const policy = new Map(
      contentSecurityPolicy.split('; ').map((rule) => [rule.split(' ')[0]!, rule.split(' ').slice(1)]),
    );
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(policy.get(name)).toEqual(["'none'"]);
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
    expect(contentSecurityPolicy).not.toMatch(/https?:|\*|unsafe-eval|wasm/);
    expect([...policy].filter(([, values]) => values.includes("'unsafe-inline'")).map(([name]) => name)).toEqual([
      'style-src',
    ]);
  });
});

describe('R7: who can reach it', () => {
  it('listens on 127.0.0.1 alone', () => {
    const address = host.host.server.address() as AddressInfo;
    expect([address.address, address.family]).toEqual(['127.0.0.1', 'IPv4']);
    if (process.platform !== 'linux') return;
    const port = host.port.toString(16).toUpperCase().padStart(4, '0');
    const listening = ['/proc/net/tcp', '/proc/net/tcp6']
      .filter(existsSync)
      .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${port}`));
    expect(listening.map(([, local]) => local)).toEqual([`0100007F:${port}`]);
  });

  it.skipIf(process.getuid?.() !== 0 || !existsSync('/bin/bash'))(
    'gives another account of the machine nothing without a token (as root only)',
    () => {
      const head = 'POST /launch HTTP/1.1\\r\\nHost: 127.0.0.1:PORT\\r\\nContent-Type: application/json\\r\\n\\r\\n';
      const script = `id -u; exec 3<>/dev/tcp/127.0.0.1/PORT; printf '${head}' >&3; head -1 <&3`;
      const options = { uid: 65534, gid: 65534, cwd: '/' };
      const child = spawn('/bin/bash', ['-c', script.replaceAll('PORT', String(host.port))], options);
      return new Promise<void>((resolve, reject) => {
        let out = '';
        child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
        child.on('error', reject);
        child.on('exit', () => {
          expect(out).toBe('65534\nHTTP/1.1 401 Unauthorized\r\n');
          resolve();
        });
      }).finally(() => child.kill());
    },
  );
});
