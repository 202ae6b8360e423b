import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { AppError } from '../../../shared/frames.ts';

/**
 * How a file is read, and the password that was typed for it. It is no part of {@link ReadOptions}, since those are stored
 * with a source and written into recipes.
 */
export type Reading = ReadOptions & { readonly password?: string | undefined };

const asks = (key: string): AppError => new AppError('password', { key: `sources:password.${key}` }, { kind: key });

/** The file asks for a password, and none was given. */
export const passwordNeeded = (): AppError => asks('needed');
/** The password that was given opens nothing. */
export const passwordWrong = (): AppError => asks('wrong');
/** The same of an encryption that does not tell a wrong password from a damaged file. */
export const passwordOrDamage = (): AppError => asks('wrongOrDamaged');

/**
 * The bytes that a typed password may have been turned into: formats of archives do not say. Programs write UTF-8, the code
 * page of their Windows (in China GBK), or Latin-1.
 */
export function passwordBytes(typed: string): Buffer[] {
  const forms = [...new Set([typed, typed.normalize('NFC'), typed.normalize('NFD')])];
  const ways = forms.flatMap((form) => [Buffer.from(form, 'utf8'), gbkOf(form), latinOf(form)]);
  const seen = new Set<string>();
  return ways.filter((bytes): bytes is Buffer => {
    if (bytes === null || seen.has(bytes.toString('hex'))) return false;
    seen.add(bytes.toString('hex'));
    return true;
  });
}

/** null: a character has no place in it */
const latinOf = (text: string): Buffer | null =>
  [...text].every((c) => c <= 'ÿ') ? Buffer.from(text, 'latin1') : null;

let gbk: Map<string, number> | null = null;

/** The characters of GBK by their two bytes: Node decodes them only. */
function gbkTable(): Map<string, number> {
  const decoder = new TextDecoder('gbk', { fatal: true });
  const table = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      try {
        const text = decoder.decode(Uint8Array.of(lead, trail));
        if (!table.has(text)) table.set(text, lead * 256 + trail);
      } catch {
        // no character stands there
      }
    }
  return table;
}

function gbkOf(text: string): Buffer | null {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) {
      bytes.push(code);
      continue;
    }
    const pair = (gbk ??= gbkTable()).get(character);
    if (pair === undefined) return null;
    bytes.push(pair >> 8, pair & 255);
  }
  return Buffer.from(bytes);
}
