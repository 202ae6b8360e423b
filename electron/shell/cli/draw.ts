import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '../../../shared/frames.ts';
import { findBrowser } from '../browsers.ts';
import { temporaryFolder } from '../leftovers.ts';

/** Turns self-contained HTML into a picture or pages. */
export interface Drawer {
  draw(html: string, name: string, format: 'png' | 'pdf'): Promise<Uint8Array>;
  close(): Promise<void>;
}

const START_MS = 60_000;
/** Nothing is fetched: no updates, no lists, no start page. */
const QUIET = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-quic',
  '--hide-scrollbars',
  '--proxy-server=127.0.0.1:9',
];
/** Width of the page behind a picture, in CSS pixels; the height follows the content. */
const WIDTH = 744;

/**
 * Start an installed browser without a window and without network, spoken to through a pipe.
 * @throws AppError refused when there is none
 */
export async function openDrawer(tell: (line: string) => void): Promise<Drawer> {
  const browser = findBrowser();
  if (browser === null) throw new AppError('refused', { key: 'shell:error.no_browser' });
  const profile = temporaryFolder('draw-');
  const isRoot = process.getuid?.() === 0;
  if (isRoot) tell(`${basename(browser)} runs without its sandbox under the root account; scripts and network are off`);
  const args = [...QUIET, ...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(browser, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const pipe = speak(child.stdio[3] as Writable, child.stdio[4] as Readable);
  child.on('exit', pipe.end);
  child.on('error', pipe.end);
  const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
  const close = async () => {
    clearTimeout(timer);
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    }
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return {
    close,
    async draw(html, name, format) {
      try {
        const bytes = await drawOne(pipe.call, html, format);
        timer.refresh();
        return bytes;
      } catch (error) {
        if (error instanceof AppError) throw error;
        const values = { name, browser: basename(browser) };
        throw new AppError('io', { key: 'shell:error.drawing', values });
      }
    },
  };
}

type Call = (method: string, params: object, session?: string) => Promise<Record<string, unknown>>;

async function drawOne(call: Call, html: string, format: 'png' | 'pdf'): Promise<Uint8Array> {
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const page = (method: string, params: object = {}) => call(method, params, sessionId as string);
  await page('Emulation.setScriptExecutionDisabled', { value: true });
  const size = { width: WIDTH, height: 1, deviceScaleFactor: 2, mobile: false };
  await page('Emulation.setDeviceMetricsOverride', size);
  const { frameTree } = (await page('Page.getFrameTree')) as { frameTree: { frame: { id: string } } };
  await page('Page.setDocumentContent', { frameId: frameTree.frame.id, html });
  const answer =
    format === 'pdf'
      ? await page('Page.printToPDF', {
          printBackground: true,
          preferCSSPageSize: true,
          paperWidth: 8.27,
          paperHeight: 11.69,
        })
      : await picture(page);
  await call('Target.closeTarget', { targetId });
  return Buffer.from(answer['data'] as string, 'base64');
}

async function picture(page: (method: string, params?: object) => Promise<Record<string, unknown>>) {
  const metrics = (await page('Page.getLayoutMetrics')) as { cssContentSize: { width: number; height: number } };
  const { width, height } = metrics.cssContentSize;
  const clip = { x: 0, y: 0, width: Math.ceil(width), height: Math.ceil(height), scale: 1 };
  return page('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip });
}

/** The browser's debugging protocol over two pipes: JSON messages, each ended by a zero byte. */
function speak(out: Writable, back: Readable): { call: Call; end(): void } {
  const waiting = new Map<number, { resolve(value: Record<string, unknown>): void; reject(error: Error): void }>();
  let last = 0;
  let rest: Buffer[] = [];
  let over = false;
  const receive = (text: string) => {
    const message = JSON.parse(text) as { id?: number; result?: Record<string, unknown>; error?: { message: string } };
    const call = message.id === undefined ? undefined : waiting.get(message.id);
    if (!call || message.id === undefined) return;
    waiting.delete(message.id);
    if (message.error) call.reject(new Error(message.error.message));
    else call.resolve(message.result ?? {});
  };
  back.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, from)) {
      receive(Buffer.concat([...rest, chunk.subarray(from, at)]).toString());
      rest = [];
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
  });
  const end = () => {
    over = true;
    for (const call of waiting.values()) call.reject(new Error('the browser ended'));
    waiting.clear();
  };
  out.on('error', end);
  return {
    end,
    call: (method, params, sessionId) =>
      new Promise((resolve, reject) => {
        if (over) {
          reject(new Error('the browser ended'));
          return;
        }
        waiting.set(++last, { resolve, reject });
        out.write(`${JSON.stringify({ id: last, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
      }),
  };
}
