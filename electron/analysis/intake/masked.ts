import type { PersonalKind } from '../../../shared/domain.ts';

/** Personal values as platforms hand them out: 张**, 138****1234, ***@qq.com, 330102********1234. */
const MASKS: readonly (readonly [PersonalKind, RegExp])[] = [
  ['residentId', /^\d{3,8}\*{6,14}[\dXx]{0,4}$/],
  ['phone', /^(?:\+?86[- ]?)?1\d{1,2}\*{4,8}\d{2,4}$|^\*{3,9}\d{4}$|^\d{3,4}-?\*{3,8}\d{0,4}$/],
  ['email', /^[^@\s*]{0,4}\*{1,20}[^@\s]{0,4}@[^@\s]{1,60}\.[a-z]{2,}$/i],
  ['name', /^\p{Script=Han}{1,2}\*{1,4}\p{Script=Han}?$|^\*{1,3}\p{Script=Han}{1,2}$|^[\p{L}\d]\*{2,6}[\p{L}\d]?$/u],
];

/** What a masked value was a value of; null: it is not masked. */
export function maskedKind(cell: string): PersonalKind | null {
  if (cell.length > 80 || !cell.includes('*')) return null;
  const text = cell.trim();
  return MASKS.find(([, form]) => form.test(text))?.[0] ?? null;
}
