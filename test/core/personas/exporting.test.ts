import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../shared/frames.ts';
import { leavingCards } from '../../../electron/core/areas/personas/leaving.ts';
import { maskedCard } from '../../../electron/core/areas/privacy/cards.ts';
import { exportCard } from '../../../shared/card/export.ts';
import { openStudy, plantedCsv, type Study } from './study.ts';

const CARDS = 200;
let study: Study;
let ids: number[];

beforeAll(async () => {
  study = await openStudy();
  const { client } = study;
  await study.importText('members.csv', plantedCsv().csv);
  await client.call('segments.run', { k: 3, restarts: 3, seed: 5 });
  ids = (await client.call('personas.draft', {})).map(({ id }) => id);
  const { id, rev } = await client.call('personas.get', { id: ids[0]! });
  const lines = [{ text: 'Call Anna on 13800138000', basis: 'assumption' as const }];
  await client.call('personas.change', { id, rev, change: { do: 'lines', field: 'needs', lines } });
  const { db } = study.core.session();
  const copy =
    'INSERT INTO persona (segment_id, position, rev, body) SELECT segment_id, ?, rev, body FROM persona WHERE id = ?';
  db.transaction(() => {
    while (ids.length < CARDS) ids.push(db.run(copy, ids.length + 1, id).lastInsertRowid);
  });
}, 120_000);
afterAll(() => study.close());

const trail = () =>
  study.core
    .session()
    .db.all<{ kind: string; outcome: string }>("SELECT kind, outcome FROM audit WHERE op = 'personas.export'");
const edits = () => study.core.session().db.value<number>('SELECT count(*) FROM edit');

describe('an export of two hundred cards', () => {
  const input = { format: 'html', edition: 'evidence', lang: 'en' } as const;

  it('tells how far it is, and gives what one look at all of them gives', async () => {
    const seen: Progress[] = [];
    const before = { edits: edits(), rows: trail().length };
    const made = await study.client.call(
      'personas.export',
      { ...input, ids },
      { onProgress: (progress) => seen.push(progress) },
    );
    const together = leavingCards(study.core.session().db, ids).cards.map((card) =>
      exportCard(maskedCard(card).card, input),
    );
    expect(made.files.map(({ text }) => text)).toEqual(together.map(({ text }) => text));
    expect(made.files.map(({ persona }) => persona)).toEqual(ids);
    expect(new Set(made.files.map(({ name }) => name)).size).toBe(CARDS);
    expect(made.left.map(({ key }) => key)).toContain('personas:staying.masked');
    expect(seen.length).toBeGreaterThan(1);
    for (const { step, total } of seen) expect([step, total]).toEqual(['jobs:step.export', CARDS]);
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).toSorted((a, b) => a - b));
    expect(trail().slice(before.rows)).toEqual([{ kind: 'job', outcome: 'ok' }]);
    expect(edits()).toBe(before.edits);
  });

  it('is stopped on the way and leaves nothing but a row of the audit trail', async () => {
    const stop = new AbortController();
    const before = { edits: edits(), rows: trail().length };
    let last = 0;
    const stopped = study.client.call(
      'personas.export',
      { ...input, ids },
      {
        signal: stop.signal,
        onProgress: ({ done }) => {
          last = done;
          stop.abort();
        },
      },
    );
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(last).toBeLessThan(CARDS);
    const [job] = await study.client.call('workspace.jobs', {});
    expect(job).toMatchObject({ op: 'personas.export', state: 'cancelled' });
    await expect(study.client.call('workspace.jobResult', { id: job!.id })).resolves.toBeNull();
    expect(trail().slice(before.rows)).toEqual([{ kind: 'job', outcome: 'cancelled' }]);
    expect(edits()).toBe(before.edits);
  });

  it('runs beside another, and lets others have their turn', async () => {
    const order: string[] = [];
    const done = (name: string) => () => order.push(name);
    await Promise.all([
      study.client.call('personas.export', { ...input, ids }).then(done('all')),
      study.client.call('personas.export', { ...input, ids: ids.slice(0, 1) }).then(done('one')),
      study.client.call('personas.get', { id: ids[0]! }).then(done('look')),
    ]);
    expect(order).toEqual(['look', 'one', 'all']);
  });

  it('is refused for a card that is not there, and for none', async () => {
    const gone = study.client.call('personas.export', { ...input, ids: [...ids, 99_999] });
    await expect(gone).rejects.toMatchObject({ code: 'not_found' });
    await expect(study.client.call('personas.export', { ...input, ids: [] })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
