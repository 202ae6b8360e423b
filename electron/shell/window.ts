import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type Rectangle, type Session } from 'electron';
import * as z from 'zod';
import { THEMES } from '../../shared/palette.ts';
import { APP_ORIGIN, WEB_PREFERENCES } from './policy.ts';
import { writeAtomic } from './save.ts';

const SMALLEST = { width: 960, height: 640 };
const FIRST = { width: 1440, height: 900 };
/** At least this much of a window must be on a display for it to be found again, in points. */
const VISIBLE = 120;
const PAPER = { light: THEMES.light.paper, dark: THEMES.dark.paper };

const WindowState = z.strictObject({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  maximized: z.boolean(),
});
/** Where a window was when it was closed. */
export type WindowState = z.infer<typeof WindowState>;

/** Where to put a window: as it was left when that place can still be seen, otherwise centred at its first size. */
export function place(
  saved: WindowState | null,
  displays: Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  const area = displays[0];
  const size = (width: number, height: number, within: Rectangle | undefined) => ({
    width: Math.max(SMALLEST.width, Math.min(width, within?.width ?? width)),
    height: Math.max(SMALLEST.height, Math.min(height, within?.height ?? height)),
  });
  if (!saved) return size(FIRST.width, FIRST.height, area);
  const home = displays.find(
    (display) =>
      Math.min(saved.x + saved.width, display.x + display.width) - Math.max(saved.x, display.x) >= VISIBLE &&
      saved.y >= display.y &&
      saved.y <= display.y + display.height - VISIBLE,
  );
  if (!home) return size(saved.width, saved.height, area);
  return { ...size(saved.width, saved.height, home), x: saved.x, y: saved.y };
}

/** Open a window on the user interface; its place is kept in the device's home. */
export function openWindow(options: { home: string; preload: string; session: Session }): BrowserWindow {
  const file = join(options.home, 'window.json');
  const saved = readState(file);
  const window = new BrowserWindow({
    ...place(
      saved,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: { ...WEB_PREFERENCES, preload: options.preload, session: options.session },
  });
  if (saved?.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    // a place that cannot be kept is no reason to keep the window
    writeAtomic(file, JSON.stringify(state)).catch(() => undefined);
  });
  void window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}

function readState(file: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
