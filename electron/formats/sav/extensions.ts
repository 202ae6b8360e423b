import { unsupported } from '../unsupported.ts';
import type { Charset } from './charset.ts';
import type { RawDictionary } from './dictionary.ts';

const LONG_NAMES = 13;
const LONG_TEXTS = 14;
const TEXT_LABELS = 21;
const TEXT_MISSING = 22;
const FLOATS = 4;

/** Values of a long text, by the bytes they are compared as. */
export type TextValue = { readonly name: string; readonly value: Buffer; readonly label: Buffer | null };

/** Short names to long ones. */
export const longNames = (dictionary: RawDictionary, { say }: Charset): Map<string, string> =>
  pairs(say(dictionary.extensions.get(LONG_NAMES) ?? NOTHING));

/** Widths of texts of more than 255 bytes, by short name. */
export function longTexts(dictionary: RawDictionary, { say }: Charset): Map<string, number> {
  const widths = new Map<string, number>();
  for (const [name, width] of pairs(say(dictionary.extensions.get(LONG_TEXTS) ?? NOTHING)))
    widths.set(name, Number.parseInt(width, 10));
  return widths;
}

function pairs(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of text.split('\t')) {
    const sign = pair.indexOf('=');
    if (sign > 0) found.set(plain(pair.slice(0, sign)), plain(pair.slice(sign + 1)));
  }
  return found;
}
const plain = (text: string): string => text.replaceAll('\0', '').trim();
const NOTHING = Buffer.alloc(0);

/** The number that stands for a missing one, where it is another than usual. */
export function systemMissing({ extensions, little }: RawDictionary): number {
  const floats = extensions.get(FLOATS);
  if (!floats || floats.length < 8) return -Number.MAX_VALUE;
  return little ? floats.readDoubleLE(0) : floats.readDoubleBE(0);
}

/** Labels of the values of texts of more than eight bytes. @throws AppError unsupported_file */
export function textLabels(dictionary: RawDictionary, { say }: Charset): TextValue[] {
  const reader = new Records(dictionary, TEXT_LABELS);
  const found: TextValue[] = [];
  while (reader.more) {
    const name = plain(say(reader.text()));
    reader.int();
    for (let left = reader.int(); left > 0; left--) found.push({ name, value: reader.text(), label: reader.text() });
  }
  return found;
}

/** Missing values of texts of more than eight bytes. @throws AppError unsupported_file */
export function textMissing(dictionary: RawDictionary, { say }: Charset): TextValue[] {
  const reader = new Records(dictionary, TEXT_MISSING);
  const found: TextValue[] = [];
  while (reader.more) {
    const name = plain(say(reader.text()));
    const count = reader.bytes(1)[0] ?? 0;
    const length = reader.int();
    for (let left = count; left > 0; left--) found.push({ name, value: reader.bytes(length), label: null });
  }
  return found;
}

class Records {
  private at = 0;
  private readonly data: Buffer;
  private readonly little: boolean;

  constructor({ extensions, little }: RawDictionary, number: number) {
    this.data = extensions.get(number) ?? NOTHING;
    this.little = little;
  }

  get more(): boolean {
    return this.at < this.data.length;
  }

  bytes(length: number): Buffer {
    if (!(length >= 0 && this.at + length <= this.data.length)) throw unsupported('savDamaged');
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }

  int(): number {
    const bytes = this.bytes(4);
    return this.little ? bytes.readInt32LE(0) : bytes.readInt32BE(0);
  }

  text(): Buffer {
    return this.bytes(this.int());
  }
}
