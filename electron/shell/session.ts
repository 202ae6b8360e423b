import { session, type Session, type WebContents } from 'electron';
import { allowsPermission, APP_SCHEME, isAllowedUrl, isLocalRequest, isPrintUrl } from './policy.ts';

/** Requests of the windows since the start: what left (nothing can) and what tried to. */
export type Outbound = { sent: number; blocked: number };

type Serve = (request: Request) => Response | Promise<Response>;

/**
 * A session that lives in memory only (no cache, no history on disk), grants nothing and reaches nothing but `app://`.
 */
export function createSession(name: 'workbench' | 'print', serve: Serve, outbound: Outbound): Session {
  const made = session.fromPartition(name, { cache: false });
  made.setSpellCheckerEnabled(false);
  made.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(allowsPermission());
  });
  made.setPermissionCheckHandler(allowsPermission);
  made.setDevicePermissionHandler(allowsPermission);
  made.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isLocalRequest(details.url);
    if (cancel) outbound.blocked += 1;
    answer({ cancel });
  });
  // files are saved through the dialogs of the shell, never as downloads
  made.on('will-download', (event) => {
    event.preventDefault();
  });
  made.protocol.handle(APP_SCHEME, serve);
  return made;
}

/** No page of ours navigates, opens windows or embeds web views; links in customer data lead nowhere. */
export function guardContents(contents: WebContents): void {
  const stay = (event: { preventDefault(): void; readonly url: string }) => {
    const current = contents.getURL();
    const reload = event.url === current && (isAllowedUrl(current) || isPrintUrl(current));
    if (!reload) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
