import { randomBytes } from 'node:crypto';
import { BrowserWindow } from 'electron';
import { PRINT_ORIGIN, PRINT_PREFERENCES, isPrintUrl } from './policy.ts';
import { appHeaders } from './protocol.ts';
import { createSession, type Outbound } from './session.ts';

/** A self-contained document may have styles and pictures of its own and nothing else. */
const PRINT_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'";

/** Turns self-contained HTML into A4 PDF in a hidden window that cannot run scripts and sees one document only. */
export function createPrinter(outbound: Outbound): (html: string) => Promise<Uint8Array> {
  const waiting = new Map<string, string>();
  const serve = (request: Request): Response => {
    const html = isPrintUrl(request.url) ? waiting.get(new URL(request.url).pathname) : undefined;
    const headers = appHeaders(PRINT_CSP, 'text/html; charset=utf-8');
    return new Response(html ?? null, { status: html === undefined ? 404 : 200, headers });
  };
  let made: Electron.Session | undefined;
  return async (html) => {
    made ??= createSession('print', serve, outbound);
    const path = `/${randomBytes(16).toString('hex')}`;
    waiting.set(path, html);
    const window = new BrowserWindow({ show: false, webPreferences: { ...PRINT_PREFERENCES, session: made } });
    try {
      await window.loadURL(PRINT_ORIGIN + path);
      return await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true });
    } finally {
      waiting.delete(path);
      window.destroy();
    }
  };
}
