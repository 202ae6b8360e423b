import type { ServerResponse } from 'node:http';
import type { ClientFrame, CoreFrame } from '../../../shared/frames.ts';
import type { Hello } from '../../../shared/wire.ts';
import type { CoreThread } from '../core-thread.ts';
import { HEARTBEAT, wrap } from './wire.ts';

/** A browser gives one host six connections for all its tabs; one must stay free for calls. */
const MAX_STREAMS = 5;
const HEARTBEAT_MS = 15_000;

/** The tabs of all sessions: each is a client of the core with one stream of frames towards it. */
export interface Tabs {
  /** Whether one more stream may be opened, or this tab's own opened again. */
  mayOpen(session: number, id: string): boolean;
  /** Make the response (whose head is written) the tab's stream. An older stream of the tab ends. */
  open(session: number, id: string, response: ServerResponse): void;
  /** Hand frames to the core; false when the tab is not known (any more). */
  receive(session: number, id: string, frames: ClientFrame[]): boolean;
  close(): void;
}

type Tab = {
  readonly client: string;
  release(): void;
  /** highest number of a call that has arrived: a repeated delivery is dropped */
  known: number;
  /** calls whose answer has not been written to a stream */
  readonly pending: Set<number>;
  queue: CoreFrame[];
  response: ServerResponse | null;
  blocked: boolean;
  beat: NodeJS.Timeout | undefined;
  /** ends the tab some time after its stream has ended */
  leaving: NodeJS.Timeout | undefined;
};

/** `graceMs`: how long a tab without a stream (a sleeping laptop, a dropped connection) keeps its calls. */
export function createTabs(core: CoreThread, graceMs: number, build: string): Tabs {
  const tabs = new Map<string, Tab>();
  let named = 0;

  const join = (key: string): Tab => {
    const tab: Tab = {
      client: `tab-${String(++named)}`,
      release: () => undefined,
      known: 0,
      pending: new Set(),
      queue: [],
      response: null,
      blocked: false,
      beat: undefined,
      leaving: undefined,
    };
    tab.release = core.attach(tab.client, (frame) => {
      enqueue(tab.queue, frame);
      flush(tab);
    });
    tabs.set(key, tab);
    return tab;
  };
  const leave = (key: string, tab: Tab) => {
    clearTimeout(tab.leaving);
    clearInterval(tab.beat);
    tab.response?.end();
    tabs.delete(key);
    tab.release();
  };

  return {
    mayOpen(session, id) {
      const known = tabs.get(keyOf(session, id));
      return [...tabs.values()].filter((tab) => tab.response !== null && tab !== known).length < MAX_STREAMS;
    },
    open(session, id, response) {
      const key = keyOf(session, id);
      const before = tabs.get(key);
      const tab = before ?? join(key);
      tab.response?.end();
      clearTimeout(tab.leaving);
      clearInterval(tab.beat);
      tab.response = response;
      tab.blocked = false;
      tab.beat = setInterval(() => !tab.blocked && response.write(HEARTBEAT), HEARTBEAT_MS);
      response.on('drain', () => {
        if (tab.response !== response) return;
        tab.blocked = false;
        flush(tab);
      });
      response.on('close', () => {
        if (tab.response !== response) return;
        tab.response = null;
        clearInterval(tab.beat);
        tab.leaving = setTimeout(leave, graceMs, key, tab).unref();
      });
      response.write(
        wrap({ type: 'hello', build, fresh: !before, known: tab.known, pending: [...tab.pending] } satisfies Hello),
      );
      flush(tab);
    },
    receive(session, id, frames) {
      const tab = tabs.get(keyOf(session, id));
      if (!tab) return false;
      for (const frame of frames) {
        if (frame.type === 'call') {
          if (frame.id <= tab.known) continue;
          tab.known = frame.id;
          tab.pending.add(frame.id);
        }
        core.send(tab.client, frame);
      }
      return true;
    },
    close() {
      for (const [key, tab] of [...tabs]) leave(key, tab);
    },
  };
}

const keyOf = (session: number, id: string) => `${String(session)} ${id}`;

/** Write what waits until the connection is full; the rest follows when it has drained. */
function flush(tab: Tab): void {
  while (tab.response && !tab.blocked && tab.queue.length > 0) {
    const frame = tab.queue.shift()!;
    if (frame.type === 'ok' || frame.type === 'err') tab.pending.delete(frame.id);
    tab.blocked = !tab.response.write(wrap(frame));
  }
}

/** While a page does not read, only the newest progress of a call and one event with all its tables wait for it. */
function enqueue(queue: CoreFrame[], frame: CoreFrame): void {
  if (frame.type === 'progress') {
    const at = queue.findIndex((waiting) => waiting.type === 'progress' && waiting.id === frame.id);
    if (at >= 0) queue.splice(at, 1);
  }
  if (frame.type === 'event') {
    const waiting = queue.find((other) => other.type === 'event');
    if (waiting) {
      waiting.tables = [...new Set([...waiting.tables, ...frame.tables])];
      return;
    }
  }
  queue.push(frame.type === 'event' ? { ...frame } : frame);
}
