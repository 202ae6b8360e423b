import fc from 'fast-check';
import type { Claim, Field, Persona, PersonaChange, StatEvidence } from '../../../shared/contract/personas.ts';
import { emptyField, PRESETS } from '../../../shared/card/presets.ts';

/** Statistics of a share, 60 of 120 against 200 of 800. */
export const stat: StatEvidence = {
  kind: 'stat',
  attribute: 3,
  column: 'City',
  aggregate: 'distribution',
  level: 'North',
  n: 120,
  missing: 4,
  segmentValue: 0.5,
  baseValue: 0.25,
  baseN: 800,
  effect: { kind: 'h', value: 0.5236 },
  interval: [0.41, 0.59],
  p: 0.001,
  comparisons: 40,
  distribution: [
    { level: 'North', share: 0.5, base: 0.25 },
    { level: 'South', share: 0.4917, base: 0.7 },
    { level: 'East', share: null, base: 0.05 },
  ],
  filter: { kind: 'values', attribute: 3, values: ['North'] },
};

export const dataClaim = (id: string, evidence: Partial<StatEvidence> = {}): Claim => ({
  id,
  said: { key: 'personas:claim.level', values: { column: 'City', level: 'North', share: 0.5, base: 0.25 } },
  text: '',
  basis: 'data',
  evidence: [{ ...stat, ...evidence }],
  status: 'supported',
  asOf: '2024-10-31T08:00:00.000Z',
  author: '',
});

export const line = (id: string, text: string, basis: Claim['basis'] = 'assumption'): Claim => ({
  id,
  said: null,
  text,
  basis,
  evidence: [],
  status: 'untested',
  asOf: '2024-10-31T08:00:00.000Z',
  author: '',
});

/** A card with data, quotes, lines and custom fields. */
export function card(change: Partial<Persona> = {}): Persona {
  const fields = PRESETS[0]!.fields.map((of): Field => {
    const field = emptyField(of);
    if (of.key === 'region') return { ...field, onFace: true, claims: [dataClaim('d:region')] };
    if (of.key === 'needs') return { ...field, claims: [line('p1-1', 'No queue'), line('p1-2', 'Less sugar', 'team')] };
    if (of.key === 'version') return { ...field, value: '2025-04-30' };
    return field;
  });
  return {
    id: 1,
    rev: 1,
    segment: 7,
    preset: 'b2c',
    colour: 2,
    title: { key: 'personas:title.untitled' },
    name: 'Evening regulars',
    person: '',
    avatarSeed: 5,
    fields,
    n: 124,
    total: 820,
    prevalence: {
      count: 60,
      total: 820,
      steps: [{ label: { key: 'personas:prevalence.all' }, count: 820 }],
      next: null,
    },
    createdAt: '2024-11-01T08:00:00.000Z',
    updatedAt: '2024-11-01T08:00:00.000Z',
    stale: false,
    cut: null,
    ...change,
  };
}

const keys = PRESETS[0]!.fields.map(({ key }) => key);
const field = fc.constantFrom(...keys, 'custom:2', 'custom:3', 'gone');
const claim = fc.constantFrom('d:region', 'p1-1', 'p1-2', 'p2-1', 'p3-1', 'gone');
const basis = fc.constantFrom<Claim['basis'][]>('data', 'quote', 'document', 'team', 'assumption');
const text = fc.string({ maxLength: 20, unit: 'grapheme' });

/** Any change, most of which fit {@link card}. */
export const anyChange = fc.oneof(
  fc.record({ do: fc.constant('rename' as const), name: text }),
  fc.record({ do: fc.constant('colour' as const), colour: fc.integer({ min: 1, max: 8 }) }),
  fc.record({
    do: fc.constant('lines' as const),
    field,
    lines: fc.array(fc.oneof(fc.record({ text, basis }), fc.record({ id: claim, text, basis })), { maxLength: 5 }),
  }),
  fc.record({ do: fc.constant('words' as const), field, claim, text }),
  fc.record({
    do: fc.constant('status' as const),
    field,
    claim,
    status: fc.constantFrom<Claim['status'][]>('untested', 'supported', 'contradicted', 'stale'),
  }),
  fc.record({ do: fc.constant('evidence' as const), field, claim, basis, evidence: fc.constant([]) }),
  fc.record({ do: fc.constant('removeClaim' as const), field, claim: fc.constantFrom('p1-1', 'p2-1', 'gone') }),
  fc.record({ do: fc.constant('value' as const), field, value: fc.oneof(text, fc.integer(), fc.constant(null)) }),
  fc.record({ do: fc.constant('show' as const), field, onFace: fc.boolean() }),
  fc.record({ do: fc.constant('move' as const), field, before: fc.option(field) }),
  fc.record({
    do: fc.constant('addField' as const),
    label: fc.string({ minLength: 1, maxLength: 10 }),
    kind: fc.constantFrom('text' as const, 'list' as const, 'scale' as const, 'choice' as const),
    options: fc.array(text, { maxLength: 4 }),
  }),
  fc.record({ do: fc.constant('relabel' as const), field, label: text }),
  fc.record({ do: fc.constant('removeField' as const), field: fc.constantFrom('goals', 'custom:2', 'title') }),
) as fc.Arbitrary<PersonaChange>;
