import { describe, expect, it } from 'vitest';
import { SourceKind } from '../../../shared/domain.ts';
import { KINDS, kindsThat } from '../../../shared/kinds.ts';
import { readRecipe } from '../../../shared/recipe.ts';

describe('kinds of sources', () => {
  const all = SourceKind.options.map((kind) => ({ kind, ...KINDS[kind] }));

  it('are numbered and ranked without a gap', () => {
    expect(all.map(({ place }) => place).toSorted()).toEqual(all.map((_, i) => i));
    const ranks = [...new Set(all.map(({ rank }) => rank))].toSorted();
    expect(ranks).toEqual(ranks.map((_, i) => i));
  });

  it('that list customers have one row a customer and make customers; none is made of rows that are no customer’s', () => {
    for (const { kind, lists, makes, perCustomer, people, facts } of all) {
      if (lists)
        expect({ kind, makes, perCustomer, people, facts }).toEqual({
          kind,
          makes: true,
          perCustomer: 'one',
          people: true,
          facts: false,
        });
      if (perCustomer === 'none')
        expect({ kind, makes, people, facts }).toEqual({ kind, makes: false, people: false, facts: false });
      if (makes) expect(people, kind).toBe(true);
    }
    expect(kindsThat(({ perCustomer }) => perCustomer === 'one')).toEqual(['customers', 'survey', 'companies']);
  });

  it('need only fields they have', () => {
    for (const { kind, fields, needs } of all) expect(fields, kind).toEqual(expect.arrayContaining(needs.flat()));
  });

  it('are called by one word each in a recipe', () => {
    const words = all.flatMap((one) => one.words);
    expect(new Set(words).size).toBe(words.length);
    for (const { kind, words } of all)
      for (const word of words) {
        const { steps } = readRecipe([{ step: 'import', file: 'a.csv', kind: word.toUpperCase() }]);
        expect(steps[0]).toMatchObject({ step: 'import', kind });
      }
  });
});
