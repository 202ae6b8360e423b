import type { In } from '../../../shared/contract.ts';
import type { Act, Desk, Draw } from './act.ts';

type CleanStep = In<'cleaning.add'>['steps'][number];
type FeatureChange = Omit<In<'features.set'>, 'attribute'>;

const cleanStep = (draw: Draw): CleanStep =>
  draw.one<CleanStep>([
    { op: 'normalise', case: 'upper' },
    { op: 'fill', column: 'age', with: 'median' },
    { op: 'fill', column: 'channel', with: 'constant', value: draw.word() },
    { op: 'winsorise', column: 'spend', lower: 0.05, upper: 0.95 },
    { op: 'dropRows', where: { kind: 'missing', column: 'age' } },
    { op: 'map', column: 'channel', groups: [{ from: ['web', 'app'], to: draw.word() }] },
    { op: 'rename', column: 'visits', to: draw.word() },
  ])!;

const files = async ({ client }: Desk) => client.call('cleaning.sources', {});

async function cleaning(desk: Desk, draw: Draw) {
  const source = draw.one((await files(desk)).filter(({ steps }) => steps > 0));
  const steps = source ? (await desk.client.call('cleaning.steps', { sourceId: source.sourceId })).steps : [];
  return { steps, step: draw.one(steps) };
}

const addStep: Act = async (desk, draw) => {
  const source = draw.one(await files(desk));
  if (!source) return false;
  const at = draw.below(2) === 0 ? {} : { at: 1 };
  return desk.client.call('cleaning.add', { sourceId: source.sourceId, steps: [cleanStep(draw)], ...at });
};

const setFeature: Act = async ({ client }, draw) => {
  const feature = draw.one(await client.call('features.list', {}));
  if (!feature) return false;
  const change = draw.one<FeatureChange>([
    { use: !feature.use },
    { weight: draw.below(40) / 4 },
    { treatment: draw.one(feature.treatments)! },
    { missing: draw.one(['median', 'level', 'drop'] as const)! },
  ])!;
  return client.call('features.set', { attribute: feature.attribute, ...change });
};

const pairs = async ({ client }: Desk) => [
  ...(await client.call('identity.pairs', { state: 'merged' })).pairs,
  ...(await client.call('identity.pairs', { state: 'review' })).pairs,
];

const formulas = async ({ client }: Desk) =>
  (await client.call('derive.list', {})).attributes.flatMap(({ own }) => (own === null ? [] : [own]));

/** Files, cleaning, identity, derived attributes, features, the table and its segments. */
export const DATA_ACTS: Record<string, Act> = {
  'cleaning.add': addStep,
  'cleaning.add, as often': addStep,
  'cleaning.edit': async (desk, draw) => {
    const { step } = await cleaning(desk, draw);
    return step !== undefined && desk.client.call('cleaning.edit', { id: step.id, step: cleanStep(draw) });
  },
  'cleaning.remove': async (desk, draw) => {
    const { step } = await cleaning(desk, draw);
    return step !== undefined && desk.client.call('cleaning.remove', { id: step.id });
  },
  'cleaning.move': async (desk, draw) => {
    const { steps, step } = await cleaning(desk, draw);
    if (!step || steps.length < 2) return false;
    return desk.client.call('cleaning.move', { id: step.id, to: 1 + (step.position % steps.length) });
  },
  'cleaning.toggle': async (desk, draw) => {
    const { step } = await cleaning(desk, draw);
    return step !== undefined && desk.client.call('cleaning.toggle', { id: step.id, enabled: !step.enabled });
  },
  'features.set': setFeature,
  'features.set, as often': setFeature,
  'features.reset': async ({ client }) =>
    (await client.call('features.list', {})).some(({ edited }) => edited) && client.call('features.reset', {}),
  'sources.remove': async ({ client }, draw) => {
    const source = draw.one(await client.call('sources.list', {}));
    return source !== undefined && client.call('sources.remove', { sourceId: source.sourceId });
  },
  'sources.import': async ({ client, give }, draw) => {
    const rows = Array.from(
      { length: 1 + draw.below(30) },
      (_, i) => `M${String(10_000 + i + draw.below(9))},${String(draw.below(99))}`,
    );
    const fileId = await give('more.csv', `member,points\n${rows.join('\n')}\n`);
    return client.call('sources.import', { fileId, mode: 'new' });
  },
  'customers.build': async ({ client }) =>
    (await client.call('sources.list', {})).length > 0 && client.call('customers.build', {}),
  'segments.run': async ({ client }, draw) =>
    (await client.call('features.list', {})).some(({ use }) => use) &&
    client.call('segments.run', { k: 2 + draw.below(2), restarts: 1, seed: draw.below(100), threads: 1 }),
  'identity.decide': async (desk, draw) => {
    const pair = draw.one(await pairs(desk));
    if (!pair) return false;
    const row = ({ source, row: at }: typeof pair.a) => ({ source, row: at });
    const same = draw.one([true, false, null])!;
    return desk.client.call('identity.decide', { a: row(pair.a), b: row(pair.b), same });
  },
  'identity.setRules': ({ client }, draw) =>
    client.call('identity.setRules', { fuzzy: { on: true, merge: 0.9 + draw.below(9) / 100, review: 0.7 } }),
  'derive.addFormula': ({ client }, draw) =>
    client.call('derive.addFormula', { name: draw.word(), formula: `visits + ${String(draw.below(9))}` }),
  'derive.editFormula': async (desk, draw) => {
    const own = draw.one(await formulas(desk));
    return (
      own !== undefined &&
      desk.client.call('derive.editFormula', { id: own, name: draw.word(), formula: 'spend / visits' })
    );
  },
  'derive.removeFormula': async (desk, draw) => {
    const own = draw.one(await formulas(desk));
    return own !== undefined && desk.client.call('derive.removeFormula', { id: own });
  },
  'derive.set': ({ client }, draw) => client.call('derive.set', { bins: 2 + draw.below(9) }),
};
