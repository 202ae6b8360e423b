import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../electron/shell/browsers.ts';

const POINTS = 500_000;
const FRAMES = 240;
const plot = fileURLToPath(new URL('../../renderer/charts/scatter/plot.ts', import.meta.url));

/** What the page measures: time on the main thread a frame, and the interval between frames, ms. */
interface Measured {
  work: number[];
  intervals: number[];
}

/**
 * 500,000 points in a Chromium without a GPU: a wheel zoom and a drag, frame by frame. `ms` is the 95th percentile of the
 * time the main thread spends on a frame (draw, style, layout, paint); the interval between frames is reported beside it.
 */
export async function run() {
  const folder = fs.mkdtempSync(join(os.tmpdir(), 'pwb-scatter-'));
  const executablePath = findBrowser();
  if (executablePath === null) return { case: 'scatter', ms: null, peer: null, note: 'no Chromium found' };
  const script = join(folder, 'page.js');
  await build({
    stdin: { contents: page(), resolveDir: join(plot, '..'), loader: 'ts' },
    bundle: true,
    format: 'iife',
    outfile: script,
  });
  fs.writeFileSync(
    join(folder, 'page.html'),
    `<!doctype html><meta charset="utf-8"><style>:root{--paper:#F4F1E9;--ink:#211F1B;--ink-3:#696358;--s1:#25587F;--s2:#B0481F;--s3:#AC8109;--s4:#90507B}
     body{margin:0}#host{position:relative;width:960px;height:640px}#host canvas,#host svg{position:absolute;inset:0;width:100%;height:100%}</style><div id="host"></div><script src="page.js"></script>`,
  );
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await tab.goto(`file://${join(folder, 'page.html')}`);
    const measured = await tab.evaluate<Measured, [number, number]>(
      ([points, frames]) =>
        (globalThis as unknown as { measure(p: number, f: number): Promise<Measured> }).measure(points, frames),
      [POINTS, FRAMES],
    );
    return {
      case: 'scatter',
      ms: percentile(measured.work, 0.95),
      peer: null,
      peerMs: null,
      ratio: null,
      points: POINTS,
      frames: measured.work.length,
      medianMs: percentile(measured.work, 0.5),
      intervalP95Ms: percentile(measured.intervals, 0.95),
    };
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const percentile = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! * 100) / 100;
};

/** The page's own script: the real plot, four clouds, and a zoom and a drag through its own methods. */
function page(): string {
  return `
import { ScatterPlot } from './plot.ts';
globalThis.measure = async (points, frames) => {
  let state = 12345;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const data = { x: new Float32Array(points), y: new Float32Array(points), segment: new Int32Array(points), customer: new Int32Array(points) };
  for (let i = 0; i < points; i++) {
    const s = i % 4;
    data.x[i] = normal() + (s % 2) * 3;
    data.y[i] = normal() + (s > 1 ? 3 : 0);
    data.segment[i] = s;
    data.customer[i] = i + 1;
  }
  const plot = new ScatterPlot(document.getElementById('host'), { hover() {}, click() {}, lasso() {} });
  plot.setData(data, [0, 1, 2, 3].map((s) => ({ segment: s, mark: s + 1, name: 'Segment ' + s, note: 'n' })));
  await new Promise((r) => setTimeout(r, 800));
  const work = [];
  const intervals = [];
  let last = 0;
  for (let f = 0; f < frames; f++) {
    // three callbacks of one frame, in this order: the clock starts, the plot draws, the wait for the paint begins
    let began = 0;
    let start = 0;
    requestAnimationFrame((at) => { start = at; began = performance.now(); });
    if (f % 2 === 0) plot.zoomBy(f < frames / 2 ? 1.02 : 0.98);
    else plot.panBy(f % 40 < 20 ? 6 : -6, 3);
    await new Promise((done) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      channel.port2.postMessage(null);
    }));
    work.push(performance.now() - began);
    if (last > 0) intervals.push(start - last);
    last = start;
  }
  return { work, intervals };
};`;
}
