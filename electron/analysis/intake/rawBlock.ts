/**
 * Raw rows as they came, packed: for each column its distinct cells once, for each row which of them it has. Lossless and
 * a third of the size of plain JSON. Layout (little endian): `u32 rows | u32 columns | u16 codes, column by column |
 * UTF-8 JSON of string[][]`.
 */

const HEAD = 8;

/** UTF-8 in and out: handed in, because the mathematics' layer has no platform of its own. */
export type Utf8 = { encode(text: string): Uint8Array; decode(bytes: Uint8Array): string };

/** Pack a block from codes that index `values` of each column. */
export function packRaw(
  values: readonly (readonly string[])[],
  codes: readonly Uint16Array[],
  rows: number,
  utf8: Utf8,
): Uint8Array<ArrayBuffer> {
  const json = utf8.encode(JSON.stringify(values));
  const bytes = new Uint8Array(HEAD + codes.length * rows * 2 + json.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, rows, true);
  view.setUint32(4, codes.length, true);
  const all = new Uint16Array(bytes.buffer, HEAD, codes.length * rows);
  codes.forEach((column, c) => all.set(column.subarray(0, rows), c * rows));
  bytes.set(json, HEAD + codes.length * rows * 2);
  return bytes;
}

/** Pack rows that were not coded before. */
export function packRows(rows: readonly (readonly string[])[], width: number, utf8: Utf8): Uint8Array<ArrayBuffer> {
  const values: string[][] = [];
  const codes: Uint16Array[] = [];
  for (let c = 0; c < width; c++) {
    const index = new Map<string, number>();
    const column = new Uint16Array(rows.length);
    for (let r = 0; r < rows.length; r++) {
      const cell = rows[r]![c] ?? '';
      let code = index.get(cell);
      if (code === undefined) index.set(cell, (code = index.size));
      column[r] = code;
    }
    values.push([...index.keys()]);
    codes.push(column);
  }
  return packRaw(values, codes, rows.length, utf8);
}

/**
 * A block as it is packed: for each column its distinct cells, and which of them each row has. Throws a RangeError or
 * SyntaxError on bytes that are not such a block.
 */
export function unpackCoded(bytes: Uint8Array, utf8: Utf8): { rows: number; values: string[][]; codes: Uint16Array[] } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = view.getUint32(0, true);
  const columns = view.getUint32(4, true);
  const end = HEAD + rows * columns * 2;
  const values = JSON.parse(utf8.decode(bytes.subarray(end))) as string[][];
  // a copy: the bytes need not begin at an even address
  const all = new Uint16Array(new Uint8Array(bytes.subarray(HEAD, end)).buffer);
  const codes = Array.from({ length: columns }, (_, c) => all.subarray(c * rows, (c + 1) * rows));
  return { rows, values, codes };
}

/** The rows of a block, cell by cell as they came. Throws a RangeError or SyntaxError on bytes that are not such a block. */
export function unpackRaw(bytes: Uint8Array, utf8: Utf8): string[][] {
  const { rows, values, codes } = unpackCoded(bytes, utf8);
  return Array.from({ length: rows }, (_, r) => codes.map((column, c) => values[c]![column[r]!]!));
}
