import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallError, createClient, type Client } from '../../../renderer/client.ts';
import { openFrames, type LoopbackFrames } from '../../../renderer/loopback/frames.ts';
import { MessageParser } from '../../../renderer/loopback/parser.ts';
import { SessionError } from '../../../renderer/loopback/session.ts';
import type { OpName } from '../../../shared/contract.ts';
import { encodeMessage } from '../../../shared/codec.ts';
import type { CoreFrame } from '../../../shared/frames.ts';
import { readFrames, wrap } from '../../../electron/shell/loopback/wire.ts';
import { startTestHost, type TestHost } from '../../support/loopback.ts';

// Only the operations of the fake core are called here.
const call = (client: Client, op: string, input: unknown) =>
  client.call(op as OpName, input as never) as Promise<unknown>;
const until = async (what: () => boolean) => {
  for (let n = 0; !what(); n++) {
    if (n > 500) throw new Error('did not happen in 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

let host: TestHost;
const open: LoopbackFrames[] = [];
beforeEach(async () => {
  host = await startTestHost({ graceMs: 300 });
});
afterEach(async () => {
  for (const frames of open.splice(0)) frames.close();
  await host.close();
});

async function tab(session?: string) {
  const frames = await openFrames(session ?? (await host.session()), host.origin);
  open.push(frames);
  return { frames, client: createClient(frames.transport) };
}
/** End every connection, as a sleeping laptop or a broken proxy would. */
const cut = () => {
  host.host.server.closeAllConnections();
};

describe('the stream of a tab', () => {
  it('carries calls and typed arrays', async () => {
    const { client } = await tab();
    const input = { xs: Float64Array.of(1, NaN, 3), name: '茶' };
    expect(await call(client, 'test.echo', input)).toEqual(input);
    await expect(call(client, 'test.other', {})).rejects.toMatchObject({ code: 'unknown_operation' });
  });

  it('keeps the order of calls', async () => {
    const { client } = await tab();
    const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => call(client, 'test.echo', { n })));
    expect(answers).toEqual(Array.from({ length: 300 }, (_, n) => ({ n })));
    expect(host.received.map(({ frame }) => frame.id)).toEqual(Array.from({ length: 300 }, (_, n) => n + 1));
  });

  it('carries large answers to a slow reader', async () => {
    const { client } = await tab();
    const parts = await Promise.all([1, 2, 3].map(() => call(client, 'test.large', { bytes: 30 * 2 ** 20 })));
    for (const part of parts as Uint8Array[]) expect([part.length, part[0], part.at(-1)]).toEqual([30 * 2 ** 20, 7, 7]);
  });

  it('says that more than 8 MB at once is too much, and goes on', async () => {
    const { client } = await tab();
    const [large, small] = [2 ** 23, 2 ** 22].map((bytes) => call(client, 'test.echo', new Uint8Array(bytes)));
    await expect(large).rejects.toMatchObject({
      envelope: { code: 'invalid_input', said: { key: 'browser:error.tooMuch' } },
    });
    expect(((await small) as Uint8Array).length).toBe(2 ** 22);
    // calls that are below the limit one by one are not added up to more
    const many = await Promise.all([1, 2, 3].map(() => call(client, 'test.echo', new Uint8Array(2 ** 22 - 30))));
    expect(many.map((bytes) => (bytes as Uint8Array).length)).toEqual(Array(3).fill(2 ** 22 - 30));
  });

  it('gives every tab its own calls, and events to all', async () => {
    const session = await host.session();
    const [a, b] = [await tab(session), await tab(session)];
    const heard: string[][] = [];
    for (const { client } of [a, b]) client.onChange((tables) => heard.push(tables));
    await Promise.all([call(a.client, 'test.echo', 1), call(b.client, 'test.echo', 2)]);
    expect(new Set(host.received.map(({ client }) => client)).size).toBe(2);
    host.emit('*', { type: 'event', tables: ['source'] });
    await until(() => heard.length === 2);
    expect(heard).toEqual([['source'], ['source']]);
  });

  it('sends a cancel for an aborted call', async () => {
    const { client } = await tab();
    const stop = new AbortController();
    const answer = client
      .call('test.never' as OpName, {} as never, { signal: stop.signal })
      .catch((error: unknown) => error);
    await until(() => host.received.length === 1);
    stop.abort();
    await until(() => host.received.length === 2);
    expect(host.received[1]!.frame).toEqual({ type: 'cancel', id: 1 });
    host.emit(host.received[0]!.client, { type: 'err', id: 1, error: { code: 'cancelled', message: '' } });
    expect(await answer).toBeInstanceOf(CallError);
  });

  it('comes back after a cut within the grace, and loses nothing', async () => {
    const { client } = await tab();
    const answer = call(client, 'test.never', {});
    await until(() => host.received.length === 1);
    const name = host.received[0]!.client;
    const realFetch = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new TypeError('offline'));
    cut();
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.fetch = realFetch;
    host.emit(name, { type: 'ok', id: 1, output: 'while away' });
    expect(await answer).toBe('while away');
    expect(await call(client, 'test.echo', 'again')).toBe('again');
    expect(host.received[1]!.client).toBe(name);
    expect(host.released).toEqual([]);
  });

  it('cancels a call although the request with the cancel failed, and tells that anything may have changed', async () => {
    const { client } = await tab();
    const events: string[][] = [];
    client.onChange((tables) => events.push(tables));
    const stop = new AbortController();
    const answer = client
      .call('test.never' as OpName, {} as never, { signal: stop.signal })
      .catch((error: unknown) => error);
    await until(() => host.received.length === 1);
    const realFetch = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new TypeError('offline'));
    stop.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(host.received).toHaveLength(1);
    globalThis.fetch = realFetch;
    await until(() => host.received.length === 2);
    expect(host.received[1]!.frame).toEqual({ type: 'cancel', id: 1 });
    expect(events.flat()).toContain('jobs');
    host.emit(host.received[0]!.client, { type: 'err', id: 1, error: { code: 'cancelled', message: '' } });
    expect(await answer).toBeInstanceOf(CallError);
  });

  it('fails a call whose answer went into a connection that was already dead', async () => {
    const { client } = await tab();
    const answer = call(client, 'test.never', {});
    await until(() => host.received.length === 1);
    cut();
    host.emit(host.received[0]!.client, { type: 'ok', id: 1, output: 'into the void' });
    await expect(answer).rejects.toMatchObject({ code: 'io' });
    expect(await call(client, 'test.echo', 1)).toBe(1);
  });

  it('says which calls were lost when the tab had been let go, and that everything may have changed', async () => {
    const { client } = await tab();
    const events: string[][] = [];
    client.onChange((tables) => events.push(tables));
    const answer = call(client, 'test.never', {}).catch((error: unknown) => error);
    await until(() => host.received.length === 1);
    const realFetch = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new TypeError('offline'));
    cut();
    await until(() => host.released.length === 1);
    globalThis.fetch = realFetch;
    const error = await answer;
    expect(error).toBeInstanceOf(CallError);
    expect((error as CallError).envelope).toMatchObject({ code: 'io', said: { key: 'browser:error.connection' } });
    expect(events.flat()).toContain('workspace');
    expect(await call(client, 'test.echo', 1)).toBe(1);
  });

  it('delivers a call made while offline once the way is back, and only once', async () => {
    const { client } = await tab();
    await call(client, 'test.echo', 0);
    const realFetch = globalThis.fetch;
    globalThis.fetch = () => Promise.reject(new TypeError('offline'));
    cut();
    const answer = call(client, 'test.echo', 'patience');
    await new Promise((resolve) => setTimeout(resolve, 50));
    globalThis.fetch = realFetch;
    expect(await answer).toBe('patience');
    expect(host.received.length).toBe(2);
  });

  it('drops a repeated delivery of the same call', async () => {
    const session = await host.session();
    const frames: CoreFrame[] = [];
    const { frames: link } = await tab(session);
    link.transport.onFrame((frame) => frames.push(frame));
    link.transport.send({ type: 'call', id: 1, op: 'test.echo', input: 1 });
    link.transport.send({ type: 'call', id: 1, op: 'test.echo', input: 1 });
    link.transport.send({ type: 'call', id: 2, op: 'test.echo', input: 2 });
    await until(() => frames.some((frame) => frame.type === 'ok' && frame.id === 2));
    expect(host.received.length).toBe(2);
  });

  it('lets a tab go after the grace', async () => {
    const { frames, client } = await tab();
    await call(client, 'test.echo', 1);
    frames.close();
    await until(() => host.released.length === 1);
    expect(host.released).toEqual([host.received[0]!.client]);
  });

  it('refuses a sixth stream, takes another when one has ended, and knows no unknown session', async () => {
    const tabs = [];
    for (let n = 0; n < 5; n++) tabs.push(await tab());
    await expect(tab()).rejects.toMatchObject({ reason: 'tabs' });
    tabs[0]!.frames.close();
    await until(() => host.released.length === 1);
    await tab();
    const unknown = 'A'.repeat(43);
    Object.assign(globalThis, { sessionStorage: { removeItem: () => undefined } });
    await expect(tab(unknown)).rejects.toBeInstanceOf(SessionError);
  });

  it('tells calls of a crashed core that they failed', async () => {
    const { client } = await tab();
    const answer = call(client, 'test.never', {});
    await until(() => host.received.length === 1);
    host.crash();
    await expect(answer).rejects.toMatchObject({ code: 'internal' });
  });

  it("keeps a session's tabs apart from another's, and ids that are none out", async () => {
    const [one, two] = [await host.session(), await host.session()];
    const id = 'a'.repeat(32);
    const opened = await host.post('/stream', 'application/json', JSON.stringify({ client: id }), one);
    const frame = wrap({ type: 'call', id: 1, op: 'test.echo', input: 1 });
    const send = (session: string, client: string) =>
      host.post('/frames', 'application/x-workbench-frames', frame as BodyInit, session, { 'X-Client': client });
    expect((await send(two, id)).status).toBe(409);
    expect((await send(one, 'shell')).status).toBe(409);
    expect((await send(one, id)).status).toBe(204);
    for (const client of ['', 'shell', '*', 'A'.repeat(32), `${id}a`])
      expect((await host.post('/stream', 'application/json', JSON.stringify({ client }), one)).status).toBe(400);
    expect(host.received.map(({ client }) => client)).toEqual(['tab-1']);
    await opened.body?.cancel();
  });
});

describe('bytes on the wire', () => {
  it('are cut into the same messages however they arrive', () => {
    const messages = [{ a: 1 }, 'x'.repeat(200_000), { xs: Float64Array.of(1, 2) }, null];
    const bytes = Buffer.concat(messages.flatMap((message) => [wrap(message), new Uint8Array(4)]));
    for (const step of [1, 7, 4096, 65_536, bytes.length]) {
      const parser = new MessageParser();
      const found: unknown[] = [];
      for (let at = 0; at < bytes.length; at += step) found.push(...parser.push(bytes.subarray(at, at + step)));
      expect(found).toEqual(messages);
    }
  });

  it('from a client are frames and nothing else', () => {
    const good = { type: 'call', id: 1, op: 'a.b', input: { x: 1 } };
    expect(readFrames(wrap(good))).toEqual([good]);
    const more = [
      { ...good, more: 1 },
      { ...good, id: -1 },
      { ...good, id: 1.5 },
      { ...good, op: 'x'.repeat(81) },
      { type: 'ok', id: 1, output: 1 },
      { type: 'event', tables: [] },
      [good],
      null,
    ];
    for (const bad of more) expect(() => readFrames(wrap(bad))).toThrow();
    const whole = wrap(good);
    expect(() => readFrames(whole.subarray(0, whole.length - 1))).toThrow();
    expect(() => readFrames(encodeMessage(good))).toThrow();
    expect(() => readFrames(new Uint8Array(4))).toThrow();
  });
});
