import type { NumberStyle } from '../xlsx/formats.ts';
import { styledText } from '../xlsx/values.ts';

const DAY = 86_400;
const HOURS = 3600;
const ERROR = /^#(?:N\/A|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|NULL!)$/;
/** Errors that only the office suite has; in a workbook of Excel it writes them as a wrong value. */
const OWN_ERROR = /^Err:\d{3}$/;

/** `2024-03-05T08:26:00`, as it is stored here; `style` says whether a midnight is told. */
export function dateText(value: string, style: NumberStyle): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(?:[.,](\d{1,12}))?)?Z?$/.exec(value.trim());
  const [, day = '', time = '00:00:00', part = ''] = match ?? [];
  if (!match) return value;
  // the suite computes with days: 08:26:00 may come as 08:25:59.999999997
  const rounded = part !== '' && Number(`0.${part}`) >= 0.5 ? nextSecond(`${day}T${time}Z`) : null;
  const [date, clock] = rounded ?? [day, time];
  return clock === '00:00:00' && style.kind !== 'datetime' ? date : `${date} ${clock}`;
}

function nextSecond(text: string): [string, string] | null {
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  const next = new Date(at + 1000).toISOString();
  return [next.slice(0, 10), next.slice(11, 19)];
}

/** `PT08H26M00S` as a time of day or, as its style says, a length of time. */
export function timeText(value: string, style: NumberStyle, from1904: boolean): string {
  const match = /^(-?)P(?:(\d{1,9})D)?T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d{1,12})?)S)?$/.exec(
    value.trim(),
  );
  if (!match) return value;
  const [, minus = '', days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  const all = Number(days) * DAY + Number(hours) * HOURS + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
  const kind = style.kind === 'duration' ? 'duration' : 'time';
  return styledText(String((minus === '' ? 1 : -1) * (all / DAY)), { kind }, from1904);
}

/** A number, share or amount of money; dates and times never come as plain numbers. */
export function numberOf(value: string, type: string, style: NumberStyle): string {
  if (type === 'percentage') return styledText(value, { kind: 'percent' }, false);
  return styledText(value, style.kind === 'digits' ? style : { kind: 'plain' }, false);
}

/** The error that a cell shows, as Excel calls it; null: it shows none. */
export function errorOf(text: string): string | null {
  if (OWN_ERROR.test(text)) return '#VALUE!';
  return ERROR.test(text) ? text : null;
}

/** Does a formula show yes or no? The suite then stores the number 1 or 0. */
export const isFlag = (shown: string): boolean => shown === 'TRUE' || shown === 'FALSE';
