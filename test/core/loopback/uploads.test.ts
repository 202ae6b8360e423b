import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUploads } from '../../../electron/shell/loopback/uploads.ts';
import { startTestHost, type TestHost } from '../../support/loopback.ts';

const LIMIT = 2 ** 20;
let host: TestHost;
let session: string;
beforeAll(async () => {
  host = await startTestHost({ maxUpload: LIMIT });
  session = await host.session();
});
afterAll(() => host.close());

const give = (name: string, body: BodyInit, more: Record<string, string> = {}) =>
  host.post('/upload', 'application/octet-stream', body, session, { 'X-File-Name': encodeURIComponent(name), ...more });
const filesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
const uploaded = () => filesIn(join(host.home, 'uploads'));

describe('uploads (R13)', () => {
  it('arrive byte for byte in a 0600 file of a 0700 folder, and the core is told', async () => {
    const bytes = randomBytes(300_000);
    const { fileId, name } = (await (await give('客户 名单.csv', bytes)).json()) as { fileId: string; name: string };
    const file = host.files.get(fileId)!;
    expect(name).toBe('客户 名单.csv');
    expect(file).toMatchObject({ name, purpose: 'read', temporary: true });
    expect(readFileSync(file.path).equals(bytes)).toBe(true);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
    for (const folder of [join(file.path, '..'), join(file.path, '../..')])
      expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\members.csv', 'members.csv'],
    ['/absolute.csv', 'absolute.csv'],
    ['a\u0000b\nc.csv', 'abc.csv'],
    ['x'.repeat(400), 'x'.repeat(255)],
  ])('use %j only as a name to show', async (given, shown) => {
    const { fileId, name } = (await (await give(given, 'a')).json()) as { fileId: string; name: string };
    expect(name).toBe(shown);
    expect(host.files.get(fileId)!.path).toMatch(/[/\\]uploads[/\\]\d+-[0-9a-f]{12}[/\\][0-9a-f]{32}$/);
  });

  it('without a readable name are refused', async () => {
    for (const name of ['', '%', '%ff', '/']) expect((await give('', 'a', { 'X-File-Name': name })).status).toBe(400);
  });

  it('past the limit are refused, announced or not, and leave nothing', async () => {
    const before = uploaded().length;
    expect((await give('big.csv', new Uint8Array(LIMIT + 1))).status).toBe(413);
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const streamed = await fetch(`${host.origin}/upload`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${session}`,
        'Content-Type': 'application/octet-stream',
        'X-File-Name': 'endless.csv',
      },
      body: endless,
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      () => 413, // the connection may be gone before the answer is read
    );
    expect(streamed).toBe(413);
    expect(uploaded().length).toBe(before);
    expect((await give('fits.csv', new Uint8Array(LIMIT))).status).toBe(200);
  });

  it('that break off leave nothing', async () => {
    const before = uploaded().length;
    await new Promise<void>((resolve) => {
      const half = request({
        host: '127.0.0.1',
        port: host.port,
        path: '/upload',
        method: 'POST',
        headers: {
          Host: `127.0.0.1:${String(host.port)}`,
          Authorization: `Bearer ${session}`,
          'Content-Type': 'application/octet-stream',
          'Content-Length': 1000,
          'X-File-Name': 'half.csv',
        },
      });
      half.on('error', () => {
        resolve();
      });
      half.write('half');
      setTimeout(() => half.destroy(), 100);
    });
    for (let n = 0; uploaded().length > before && n < 100; n++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(uploaded().length).toBe(before);
  });

  it('of a workspace are kept under a free name, and refused when they are none', async () => {
    const workspace = (name: string, body: string) => give(name, body, { 'X-File-Kind': 'workspace' });
    const magic = 'SQLite format 3\0…';
    for (const expected of ['Tea.persona', 'Tea 2.persona']) {
      const { fileId } = (await (await workspace('Tea.persona', magic)).json()) as { fileId: string };
      const file = host.files.get(fileId)!;
      expect(file).toMatchObject({ path: join(host.home, 'workspaces', expected), temporary: false });
      expect(statSync(file.path).mode & 0o777).toBe(0o600);
    }
    expect((await workspace('list.persona', 'name,phone')).status).toBe(400);
    expect(filesIn(join(host.home, 'workspaces')).length).toBe(2);
  });

  it('are swept at the next start when the program was killed, and at its end', () => {
    const home = mkdtempSync(join(tmpdir(), 'persona-uploads-'));
    const dead = spawnSync(process.execPath, ['-e', 'process.stdout.write(String(process.pid))'], {
      encoding: 'utf8',
    }).stdout;
    const left = join(home, 'uploads', `${dead}-0123456789ab`);
    const others = join(home, 'uploads', `${String(process.ppid)}-0123456789ab`);
    for (const folder of [left, others]) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'a'), 'personal');
    }
    const uploads = createUploads(home, LIMIT);
    expect(existsSync(left)).toBe(false);
    expect(existsSync(others)).toBe(true);
    const own = readdirSync(join(home, 'uploads')).filter((name) => name.startsWith(`${String(process.pid)}-`));
    expect(own.length).toBe(1);
    uploads.close();
    expect(readdirSync(join(home, 'uploads'))).toEqual([`${String(process.ppid)}-0123456789ab`]);
    rmSync(home, { recursive: true });
  });
});

describe('downloads', () => {
  const fetchFile = (fileId: string) => host.post('/download', 'application/json', JSON.stringify({ fileId }), session);

  it('give what the core made, as an attachment that is never stored', async () => {
    const path = join(host.home, 'copy.persona');
    const bytes = randomBytes(200_000);
    writeFileSync(path, bytes);
    const { fileId } = await host.core.registerFile({ path, name: '茶 "copy".persona', purpose: 'write' });
    const response = await fetchFile(fileId);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('茶 "copy".persona')}`,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('give neither uploads nor anything that is not known', async () => {
    const { fileId } = (await (await give('a.csv', 'a')).json()) as { fileId: string };
    for (const id of [fileId, 'x', '../../etc/passwd', '/etc/passwd']) expect((await fetchFile(id)).status).toBe(404);
  });
});
