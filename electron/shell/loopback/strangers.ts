import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Connections without a session kept at once: a page load needs six. */
export const MAX_STRANGERS = 256;

/** The connections that have not shown a session yet. */
export interface Strangers {
  /** It has shown a session: it is counted no more, and never closed to make room. */
  trust(socket: Socket): void;
  /** It has asked for something it may have: it is now the last to go. */
  heard(socket: Socket): void;
}

/**
 * Keep room for the owner's page. Any program of the machine can open connections and leave them idle; when one more
 * comes than are kept, the one goes that has been without a whole request for the longest time, so that nobody is
 * refused and a page that loads is always among the newest. Node's own limit refuses the newcomer instead (R8).
 */
export function limitStrangers(server: Server, most: number): Strangers {
  // a set is in the order in which its members came
  const strangers = new Set<Socket>();
  server.on('connection', (socket) => {
    strangers.add(socket);
    socket.once('close', () => strangers.delete(socket));
    if (strangers.size <= most) return;
    const [oldest] = strangers;
    strangers.delete(oldest!);
    oldest!.destroy();
  });
  return {
    trust(socket) {
      strangers.delete(socket);
    },
    heard(socket) {
      if (strangers.delete(socket)) strangers.add(socket);
    },
  };
}
