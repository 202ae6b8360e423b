import { basename, isAbsolute, resolve } from 'node:path';

/** The workspace a command line names, as an absolute path, or null. Options and other files are passed over. */
export function workspaceInArgs(args: readonly string[], folder: string): string | null {
  const found = args.slice(1).find((arg) => !arg.startsWith('-') && arg.toLowerCase().endsWith('.persona'));
  if (found === undefined || basename(found) === '.persona') return null;
  return isAbsolute(found) ? found : resolve(folder, found);
}
