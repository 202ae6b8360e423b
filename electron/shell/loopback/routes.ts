import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { FRAMES_TYPE, MAX_FRAMES } from '../../../shared/wire.ts';
import type { CoreThread } from '../core-thread.ts';
import type { Asset } from './assets.ts';
import { BodyError, readBody, textField } from './body.ts';
import { caching, securityHeaders } from './headers.ts';
import type { Sessions } from './sessions.ts';
import type { Tabs } from './tabs.ts';
import type { Uploads } from './uploads.ts';
import { readFrames } from './wire.ts';

/** What the handlers work with. */
export type Host = {
  readonly core: CoreThread;
  readonly sessions: Sessions;
  readonly tabs: Tabs;
  readonly uploads: Uploads;
};

/** A request that may be handled. */
type Accepted = { request: IncomingMessage; response: ServerResponse; session: number };

/**
 * One line of the router. `open` routes work without a session: the inert page, its assets, and the exchange of a launch
 * token. `type`: the only content type taken (null: no body).
 */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly access: 'open' | 'session';
  readonly type: string | null;
  readonly handle: (host: Host, accepted: Accepted) => Promise<void> | void;
};

const JSON_TYPE = 'application/json';
const SMALL = 4096;
const CLIENT_ID = /^[0-9a-f]{32}$/;

/** Every route of the host. Tests walk this table. */
export function routesFor(assets: ReadonlyMap<string, Asset>): Route[] {
  const files = [...assets].map(([path, asset]): Route => ({
    method: 'GET',
    path,
    access: 'open',
    type: null,
    handle: (_host, accepted) => sendAsset(asset, accepted),
  }));
  return [...files, ...calls];
}

const calls: Route[] = [
  { method: 'POST', path: '/session', access: 'open', type: JSON_TYPE, handle: beginSession },
  { method: 'POST', path: '/launch', access: 'session', type: JSON_TYPE, handle: launch },
  { method: 'POST', path: '/frames', access: 'session', type: FRAMES_TYPE, handle: takeFrames },
  { method: 'POST', path: '/stream', access: 'session', type: JSON_TYPE, handle: openStream },
  { method: 'POST', path: '/upload', access: 'session', type: 'application/octet-stream', handle: takeUpload },
  { method: 'POST', path: '/download', access: 'session', type: JSON_TYPE, handle: sendMade },
];

async function beginSession(host: Host, { request, response }: Accepted): Promise<void> {
  const session = host.sessions.begin(textField(await readBody(request, SMALL), 'token'));
  if (session === null) refuse(response, 401, 'token');
  else sendJson(response, { session });
}

function launch(host: Host, { response }: Accepted): void {
  sendJson(response, { token: host.sessions.launch() });
}

async function takeFrames(host: Host, { request, response, session }: Accepted): Promise<void> {
  const id = request.headers['x-client'];
  const body = await readBody(request, MAX_FRAMES);
  let frames;
  try {
    frames = readFrames(body);
  } catch {
    refuse(response, 400, 'frames');
    return;
  }
  if (typeof id === 'string' && host.tabs.receive(session, id, frames)) respond(response, 204, {}).end();
  else refuse(response, 409, 'client');
}

async function openStream(host: Host, { request, response, session }: Accepted): Promise<void> {
  const id = textField(await readBody(request, SMALL), 'client');
  if (!CLIENT_ID.test(id)) throw new BodyError(400);
  if (!host.tabs.mayOpen(session, id)) {
    refuse(response, 429, 'tabs');
    return;
  }
  respond(response, 200, { 'Content-Type': FRAMES_TYPE });
  host.tabs.open(session, id, response);
}

async function takeUpload(host: Host, { request, response }: Accepted): Promise<void> {
  const name = fileName(request.headers['x-file-name']);
  const kind = request.headers['x-file-kind'] === 'workspace' ? 'workspace' : 'temporary';
  if (name === null) throw new BodyError(400);
  const upload = await host.uploads.receive(request, name, kind);
  sendJson(response, await host.core.registerFile({ ...upload, purpose: 'read' }));
}

async function sendMade(host: Host, { request, response }: Accepted): Promise<void> {
  const fileId = textField(await readBody(request, SMALL), 'fileId');
  const made = await host.core.filePath(fileId).catch(() => null);
  const size = made && !host.uploads.has(made.path) ? (await stat(made.path).catch(() => null))?.size : undefined;
  if (!made || size === undefined) {
    refuse(response, 404, 'file');
    return;
  }
  respond(response, 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': size,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(made.name)}`,
  });
  await pipeline(createReadStream(made.path), response).catch(() => undefined);
}

async function sendAsset({ file, type }: Asset, { response }: Accepted): Promise<void> {
  const bytes = await readFile(file).catch(() => null);
  if (!bytes) refuse(response, 404, 'path');
  else respond(response, 200, { 'Content-Type': type, 'Cache-Control': caching.asset }).end(bytes);
}

/** The last part of a name as the page encoded it, without control characters; null when there is none. */
function fileName(header: string | string[] | undefined): string | null {
  if (typeof header !== 'string') return null;
  try {
    const name = decodeURIComponent(header)
      .replace(/^.*[/\\]/s, '')
      .replace(/\p{Cc}/gu, '');
    return name === '' ? null : name.slice(0, 255);
  } catch {
    return null;
  }
}

/** Status and headers of a response; every one goes through here, so that every one has the security headers. */
function respond(response: ServerResponse, status: number, headers: Record<string, string | number>): ServerResponse {
  return response.writeHead(status, { ...securityHeaders, 'Cache-Control': caching.data, ...headers });
}

function sendJson(response: ServerResponse, value: unknown): void {
  respond(response, 200, { 'Content-Type': JSON_TYPE }).end(JSON.stringify(value));
}

/** Say no in one word. What is left of the request is not waited for when `last`. */
export function refuse(response: ServerResponse, status: number, error: string, last = false): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const close: Record<string, string> = last ? { Connection: 'close' } : {};
  respond(response, status, { 'Content-Type': JSON_TYPE, ...close }).end(JSON.stringify({ error }));
}
