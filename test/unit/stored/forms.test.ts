import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanForm, stepForm } from '../../../electron/db/areas/cleaning/tables.ts';
import { builtForm } from '../../../electron/db/areas/customers/built.ts';
import { pairForm, trustForm } from '../../../electron/db/areas/customers/forms.ts';
import { deriveForm, formulaForm } from '../../../electron/db/areas/derive/forms.ts';
import { viewForm } from '../../../electron/db/areas/explore/views.ts';
import { rulesForm } from '../../../electron/db/areas/identity/forms.ts';
import { noteForm, quoteForm, themeForm } from '../../../electron/db/areas/notes/forms.ts';
import { cardForm } from '../../../electron/db/areas/personas/personas.ts';
import {
  columnsForm,
  formatForm,
  levelsForm,
  mappingForm,
  optionsForm,
} from '../../../electron/db/areas/sources/forms.ts';
import { scopeForm } from '../../../electron/db/forget/scope.ts';
import { readImage, readSourceImage } from '../../../electron/db/images.ts';
import { type Form, readSaid, readStored, writeStored } from '../../../electron/db/stored.ts';
import { inputsOf } from '../../support/inputs.ts';
import { STORED_BY_0_1 } from './bodies.ts';

const FORMS: Readonly<Record<string, Form<object>>> = {
  built: builtForm,
  card: cardForm,
  cleanTable: cleanForm,
  columns: columnsForm,
  derive: deriveForm,
  format: formatForm,
  formula: formulaForm,
  levels: levelsForm,
  mapping: mappingForm,
  note: noteForm,
  options: optionsForm,
  pair: pairForm,
  quote: quoteForm,
  rules: rulesForm,
  scope: scopeForm,
  step: stepForm,
  theme: themeForm,
  trust: trustForm,
  view: viewForm,
};

describe.each(Object.entries(FORMS))('the body of a %s', (name, form) => {
  it('is read back as it was written', () => {
    let tried = 0;
    fc.assert(
      fc.property(inputsOf(form.schema), (input) => {
        const parsed = form.schema.safeParse(JSON.parse(JSON.stringify(input)));
        fc.pre(parsed.success);
        tried++;
        expect(readStored(form, writeStored(form, parsed.data!), name)).toEqual(parsed.data);
      }),
    );
    expect(tried).toBeGreaterThan(50);
  });
});

// the workspace of 0.1 has neither quotes nor themes
describe.each(Object.entries(FORMS).filter(([name]) => name in STORED_BY_0_1))('a %s of version 0.1', (name, form) => {
  it('is read whole', () => {
    const text = STORED_BY_0_1[name]!;
    expect(JSON.stringify(readStored(form, text, name))).toBe(text);
  });
});

describe('a sentence of version 0.1', () => {
  it.each(['reason', 'title'])('is read whole (%s)', (name) => {
    const text = STORED_BY_0_1[name]!;
    expect(JSON.stringify(readSaid(text, name))).toBe(text);
  });
});

describe('an image in the history', () => {
  it('of version 0.1 is the row with all its columns', () => {
    for (const [name, table] of [
      ['sourceImage', 'source'],
      ['settingImage', 'setting'],
    ] as const)
      expect(JSON.stringify(readImage(STORED_BY_0_1[name]!, table))).toBe(STORED_BY_0_1[name]);
    expect(readSourceImage(STORED_BY_0_1['sourceImage']!)).toMatchObject({ id: 1, kind: 'customers', built: null });
  });

  it('of a source from before sources had kinds is one of customers', () => {
    const { kind: _kind, built: _built, ...older } = readImage(STORED_BY_0_1['sourceImage']!, 'source');
    expect(readSourceImage(JSON.stringify(older))).toEqual(readSourceImage(STORED_BY_0_1['sourceImage']!));
  });

  it('that holds anything but text, numbers and nothing is damaged', () => {
    for (const text of ['{"id":1,"body":{}}', '{"id":true}', '[1]', 'null', '{'])
      expect(() => readImage(text, 'note'), text).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});

describe('a body that is longer than what may come in', () => {
  it('is read: a limit that was not there once does not lock anybody out', () => {
    const card = readStored(cardForm, STORED_BY_0_1['card']!, 'persona 1');
    const long = { ...card, name: 'n'.repeat(500) };
    expect(readStored(cardForm, writeStored(cardForm, long), 'persona 1')).toEqual(long);
  });

  it('is damaged when something else is wrong too', () => {
    const card = readStored(cardForm, STORED_BY_0_1['card']!, 'persona 1');
    const wrong = JSON.stringify({ ...card, name: 'n'.repeat(500), total: 'many' });
    expect(() => readStored(cardForm, wrong, 'persona 1')).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});
