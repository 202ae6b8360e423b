/**
 * What the windows may do, as pure predicates: the code that listens to Electron only asks here.
 * Everything that is not named is refused.
 */

/** Scheme of everything a window may load. */
export const APP_SCHEME = 'app';
/** The user interface lives here. */
export const APP_ORIGIN = 'app://workbench';
/** Documents on their way to a PDF live here, apart from the user interface. */
export const PRINT_ORIGIN = 'app://print';

/** Whether a URL belongs to an origin of ours. Custom schemes have no `origin` in Node, so the parts are compared. */
function isAt(origin: string, url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed) return false;
  const { protocol, host, username, password } = parsed;
  return `${protocol}//${host}` === origin && username === '' && password === '';
}

/** Whether a window may show this address. */
export const isAllowedUrl = (url: string): boolean => isAt(APP_ORIGIN, url);

/** Whether the printing window may show this address. */
export const isPrintUrl = (url: string): boolean => isAt(PRINT_ORIGIN, url);

/**
 * Whether a request may be made at all. `data:` and our own `blob:` addresses are bytes already in the window; the
 * network knows nothing of them. Everything else is blocked and counted.
 */
export function isLocalRequest(url: string): boolean {
  if (isAllowedUrl(url) || isPrintUrl(url)) return true;
  if (url.startsWith('data:')) return true;
  return url.startsWith('blob:') && isAt(APP_ORIGIN, url.slice('blob:'.length));
}

/** Where a message came from, as the relay sees it. */
export type Sender = { url: string; isMainFrame: boolean; isOurWindow: boolean };

/** Whether a message may be believed: the top frame of one of our windows, showing our own page. */
export const isTrustedSender = ({ url, isMainFrame, isOurWindow }: Sender): boolean =>
  isOurWindow && isMainFrame && isAllowedUrl(url);

/** Electron approves every permission unless told otherwise; the workbench needs none. */
export const allowsPermission = (): boolean => false;

/** The preferences of every window. */
export const WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  enableWebSQL: false,
  disableDialogs: true,
  // a job's progress must reach a window that is behind another one
  backgroundThrottling: false,
} as const;

/** The preferences of the hidden window that turns a document into a PDF: it cannot run a script. */
export const PRINT_PREFERENCES = { ...WEB_PREFERENCES, javascript: false, images: true } as const;
