import { maskText } from './mask.ts';

/**
 * A value as it may leave, with every text in it masked, however deep it stands: people type personal data into names of
 * attributes, segments and categories. Numbers, arrays of numbers and the names of properties stay as they are.
 */
export function maskedWithin<T>(value: T): T {
  if (typeof value === 'string') return maskText(value) as T;
  if (Array.isArray(value)) return value.map(maskedWithin) as T;
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskedWithin(one)])) as T;
}
