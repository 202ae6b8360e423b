import type { Transport } from '../shared/frames.ts';
import type { WindowApi } from '../shared/shell.ts';
import { openFrames } from './loopback/frames.ts';
import { beginSession, SessionError, type SessionReason } from './loopback/session.ts';
import { browserWindow } from './loopback/window.ts';
import { installTrustedTypes } from './trusted-types.ts';

export { SessionError, type SessionReason };

/** What Electron's preload puts on the window: the pipe and the few things only a window can do. */
type Workbench = Transport & WindowApi;

/** The shell around this page. */
export type Shell = {
  readonly transport: Transport;
  readonly window: WindowApi;
  /** settles when the workbench behind this page is gone for good; never in Electron, where both end together */
  readonly ended: Promise<SessionError>;
};

/**
 * Connect this page to its shell, whichever it is. Must run before anything is drawn: it installs the page's Trusted
 * Types policy.
 * @throws SessionError in a browser tab without a session
 */
export async function connectShell(): Promise<Shell> {
  installTrustedTypes();
  const { workbench } = globalThis as { workbench?: Workbench };
  if (workbench) return { transport: workbench, window: workbench, ended: new Promise(() => undefined) };
  const session = await beginSession();
  const { transport, ended, close } = await openFrames(session);
  addEventListener('pagehide', close);
  // A page that the browser brings back from its memory has lost its stream: it starts anew, in the same session.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
  return { transport, ended, window: browserWindow(session) };
}
