import { statSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { AppError } from '../../../shared/frames.ts';
import { ShellCallError, type CoreThread } from '../core-thread.ts';
import { assetMap } from './assets.ts';
import { BodyError } from './body.ts';
import { refusalOf, valuesOf } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { refuse, routesFor, type Host, type Route } from './routes.ts';
import { createSessions } from './sessions.ts';
import { limitStrangers, MAX_STRANGERS } from './strangers.ts';
import { createTabs } from './tabs.ts';
import { createUploads } from './uploads.ts';

/** What the loopback host is started with. */
export type LoopbackOptions = {
  readonly core: CoreThread;
  /** folder of the built interface */
  readonly assets: string;
  /** device folder; uploads go below it */
  readonly home: string;
  /** 0 or left out: any free port */
  readonly port?: number;
  /** bytes of one upload at most */
  readonly maxUpload?: number;
  /** how long a tab without a stream keeps its calls */
  readonly graceMs?: number;
  readonly now?: () => number;
  /** a session that goes on from the process before, for development */
  readonly session?: string;
};

/** A running loopback host. */
export type Loopback = {
  readonly port: number;
  readonly server: Server;
  readonly routes: readonly Route[];
  /** a new address that works once, for a minute */
  launchUrl(): string;
  close(): Promise<void>;
};

// an import of this module by name reads all its exports, one of which loads a whole HTTP client
const { createServer } = process.getBuiltinModule('node:http');

const MAX_UPLOAD = 4 * 2 ** 30;
const GRACE_MS = 30_000;

/** Which build of the interface this is: a page of another one loads itself anew. */
const buildOf = (assets: string): string =>
  String(statSync(join(assets, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0);

/** Serve the interface and the core on 127.0.0.1, to whoever holds a launch token. Nothing is logged. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { core } = options;
  const sessions = createSessions(options.now ?? Date.now, options.session);
  const tabs = createTabs(core, options.graceMs ?? GRACE_MS, buildOf(options.assets));
  const uploads = createUploads(options.home, options.maxUpload ?? MAX_UPLOAD);
  const host: Host = { core, sessions, tabs, uploads };
  const routes = routesFor(assetMap(options.assets));
  const table = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));

  const server = createServer({
    requireHostHeader: false, // the guard answers a missing Host itself
    maxHeaderSize: 16 * 1024,
    headersTimeout: 10_000,
    requestTimeout: 3_600_000, // a whole upload; small bodies have their own limit
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 10_000,
  });
  const strangers = limitStrangers(server, MAX_STRANGERS);
  server.maxHeadersCount = 100;
  const port = await listen(server, options.port ?? 0);

  const onRequest = (request: IncomingMessage, response: ServerResponse, waits: boolean) => {
    const route = admit(table, host, request, response, port);
    if (!route) return;
    const session = sessions.find(request.headers.authorization) ?? 0;
    if (session === 0) strangers.heard(request.socket);
    else strangers.trust(request.socket);
    if (waits) response.writeContinue();
    Promise.resolve(route.handle(host, { request, response, session })).catch((error: unknown) => {
      const [status, word] = statusOf(error);
      refuse(response, status, word, true);
    });
  };
  server.on('request', (request, response) => {
    onRequest(request, response, false);
  });
  server.on('checkContinue', (request, response) => {
    onRequest(request, response, true);
  });
  server.on('checkExpectation', (request, response) => {
    if (admit(table, host, request, response, port)) refuse(response, 417, 'expect', true);
  });
  server.on('upgrade', (request, socket) => {
    endSocket(socket, refusal(request, port) ? '403 Forbidden' : '404 Not Found');
  });
  server.on('connect', (_request, socket) => {
    endSocket(socket, '403 Forbidden');
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = { HPE_HEADER_OVERFLOW: '431 Too Large', ERR_HTTP_REQUEST_TIMEOUT: '408 Timeout' }[error.code ?? ''];
    endSocket(socket, status ?? '400 Bad Request');
  });

  return {
    port,
    server,
    routes,
    launchUrl: () => `http://127.0.0.1:${String(port)}/#${sessions.launch()}`,
    async close() {
      tabs.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      uploads.close();
    },
  };
}

const refusal = (request: IncomingMessage, port: number) =>
  refusalOf({ method: request.method ?? '', target: request.url ?? '', rawHeaders: request.rawHeaders }, port);

/** The route of a request that may go on; otherwise the request has been answered, with none of its body read. */
function admit(
  table: ReadonlyMap<string, Route>,
  host: Host,
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
): Route | null {
  const no = (status: number, error: string) => {
    refuse(response, status, error, true);
    return null;
  };
  const refused = refusal(request, port);
  if (refused) return no(403, refused);
  const route = table.get(`${request.method ?? ''} ${request.url ?? ''}`);
  if (!route) return no(404, 'path');
  const authorizations = valuesOf(request, 'authorization');
  if (route.access === 'session' && (authorizations.length !== 1 || host.sessions.find(authorizations[0]) === null))
    return no(401, 'session');
  if (route.type !== null && valuesOf(request, 'content-type').join() !== route.type) return no(415, 'type');
  return route;
}

function statusOf(error: unknown): [number, string] {
  if (error instanceof BodyError) return [error.status, 'body'];
  if (error instanceof ShellCallError) return [409, error.envelope.code];
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOSPC' || code === 'EDQUOT' ? [507, 'disk_full'] : [500, 'internal'];
}

function endSocket(socket: Duplex, status: string): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const headers = Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n${headers.join('')}\r\n`, () => {
    socket.destroy();
  });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const key = { EADDRINUSE: 'port_taken', EACCES: 'port_denied' }[error.code ?? ''];
      reject(key ? new AppError('io', { key: `browser:terminal.${key}`, values: { port } }) : error);
    });
    // Without the address Node would listen on every interface (L6).
    server.listen(port, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}
