import type { PersonalKind } from './domain.ts';

/** Milliseconds since 1970 of an ISO date as it is stored, read as UTC; NaN for other text. */
export const dateToNumber = (iso: string): number =>
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/.test(iso) ? Date.parse(iso.length === 10 ? iso : `${iso}Z`) : NaN;

/** The ISO date (with the time unless it is midnight) of milliseconds since 1970. */
export function numberToDate(ms: number): string {
  const iso = new Date(ms).toISOString().slice(0, 19);
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso;
}

const dots = '****';

/**
 * A personal value with enough left to tell two apart by eye and too little to find the person: 林*, 138****2047, a***@b.com,
 * 110***********1234. Works on any text; empty stays empty.
 */
export function maskPersonal(text: string, kind: PersonalKind): string {
  const value = text.trim();
  if (value === '') return '';
  const letters = [...value];
  switch (kind) {
    case 'name':
      return maskName(letters);
    case 'phone': {
      const digits = value.replace(/\D/g, '');
      return digits.length >= 7 ? `${digits.slice(0, 3)}${dots}${digits.slice(-4)}` : dots;
    }
    case 'email': {
      const at = value.lastIndexOf('@');
      return at > 0 ? `${letters[0]}***@${value.slice(at + 1)}` : `${letters[0]}***`;
    }
    case 'residentId':
    case 'bankCard':
      return letters.length >= 10
        ? `${letters.slice(0, 3).join('')}${'*'.repeat(letters.length - 7)}${letters.slice(-4).join('')}`
        : dots;
    case 'birthDate': {
      const year = /\b(\d{4})/.exec(value)?.[1];
      return year === undefined ? dots : `${year}-**-**`;
    }
    case 'address':
      return `${letters.slice(0, Math.min(3, Math.max(1, Math.floor(letters.length / 3)))).join('')}***`;
    case 'plate':
      return `${letters.slice(0, 2).join('')}***${letters.length > 4 ? letters.at(-1)! : ''}`;
    case 'passport':
    case 'account':
    case 'other':
      return letters.length >= 8
        ? `${letters.slice(0, 2).join('')}***${letters.slice(-2).join('')}`
        : `${letters[0]}***`;
  }
}

function maskName(letters: string[]): string {
  if (/\p{Script=Han}/u.test(letters[0]!)) {
    if (letters.length <= 2) return `${letters[0]}*`;
    return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)!}`;
  }
  return letters
    .join('')
    .split(/\s+/)
    .map((word) => `${[...word][0]}***`)
    .join(' ');
}
