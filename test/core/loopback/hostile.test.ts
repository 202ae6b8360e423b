import { connect, type Socket } from 'node:net';
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_STRANGERS } from '../../../electron/shell/loopback/strangers.ts';
import { raw, statusOf } from '../../support/loopback.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** The host runs in its own process here, so that its memory and its answers are its own. */
let child: ChildProcess;
let port: number;
let session: string;
beforeAll(async () => {
  child = spawn(process.execPath, [...ENGINE_OPTIONS, join(import.meta.dirname, '../../support/loopback-process.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await new Promise<string[]>((resolve) => {
    createInterface({ input: child.stdout! }).once('line', (text) => {
      resolve([text]);
    });
  });
  const url = new URL(line!);
  port = Number(url.port);
  const response = await fetch(`${url.origin}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: url.hash.slice(1) }),
  });
  ({ session } = (await response.json()) as { session: string });
});
afterAll(() => {
  child.kill();
});

const origin = () => `http://127.0.0.1:${String(port)}`;
const own = () => `Host: 127.0.0.1:${String(port)}\r\n`;
const launch = () =>
  fetch(`${origin()}/launch`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${session}` },
    body: '{}',
  });

/** 95th percentile of the time a legitimate request takes, in milliseconds. */
async function p95(count: number): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const start = performance.now();
    const response = await launch();
    await response.arrayBuffer();
    times.push(performance.now() - start);
    expect(response.status).toBe(200);
  }
  return times.sort((a, b) => a - b)[Math.floor(count * 0.95)]!;
}

/** Resident memory of the host's process, in megabytes (Linux; elsewhere 0). */
const rss = () =>
  process.platform === 'linux'
    ? Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(child.pid)}/status`, 'utf8'))![1]) / 1024
    : 0;

describe('R8: requests that are slow, huge or malformed', () => {
  it('200 slow connections do not keep a legitimate request waiting, and are ended', async () => {
    const sockets: Socket[] = [];
    let ended = 0;
    for (let n = 0; n < 200; n++) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.on('close', () => (ended += 1));
      socket.write(`POST /frames HTTP/1.1\r\n${own()}X-Slow: `);
      sockets.push(socket);
    }
    const drip = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('a');
    }, 500);
    try {
      expect(await p95(100)).toBeLessThan(1000);
      for (let n = 0; ended < 200 && n < 150; n++) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(ended).toBe(200);
    } finally {
      clearInterval(drip);
      for (const socket of sockets) socket.destroy();
    }
  }, 40_000);

  it('64 KB of headers are refused', async () => {
    const before = rss();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => raw(port, `GET / HTTP/1.1\r\n${own()}X-Large: ${'a'.repeat(65_536)}\r\n\r\n`)),
    );
    for (const answer of answers) expect([431, 0]).toContain(statusOf(answer));
    expect(answers.some((answer) => statusOf(answer) === 431)).toBe(true);
    expect(rss() - before).toBeLessThan(100);
    expect(await p95(20)).toBeLessThan(1000);
  });

  it.each([
    ['without a session', '/frames', () => '', 401],
    ['to the exchange', '/session', () => '', 413],
    ['to the frames', '/frames', () => `Authorization: Bearer ${session}\r\n`, 413],
  ])('a body of 1 GB %s is refused and not read', async (_, path, authorization, status) => {
    const before = rss();
    const type = path === '/session' ? 'application/json' : 'application/x-workbench-frames';
    const head = `POST ${path} HTTP/1.1\r\n${own()}Content-Type: ${type}\r\n${authorization()}`;
    expect(statusOf(await raw(port, `${head}Content-Length: ${String(2 ** 30)}\r\n\r\n`))).toBe(status);
    expect(await pour(`${head}Transfer-Encoding: chunked\r\n\r\n`)).toBeLessThan(200 * 2 ** 20);
    expect(rss() - before).toBeLessThan(300);
    expect(await p95(20)).toBeLessThan(1000);
  });

  it('frames of more than 8 MB are refused, and taken up to there', async () => {
    const post = (bytes: number) =>
      fetch(`${origin()}/frames`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/x-workbench-frames',
          Authorization: `Bearer ${session}`,
          'X-Client': 'a'.repeat(32),
        },
        body: new Uint8Array(bytes),
      });
    expect((await post(8 * 2 ** 20)).status).toBe(400);
    // whether the answer or the end of the connection is seen first is a race that only this client can lose
    expect(
      await post(8 * 2 ** 20 + 1).then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413);
    expect(await p95(20)).toBeLessThan(1000);
  });

  it.each([
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['an unknown method', 'HACK / HTTP/1.1\r\n\r\n'],
    ['an unknown version', 'GET / HTTP/9.9\r\n\r\n'],
    ['two lengths', 'POST /session HTTP/1.1\r\nHOST\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['a length and chunks', 'POST /session HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}'],
    ['a negative length', 'POST /session HTTP/1.1\r\nContent-Length: -1\r\n\r\n'],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nX: a\0b\r\n\r\n'],
    ['a folded header', 'GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n'],
    ['a bare line feed', 'GET / HTTP/1.1\nHost: x\n\n'],
    ['2,000 headers', `GET / HTTP/1.1\r\n${'a: b\r\n'.repeat(2000)}\r\n`],
  ])('%s is answered with an error or not at all', async (_, text) => {
    const status = statusOf(await raw(port, text, 500));
    expect(status === 0 || (status >= 400 && status < 500)).toBe(true);
    expect((await launch()).status).toBe(200);
  });

  it('10,000 junk frames in one request are refused as one', async () => {
    const response = await fetch(`${origin()}/frames`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-workbench-frames',
        Authorization: `Bearer ${session}`,
        'X-Client': 'a'.repeat(32),
      },
      body: new Uint8Array(10_000 * 8).fill(2),
    });
    expect(response.status).toBe(400);
    expect(await p95(20)).toBeLessThan(1000);
  });
});

describe('R8: connections that nobody stands behind', () => {
  it('600 idle and 200 slow ones keep neither a call nor a fresh page waiting, and are closed', async () => {
    let open = 0;
    const sockets = Array.from({ length: 800 }, (_, n) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      socket.on('connect', () => (open += 1));
      socket.on('close', () => (open -= 1));
      if (n % 4 === 0) socket.write(`POST /frames HTTP/1.1\r\n${own()}X-Slow: `);
      return socket;
    });
    const drip = setInterval(() => {
      for (const [n, socket] of sockets.entries()) if (n % 4 === 0 && socket.writable) socket.write('a');
    }, 200);
    // the stream of a tab is as idle as theirs, and must outlive them all
    const tab = await fetch(`${origin()}/stream`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${session}` },
      body: JSON.stringify({ client: 'b'.repeat(32) }),
    });
    const stream = tab.body!.getReader();
    try {
      expect((await stream.read()).done).toBe(false);
      for (let n = 0; n < 40; n++) {
        // a connection of its own each, as a page that is opened anew makes them
        const page = await timed(() => raw(port, `GET / HTTP/1.1\r\n${own()}Connection: close\r\n\r\n`));
        expect(statusOf(page.value)).toBe(200);
        expect(page.ms).toBeLessThan(1000);
        const call = await timed(() =>
          raw(
            port,
            `POST /launch HTTP/1.1\r\n${own()}Content-Type: application/json\r\n` +
              `Authorization: Bearer ${session}\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`,
          ),
        );
        expect(statusOf(call.value)).toBe(200);
        expect(call.ms).toBeLessThan(1000);
        await new Promise((resolve) => setTimeout(resolve, 75));
      }
      expect(open).toBeLessThanOrEqual(MAX_STRANGERS);
      for (let n = 0; open > 0 && n < 200; n++) await new Promise((resolve) => setTimeout(resolve, 100));
      expect(open).toBe(0);
      // the next heartbeat: it is whole
      expect((await stream.read()).done).toBe(false);
    } finally {
      clearInterval(drip);
      await stream.cancel();
      for (const socket of sockets) socket.destroy();
    }
  }, 60_000);
});

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  return { value: await run(), ms: performance.now() - start };
}

/** Send chunks until the server ends the connection. @returns how many bytes it let pass */
function pour(head: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const block = 'a'.repeat(2 ** 20);
    const chunk = `${(2 ** 20).toString(16)}\r\n${block}\r\n`;
    let sent = 0;
    const more = () => {
      while (!socket.destroyed && sent < 2 ** 30) {
        sent += 2 ** 20;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on('drain', more);
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.on('close', () => {
      resolve(sent);
    });
    socket.write(head);
    more();
  });
}
