import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ExploreSpec } from '../../../shared/contract/explore.ts';
import { cardHtml } from '../../../shared/card/html/document.ts';
import { shareable } from '../../../shared/card/safe.ts';
import { holdsStatements } from '../../../shared/card/view.ts';
import { type Bench, createBench, threeGroups } from '../segments/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

async function open(n = 600) {
  bench = createBench();
  await bench.importText(threeGroups(n));
  const { client } = bench;
  const list = await client.call('customers.attributes', {});
  const id = (name: string) => list.find((attribute) => attribute.name === name)!.id;
  const spec = (given: object) => ExploreSpec.parse(given);
  return { client, id, spec };
}

describe('what cannot be charted', () => {
  it('personal data, keys and measures of what is no number are refused with a reason', async () => {
    const { client, id, spec } = await open(60);
    const ask = (given: object) => client.call('explore.chart', { spec: spec(given) });
    await expect(ask({ x: id('phone') })).rejects.toMatchObject({
      code: 'refused',
      envelope: { said: { key: 'explore:error.personal' } },
    });
    await expect(ask({ x: id('channel'), split: id('phone') })).rejects.toMatchObject({ code: 'refused' });
    await expect(ask({ x: id('member') })).rejects.toMatchObject({
      envelope: { said: { key: 'explore:error.identifier' } },
    });
    await expect(ask({ x: id('channel'), measure: { of: 'mean', attribute: id('channel') } })).rejects.toMatchObject({
      envelope: { said: { key: 'explore:error.notNumber' } },
    });
    await expect(ask({ x: id('channel'), measure: { of: 'mean' } })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(ask({ x: 'segment' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask({ x: 9999 })).rejects.toMatchObject({ code: 'not_found' });
    const phone = id('phone');
    await expect(
      ask({ x: id('channel'), filters: [{ kind: 'values', attribute: phone, values: ['13800001000'] }] }),
    ).rejects.toMatchObject({ code: 'refused' });
    // whether it is there may be asked, also of the key
    const there = await ask({ x: id('channel'), filters: [{ kind: 'missing', attribute: phone, missing: false }] });
    expect(there.inView).toBe(60);
    const one = await ask({
      x: id('channel'),
      filters: [{ kind: 'values', attribute: id('member'), values: ['M00003'] }],
    });
    expect(one.inView).toBe(1);
  });
});

describe('an outdated request', () => {
  it('ends when it is cancelled, whatever it waits for; others that wait for the same columns go on', async () => {
    const { client, id, spec } = await open();
    const ask = (x: string, stop?: AbortController) =>
      client.call('explore.chart', { spec: spec({ x: id(x) }) }, stop ? { signal: stop.signal } : {});
    const stops = [new AbortController(), new AbortController()];
    const older = ask('visits', stops[0]);
    const compared = client.call(
      'explore.compare',
      { a: { kind: 'everyone' }, b: { kind: 'others' } },
      { signal: stops[1]!.signal },
    );
    const other = ask('visits');
    const newer = ask('channel');
    for (const stop of stops) stop.abort();
    await expect(older).rejects.toMatchObject({ code: 'cancelled' });
    await expect(compared).rejects.toMatchObject({ code: 'cancelled' });
    expect((await other).chart).toBe('histogram');
    expect((await newer).chart).toBe('bars');
    expect((await ask('visits')).chart).toBe('histogram');
  });
});

describe('saved views', () => {
  it('are kept, renamed, reordered and deleted, each as one edit that can be undone', async () => {
    const { client, id, spec } = await open(60);
    const names = async () => (await client.call('explore.views', {})).map(({ name }) => name);
    const save = (name: string, given: object) => client.call('explore.saveView', { name, spec: spec(given) });
    const first = await save('Channels', { x: id('channel') });
    const second = await save('Spend', {
      x: id('spend'),
      filters: [{ kind: 'range', attribute: id('visits'), min: 5, max: null }],
    });
    await save('Age', { x: id('age') });
    expect(await names()).toEqual(['Channels', 'Spend', 'Age']);
    await client.call('explore.moveView', { id: second.id, before: first.id });
    expect(await names()).toEqual(['Spend', 'Channels', 'Age']);
    await client.call('explore.moveView', { id: second.id, before: null });
    expect(await names()).toEqual(['Channels', 'Age', 'Spend']);
    await client.call('explore.renameView', { id: first.id, name: '渠道' });
    await client.call('explore.removeView', { id: second.id });
    expect(await names()).toEqual(['渠道', 'Age']);
    await client.call('workspace.undo', {});
    expect(await names()).toEqual(['渠道', 'Age', 'Spend']);
    await client.call('workspace.undo', {});
    expect(await names()).toEqual(['Channels', 'Age', 'Spend']);
    await client.call('workspace.redo', {});
    expect(await names()).toEqual(['渠道', 'Age', 'Spend']);
    const changed = await client.call('explore.saveView', {
      id: first.id,
      name: '渠道',
      spec: spec({ x: id('channel'), chart: 'pivot' }),
    });
    expect(changed.spec.chart).toBe('pivot');
    await expect(client.call('explore.removeView', { id: 99 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(save('x', { x: 4711 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(client.call('explore.saveView', { name: '  ', spec: spec({ x: id('age') }) })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });

  it('are drawn on a newer table by the names of their columns, and say what is missing', async () => {
    const { client, id, spec } = await open(60);
    const filters = [{ kind: 'range', attribute: id('visits'), min: 20, max: null }];
    await client.call('explore.saveView', {
      name: 'a',
      spec: spec({ x: id('channel'), measure: { of: 'mean', attribute: id('spend') }, filters }),
    });
    await client.call('explore.saveView', { name: 'b', spec: spec({ x: id('age') }) });
    // another key: not a newer version of the same customers
    const newer = threeGroups(90, 2)
      .replaceAll('member', 'customer_no')
      .replaceAll('\nM', '\nN')
      .split('\n')
      .map((line) => line.split(',').slice(0, 5).toReversed().join(','))
      .join('\n');
    const path = join(bench.folder, 'newer.csv');
    writeFileSync(path, newer);
    await client.call('sources.import', { fileId: await bench.register(path), mode: 'new' });
    const list = await client.call('customers.attributes', {});
    const now = (name: string) => list.find((attribute) => attribute.name === name)!.id;
    expect(now('channel')).not.toBe(id('channel'));
    const [a, b] = await client.call('explore.views', {});
    expect(a).toMatchObject({ broken: null, spec: { x: now('channel'), measure: { attribute: now('spend') } } });
    expect((await client.call('explore.chart', { spec: a!.spec })).total).toBe(90);
    expect(b!.broken).toEqual({ key: 'explore:broken.attribute', values: { column: 'age' } });
  });
});

describe('two groups', () => {
  it('of segments, saved views, filtered customers and everyone else are compared', async () => {
    const { client, id, spec } = await open();
    await client.call('segments.run', { k: 3, restarts: 2 });
    const { segments } = (await client.call('segments.current', {}))!;
    const [one, two] = segments;
    const a = { kind: 'segment' as const, segment: one!.id };
    const out = await client.call('explore.compare', {
      a,
      b: { kind: 'segment', segment: two!.id },
      attribute: id('visits'),
    });
    expect([out.a.n, out.b.n, out.both]).toEqual([one!.size, two!.size, 0]);
    expect(out.differences[0]!.attribute).toBe(id('visits'));
    expect(Math.abs(out.differences[0]!.effect.value)).toBeGreaterThan(5);
    expect(out.detail!.attribute).toBe(id('visits'));
    expect(out.finding).not.toBeNull();
    const others = await client.call('explore.compare', { a, b: { kind: 'others' } });
    expect([others.a.n + others.b.n, others.b.filters]).toEqual([600, null]);
    const filters = [{ kind: 'values' as const, attribute: id('channel'), values: ['app'] }];
    const { id: view } = await client.call('explore.saveView', {
      name: 'app',
      spec: spec({ x: id('spend'), filters }),
    });
    const saved = await client.call('explore.compare', { a: { kind: 'view', view }, b: { kind: 'everyone' } });
    const { count } = await client.call('customers.page', { offset: 0, limit: 0, filters });
    expect([saved.a.n, saved.b.n, saved.both]).toEqual([count, 600, count]);
    expect(saved.differences.every(({ interval }) => interval === null)).toBe(true);
    await expect(
      client.call('explore.compare', { a: { kind: 'others' }, b: { kind: 'others' } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    // the segments are an axis too, and each is exactly its customers
    const bySegment = await client.call('explore.chart', { spec: spec({ x: 'segment' }) });
    if (bySegment.body.kind !== 'grid') throw new Error('no bars');
    expect(bySegment.body.rows.map(({ n }) => n).sort()).toEqual(segments.map(({ size }) => size).sort());
  });
});

describe('a segment that is left out of views', () => {
  it('still has its customers where a chart is narrowed to it, as the table says', async () => {
    const { client, id, spec } = await open();
    await client.call('segments.run', { k: 3, restarts: 2 });
    const [segment] = (await client.call('segments.current', {}))!.segments;
    await client.call('segments.exclude', { segment: segment!.id, excluded: true });
    const filters = [{ kind: 'segments' as const, segments: [segment!.id] }];
    const { count } = await client.call('customers.page', { offset: 0, limit: 0, filters });
    const chart = await client.call('explore.chart', { spec: spec({ x: id('channel'), filters }) });
    expect([count, chart.inView]).toEqual([segment!.size, segment!.size]);
  });
});

describe('pinning a view to a card', () => {
  it('freezes its figures as evidence, can be undone, and never tells of few', async () => {
    const { client, id, spec } = await open();
    const card = await client.call('personas.create', { preset: 'b2c', name: 'App people' });
    const field = card.fields.find(holdsStatements)!;
    const shown = spec({ x: id('channel'), measure: { of: 'mean', attribute: id('spend') } });
    const pin = (rev: number, given: object, claim: string | null = null) =>
      client.call('explore.pin', {
        persona: card.id,
        rev,
        field: field.key,
        claim,
        title: 'Spend by channel',
        spec: spec(given),
      });
    const done = await pin(card.rev, shown);
    const after = await client.call('personas.get', { id: card.id });
    expect(after.rev).toBe(done.rev);
    const claim = after.fields.find(({ key }) => key === field.key)!.claims.find((one) => one.id === done.claim)!;
    expect(claim).toMatchObject({ basis: 'data', status: 'supported', said: { key: /^explore:find\./ } });
    const view = claim.evidence[0]!;
    if (view.kind !== 'view') throw new Error('no view');
    const out = await client.call('explore.chart', { spec: shown });
    if (out.body.kind !== 'grid') throw new Error('no bars');
    expect(view.figures.map(({ n, value }) => [n, value])).toEqual(
      out.body.rowTotals.map(({ n, value }) => [n, value]),
    );
    expect([view.n, view.total, view.asOf.slice(0, 4)]).toEqual([600, 600, new Date().toISOString().slice(0, 4)]);
    // a second view behind the same statement
    await pin(done.rev, { x: id('visits') }, done.claim);
    await expect(pin(done.rev, shown)).rejects.toMatchObject({ code: 'conflict' });
    const both = await client.call('personas.get', { id: card.id });
    expect(both.fields.find(({ key }) => key === field.key)!.claims[0]!.evidence).toHaveLength(2);
    expect(JSON.stringify(shareable(both))).not.toContain('"spec":{');
    expect(cardHtml(both, { edition: 'evidence', lang: 'en', sheet: 'screen' })).toContain('Spend by channel');
    await client.call('workspace.undo', {});
    await client.call('workspace.undo', {});
    const before = await client.call('personas.get', { id: card.id });
    expect(before.fields.find(({ key }) => key === field.key)!.claims).toEqual([]);
    const few = { x: id('channel'), filters: [{ kind: 'customers', ids: [1, 2, 3] }] };
    await expect(pin(before.rev, few)).rejects.toMatchObject({ code: 'refused' });
  });
});
