import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const flow = [process.execPath, ...ENGINE_OPTIONS, join(import.meta.dirname, '../../support/flow-process.ts')];
const renderer = join(import.meta.dirname, '../../../dist/renderer');
const can = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const canTrace = process.platform === 'linux' && can('strace', '-f', '-o', '/dev/null', 'true');
const canUnshare = process.platform === 'linux' && can('unshare', '-n', 'ip', 'link', 'set', 'lo', 'up');
if (!canTrace) console.warn('strace is not here or may not trace: R1 is not shown.');
if (!canUnshare)
  console.warn('A process without a network cannot be made here (root, unshare and ip): R2 is not shown.');

const outcome = { stored: expect.any(Number) as number, segments: 4, personas: 4 };

describe('nothing leaves this machine', () => {
  it.skipIf(!canTrace)(
    'R1: from file to cards no socket goes anywhere but to this machine',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'persona-trace-'));
      const log = join(folder, 'trace');
      const calls = 'trace=socket,connect,bind,sendto,sendmsg,sendmmsg';
      const run = spawnSync('strace', ['-f', '-qq', '-e', calls, '-o', log, ...flow], { encoding: 'utf8' });
      const trace = readFileSync(log, 'utf8').split('\n');
      rmSync(folder, { recursive: true });
      expect(JSON.parse(run.stdout)).toEqual(outcome);
      const addresses = trace.filter((line) => /sa_family=AF_INET6?\b/.test(line));
      expect(addresses.length).toBeGreaterThan(0);
      expect(addresses.filter((line) => !/inet_addr\("127\.0\.0\.1"\)|inet_pton\(AF_INET6, "::1"/.test(line))).toEqual(
        [],
      );
      expect(trace.filter((line) => /socket\(AF_(?!UNIX|INET|INET6)/.test(line))).toEqual([]);
    },
    120_000,
  );

  it.skipIf(!canUnshare)(
    'R2: the same works on a machine without any network',
    () => {
      const run = spawnSync('unshare', ['-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...flow], {
        encoding: 'utf8',
      });
      expect([run.stderr, run.status]).toEqual(['', 0]);
      expect(JSON.parse(run.stdout)).toEqual(outcome);
    },
    120_000,
  );

  it.skipIf(!existsSync(renderer))('R3: the built interface names no address to fetch from', () => {
    const names = /^https?:\/\/(www\.w3\.org\/|json-schema\.org\/|react\.dev\/errors\/|mantine\.dev\/theming\/|\[\$\{)/;
    const found: string[] = [];
    for (const entry of readdirSync(renderer, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && /\.(js|css|html|svg)$/.test(entry.name)) {
        const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
        // Names of XML and JSON languages, and addresses inside sentences of errors, are never fetched.
        found.push(
          ...(text.match(/\b(?:https?|wss?):\/\/[^"'`)\s]+/g) ?? []).filter((address) => !names.test(address)),
        );
      }
    expect(found).toEqual([]);
    const page = readFileSync(join(renderer, 'index.html'), 'utf8');
    expect(page.match(/<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|javascript:/g)).toBeNull();
  });
});
