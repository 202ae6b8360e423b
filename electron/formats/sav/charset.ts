import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import type { RawDictionary } from './dictionary.ts';

/** The encoding of the texts of a file; a text that cannot be decoded is null. */
export type Charset = {
  readonly encoding: Encoding;
  readonly reason: Said;
  /** all bytes, as good as can be */
  readonly say: (bytes: Uint8Array) => string;
  readonly decode: (bytes: Uint8Array) => string | null;
};

const NAME = 20;
const MACHINE = 3;
/** Code pages by which older files name their encoding. */
const PAGES: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  54936: 'gb18030',
  65001: 'utf-8',
  28591: 'windows-1252',
};

/**
 * The encoding that the file names (extension record 20), else that of its code page (record 3), else UTF-8 where its names
 * and labels are that, else GB18030.
 */
export function charsetOf(dictionary: RawDictionary): Charset {
  const { extensions, little } = dictionary;
  const named = extensions.get(NAME)?.toString('latin1').trim() ?? '';
  const machine = extensions.get(MACHINE);
  const page = machine && machine.length >= 32 ? (little ? machine.readInt32LE(28) : machine.readInt32BE(28)) : 0;
  for (const charset of [named, PAGES[page] ?? (page >= 1250 && page <= 1258 ? `windows-${String(page)}` : '')]) {
    const label = labelOf(charset);
    if (label !== null) return made(label, { key: 'sources:encoding.declared', values: { charset } });
  }
  const { variables, labels } = dictionary;
  return variables.every(({ name, label }) => isUtf8(name) && (label === null || isUtf8(label))) &&
    labels.every(({ values }) => values.every(({ label }) => isUtf8(label)))
    ? made('utf-8', { key: 'sources:encoding.utf8' })
    : made('gb18030', { key: 'sources:encoding.savGuess' });
}

function labelOf(charset: string): string | null {
  if (charset === '') return null;
  try {
    return new TextDecoder(charset.replace(/^cp(?=125\d$)/i, 'windows-').replace(/^cp936$/i, 'gb18030')).encoding;
  } catch {
    return null;
  }
}

const ENCODINGS: readonly Encoding[] = ['utf-8', 'gb18030', 'big5', 'windows-1252'];

function made(label: string, reason: Said): Charset {
  const strict = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  const lenient = new TextDecoder(label, { ignoreBOM: true });
  return {
    encoding: ENCODINGS.find((one) => one === label) ?? (label === 'gbk' ? 'gb18030' : 'utf-8'),
    reason,
    say: (bytes) => lenient.decode(bytes),
    decode: (bytes) => {
      try {
        return strict.decode(bytes);
      } catch {
        return null;
      }
    },
  };
}
