import type { WindowApi } from '../../shared/shell.ts';
import type { Client } from '../client.ts';

/** What main.tsx made at the start: the typed client and the few things only a window can do. */
interface Connection {
  readonly client: Client;
  readonly window: WindowApi;
}
let made: Connection | null = null;

/** Called once, before the first render. */
export function setConnection(connection: Connection): void {
  made = connection;
}

function connection(): Connection {
  if (!made) throw new Error('the window is not connected yet');
  return made;
}

export const client = (): Client => connection().client;
export const shellWindow = (): WindowApi => connection().window;
