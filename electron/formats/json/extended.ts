import { numberText } from '../xlsx/values.ts';

/** The last moment a date can name (ECMA-262, 21.4.1.1), in milliseconds from 1970. */
const LAST_MOMENT = 8.64e15;

/** Names that stand for a plain value in extended JSON (MongoDB Extended JSON v2), and how their text is read. */
const PLAIN: Record<string, (value: unknown) => string | null> = {
  $oid: textOf,
  $uuid: textOf,
  $symbol: textOf,
  $numberInt: numberOf,
  $numberLong: numberOf,
  $numberDouble: numberOf,
  $numberDecimal: numberOf,
  $date: dateOf,
  $undefined: () => '',
};

/**
 * The plain value that an object of extended JSON stands for: `{"$oid": "65a…"}`, `{"$numberInt": "5"}`,
 * `{"$date": {"$numberLong": "1700000000000"}}` (an ISO instant). Null for every other object.
 */
export function extendedValue(record: Record<string, unknown>): string | null {
  let name: string | null = null;
  for (const key in record) {
    if (name !== null || !key.startsWith('$')) return null;
    name = key;
  }
  return name !== null && Object.hasOwn(PLAIN, name) ? PLAIN[name]!(record[name]) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  // more digits than a number can hold are kept as written
  return /^-?\d{1,40}(?:\.\d{1,40})?$/.test(text) ? text : numberText(text);
}

function dateOf(value: unknown): string | null {
  if (typeof value === 'string' && !/^-?\d{1,16}$/.test(value)) return value;
  const text = typeof value === 'object' && value !== null ? extendedValue(value as Record<string, unknown>) : value;
  const moment = typeof text === 'number' || typeof text === 'string' ? Number(text) : NaN;
  return text !== '' && Math.abs(moment) <= LAST_MOMENT ? new Date(moment).toISOString() : null;
}
