/**
 * Bytes for frames on carriers without structured clone (HTTP). A message is
 * `u32 jsonLength | json | padding to 8 | attachment bytes …`; typed arrays stand in the JSON as `{"$bin":[kind,offset,length]}`.
 * A key of the message that itself reads `$bin`, `$$bin` … travels with one more `$`, so that no data is taken for an array.
 */
const KINDS = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  i16: Int16Array,
  u8: Uint8Array,
  i8: Int8Array,
} as const;
type Kind = keyof typeof KINDS;
type Numeric = InstanceType<(typeof KINDS)[Kind]>;

function kindOf(value: object): Kind | undefined {
  if (!ArrayBuffer.isView(value) || value instanceof DataView) return undefined;
  for (const kind of Object.keys(KINDS) as Kind[]) if (value instanceof KINDS[kind]) return kind;
  return undefined;
}

const RESERVED = /^\$+bin$/;
const ESCAPED = /^\$\$+bin$/;

function renameKeys(item: object, pattern: RegExp, rename: (key: string) => string): object {
  const keys = Object.keys(item);
  if (!keys.some((key) => key.startsWith('$') && pattern.test(key))) return item;
  const renamed: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const key of keys) renamed[pattern.test(key) ? rename(key) : key] = (item as Record<string, unknown>)[key];
  return renamed;
}

/** Encode a frame (any JSON value that may contain typed arrays) to bytes. */
export function encodeMessage(value: unknown): Uint8Array<ArrayBuffer> {
  const parts: Numeric[] = [];
  let offset = 0;
  const json = JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null) return item;
    const kind = kindOf(item);
    if (!kind) return Array.isArray(item) ? item : renameKeys(item, RESERVED, (reserved) => `$${reserved}`);
    const array = item as Numeric;
    parts.push(array);
    const at = offset;
    offset += Math.ceil(array.byteLength / 8) * 8;
    return { $bin: [kind, at, array.length] };
  });
  const head = new TextEncoder().encode(json);
  const start = Math.ceil((4 + head.length) / 8) * 8;
  const bytes = new Uint8Array(start + offset);
  new DataView(bytes.buffer).setUint32(0, head.length, true);
  bytes.set(head, 4);
  let at = start;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += Math.ceil(part.byteLength / 8) * 8;
  }
  return bytes;
}

/** Decode what {@link encodeMessage} made. Throws a SyntaxError or RangeError on bytes that are not such a message. */
export function decodeMessage(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  if (4 + length > bytes.byteLength) throw new RangeError('message shorter than its header says');
  const start = Math.ceil((4 + length) / 8) * 8;
  const json = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  return JSON.parse(json, (_key, item: unknown) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    if (!Object.hasOwn(item, '$bin')) return renameKeys(item, ESCAPED, (escaped) => escaped.slice(1));
    const [kind, at, count] = placeOf((item as { $bin: unknown }).$bin);
    const make = KINDS[kind];
    const from = bytes.byteOffset + start + at;
    if (start + at + count * make.BYTES_PER_ELEMENT > bytes.byteLength)
      throw new RangeError('array outside the message');
    return new make(bytes.buffer.slice(from, from + count * make.BYTES_PER_ELEMENT) as ArrayBuffer);
  });
}

function placeOf(bin: unknown): [Kind, number, number] {
  const [kind, at, count] = Array.isArray(bin) ? (bin as unknown[]) : [];
  const counted = Number.isSafeInteger(at) && Number.isSafeInteger(count) && Number(at) >= 0 && Number(count) >= 0;
  if (typeof kind !== 'string' || !Object.hasOwn(KINDS, kind) || !counted) throw new RangeError('not an array place');
  return [kind as Kind, Number(at), Number(count)];
}
