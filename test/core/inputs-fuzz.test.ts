import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { contract, type OpName } from '../../shared/contract.ts';
import { AppError } from '../../shared/frames.ts';
import { parseInput } from '../../electron/core/dispatch.ts';
import { shellContract } from '../../electron/core/shell-operations.ts';
import { inputsOf, withPart, wrongValues } from '../support/inputs.ts';

const schemas = Object.entries<z.ZodType>({
  ...Object.fromEntries(Object.entries(contract).map(([op, { input }]) => [op, input])),
  ...shellContract,
});
/** Each way of being wrong, for each operation; FUZZ_RUNS=5000 makes the ten thousand cases of E-3. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);
const canary = 'Li Ming 13800138000';

/** Parsed, or refused as invalid input whose words do not repeat what was sent (R14); never anything else. */
function outcome(schema: z.ZodType, value: unknown): 'parsed' | 'refused' {
  try {
    parseInput(schema, value);
    return 'parsed';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('invalid_input');
    return 'refused';
  }
}

describe('E-3: the input of every operation', () => {
  it('has generators that make values it takes', () => {
    const never = schemas.filter(
      ([, schema]) => !fc.sample(inputsOf(schema), 300).some((value) => schema.safeParse(value).success),
    );
    expect(never.map(([op]) => op)).toEqual([]);
  });

  it.each(schemas)('%s refuses unknown fields, at any place of the prototype too', (_op, schema) => {
    fc.assert(
      fc.property(
        inputsOf(schema),
        fc.constantFrom('unknownField', '__proto__', 'constructor', 'toString', ' '),
        (value, key) => {
          if (typeof value !== 'object' || value === null) return;
          const more = JSON.parse(`{${JSON.stringify(key)}:{"polluted":1}}`) as object;
          const both = Object.defineProperties({ ...value }, Object.getOwnPropertyDescriptors(more));
          expect(outcome(schema, both)).toBe('refused');
        },
      ),
      { numRuns: RUNS },
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(schemas)('%s takes or refuses any value in any place, and throws nothing else', (_op, schema) => {
    fc.assert(
      fc.property(
        inputsOf(schema),
        fc.oneof(fc.constantFrom(...wrongValues), fc.anything()),
        fc.infiniteStream(fc.nat()),
        (value, part, numbers) => {
          outcome(
            schema,
            withPart(value, part, () => numbers.next().value as number),
          );
        },
      ),
      { numRuns: RUNS },
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each(schemas)('%s survives 10 MB strings, and never repeats them', (op, schema) => {
    const long = canary.repeat((10 * 2 ** 20) / canary.length);
    const values = [
      long,
      [long],
      { [long]: 1 },
      ...fc.sample(inputsOf(schema), 5).map((value) => withPart(value, long, () => 1)),
    ];
    for (const value of values)
      try {
        parseInput(schema, value);
      } catch (error) {
        const { said, details } = error as AppError;
        const told = JSON.stringify({ said, details });
        expect([op, told.length < 4000]).toEqual([op, true]);
      }
  });
});

describe('what is wrong is named without repeating it (R14)', () => {
  it.each([
    ['workspace.create', { name: 1, [canary]: canary }],
    ['sources.inspect', { fileId: 'x', read: { encoding: canary } }],
    ['sources.inspect', { fileId: 'x', columns: [{ name: canary, type: canary }] }],
  ] as [OpName, unknown][])('%s', (op, value) => {
    try {
      parseInput(contract[op].input, value);
      expect.unreachable();
    } catch (error) {
      const values = JSON.stringify((error as AppError).details ?? {});
      // A field's name may be told: it is the caller's program. A value may not.
      expect(values.replaceAll(/unknown field [^"]*/g, '')).not.toContain('13800138000');
    }
  });
});
