import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../../electron/core/client.ts';
import { cancelled } from '../../electron/workers/task.ts';
import { openStudy, plantedCsv, type Study } from './personas/study.ts';

describe('a query that threads work for', () => {
  let study: Study;
  /** signals of the tasks that reading threads were given and never end by themselves */
  const given: AbortSignal[] = [];
  beforeAll(async () => {
    study = await openStudy();
    await study.importText('members.csv', plantedCsv().csv);
    study.core.readers.run = (_task, _input, { signal } = {}) => {
      given.push(signal!);
      return new Promise((_, reject) => signal!.addEventListener('abort', () => reject(cancelled())));
    };
  });
  afterAll(() => study.close());

  it('ends when it is cancelled', async () => {
    const stop = new AbortController();
    const answer = study.client.call('customers.profile', { attribute: 1 }, { signal: stop.signal });
    await expect.poll(() => given.length).toBe(1);
    expect(given[0]!.aborted).toBe(false);
    stop.abort();
    await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
    expect(given[0]!.aborted).toBe(true);
  });

  it('ends when the client that asked has gone, and that of others goes on', async () => {
    given.length = 0;
    const [pipe, other] = [study.core.connect('one'), study.core.connect('two')];
    const ask = (transport: typeof pipe) =>
      createClient(transport)
        .call('customers.profile', { attribute: 1 })
        .catch(() => undefined);
    void ask(pipe);
    void ask(other);
    await expect.poll(() => given.length).toBe(2);
    pipe.close();
    await expect.poll(() => given.map(({ aborted }) => aborted)).toEqual([true, false]);
    other.close();
  });
});
