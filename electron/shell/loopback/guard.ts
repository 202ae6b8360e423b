/** The parts of a request that are looked at before anything else happens. */
export type Head = { method: string; target: string; rawHeaders: readonly string[] };

/** Why a request is refused before it is routed. */
export type Refusal = 'target' | 'host' | 'origin' | 'site';

/** The names under which this server may be addressed (exactly, with its port). */
const hostsOf = (port: number): string[] =>
  ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${String(port)}`);

/**
 * Whether a request may be looked at at all: it names this server in `Host` (against DNS rebinding, R4) and comes from
 * this server's own pages (R5). Null when it may.
 */
export function refusalOf(head: Head, port: number): Refusal | null {
  if (!head.target.startsWith('/') || head.target.startsWith('//')) return 'target';
  const [host, ...moreHosts] = valuesOf(head, 'host');
  if (host === undefined || moreHosts.length > 0 || !hostsOf(port).includes(host)) return 'host';
  const origins = valuesOf(head, 'origin');
  if (origins.length > 1 || origins.some((origin) => origin !== `http://${host}`)) return 'origin';
  const sites = valuesOf(head, 'sec-fetch-site');
  const own = sites.length <= 1 && sites.every((site) => site === 'same-origin' || site === 'none');
  return own || isEntrance(head) ? null : 'site';
}

/**
 * The start opens a private file that leads to this server, which a browser calls cross-site. The page behind `GET /`
 * holds nothing and can do nothing without a token, so that one navigation is let in from anywhere.
 */
const isEntrance = (head: Head): boolean =>
  head.method === 'GET' &&
  head.target === '/' &&
  valuesOf(head, 'sec-fetch-mode').join() === 'navigate' &&
  valuesOf(head, 'sec-fetch-dest').join() === 'document';

/** Every value of a header, in the order sent; Node's own map keeps only one of them. */
export function valuesOf(head: Pick<Head, 'rawHeaders'>, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < head.rawHeaders.length; at += 2)
    if (head.rawHeaders[at]!.toLowerCase() === name) values.push(head.rawHeaders[at + 1]!);
  return values;
}
