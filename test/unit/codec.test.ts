import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage } from '../../shared/codec.ts';

const arrays = fc.oneof(
  fc.float64Array({ maxLength: 50, noNaN: true }),
  fc.float32Array({ maxLength: 50, noNaN: true }),
  fc.int32Array({ maxLength: 50 }),
  fc.uint32Array({ maxLength: 50 }),
  fc.uint16Array({ maxLength: 50 }),
  fc.int16Array({ maxLength: 50 }),
  fc.uint8Array({ maxLength: 50 }),
  fc.int8Array({ maxLength: 50 }),
);
const keys = fc
  .oneof(fc.string({ maxLength: 8 }), fc.constantFrom('$bin', '$$bin', '$$$bin', 'bin', '中文'))
  .filter((key) => key !== '__proto__');
const { message } = fc.letrec((tie) => ({
  message: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.string(),
    arrays,
    fc.array(tie('message'), { maxLength: 5 }),
    fc.dictionary(keys, tie('message'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

describe('codec', () => {
  it('gives back what went in, typed arrays included', () => {
    fc.assert(
      fc.property(message, (value) => {
        expect(plain(decodeMessage(encodeMessage(value)))).toEqual(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('decodes from the middle of a larger buffer', () => {
    const bytes = encodeMessage({ xs: Float64Array.of(1.5, -2), n: 1 });
    const inside = new Uint8Array(bytes.length + 13);
    inside.set(bytes, 5);
    expect(decodeMessage(inside.subarray(5, 5 + bytes.length))).toEqual({ xs: Float64Array.of(1.5, -2), n: 1 });
  });

  it('aligns every attachment to 8 bytes and copies only the viewed part', () => {
    const view = new Uint8Array(Uint8Array.of(9, 9, 1, 2, 3, 9).buffer, 2, 3);
    const bytes = encodeMessage({ a: view, b: Float64Array.of(7) });
    expect(bytes.length % 8).toBe(0);
    expect(decodeMessage(bytes)).toEqual({ a: Uint8Array.of(1, 2, 3), b: Float64Array.of(7) });
  });

  it('keeps data that looks like its own notation apart from arrays', () => {
    const value = { $bin: ['f64', 0, 1000], rows: [{ $$bin: 'x' }] };
    expect(plain(decodeMessage(encodeMessage(value)))).toEqual(value);
  });

  it('carries a million doubles unchanged', () => {
    const xs = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i));
    expect(decodeMessage(encodeMessage(xs))).toEqual(xs);
  });

  it.each([
    ['no header', Uint8Array.of(1, 2)],
    ['a header longer than the message', Uint8Array.of(255, 0, 0, 0, 123)],
    ['an unknown kind', raw('{"$bin":["f16",0,1]}')],
    ['a kind of the prototype', raw('{"$bin":["toString",0,1]}')],
    ['a kind that is no string', raw('{"$bin":[{"toString":1},0,1]}')],
    ['an array outside the message', raw('{"$bin":["f64",0,1]}')],
    ['a negative place', raw('{"$bin":["u8",-4,4]}')],
    ['a length that is no number', raw('{"$bin":["u8",0,"x"]}')],
    ['an array note that is no array', raw('{"$bin":1}')],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeMessage(bytes)).toThrow(RangeError);
  });

  it('throws only SyntaxError or RangeError on any bytes, and never touches the prototype', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.boolean(), (noise, text, asText) => {
        try {
          decodeMessage(asText ? raw(text) : noise);
        } catch (error) {
          expect(error instanceof SyntaxError || error instanceof RangeError).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
    expect(decodeMessage(raw('{"__proto__":{"polluted":1}}'))).not.toHaveProperty('polluted');
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

/** A message with this JSON and no attachments. */
function raw(json: string): Uint8Array {
  const head = new TextEncoder().encode(json);
  const bytes = new Uint8Array(Math.ceil((4 + head.length) / 8) * 8);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  return bytes;
}

/** Objects whose keys were renamed come without a prototype; equality is about their content. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}
