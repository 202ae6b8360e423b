import { encodeMessage } from '../../shared/codec.ts';
import type { CallFrame, ClientFrame, CoreFrame, Transport } from '../../shared/frames.ts';
import { FRAMES_TYPE, MAX_FRAMES, type Hello } from '../../shared/wire.ts';
import { envelopeOf } from './failure.ts';
import { MessageParser } from './parser.ts';
import { authorised, forgetSession, SessionError } from './session.ts';

/** Three missed heartbeats: the connection is dead even if nobody said so. */
const SILENCE_MS = 45_000;
/** After this long without a connection, calls fail instead of waiting. */
const PATIENCE_MS = 10_000;
const RETRY_MS = [100, 250, 500, 1000, 2000];

/** Every query reads one of these. */
const EVERYTHING = ['workspace', 'recent', 'preferences', 'jobs', 'edit'];

/** Where an unanswered call is: `unsure` when the request that carried it failed. */
type State = 'queued' | 'sending' | 'sent' | 'unsure';

/** Frames over the loopback host, and the moment when the server no longer knows this tab's session. */
export type LoopbackFrames = { transport: Transport; ended: Promise<SessionError>; close(): void };

/**
 * Open the stream of frames of this tab: one long response from the core, one request at a time towards it. A dropped
 * stream is opened again; a call whose answer can no longer come fails as `io`, and all others go on. `origin` is for callers that are not a page.
 * @throws SessionError
 */
export async function openFrames(session: string, origin = ''): Promise<LoopbackFrames> {
  const link = new Link(session, origin);
  await link.connect();
  return {
    transport: link,
    ended: link.run(),
    close: () => {
      link.close();
    },
  };
}

class Link implements Transport {
  readonly #session: string;
  readonly #origin: string;
  readonly #client = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((n) => n.toString(16).padStart(2, '0'))
    .join('');
  readonly #listeners = new Set<(frame: CoreFrame) => void>();
  readonly #calls = new Map<number, { state: State; frame: CallFrame; cancelled: boolean }>();
  readonly #outbox: ClientFrame[] = [];
  #stream: { reader: ReadableStreamDefaultReader<Uint8Array>; abort: AbortController } | null = null;
  #posting = false;
  /** the build of the interface that the host named first */
  #build: string | null = null;
  #greeted = false;
  #over = false;
  #downSince: number | null = null;

  constructor(session: string, origin: string) {
    this.#session = session;
    this.#origin = origin;
  }

  close(): void {
    this.#over = true;
    this.#stream?.abort.abort();
  }

  send(frame: ClientFrame): void {
    if (frame.type === 'call') {
      this.#calls.set(frame.id, { state: 'queued', frame, cancelled: false });
      if (this.#over || this.#isDown()) {
        queueMicrotask(() => this.#fail(frame.id, 'browser:error.offline'));
        return;
      }
    }
    const cancelled = frame.type === 'cancel' ? this.#calls.get(frame.id) : undefined;
    if (cancelled) cancelled.cancelled = true;
    this.#outbox.push(frame);
    void this.#post();
  }

  onFrame(listener: (frame: CoreFrame) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @throws SessionError, or the platform's error when there is no server */
  async connect(): Promise<void> {
    const abort = new AbortController();
    const response = await fetch(`${this.#origin}/stream`, {
      method: 'POST',
      headers: authorised(this.#session, 'application/json'),
      body: JSON.stringify({ client: this.#client }),
      signal: abort.signal,
    });
    if (response.status === 401) {
      forgetSession();
      throw new SessionError('ended');
    }
    if (response.status === 429) throw new SessionError('tabs');
    if (!response.ok || !response.body) throw new Error(`stream refused: ${String(response.status)}`);
    this.#stream = { reader: response.body.getReader(), abort };
  }

  /** Read until the session is over, connecting again whenever the stream ends. */
  async run(): Promise<SessionError> {
    for (let tries = 0; ;) {
      try {
        if (!this.#stream) await this.connect();
        this.#downSince = null;
        tries = 0;
        await this.#read();
      } catch (error) {
        if (error instanceof SessionError && error.reason === 'ended') {
          this.#over = true;
          this.#failAll();
          return error;
        }
      }
      this.#stream = null;
      // closed by the page itself: nobody is to be told
      if (this.#over) return new Promise(() => undefined);
      this.#downSince ??= performance.now();
      if (this.#isDown()) this.#failAll();
      await wait(RETRY_MS[Math.min(tries++, RETRY_MS.length - 1)]!);
    }
  }

  async #read(): Promise<void> {
    const { reader, abort } = this.#stream!;
    const parser = new MessageParser();
    for (;;) {
      const watch = setTimeout(() => abort.abort(), SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(watch));
      if (done) return;
      for (const frame of parser.push(value)) this.#receive(frame as CoreFrame | Hello);
    }
  }

  #receive(frame: CoreFrame | Hello): void {
    if (frame.type === 'hello') {
      this.#build ??= frame.build;
      // only a host that was started again, in development, serves another one
      if (this.#build !== frame.build) window.location.reload();
      this.#settle(frame);
      void this.#post();
      return;
    }
    if (frame.type === 'ok' || frame.type === 'err') this.#calls.delete(frame.id);
    for (const listener of [...this.#listeners]) listener(frame);
  }

  /** After a reconnection: which calls the server still has, which it never got, and which are lost. */
  #settle(hello: Hello): void {
    const pending = new Set(hello.pending);
    const again: ClientFrame[] = [];
    for (const [id, call] of [...this.#calls]) {
      const arrived = id <= hello.known;
      if (arrived && pending.has(id)) call.state = 'sent';
      else if (arrived || call.state === 'sent') this.#fail(id, 'browser:error.connection');
      else if (call.state === 'unsure' && hello.fresh) this.#fail(id, 'browser:error.connection');
      else if (call.state === 'unsure') {
        call.state = 'queued';
        again.push(call.frame);
      }
      // the request that carried it may be the one that failed; a core that has heard it already hears it again
      if (call.cancelled && this.#calls.has(id)) again.push({ type: 'cancel', id });
    }
    this.#outbox.unshift(...again);
    // What changed meanwhile was told to nobody: the tab was not known, or the words went into a stream that was dead.
    const missed = this.#greeted;
    this.#greeted = true;
    if (missed) for (const listener of [...this.#listeners]) listener({ type: 'event', tables: EVERYTHING });
  }

  async #post(): Promise<void> {
    if (this.#posting) return;
    this.#posting = true;
    while (this.#stream && this.#outbox.length > 0) {
      const { frames, body } = this.#batch();
      if (frames.length === 0) continue;
      this.#mark(frames, 'sending');
      const status = await this.#deliver(body);
      if (status === 204) this.#mark(frames, 'sent');
      else if (status === 400 || status === 413) {
        const key = status === 413 ? 'browser:error.tooMuch' : 'browser:error.refused';
        for (const frame of frames) if (frame.type === 'call') this.#fail(frame.id, key, 'invalid_input');
      } else {
        // 409: the server has let this tab go and has not taken the frames; otherwise nobody knows.
        this.#mark(frames, status === 409 ? 'queued' : 'unsure');
        if (status === 409) this.#outbox.unshift(...frames);
        this.#stream?.abort.abort();
        break;
      }
    }
    this.#posting = false;
  }

  #batch(): { frames: ClientFrame[]; body: Blob } {
    const frames: ClientFrame[] = [];
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    while (this.#outbox.length > 0) {
      const frame = this.#outbox[0]!;
      const message = encodeMessage(frame);
      const bytes = 4 + message.length;
      if (bytes > MAX_FRAMES) {
        // not sent at all: a host that refuses a body midway looks like a lost connection
        this.#outbox.shift();
        this.#fail(frame.id, 'browser:error.tooMuch', 'invalid_input');
        continue;
      }
      if (size + bytes > MAX_FRAMES) break;
      const head = new Uint8Array(4);
      new DataView(head.buffer).setUint32(0, message.length, true);
      parts.push(head, message);
      size += bytes;
      this.#outbox.shift();
      frames.push(frame);
    }
    return { frames, body: new Blob(parts) };
  }

  async #deliver(body: Blob): Promise<number> {
    try {
      const headers = { ...authorised(this.#session, FRAMES_TYPE), 'X-Client': this.#client };
      return (await fetch(`${this.#origin}/frames`, { method: 'POST', headers, body })).status;
    } catch {
      return 0;
    }
  }

  #mark(frames: ClientFrame[], state: State): void {
    for (const frame of frames) {
      const call = frame.type === 'call' ? this.#calls.get(frame.id) : undefined;
      if (call) call.state = state;
    }
  }

  #fail(id: number, key: string, code: 'io' | 'invalid_input' = 'io'): void {
    if (!this.#calls.delete(id)) return;
    const at = this.#outbox.findIndex((frame) => frame.id === id);
    if (at >= 0) this.#outbox.splice(at, 1);
    for (const listener of [...this.#listeners]) listener({ type: 'err', id, error: envelopeOf(code, key) });
  }

  #failAll(): void {
    for (const id of [...this.#calls.keys()]) this.#fail(id, 'browser:error.offline');
  }

  #isDown(): boolean {
    return this.#downSince !== null && performance.now() - this.#downSince > PATIENCE_MS;
  }
}

const wait = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
  });
