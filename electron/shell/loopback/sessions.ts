import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Life of an unused launch token, in milliseconds. */
export const LAUNCH_MS = 60_000;
/** Sessions kept at most; the oldest goes first. */
const MAX_SESSIONS = 64;

/** Launch tokens (256 bit, once, a minute) and the sessions they turn into. All of it lives in memory only. */
export interface Sessions {
  /** a new launch token */
  launch(): string;
  /** turn a launch token into a session; null when it is unknown, used or too old */
  begin(launchToken: string): string | null;
  /** the number of the session that an `Authorization` header names, or null */
  find(authorization: string | undefined): number | null;
}

/**
 * @param now in milliseconds; tests pass their own clock
 * @param kept a session that began before this process, for development: pages go on over a restart
 */
export function createSessions(now: () => number, kept?: string): Sessions {
  let launches: { hash: Buffer; until: number }[] = [];
  const sessions: { hash: Buffer; number: number }[] = [];
  let last = 0;
  const remember = (session: string): void => {
    sessions.push({ hash: hashOf(session), number: ++last });
    if (sessions.length > MAX_SESSIONS) sessions.shift();
  };
  if (kept !== undefined) remember(kept);
  return {
    launch() {
      const token = newToken();
      launches = launches.filter((one) => one.until > now());
      launches.push({ hash: hashOf(token), until: now() + LAUNCH_MS });
      return token;
    },
    begin(launchToken) {
      const hash = hashOf(launchToken);
      const found = launches.find((one) => timingSafeEqual(one.hash, hash));
      if (!found) return null;
      launches = launches.filter((one) => one !== found);
      if (found.until <= now()) return null;
      if (kept !== undefined) return kept;
      const session = newToken();
      remember(session);
      return session;
    },
    find(authorization) {
      const token = /^Bearer ([\w-]{43})$/.exec(authorization ?? '')?.[1];
      if (token === undefined) return null;
      const hash = hashOf(token);
      return sessions.find((one) => timingSafeEqual(one.hash, hash))?.number ?? null;
    },
  };
}

const newToken = () => randomBytes(32).toString('base64url');
// Equal-length digests make the comparison constant in time whatever was sent.
const hashOf = (token: string) => createHash('sha256').update(token).digest();
