import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '../../../electron/shell/browsers.ts';
import { openInBrowser } from '../../../electron/shell/loopback/open-browser.ts';
import type { Client } from '../../../renderer/client.ts';
import type { Shell } from '../../../renderer/transports.ts';
import type { OpName } from '../../../shared/contract.ts';
import { startTestHost, type TestHost } from '../../support/loopback.ts';
import { buildPage, foreignPage } from '../../support/page/pages.ts';

type Connected = { shell: Shell; client: Client };
const executablePath = findBrowser();
if (!executablePath) console.warn('No Chromium here: the loopback host is not tried in a real browser.');

describe.skipIf(!executablePath)('the loopback host in a real browser', () => {
  let assets: string;
  let browser: Browser;
  let host: TestHost;
  let context: BrowserContext;
  let violations: string[];

  beforeAll(async () => {
    assets = await buildPage();
    browser = await chromium.launch({ executablePath: executablePath! });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(assets, { recursive: true });
  });
  beforeEach(async () => {
    host = await startTestHost({ assets, graceMs: 1000 });
    context = await browser.newContext();
    violations = [];
    context.on('console', (message) => {
      if (message.type() === 'error') violations.push(message.text());
    });
    context.on('weberror', (error) => violations.push(String(error.error())));
  });
  afterEach(async () => {
    await context.close();
    await host.close();
  });

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
  const echo = (page: Page, input: string) =>
    page.evaluate(
      (value) =>
        (globalThis as unknown as Connected).client.call('test.echo' as OpName, value as never) as Promise<unknown>,
      input,
    );
  const enter = async () => {
    const page = await context.newPage();
    await page.goto(host.host.launchUrl());
    await expect.poll(() => heading(page)).toBe('connected');
    return page;
  };

  it('comes in through the private file, and the token leaves the address', async () => {
    let file = '';
    const forget = openInBrowser(host.host.launchUrl(), 'Opening', (_program, args) => (file = args.at(-1)!));
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.waitForURL(`${host.origin}/`);
    await expect.poll(() => heading(page)).toBe('connected');
    forget();
    expect(await echo(page, 'over the wire')).toBe('over the wire');
    expect(await page.evaluate(() => [document.cookie, document.referrer, location.hash])).toEqual(['', '', '']);
    expect(violations).toEqual([]);
  });

  it('stays connected after a reload, and a copied address opens nothing', async () => {
    const url = host.host.launchUrl();
    const page = await context.newPage();
    await page.goto(url);
    await expect.poll(() => heading(page)).toBe('connected');
    await page.reload();
    await expect.poll(() => heading(page)).toBe('connected');
    expect(await echo(page, 'again')).toBe('again');
    const other = await context.newPage();
    await other.goto(url);
    await expect.poll(() => heading(other)).toBe('used');
    await other.goto('about:blank');
    await other.goto(`${host.origin}/`);
    await expect.poll(() => heading(other)).toBe('none');
    await other.evaluate(() => {
      sessionStorage.setItem('workbench.session', 'A'.repeat(43));
    });
    await other.reload();
    await expect.poll(() => heading(other)).toBe('ended');
  });

  it('opens a second window with a session of its own', async () => {
    const page = await enter();
    const [second] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate(() => (globalThis as unknown as Connected).shell.window.newWindow()),
    ]);
    await expect.poll(() => heading(second)).toBe('connected');
    expect(await echo(second, 'two')).toBe('two');
    expect(await second.evaluate(() => window.opener as unknown)).toBeNull();
  });

  it('serves five tabs at once, tells the sixth so, and the one that takes a place again', async () => {
    const pages: Page[] = [];
    for (let n = 0; n < 5; n++) pages.push(await enter());
    const answers = await Promise.all(pages.map((page, n) => echo(page, `tab ${String(n)}`)));
    expect(answers).toEqual(pages.map((_, n) => `tab ${String(n)}`));
    const sixth = await context.newPage();
    await sixth.goto(host.host.launchUrl());
    await expect.poll(() => heading(sixth)).toBe('tabs');
    await pages[0]!.close();
    await expect.poll(() => sixth.reload().then(() => heading(sixth))).toBe('connected');
  });

  it('works again when the browser brings the page back from its history', async () => {
    const page = await enter();
    await page.goto('about:blank');
    await page.goBack();
    await expect.poll(() => heading(page)).toBe('connected');
    await expect.poll(() => echo(page, 'back').catch(() => null)).toBe('back');
  });

  it('lets the libraries draw and takes markup from none of them (R26)', async () => {
    const page = await enter();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Colour').first().click();
    await page.getByRole('option', { name: 'blue' }).click();
    await page.getByRole('button', { name: 'Dialog' }).click();
    await page.getByText('A dialog').waitFor();
    expect(await page.locator('img').count()).toBe(0);
    expect(violations).toEqual([]);
    const refused = await page.evaluate(async () => {
      const sinks: (() => unknown)[] = [
        () => Reflect.set(document.createElement('div'), 'innerHTML', '<img src=x>'),
        () => document.createElement('div').insertAdjacentHTML('beforeend', '<b>x</b>'),
        () => new DOMParser().parseFromString('<svg/>', 'text/html'),
        () => (document.createElement('iframe').srcdoc = '<script>1</script>'),
        () => (document.createElement('script').text = 'alert(1)'),
        () => (document.createElement('script').src = 'http://evil.com/x.js'),
        () => new Worker('http://evil.com/x.js'),
        () => eval('1'),
        () => Function('return 1')(),
      ];
      // In a task of the page's own: what the debugger runs is allowed to evaluate text.
      await new Promise((resolve) => setTimeout(resolve, 0));
      return sinks.map((sink) => {
        try {
          sink();
          return false;
        } catch {
          return true;
        }
      });
    });
    expect(refused).toEqual(refused.map(() => true));
  });

  it('asks for nothing outside, whatever a page tries, and counts the attempts (R3)', async () => {
    const page = await enter();
    const other = await foreignPage();
    const url = `http://127.0.0.1:${String((other.server.address() as AddressInfo).port)}/`;
    const { results, outbound } = await page.evaluate(async (outside) => {
      const image = new Image();
      image.src = `${outside}x.png`;
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = `${outside}x.css`;
      const frame = document.createElement('iframe');
      frame.src = outside;
      document.body.append(image, link, frame);
      navigator.sendBeacon(outside, 'x');
      const attempts = [outside, 'https://example.org/'].map((address) => fetch(address).catch(() => 'blocked'));
      const settled = await Promise.all(attempts);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { results: settled, outbound: await (globalThis as unknown as Connected).shell.window.outbound() };
    }, url);
    other.server.close();
    expect(results).toEqual(['blocked', 'blocked']);
    expect(outbound.sent).toBe(0);
    expect(outbound.blocked).toBeGreaterThanOrEqual(6);
    expect(other.asked).toEqual([]);
  });

  it('hands over a file with progress, saves bytes and saves what the core made', async () => {
    const page = await enter();
    const given = await page.evaluate(async () => {
      const steps: number[] = [];
      const file = new File([new Uint8Array(3_000_000).fill(65)], '客户.csv');
      const { shell } = globalThis as unknown as Connected;
      const { name } = await shell.window.giveFile(file, (done) => steps.push(done));
      return { name, last: steps.at(-1) };
    });
    expect(given).toEqual({ name: '客户.csv', last: 3_000_000 });
    expect([...host.files.values()][0]).toMatchObject({ name: '客户.csv', temporary: true });

    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate(() =>
        (globalThis as unknown as Connected).shell.window.saveFile(
          'cards.json',
          'application/json',
          new TextEncoder().encode('{}'),
        ),
      ),
    ]);
    expect(saved.suggestedFilename()).toBe('cards.json');
    expect(readFileSync(await saved.path(), 'utf8')).toBe('{}');

    const path = join(host.home, 'made.persona');
    writeFileSync(path, 'made');
    const { fileId } = await host.core.registerFile({ path, name: 'made.persona', purpose: 'write' });
    const [made] = await Promise.all([
      page.waitForEvent('download'),
      page.evaluate((id) => (globalThis as unknown as Connected).shell.window.saveMade(id, 'made.persona'), fileId),
    ]);
    expect(readFileSync(await made.path(), 'utf8')).toBe('made');
    const failed = await page.evaluate(() =>
      (globalThis as unknown as Connected).shell.window
        .saveMade('nothing', 'x')
        .catch((error: { code: string }) => error.code),
    );
    expect(failed).toBe('not_found');
  });

  it('lets the person pick a file, or not', async () => {
    // Playwright cannot dismiss a file dialog: the event that the browser then sends is sent by hand.
    await context.addInitScript(() => {
      const { click } = HTMLInputElement.prototype;
      HTMLInputElement.prototype.click = function () {
        Object.assign(globalThis, { lastPicker: this });
        click.call(this);
      };
    });
    const page = await enter();
    const pick = () =>
      page.evaluate(() =>
        (globalThis as unknown as Connected).shell.window.pickFile('table').then((file) => file?.name ?? null),
      );
    const [chooser, picked] = await Promise.all([
      page.waitForEvent('filechooser').then(async (found) => {
        await found.setFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') });
        return found;
      }),
      pick(),
    ]);
    expect([chooser.isMultiple(), picked]).toEqual([false, 'a.csv']);
    expect([...host.files.values()].map(({ name }) => name)).toEqual(['a.csv']);
    const opened = page.waitForEvent('filechooser');
    const dismissed = pick();
    await opened;
    await page.evaluate(() => {
      const { lastPicker } = globalThis as unknown as { lastPicker: HTMLInputElement };
      lastPicker.dispatchEvent(new Event('cancel'));
    });
    expect(await dismissed).toBeNull();
  });

  it('prints a document of its own, whose scripts stay dead', async () => {
    // The dialog itself belongs to the browser; what it would be given is looked at instead.
    await context.addInitScript(() => {
      window.print = () => {
        const { body } = document;
        Object.assign(top!, { printed: [body.innerText, getComputedStyle(body).color] });
        dispatchEvent(new Event('afterprint'));
      };
    });
    const page = await enter();
    const html =
      '<!doctype html><meta charset="utf-8"><style>body{color:rgb(1,2,3)}</style><body>画像<script>document.body.textContent="ran"</script>';
    const answer = await page.evaluate(
      (text) => (globalThis as unknown as Connected).shell.window.printPdf(text),
      html,
    );
    expect(answer).toBeNull();
    expect(await page.evaluate(() => (globalThis as unknown as { printed: string[] }).printed)).toEqual([
      '画像',
      'rgb(1, 2, 3)',
    ]);
    await expect.poll(() => page.locator('iframe').count()).toBe(0);
  });

  it('accepts nothing from a page of another port (R5)', async () => {
    const { server: other } = await foreignPage();
    try {
      await enter();
      const before = host.received.length;
      const stranger = await context.newPage();
      await stranger.goto(`http://127.0.0.1:${String((other.address() as AddressInfo).port)}/`);
      const token = host.token();
      const results = await stranger.evaluate(
        async ({ origin, token }) => {
          const text = (response: Response) => `${String(response.status)} ${response.type}`;
          const attempt = (init: RequestInit, path: string) => fetch(origin + path, init).then(text, () => 'blocked');
          const found: Record<string, string> = {};
          const json = { 'Content-Type': 'application/json' };
          found['exchange'] = await attempt(
            { method: 'POST', headers: json, body: JSON.stringify({ token }) },
            '/session',
          );
          found['page'] = await attempt({}, '/');
          found['opaque'] = await attempt(
            { mode: 'no-cors', method: 'POST', body: JSON.stringify({ token }) },
            '/session',
          );
          found['socket'] = await new Promise((resolve) => {
            const socket = new WebSocket(`${origin.replace('http', 'ws')}/stream`);
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('blocked');
          });
          found['events'] = await new Promise((resolve) => {
            const events = new EventSource(`${origin}/stream`);
            events.onopen = () => resolve('open');
            events.onerror = () => {
              events.close();
              resolve('blocked');
            };
          });
          found['script'] = await new Promise((resolve) => {
            const script = document.createElement('script');
            script.src = `${origin}/page.js`;
            script.onload = () => resolve('loaded');
            script.onerror = () => resolve('blocked');
            document.head.append(script);
          });
          found['frame'] = await new Promise((resolve) => {
            const frame = document.createElement('iframe');
            frame.src = origin;
            frame.onload = () => {
              try {
                resolve(frame.contentDocument ? 'readable' : 'blocked');
              } catch {
                resolve('blocked');
              }
            };
            document.body.append(frame);
          });
          return found;
        },
        { origin: host.origin, token },
      );
      expect(results).toEqual({
        exchange: 'blocked',
        page: 'blocked',
        opaque: 'blocked',
        socket: 'blocked',
        events: 'blocked',
        script: 'blocked',
        frame: 'blocked',
      });
      // A form can navigate there; what comes back is a refusal.
      const [answer] = await Promise.all([
        stranger.waitForResponse(`${host.origin}/session`),
        stranger.evaluate((origin) => {
          const form = document.createElement('form');
          form.method = 'POST';
          form.action = `${origin}/session`;
          form.enctype = 'text/plain';
          document.body.append(form);
          form.submit();
        }, host.origin),
      ]);
      expect(answer.status()).toBe(403);
      expect(host.received.length).toBe(before);
      // The token was never taken.
      expect((await host.post('/session', 'application/json', JSON.stringify({ token }))).status).toBe(200);
    } finally {
      other.close();
    }
  });
});
