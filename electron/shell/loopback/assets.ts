import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the interface: where it is and what it is. */
export type Asset = { file: string; type: string };

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
};

/**
 * The built interface as a map from exact request paths to files, read once at the start: no part of a request ever
 * becomes part of a file path (L9). Source maps and unknown kinds are left out. `/` is index.html.
 */
export function assetMap(folder: string): Map<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[entry.name.slice(entry.name.lastIndexOf('.') + 1)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const path = encodeURI(file.slice(folder.length).replaceAll('\\', '/').replace(/^\/*/, '/'));
    assets.set(path === '/index.html' ? '/' : path, { file, type });
  }
  return assets;
}
