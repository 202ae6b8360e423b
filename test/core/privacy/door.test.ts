import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ExploreSpec } from '../../../shared/contract/explore.ts';
import { contract } from '../../../shared/contract.ts';
import { openStudy, type Study } from '../personas/study.ts';

const PHONE = '13812345678';
const MAIL = 'wang.fang@example.com';
const SPEND = `spend ${MAIL}`;
const CITY = `city ${PHONE}`;

/** Customers in groups far apart, the last of five; people wrote a number and an address into headers and a category. */
function csv(sizes: readonly number[]): string {
  const rows = [`member,visits,${SPEND},${CITY}`];
  sizes.forEach((size, group) => {
    for (let i = 0; i < size; i++)
      rows.push(
        `M${1000 + rows.length},${[3, 200, 4, 210][group]! + (i % 3)},${[200, 220, 30_000, 90_000][group]! + (i % 50)},${['Mill', `Vale ${PHONE}`, 'Hill', 'Harbour'][group]!}`,
      );
  });
  return `${rows.join('\n')}\n`;
}

let study: Study;
let members: number;
let attribute: (name: string) => number;
const call: Study['client']['call'] = (...args) => study.client.call(...args);

beforeAll(async () => {
  study = await openStudy();
  ({ sourceId: members } = await study.importText('members.csv', csv([205, 60, 30, 5])));
  const list = await call('customers.attributes', {});
  attribute = (name) => list.find((one) => one.name === name)!.id;
  await call('segments.run', { k: 4, restarts: 5, seed: 5 });
  const { segments } = (await call('segments.current', {}))!;
  for (const { id } of segments) await call('segments.rename', { segment: id, name: `Group ${PHONE} ${id}` });
}, 120_000);
afterAll(() => study.close());

/** Nothing that was typed into a name is left; something was there to be masked. */
function held(left: unknown): void {
  const text = JSON.stringify(left);
  expect(text).toContain('*');
  expect(text).not.toContain(PHONE);
  expect(text).not.toContain(MAIL);
}

const ASKED: Record<string, () => Promise<unknown>> = {
  'explore.leavingChart': () =>
    call('explore.leavingChart', {
      spec: ExploreSpec.parse({ x: attribute(CITY), measure: { of: 'mean', attribute: attribute(SPEND) } }),
    }),
  'explore.leavingPair': () =>
    call('explore.leavingPair', { a: { kind: 'everyone' }, b: { kind: 'everyone' }, attribute: attribute(SPEND) }),
  'segments.leavingHeatmap': () => call('segments.leavingHeatmap', {}),
  'segments.leavingComparison': () => call('segments.leavingComparison', { attribute: attribute(CITY) }),
  'segments.leavingScatter': () => call('segments.leavingScatter', {}),
  'customers.leavingProfile': () => call('customers.leavingProfile', { attribute: attribute(SPEND) }),
  'derive.leavingCheck': () => call('derive.leavingCheck', { name: `twice ${PHONE}`, formula: 'visits * 2' }),
  'cleaning.leavingChange': () =>
    call('cleaning.leavingChange', {
      sourceId: members,
      step: { op: 'map', column: CITY, groups: [{ from: ['Mill'], to: 'Hill' }] },
      column: CITY,
    }),
};

describe('the door of the workspace', () => {
  it.each(Object.keys(ASKED))('%s lets no number through that people typed into names', async (op) => {
    const left = await ASKED[op]!();
    held(left);
    expect(contract[op as keyof typeof contract].output.parse(left)).toEqual(left);
  });

  it('withholds the bar of five and what would give it away, and says how many and why', async () => {
    const left = await call('explore.leavingChart', { spec: ExploreSpec.parse({ x: attribute(CITY) }) });
    if (left.body.kind !== 'grid') throw new Error('no grid');
    expect(left.body.rowTotals.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual([-1, -1, 60, 205]);
    expect(left).toMatchObject({
      withheld: 2,
      finding: null,
      staying: [{ key: 'privacy:withheld', values: { count: 2, floor: 10 } }],
    });
  });

  it('draws no point of the segment of five and of the one beside it', async () => {
    const { points, segments, withheld } = await call('segments.leavingScatter', {});
    expect(points.x).toHaveLength(265);
    expect(points.customer).toHaveLength(0);
    expect(withheld).toBe(2);
    expect(segments.filter(({ size }) => size === null)).toHaveLength(2);
    expect(segments.filter(({ name }) => name === null)).toHaveLength(1);
  });

  it('tells a column of a file that is being looked at, which is not imported yet', async () => {
    const path = join(study.home, 'next.csv');
    writeFileSync(path, csv([80, 60, 5]));
    const { fileId } = study.core.files.register(path, { purpose: 'read' });
    const { columns } = await call('sources.inspect', { fileId });
    const { position } = columns.find(({ name }) => name === SPEND)!;
    const left = await call('sources.leavingProfile', { fileId, position });
    held(left);
    expect(left.bins.filter(({ count }) => count !== null && count > 0 && count < 10)).toEqual([]);
    await expect(call('sources.leavingProfile', { fileId, position: 99 })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('makes no file for this device only where customers are many', async () => {
    const device = { audience: 'device' } as const;
    const refused = {
      code: 'refused',
      envelope: { said: { key: 'privacy:error.enoughInAll', values: { floor: 10 } } },
    };
    const few = [{ kind: 'values' as const, attribute: attribute(CITY), values: ['Harbour'] }];
    const asked = [
      call('explore.leavingChart', { spec: ExploreSpec.parse({ x: attribute(CITY) }), ...device }),
      call('explore.leavingPair', { a: { kind: 'everyone' }, b: { kind: 'everyone' }, ...device }),
      call('segments.leavingHeatmap', device),
      call('segments.leavingComparison', { attribute: attribute(CITY), ...device }),
      call('segments.leavingScatter', device),
      // the five of a category are no table of their own
      call('customers.leavingProfile', { attribute: attribute(SPEND), filters: few, ...device }),
      call('derive.leavingCheck', { name: 'x', formula: 'visits * 2', ...device }),
      call('cleaning.leavingChange', {
        sourceId: members,
        step: { op: 'map', column: CITY, groups: [{ from: ['Mill'], to: 'Hill' }] },
        column: CITY,
        ...device,
      }),
    ];
    await Promise.all(asked.map((one) => expect(one).rejects.toMatchObject(refused)));
    await expect(call('customers.leavingProfile', { attribute: attribute(SPEND), filters: few })).rejects.toMatchObject(
      { code: 'refused', envelope: { said: { key: 'privacy:error.fewHere' } } },
    );
  });
});

describe('the door of a workspace of fewer than ten customers', () => {
  let few: Study;
  let visits: number;
  beforeAll(async () => {
    few = await openStudy();
    await few.importText('members.csv', csv([4, 3]));
    visits = (await few.client.call('customers.attributes', {}))[1]!.id;
  }, 120_000);
  afterAll(() => few.close());
  const asked = {
    chart: (audience?: 'device') =>
      few.client.call('explore.leavingChart', { spec: ExploreSpec.parse({ x: visits }), audience }),
    profile: (audience?: 'device') => few.client.call('customers.leavingProfile', { attribute: visits, audience }),
    check: (audience?: 'device') =>
      few.client.call('derive.leavingCheck', { name: `x ${PHONE}`, formula: 'visits * 2', audience }),
  };

  it.each(Object.values(asked))('is shut, says what to do and for whom it may be asked', async (ask) => {
    await expect(ask()).rejects.toMatchObject({
      code: 'refused',
      envelope: { said: { key: 'privacy:error.fewInAll', values: { floor: 10 } }, details: { audience: 'device' } },
    });
  });

  it('tells figures in full for this device only, which they say themselves; names stay masked', async () => {
    const staying = [{ key: 'privacy:deviceOnly', values: { floor: 10 } }];
    const chart = await asked.chart('device');
    expect(chart).toMatchObject({ withheld: 0, staying, n: 7 });
    expect(JSON.stringify(chart)).not.toContain('"filters":[');
    const profile = await asked.profile('device');
    expect(profile).toMatchObject({ withheld: 0, staying });
    expect(profile.bins.reduce((sum, { count }) => sum + count!, 0)).toBe(7);
    const check = await asked.check('device');
    expect(check).toMatchObject({ withheld: 0, staying });
    expect(check.name).not.toContain(PHONE);
  });
});
