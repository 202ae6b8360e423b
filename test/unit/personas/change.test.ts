import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Persona, type PersonaChange } from '../../../shared/contract/personas.ts';
import { AppError } from '../../../shared/frames.ts';
import { applyChange } from '../../../shared/card/change.ts';
import { anyChange, card, dataClaim, line } from './cards.ts';

const stamp = { at: '2024-11-02T09:00:00.000Z', author: '' };
const apply = (change: PersonaChange, from = card()) => applyChange(from, change, stamp);
const fieldOf = (persona: Persona, key: string) => persona.fields.find((field) => field.key === key)!;

describe('changes of a card', () => {
  it('keep ids unique, data claims as they are and the card valid, whatever is done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 12 }), (changes) => {
        let persona = card();
        for (const change of changes) {
          const before = JSON.stringify(persona);
          let next: Persona;
          try {
            next = apply(change, persona);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            continue;
          } finally {
            expect(JSON.stringify(persona)).toBe(before);
          }
          expect(next.rev).toBe(persona.rev + 1);
          persona = next;
        }
        expect(Persona.safeParse(persona).success).toBe(true);
        const keys = persona.fields.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const ids = persona.fields.flatMap(({ claims }) => claims.map(({ id }) => id));
        expect(new Set(ids).size).toBe(ids.length);
        const {
          text: _words,
          status: _status,
          ...data
        } = fieldOf(persona, 'region').claims.find(({ id }) => id === 'd:region')!;
        const { text: _text, status: _old, ...original } = dataClaim('d:region');
        expect(data).toEqual(original);
        for (const one of persona.fields)
          for (const claim of one.claims) expect(claim.basis === 'data').toBe(claim.said !== null);
      }),
      { numRuns: 300 },
    );
  });

  it('lets words stand beside a data claim and refuses data typed by hand', () => {
    const next = apply({ do: 'words', field: 'region', claim: 'd:region', text: 'Mostly the river side' });
    expect(fieldOf(next, 'region').claims[0]).toEqual({ ...dataClaim('d:region'), text: 'Mostly the river side' });
    expect(() => apply({ do: 'lines', field: 'needs', lines: [{ text: '90% want tea', basis: 'data' }] })).toThrow(
      'errors:data_typed',
    );
    expect(() =>
      apply({ do: 'evidence', field: 'region', claim: 'd:region', basis: 'assumption', evidence: [] }),
    ).toThrow('errors:data_typed');
  });

  it('resets the check of a line whose text changes, and keeps that of one that only moves', () => {
    const checked = apply({ do: 'status', field: 'needs', claim: 'p1-2', status: 'supported' });
    const moved = apply(
      {
        do: 'lines',
        field: 'needs',
        lines: [
          { id: 'p1-2', text: 'Less sugar', basis: 'team' },
          { id: 'p1-1', text: 'No queue at all', basis: 'assumption' },
          { text: 'Remembers my taste', basis: 'assumption' },
        ],
      },
      checked,
    );
    expect(fieldOf(moved, 'needs').claims.map(({ id, text, status }) => [id, text, status])).toEqual([
      ['p1-2', 'Less sugar', 'supported'],
      ['p1-1', 'No queue at all', 'untested'],
      ['p3-3', 'Remembers my taste', 'untested'],
    ]);
  });

  it('moves a field before another, and between the columns and the notes only', () => {
    const columns = apply({ do: 'move', field: 'needs', before: 'age' });
    const keys = columns.fields.map(({ key }) => key);
    expect(keys.indexOf('needs')).toBe(keys.indexOf('age') - 1);
    expect(fieldOf(columns, 'needs').area).toBe('columns');
    expect(fieldOf(apply({ do: 'move', field: 'needs', before: 'avatar' }), 'needs').area).toBe('notes');
    expect(apply({ do: 'move', field: 'needs', before: null }).fields.at(-1)!.key).toBe('needs');
  });

  it('takes only values that fit the kind of field', () => {
    const scale = apply({ do: 'addField', label: 'Price sense', kind: 'scale' });
    expect(fieldOf(apply({ do: 'value', field: 'custom:2', value: 40 }, scale), 'custom:2').value).toBe(40);
    for (const value of [101, -1, 'much'])
      expect(() => apply({ do: 'value', field: 'custom:2', value }, scale)).toThrow('errors:value_scale');
    const picture = apply({ do: 'addField', label: 'Place', kind: 'image' });
    for (const value of ['https://example.org/a.png', 'data:image/svg+xml;base64,PHN2Zz4=', 'javascript:alert(1)'])
      expect(() => apply({ do: 'value', field: 'custom:2', value }, picture)).toThrow('errors:value_picture');
    expect(() => apply({ do: 'addField', label: 'Kind', kind: 'choice', options: ['a', ' '] })).toThrow(
      'errors:choice_options',
    );
  });

  it('keeps the fields a card cannot do without', () => {
    for (const key of ['title', 'avatar', 'size', 'health', 'version'])
      expect(() => apply({ do: 'removeField', field: key })).toThrow('errors:field_needed');
    expect(apply({ do: 'removeField', field: 'goals' }).fields.some(({ key }) => key === 'goals')).toBe(false);
  });

  it('gives new lines ids of their own although old ones were removed', () => {
    const removed = apply({ do: 'removeClaim', field: 'needs', claim: 'p1-1' });
    const added = apply({ do: 'lines', field: 'needs', lines: [{ text: 'New', basis: 'team' }] }, removed);
    expect(fieldOf(added, 'needs').claims).toEqual([{ ...line('p3-1', 'New', 'team'), asOf: stamp.at }]);
  });
});
