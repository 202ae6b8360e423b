import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/frames.ts';
import { sayIn } from '../../shared/locales/index.ts';
import { parseRecipe, readRecipe } from '../../shared/recipe.ts';

const refusal = (json: unknown): AppError => {
  try {
    readRecipe(json);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was accepted');
};

describe('readRecipe', () => {
  const plain = {
    version: 1,
    steps: [
      { step: 'import', file: 'a.csv' },
      { step: 'segment' },
      { step: 'draft' },
      { step: 'export', formats: ['html'] },
    ],
  };

  it('takes the written form as it is', () => {
    expect(readRecipe(plain)).toEqual(plain);
    expect(readRecipe({ steps: plain.steps })).toEqual(plain);
    expect(readRecipe(plain.steps)).toEqual(plain);
  });

  it.each(['step', 'type', 'op', 'do', 'kind', 'action'])('takes the step name under %s', (name) => {
    expect(
      readRecipe([
        { [name]: 'import', file: 'a.csv' },
        { [name]: 'segment', k: 4 },
      ]).steps,
    ).toEqual([
      { step: 'import', file: 'a.csv' },
      { step: 'segment', k: 4 },
    ]);
  });

  it('takes step names as keys and bare names', () => {
    const steps = [
      { import: { file: 'a.csv', options: { encoding: 'gb18030' } } },
      { features: null },
      { segment: 'auto', seed: 7 },
      'draft',
      { export: 'md' },
    ];
    expect(readRecipe(steps).steps).toEqual([
      { step: 'import', file: 'a.csv', options: { encoding: 'gb18030' } },
      { step: 'features' },
      { step: 'segment', k: 'auto', seed: 7 },
      { step: 'draft' },
      { step: 'export', formats: ['markdown'] },
    ]);
    expect(readRecipe([{ import: 'a.csv' }]).steps).toEqual([{ step: 'import', file: 'a.csv' }]);
  });

  it.each([
    [[{ step: 'cluster' }], { step: 'cluster', place: 'steps[0]' }],
    [['segment', 'explode'], { step: 'explode', place: 'steps[1]' }],
    [[{ k: 3 }], { step: 'k', place: 'steps[0]' }],
    [[{ step: 'segment', clusters: 3 }], { field: 'clusters', place: 'steps[0] segment' }],
    [[{ step: 'import', file: 'a', options: { enc: 'x' } }], { field: 'enc', place: 'steps[0] import.options' }],
    [
      { steps: ['draft'], author: 'me' },
      { field: 'author', place: 'recipe' },
    ],
  ])('names what it does not know: %j', (json, details) => {
    const error = refusal(json);
    expect(error.code).toBe('invalid_input');
    expect(error.details).toEqual(details);
    for (const value of Object.values(details)) expect(sayIn('en', error.said)).toContain(value);
  });

  it('refuses wrong values, empty recipes, newer versions and text that is no JSON', () => {
    expect(refusal([{ step: 'segment', method: 'other' }]).details).toMatchObject({ place: 'steps[0] segment.method' });
    expect(refusal([{ step: 'segment', k: 0 }]).details).toMatchObject({ place: 'steps[0] segment.k' });
    expect(refusal(['import']).details).toMatchObject({ place: 'steps[0] import.file' });
    expect(refusal({ steps: [] }).said.key).toBe('recipes:error.noSteps');
    expect(refusal({ version: 2, steps: ['draft'] }).code).toBe('newer_version');
    expect(refusal('draft').code).toBe('invalid_input');
    expect(() => parseRecipe('{steps')).toThrow(AppError);
    expect(parseRecipe('\ufeff["segment"]').steps).toEqual([{ step: 'segment' }]);
  });
});
