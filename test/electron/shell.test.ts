import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { findBrowser } from '../../electron/shell/browsers.ts';
import { progressTo } from '../../electron/shell/cli/progress.ts';
import { deviceHome } from '../../electron/shell/home.ts';
import { workspaceInArgs } from '../../electron/shell/instance.ts';
import { isAllowedUrl, isLocalRequest, isTrustedSender } from '../../electron/shell/policy.ts';
import { copyAtomic, safeName, writeAtomic } from '../../electron/shell/save.ts';
import { AppError } from '../../shared/frames.ts';

vi.mock('electron', () => ({ BrowserWindow: null, nativeTheme: {}, screen: {}, protocol: {} }));
const { place } = await import('../../electron/shell/window.ts');
const { staticFiles } = await import('../../electron/shell/protocol.ts');

const folder = mkdtempSync(join(tmpdir(), 'persona-shell-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('addresses', () => {
  it('allows no web address whatever', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
        expect(isLocalRequest(url)).toBe(false);
        expect(isLocalRequest(`blob:${url}`)).toBe(false);
      }),
    );
  });
  it('allows any path of the user interface and nothing for any other text', () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        expect(isAllowedUrl(`app://workbench${path}`)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(isAllowedUrl(text)).toBe(false);
      }),
    );
  });
  it('believes the top frame of our own window only', () => {
    const good = { url: 'app://workbench/index.html', isMainFrame: true, isOurWindow: true };
    expect(isTrustedSender(good)).toBe(true);
    expect(isTrustedSender({ ...good, isMainFrame: false })).toBe(false);
    expect(isTrustedSender({ ...good, isOurWindow: false })).toBe(false);
    expect(isTrustedSender({ ...good, url: 'app://print/0' })).toBe(false);
  });
});

describe('files served', () => {
  it('are listed once: regular files of known types, no links', () => {
    const served = join(folder, 'served');
    mkdirSync(join(served, 'assets'), { recursive: true });
    writeFileSync(join(served, 'index.html'), '<!doctype html>');
    writeFileSync(join(served, 'assets/a.js'), '');
    writeFileSync(join(served, 'assets/a.js.map'), '');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    symlinkSync(join(folder, 'secret.txt'), join(served, 'link.txt'));
    expect([...staticFiles(served).keys()].sort()).toEqual(['/', '/assets/a.js', '/index.html']);
  });
});

describe('files written', () => {
  it('are whole or absent, private, and leave no temporary file', async () => {
    const target = join(folder, 'out/report.md');
    await writeAtomic(target, 'one');
    await writeAtomic(target, 'two');
    await copyAtomic(target, join(folder, 'out/copy.md'));
    expect(readFileSync(join(folder, 'out/copy.md'), 'utf8')).toBe('two');
    expect(statSync(target).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['copy.md', 'report.md']);
  });
  it('say what went wrong and keep what was there', async () => {
    const target = join(folder, 'kept.md');
    writeFileSync(target, 'kept');
    const failure = await copyAtomic(join(folder, 'absent'), target).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect((failure as AppError).code).toBe('io');
    expect(readFileSync(target, 'utf8')).toBe('kept');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
  it('have names without folders', () => {
    expect(safeName('../../etc/passwd')).toBe('_.._etc_passwd');
    expect(safeName('...')).toBe('file');
    expect(safeName('客户 画像.html')).toBe('客户 画像.html');
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(safeName(name)).toMatch(/^[^/\\:*?"<>|]{1,120}$/u);
      }),
    );
  });
});

describe('windows', () => {
  const display = { x: 0, y: 0, width: 1680, height: 1050 };
  it('come back where they were', () => {
    const saved = { x: 100, y: 50, width: 1200, height: 800, maximized: false };
    expect(place(saved, [display])).toEqual({ x: 100, y: 50, width: 1200, height: 800 });
  });
  it('come back to a display that is still there', () => {
    const saved = { x: 3000, y: 50, width: 1200, height: 800, maximized: false };
    expect(place(saved, [display])).toEqual({ width: 1200, height: 800 });
    expect(place(null, [display])).toEqual({ width: 1440, height: 900 });
  });
  it('can always be reached and are never larger than their display', () => {
    const whole = fc.integer({ min: -5000, max: 5000 });
    const size = fc.integer({ min: 1, max: 9000 });
    fc.assert(
      fc.property(whole, whole, size, size, (x, y, width, height) => {
        const at = place({ x, y, width, height, maximized: false }, [display]);
        expect(at.width).toBeLessThanOrEqual(display.width);
        expect(at.height).toBeLessThanOrEqual(display.height);
        if (at.x !== undefined) expect(at.x).toBeLessThan(display.width - 100);
        if (at.y !== undefined) expect(at.y).toBeLessThan(display.height - 100);
      }),
    );
  });
});

describe('the device', () => {
  it('has one home for all shells', () => {
    expect(deviceHome({ XDG_DATA_HOME: '/data' }, 'linux')).toBe(join('/data', 'persona-workbench'));
    expect(deviceHome({ APPDATA: '/roaming' }, 'win32')).toBe(join('/roaming', 'Persona Workbench'));
    expect(deviceHome({ PERSONA_HOME: '/elsewhere' }, 'darwin')).toBe('/elsewhere');
  });
  it('opens the workspace that a command line names', () => {
    expect(workspaceInArgs(['app', '--flag', 'a.csv', 'tea.persona'], '/home/me')).toBe(
      join('/home/me', 'tea.persona'),
    );
    expect(workspaceInArgs(['app', '.'], '/home/me')).toBeNull();
    expect(workspaceInArgs(['app', '--x=a.persona'], '/home/me')).toBeNull();
  });
  it('finds a browser by name, on the PATH, or none', () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'chromium'), '', { mode: 0o755 });
    writeFileSync(join(bin, 'google-chrome'), '', { mode: 0o644 });
    expect(findBrowser({ PATH: bin }, 'linux')).toBe(join(bin, 'chromium'));
    expect(findBrowser({ CHROME_PATH: join(bin, 'chromium'), PATH: '' }, 'linux')).toBe(join(bin, 'chromium'));
    expect(findBrowser({ PATH: '', PLAYWRIGHT_BROWSERS_PATH: join(folder, 'none') }, 'freebsd')).toBeNull();
  });
});

describe('progress on a terminal', () => {
  const written = (isTTY: boolean, steps: { at: number; done: number; step?: string }[]) => {
    const out: string[] = [];
    let now = 0;
    const report = progressTo({ write: (text) => out.push(text), isTTY, columns: 80 }, 'en', () => now);
    for (const { at, done, step } of steps) {
      now = at;
      report.show({ step: step ?? 'jobs:step.read', done, total: 100 });
    }
    report.end();
    return out;
  };
  it('is at most two lines a second elsewhere', () => {
    const steps = Array.from({ length: 100 }, (_, i) => ({ at: i * 20, done: i }));
    const lines = written(false, steps);
    expect(lines).toHaveLength(4);
    for (const line of lines) expect(line).toMatch(/ \d+ \/ 100\n$/);
  });
  it('is one bar that is redrawn and taken away', () => {
    const drawn = written(true, [
      { at: 0, done: 50 },
      { at: 600, done: 100 },
    ]);
    expect(drawn[0]).toContain('████████████░░░░░░░░░░░░ 50 / 100');
    expect(drawn.every((text) => text.startsWith('\r') && !text.includes('\n'))).toBe(true);
    expect(drawn.at(-1)).toBe('\r\u001b[2K');
  });
});
