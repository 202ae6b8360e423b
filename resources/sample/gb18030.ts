/**
 * GB18030 encoder. The platform decodes GB18030 but does not encode it, so the table is the decoder read backwards:
 * two bytes where the decoder knows them, four bytes for the rest (Encoding Standard, section gb18030).
 */
const BMP_POINTERS = 39420;
const SUPPLEMENTARY_POINTER = 189000;

function fourBytes(pointer: number): number[] {
  return [
    0x81 + Math.floor(pointer / 12600),
    0x30 + (Math.floor(pointer / 1260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
}

const isPrivateUse = (code: number): boolean => code >= 0xe000 && code <= 0xf8ff;

function readTable(): Map<number, number[]> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<number, number[]>();
  const all = new Uint8Array(BMP_POINTERS * 4);
  for (let pointer = 0; pointer < BMP_POINTERS; pointer++) all.set(fourBytes(pointer), pointer * 4);
  let pointer = 0;
  for (const char of decoder.decode(all)) table.set(char.codePointAt(0)!, fourBytes(pointer++));
  if (pointer !== BMP_POINTERS) throw new Error(`gb18030 decoder gave ${pointer} of ${BMP_POINTERS} characters`);
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = decoder.decode(Uint8Array.of(lead, trail));
      const code = text.codePointAt(0)!;
      if (text.length === 1 && code >= 0x80 && code !== 0xfffd && !isPrivateUse(code)) table.set(code, [lead, trail]);
    }
  return table;
}

let table: Map<number, number[]> | undefined;

/** Encode text. Throws on a lone surrogate or a character the decoder cannot give back. */
export function encodeGb18030(text: string): Uint8Array {
  table ??= readTable();
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code >= 0x10000) bytes.push(...fourBytes(SUPPLEMENTARY_POINTER + code - 0x10000));
    else {
      const found = table.get(code);
      if (!found) throw new Error(`no gb18030 bytes for U+${code.toString(16).toUpperCase()}`);
      bytes.push(...found);
    }
  }
  return Uint8Array.from(bytes);
}
