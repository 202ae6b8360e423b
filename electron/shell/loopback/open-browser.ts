import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../leftovers.ts';

/** Runs a program without waiting for it; a missing one is not an error, the address has been printed. */
export type Run = (program: string, args: string[]) => void;

/**
 * Open an address that holds a token in the default browser. Arguments of a process can be read by every account of the
 * machine, so the browser is given a private file that leads there. @returns removes the file
 */
export function openInBrowser(url: string, title: string, run: Run = runDetached): () => void {
  const folder = temporaryFolder('workbench-');
  const file = join(folder, 'open.html');
  writeFileSync(file, redirectTo(url, title), { mode: 0o600, flag: 'wx' });
  const [program, ...args] = openerFor(process.platform);
  run(program, [...args, file]);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

/** `url` and `title` are the program's own and hold nothing that HTML would read. */
const redirectTo = (url: string, title: string) =>
  `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">` +
  `<meta http-equiv="refresh" content="0;url=${url}"><title>${title}</title></head></html>\n`;

function openerFor(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

function runDetached(program: string, args: string[]): void {
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  child.on('error', () => undefined);
  child.unref();
}
