import { build } from 'esbuild';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Build the test page with the real transports. @returns its folder */
export async function buildPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'persona-page-'));
  await build({
    entryPoints: [join(import.meta.dirname, 'page.tsx')],
    bundle: true,
    format: 'esm',
    target: 'chrome128',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: folder,
    logLevel: 'error',
  });
  copyFileSync(join(import.meta.dirname, 'index.html'), join(folder, 'index.html'));
  return folder;
}

/** A page on another port of this machine, as any local program or website under development may be. */
export function foreignPage(): Promise<{ server: Server; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Content-Type', 'text/html');
    response.end('<!doctype html><title>stranger</title>');
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ server, asked });
    });
  });
}
