import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { protocol } from 'electron';
import { APP_SCHEME, isAllowedUrl } from './policy.ts';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

/** A file that may be served. */
export type StaticFile = { path: string; type: string };

/** Has to happen before the app is ready, hence nothing before it may be awaited. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Every file below a folder by its path in a URL, listed once. Nothing that is not in the list can be asked for, so
 * that no URL is ever turned into a path; links are left out.
 */
export function staticFiles(folder: string): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  const walk = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      const path = `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      const type = TYPES[entry.name.slice(entry.name.lastIndexOf('.'))];
      if (entry.isFile() && type) files.set(path, { path: join(folder, path), type });
    }
  };
  walk('');
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}

/** Headers of every answer under `app://`. */
export const appHeaders = (csp: string, type: string): Record<string, string> => ({
  'content-type': type,
  'content-security-policy': csp,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
});

/** Answer a request for the user interface. */
export function serveApp(files: ReadonlyMap<string, StaticFile>, csp: string) {
  const refuse = (status: number) =>
    new Response(null, { status, headers: appHeaders(csp, 'text/plain; charset=utf-8') });
  return (request: Request): Response => {
    if (!isAllowedUrl(request.url)) return refuse(403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const file = files.get(new URL(request.url).pathname);
    if (!file) return refuse(404);
    const body = request.method === 'HEAD' ? null : readFileSync(file.path);
    return new Response(body, { status: 200, headers: appHeaders(csp, file.type) });
  };
}
