/** Why this page has no way to the workbench. The sentences are `browser:session.reason.*`. */
export type SessionReason = 'none' | 'used' | 'ended' | 'tabs';

/** This page cannot reach the core; `browser:session.title` and `.help` tell how to get in. */
export class SessionError extends Error {
  readonly reason: SessionReason;
  constructor(reason: SessionReason) {
    super(`no session: ${reason}`);
    this.name = 'SessionError';
    this.reason = reason;
  }
}

const KEPT = 'workbench.session';

/**
 * Turn the launch token of the address into a session, or take up the one of this tab again after a reload. The token
 * leaves the address and the history before anything else happens.
 */
export async function beginSession(): Promise<string> {
  const token = /^#([\w-]{43})$/.exec(location.hash)?.[1];
  const kept = sessionStorage.getItem(KEPT);
  if (token === undefined) {
    if (kept === null) throw new SessionError('none');
    return kept;
  }
  history.replaceState(null, '', location.pathname);
  const response = await fetch('/session', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) {
    if (kept === null) throw new SessionError('used');
    return kept;
  }
  const { session } = (await response.json()) as { session: string };
  sessionStorage.setItem(KEPT, session);
  return session;
}

/** Forget a session that the server does not know. */
export function forgetSession(): void {
  sessionStorage.removeItem(KEPT);
}

/** Headers of an authorised request. */
export const authorised = (session: string, type: string): Record<string, string> => ({
  Authorization: `Bearer ${session}`,
  'Content-Type': type,
});
