import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { firstForm, nextForm, readStored, writeStored } from '../../../electron/db/stored.ts';
import { AppError } from '../../../shared/frames.ts';

const first = firstForm(z.strictObject({ name: z.string() }));
const second = nextForm(first, z.strictObject({ names: z.array(z.string()) }), ({ name }) => ({ names: [name] }));
const third = nextForm(second, z.strictObject({ names: z.array(z.string()), count: z.number() }), ({ names }) => ({
  names,
  count: names.length,
}));

const thrown = (read: () => unknown): AppError => {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('a stored body', () => {
  it('is upgraded step by step from any version before', () => {
    const now = { names: ['a'], count: 1 };
    expect(readStored(third, '{"name":"a"}', 'x')).toEqual(now);
    expect(readStored(third, '{"version":2,"names":["a"]}', 'x')).toEqual(now);
    expect(readStored(third, writeStored(third, now), 'x')).toEqual(now);
  });

  it('of a version that this program does not know is refused as newer, whatever is in it', () => {
    const error = thrown(() => readStored(third, '{"version":4,"other":"secret"}', 'thing 7'));
    expect([error.code, error.said.values, error.details]).toEqual([
      'newer_version',
      { version: 4 },
      { where: 'thing 7' },
    ]);
  });

  it('that is not what its version says is damaged, and nothing of it is quoted', () => {
    const broken = [
      '',
      '{',
      'null',
      '[]',
      '{"name":"secret","more":1}',
      '{"version":2,"name":"secret"}',
      '{"version":0}',
    ];
    for (const text of broken) {
      const error = thrown(() => readStored(third, text, 'thing 7'));
      expect([error.code, error.details], text).toEqual(['damaged', { where: 'thing 7' }]);
      expect(error.message).not.toContain('secret');
    }
  });

  it('of the first version names none: an older program reads it', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(JSON.parse(writeStored(first, { name }))).toEqual({ name });
      }),
    );
  });
});
