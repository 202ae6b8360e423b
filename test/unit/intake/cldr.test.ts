import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { currenciesOf } from '../../../electron/analysis/intake/numbers/currencies.ts';
import { durationInWords } from '../../../electron/analysis/intake/numbers/durations.ts';
import { dayNamed, monthNamed } from '../../../electron/analysis/intake/dates/words.ts';
import { lists } from '../../../resources/cldr.ts';

test.each(Object.entries(lists()))('%s is what the tables of languages say', (file, made) => {
  expect(readFileSync(file, 'utf8'), 'node resources/cldr.ts writes it again').toBe(made);
});

test('what the lists hold is read, and everyday words beside it', () => {
  expect([...currenciesOf('zł')!]).toEqual(['PLN']);
  expect([...currenciesOf('US $')!]).toEqual(['USD']);
  expect([...currenciesOf('人民币')!]).toEqual(['CNY']);
  expect(currenciesOf('kr')!.size).toBeGreaterThan(3);
  expect(currenciesOf('pieces')).toBeUndefined();
  expect(monthNamed('märz')).toBe(3);
  expect(monthNamed('sept')).toBe(9);
  expect(dayNamed('jeu')).toBe(4);
  expect(durationInWords('2 Std. 5 min')).toEqual({ seconds: 7500, units: ['hour', 'minute'] });
});
