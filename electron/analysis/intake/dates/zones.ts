import type { Tally } from '../personal.ts';
import { type DateReading, fromInstant } from './reading.ts';

const LATE_ZONE = /\d ?(z|utc|gmt|[+-]\d{2}:?\d{2})$/i;
const OFFSET = /^([+-])(\d{2}):(\d{2})$/;

/** The zone of a clock as its cell writes it, offsets as +08:00; undefined without one. @param text the cell it was read from */
export function zoneOf(date: DateReading, text: string): string | undefined {
  if (date.seconds === null || text.length > 80) return undefined;
  const plain = date.zone ?? LATE_ZONE.exec(text)?.[1];
  if (plain === undefined) return undefined;
  const zone =
    /^[a-z]/i.test(plain) && date.zone === undefined ? '+00:00' : plain.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return zone === '-00:00' ? '+00:00' : zone;
}

/** Minutes east of Greenwich of an offset (+08:00); null for any other name of a zone. */
function minutesOf(zone: string): number | null {
  const match = OFFSET.exec(zone);
  return match ? (match[1] === '-' ? -1 : 1) * (+match[2]! * 60 + +match[3]!) : null;
}

/** A moment on the clock of another zone; as it stands where the cell says no zone. */
export function onClockOf(date: DateReading, text: string, zone: string): DateReading {
  const own = zoneOf(date, text);
  const [from, to] = [own === undefined ? null : minutesOf(own), minutesOf(zone)];
  if (from === null || to === null || from === to) return date;
  const local = Date.UTC(date.year, date.month - 1, date.day) + (date.seconds ?? 0) * 1000;
  return fromInstant(local + (to - from) * 60_000, date.style) ?? date;
}

/** One place turns its clock by this, in minutes. */
const SUMMER = 60;

/**
 * The zone on whose clock the moments of a column with several zones are told, so that equal moments are equal: the commonest.
 * Null where clocks are kept as written: with one zone, with zones that are no offsets, and where two offsets an hour apart
 * go by the month, which is one place with summer time.
 * @param zones cells by zone
 * @param read the date of a cell
 */
export function commonClock(
  zones: ReadonlyMap<string, number>,
  tally: Tally,
  read: (text: string) => DateReading | null,
): string | null {
  if (zones.size < 2 || [...zones.keys()].some((zone) => minutesOf(zone) === null)) return null;
  const ranked = [...zones].sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1)).map(([zone]) => zone);
  const [one, two] = ranked as [string, string];
  if (zones.size === 2 && Math.abs(minutesOf(one)! - minutesOf(two)!) === SUMMER && byMonths(tally, read)) return null;
  return one;
}

/** Whether each month has one offset, but for the two in which clocks are turned, and both have months of their own. */
function byMonths(tally: Tally, read: (text: string) => DateReading | null): boolean {
  const months = new Map<number, Set<string>>();
  for (const { text } of tally) {
    const date = read(text);
    const zone = date ? zoneOf(date, text) : undefined;
    if (!date || zone === undefined) continue;
    const seen = months.get(date.month);
    if (seen) seen.add(zone);
    else months.set(date.month, new Set([zone]));
  }
  const pure = [...months.values()].filter((seen) => seen.size === 1);
  return months.size - pure.length <= 2 && new Set(pure.flatMap((seen) => [...seen])).size === 2;
}
