import { numberText } from '../xlsx/values.ts';

/** Seconds from 1582-10-14, when the calendar of today began, to 1970. */
const EPOCH = 12_219_379_200;
/** The last moment a date can name (ECMA-262, 21.4.1.1), in seconds from 1970. */
const LAST_MOMENT = 8.64e12;

const DAYS = new Set([20, 23, 24, 28, 29, 30, 38, 39]);
const MOMENTS = new Set([22, 41]);
const TIMES = new Set([21, 25, 40]);
const PERCENT = 31;

/**
 * A number as its format shows it: days and moments in ISO 8601, lengths of time as h:mm:ss, shares with their sign, all
 * others digit by digit (GNU PSPP, "Print and Write Formats").
 */
export function shown(value: number, format: number): string {
  if (DAYS.has(format)) return momentText(value)?.slice(0, -9) ?? numberText(String(value));
  if (MOMENTS.has(format)) return momentWithRest(value) ?? numberText(String(value));
  if (TIMES.has(format)) return timeText(value);
  const text = numberText(String(value));
  return format === PERCENT ? `${text}%` : text;
}

function momentText(value: number): string | null {
  const seconds = Math.floor(value) - EPOCH;
  if (!(Math.abs(seconds) <= LAST_MOMENT)) return null;
  return new Date(seconds * 1000).toISOString().slice(0, -5);
}

function momentWithRest(value: number): string | null {
  const rounded = Math.round(value * 1000) / 1000;
  const text = momentText(rounded);
  return text === null ? null : text + rest(rounded - Math.floor(rounded));
}

function timeText(value: number): string {
  const size = Math.round(Math.abs(value) * 1000) / 1000;
  if (!(size < 1e12)) return numberText(String(value));
  const two = (n: number) => String(Math.floor(n)).padStart(2, '0');
  const whole = Math.floor(size);
  const text = `${two(whole / 3600)}:${two((whole / 60) % 60)}:${two(whole % 60)}${rest(size - whole)}`;
  return value < 0 ? `-${text}` : text;
}

/** Thousandths of a second, if any. */
function rest(share: number): string {
  const thousandths = Math.round(share * 1000);
  return thousandths === 0 ? '' : `.${String(thousandths).padStart(3, '0')}`;
}
