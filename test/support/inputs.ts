import fc from 'fast-check';
import * as z from 'zod';

type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: Schema | false;
  prefixItems?: Schema[];
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
};

/** Values of the form a zod schema asks for. Refinements beyond the form may still refuse some of them. */
export function inputsOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return valuesOf(root, root, 0);
}

function valuesOf(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const follow = (next: Schema) => valuesOf(next, root, depth + 1);
  if (schema.$ref !== undefined) {
    if (depth > 12) return fc.constant({ key: 'x' });
    return follow(schema.$ref === '#' ? root : root.$defs![schema.$ref.split('/').at(-1)!]!);
  }
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(follow));
  if (schema.allOf) return follow(Object.assign({}, ...schema.allOf) as Schema);
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => follow({ ...schema, type })));
  switch (schema.type) {
    case 'string':
      return fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 200) });
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -1e6, -1e9), max: Math.min(schema.maximum ?? 1e6, 1e9) });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(follow));
      return fc.array(schema.items ? follow(schema.items) : fc.anything(), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0)),
      });
    case 'object':
      return objectsOf(schema, follow);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objectsOf(schema: Schema, follow: (schema: Schema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, follow(field)] as const);
  const requiredKeys = schema.required ?? [];
  const known = fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
  if (typeof schema.additionalProperties !== 'object') return known;
  const keys = fc.string({ minLength: 1, maxLength: 10 }).filter((key) => key !== '__proto__');
  const more = fc.dictionary(keys, follow(schema.additionalProperties), { maxKeys: 3, noNullPrototype: true });
  return fc.tuple(known, more).map(([a, b]) => ({ ...b, ...(a as object) }));
}

/** What no schema asks for, in place of anything. */
export const wrongValues: readonly unknown[] = [
  undefined,
  null,
  true,
  NaN,
  Infinity,
  -0,
  2 ** 53,
  '',
  '\0',
  '__proto__',
  [],
  [[]],
  [null],
  {},
  { length: 1 },
  { $bin: ['f64', 0, 1] },
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  new Uint8Array(3),
  new Map([['a', 1]]),
  new Date(0),
  1n,
];

/** A value with one of its parts, chosen by the numbers, put in place of another. */
export function withPart(value: unknown, part: unknown, choose: () => number): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || choose() % 3 === 0) return part;
  const keys = Object.keys(value);
  if (keys.length === 0) return part;
  const key = keys[choose() % keys.length]!;
  const changed: unknown = withPart((value as Record<string, unknown>)[key], part, choose);
  if (Array.isArray(value)) return value.map((item: unknown, at) => (String(at) === key ? changed : item));
  return { ...value, [key]: changed };
}
