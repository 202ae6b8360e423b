import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanForm, stepForm } from '../../../electron/db/areas/cleaning/tables.ts';
import { builtForm } from '../../../electron/db/areas/customers/built.ts';
import { viewForm } from '../../../electron/db/areas/explore/views.ts';
import { noteForm, quoteForm, themeForm } from '../../../electron/db/areas/notes/forms.ts';
import { cardForm } from '../../../electron/db/areas/personas/personas.ts';
import { columnsForm, mappingForm } from '../../../electron/db/areas/sources/sources.ts';
import { type Form, readStored, writeStored } from '../../../electron/db/stored.ts';
import { inputsOf } from '../../support/inputs.ts';
import { STORED_BY_0_1 } from './bodies.ts';

const FORMS: Readonly<Record<string, Form<object>>> = {
  built: builtForm,
  card: cardForm,
  cleanTable: cleanForm,
  columns: columnsForm,
  mapping: mappingForm,
  note: noteForm,
  quote: quoteForm,
  step: stepForm,
  theme: themeForm,
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
