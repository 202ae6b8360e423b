import type { PersonalKind } from '../../../shared/domain.ts';
import { findPersonalIn } from './find.ts';

/** Letters or digits of a value that stay: at its beginning and at its end. */
const KEPT: Partial<Record<PersonalKind, readonly [first: number, last: number]>> = {
  phone: [3, 4],
  residentId: [3, 4],
  bankCard: [3, 4],
  address: [2, 0],
};

/**
 * A text with what is personal in it masked by as many characters as it has. Every other character keeps its place, so that
 * passages that are marked in a note are the same ones in what is shown of it.
 */
export function maskInPlace(text: string): string {
  let out = '';
  let at = 0;
  for (const { kind, start, stop } of findPersonalIn(text)) {
    out += text.slice(at, start) + starred(text.slice(start, stop), kind);
    at = stop;
  }
  return out + text.slice(at);
}

function starred(value: string, kind: PersonalKind): string {
  if (kind === 'name') return value.replace(/(?<=[^\s-])[^\s-]/gu, '*');
  const sign = kind === 'email' ? value.lastIndexOf('@') : value.length;
  const head = value.slice(0, sign);
  const all = head.replace(/[^\p{L}\p{N}]/gu, '').length;
  const [first, last] = KEPT[kind] ?? [1, 0];
  let n = 0;
  const masked = head.replace(/[\p{L}\p{N}]/gu, (char) => {
    n++;
    return n <= Math.min(first, all / 3) || (all >= 7 && n > all - last) ? char : '*'.repeat(char.length);
  });
  return masked + value.slice(sign);
}
