import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../../../electron/shell/loopback/guard.ts';
import { raw, startTestHost, statusOf, type TestHost } from '../../support/loopback.ts';

let host: TestHost;
beforeAll(async () => {
  host = await startTestHost();
});
afterAll(() => host.close());

/** `Host` lines that name somebody else, or nobody, or more than one. PORT stands for the server's. */
const FOREIGN_HOSTS = [
  [],
  [''],
  ['evil.com'],
  ['evil.com:PORT'],
  ['127.0.0.1'],
  ['localhost'],
  ['127.0.0.1:1'],
  ['127.0.0.1:PORT1'],
  ['127.0.0.1.evil.com:PORT'],
  ['localhost.evil.com:PORT'],
  ['localhost.:PORT'],
  ['127.0.0.1.:PORT'],
  ['LOCALHOST:PORT'],
  ['127.1:PORT'],
  ['2130706433:PORT'],
  ['0x7f000001:PORT'],
  ['0177.0.0.1:PORT'],
  ['127.0.0.2:PORT'],
  ['0.0.0.0:PORT'],
  ['[::]:PORT'],
  ['::1:PORT'],
  ['[::1]'],
  ['[::ffff:127.0.0.1]:PORT'],
  ['[0:0:0:0:0:0:0:1]:PORT'],
  ['user@127.0.0.1:PORT'],
  ['127.0.0.1:PORT/'],
  ['127.0.0.1:PORT, evil.com'],
  ['127.0.0.1:PORT', '127.0.0.1:PORT'],
  ['127.0.0.1:PORT', 'evil.com'],
  ['evil.com', '127.0.0.1:PORT'],
];

describe('R4: the Host header', () => {
  it('lets exactly three names in', () => {
    for (const name of ['127.0.0.1:80', 'localhost:80', '[::1]:80'])
      expect(refusalOf({ method: 'GET', target: '/', rawHeaders: ['hOsT', name] }, 80)).toBeNull();
  });

  it(`refuses ${String(FOREIGN_HOSTS.length)} others on every route, unknown paths and Upgrade, before the body`, async () => {
    const port = String(host.port);
    const routes = [
      ...host.host.routes.map(({ method, path }) => ({ method, path, extra: '' })),
      { method: 'GET', path: '/nowhere', extra: '' },
      { method: 'OPTIONS', path: '/frames', extra: '' },
      { method: 'GET', path: '/', extra: 'Connection: Upgrade\r\nUpgrade: websocket\r\n' },
      { method: 'POST', path: '/frames', extra: 'Expect: 100-continue\r\n' },
      { method: 'POST', path: '/frames', extra: 'Expect: something\r\n' },
    ];
    expect(FOREIGN_HOSTS.length).toBeGreaterThanOrEqual(20);
    await Promise.all(
      routes.flatMap(({ method, path, extra }) =>
        FOREIGN_HOSTS.map(async (hosts) => {
          const lines = hosts.map((value) => `Host: ${value.replace('PORT', port)}\r\n`).join('');
          // The body is announced and never sent: an answer shows that it was not waited for.
          const body = method === 'POST' ? 'Content-Length: 100\r\n' : '';
          const answer = await raw(host.port, `${method} ${path} HTTP/1.1\r\n${lines}${extra}${body}\r\n`, 10_000);
          expect([method, path, hosts, statusOf(answer)]).toEqual([method, path, hosts, 403]);
          expect(answer).not.toMatch(/^access-control-/im);
        }),
      ),
    );
    expect(host.received).toEqual([]);
  }, 60_000);

  it('refuses absolute, foreign and odd targets even with the right Host', async () => {
    const own = `Host: 127.0.0.1:${String(host.port)}`;
    for (const target of [
      'http://evil.com/',
      `http://127.0.0.1:${String(host.port)}/`,
      '//evil.com/',
      '*',
      'evil.com:443',
    ]) {
      const method = target === '*' ? 'OPTIONS' : target.endsWith('443') ? 'CONNECT' : 'GET';
      expect([target, statusOf(await raw(host.port, `${method} ${target} HTTP/1.1\r\n${own}\r\n\r\n`))]).toEqual([
        target,
        403,
      ]);
    }
  });

  it('answers an Upgrade with the right Host and no session with 404, and switches nothing', async () => {
    const own = `Host: 127.0.0.1:${String(host.port)}\r\nConnection: Upgrade\r\nUpgrade: websocket`;
    const answer = await raw(host.port, `GET /stream HTTP/1.1\r\n${own}\r\n\r\n`);
    expect(statusOf(answer)).toBe(404);
    expect(answer).not.toContain('101');
  });
});

describe('R5: where a request comes from', () => {
  const port = () => String(host.port);
  const foreign = () => [
    'null',
    'http://evil.com',
    'https://127.0.0.1:' + port(),
    'http://127.0.0.1',
    'http://127.0.0.1:1',
    `http://localhost:${port()}`, // our own other name is another origin
    `http://127.0.0.1:${port()}.evil.com`,
    `http://evil.com:${port()}`,
    'file://',
    '',
  ];

  it('refuses every foreign or null Origin on every route', async () => {
    for (const { method, path } of host.host.routes)
      for (const origin of foreign()) {
        const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nOrigin: ${origin}\r\n\r\n`;
        expect([path, origin, statusOf(await raw(host.port, head))]).toEqual([path, origin, 403]);
      }
  }, 30_000);

  it('refuses two Origins', async () => {
    const own = `Origin: http://127.0.0.1:${port()}\r\n`;
    const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\n${own}${own}\r\n`;
    expect(statusOf(await raw(host.port, head))).toBe(403);
  });

  it('refuses what a browser calls cross-site or same-site, but for the one navigation that enters', async () => {
    const status = async (path: string, method: string, more: string) =>
      statusOf(await raw(host.port, `${method} ${path} HTTP/1.1\r\nHost: localhost:${port()}\r\n${more}\r\n`));
    for (const site of ['cross-site', 'same-site', 'odd', '']) {
      for (const { method, path } of host.host.routes)
        expect([path, site, await status(path, method, `Sec-Fetch-Site: ${site}\r\n`)]).toEqual([path, site, 403]);
      const framed = `Sec-Fetch-Site: ${site}\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n`;
      expect(await status('/', 'GET', framed)).toBe(403);
      const entering = `Sec-Fetch-Site: ${site}\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n`;
      expect(await status('/', 'GET', `${entering}Connection: close\r\n`)).toBe(200);
      expect(await status('/', 'POST', entering)).toBe(403);
      expect(await status('/assets/app.js', 'GET', entering)).toBe(403);
    }
    for (const site of ['same-origin', 'none'])
      expect(await status('/', 'GET', `Sec-Fetch-Site: ${site}\r\nConnection: close\r\n`)).toBe(200);
  }, 30_000);

  it('never speaks CORS, not even to its own pages', async () => {
    const session = await host.session();
    const answers = await Promise.all([
      fetch(host.origin + '/'),
      fetch(host.origin + '/frames', { method: 'OPTIONS', headers: { Origin: host.origin } }),
      host.post('/launch', 'application/json', '{}', session),
      host.post('/launch', 'application/json', '{}'),
    ]);
    for (const { headers } of answers)
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('takes only the content type of the route', async () => {
    const session = await host.session();
    for (const { method, path, type } of host.host.routes.filter((route) => route.method === 'POST'))
      for (const other of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        `${type ?? ''}; a=b`,
      ])
        expect([method, path, (await host.post(path, other, 'x', session)).status]).toEqual([method, path, 415]);
  });
});
