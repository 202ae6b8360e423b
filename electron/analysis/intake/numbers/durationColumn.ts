import type { ColumnFormat, Said } from '../../../../shared/domain.ts';
import type { Tally } from '../personal.ts';
import { clockParts, durationInWords, type DurationStyle, type TimeUnit } from './durations.ts';

/** What a header says of clocks in its column: lengths of time, hours or minutes as their greatest unit, or points in time. */
export type SpokenTimes = {
  readonly length: boolean;
  readonly hours: boolean;
  readonly minutes: boolean;
  readonly instant: boolean;
};

/** A column of lengths of time, or of clocks that may be either (`format` null). */
export type DurationDecision = { format: ColumnFormat | null; reason: Said; warnings: Said[] };

const HOLDS = 0.98;
const reasonOf = (style: DurationStyle): Said =>
  style === 'words'
    ? { key: 'sources:why.number.durationWords' }
    : { key: 'sources:why.number.duration', values: { how: { key: `sources:durationStyle.${style}` } } };
const decided = (style: DurationStyle, warnings: Said[] = []): DurationDecision => ({
  format: { unit: 's', duration: style },
  reason: reasonOf(style),
  warnings,
});

type Counts = {
  clocks: number;
  three: number;
  words: number;
  all: number;
  most: number;
  low: number;
  units: Set<TimeUnit>;
  several: boolean;
};

function count(tally: Tally): Counts {
  const counts: Counts = { clocks: 0, three: 0, words: 0, all: 0, most: 0, low: 0, units: new Set(), several: false };
  for (const { text, count: n } of tally) {
    counts.all += n;
    const clock = clockParts(text);
    if (clock) {
      counts.clocks += n;
      if (clock.parts === 3) counts.three += n;
      counts.most = Math.max(counts.most, clock.days || clock.negative ? 99 : clock.first);
      if (clock.first < 5) counts.low += n;
      continue;
    }
    const words = durationInWords(text);
    if (!words) continue;
    counts.words += n;
    for (const unit of words.units) counts.units.add(unit);
    counts.several ||= words.units.length > 1;
  }
  return counts;
}

/**
 * Lengths of time, decided on the whole column: in words where more than one unit occurs or only seconds; as clocks where the
 * header speaks of lengths or values pass 24 hours, and with a warning where nearly all are below five hours and no header
 * speaks of points in time. Other clocks are neither, and said to be so. Null: no such column.
 */
export function decideDurations(tally: Tally, spoken: SpokenTimes): DurationDecision | null {
  const first = tally.slice(0, 100);
  if (!first.some(({ text }) => clockParts(text) ?? durationInWords(text))) return null;
  const counts = count(tally);
  const { clocks, three, words, all, units } = counts;
  if (clocks + words < all * HOLDS) return null;
  if (clocks === 0) {
    const plain = units.size === 1 && !units.has('second') && !units.has('hour');
    // 85分 and 5天 are numbers with a unit
    return plain ? null : decided('words');
  }
  // words beside clocks of two numbers leave open what those are
  if (words > 0) return three === clocks ? decided('hms') : null;
  return ofClocks(counts, spoken);
}

const UNSURE: DurationDecision = { format: null, reason: { key: 'sources:why.clockTimes' }, warnings: [] };

function ofClocks({ clocks, three, most, low }: Counts, spoken: SpokenTimes): DurationDecision {
  if (three === clocks) {
    if (spoken.length || most > 23) return decided('hms');
    const short = !spoken.instant && low >= clocks * 0.95;
    return short ? decided('hms', [{ key: 'sources:warn.durationOrTime' }]) : UNSURE;
  }
  // two numbers may be a ratio or a score as well: the header must speak
  const { length, instant, hours, minutes } = spoken;
  if (!length && !(most > 23 && (instant || hours || minutes))) return UNSURE;
  // 14:51 beside 1:02:03 has minutes first; its hours would be written out
  if (three > 0) return decided('ms');
  if (hours !== minutes) return decided(hours ? 'hm' : 'ms');
  const style: DurationStyle = most > 23 ? 'ms' : 'hm';
  return decided(style, [
    { key: 'sources:warn.minutesOrHours', values: { how: { key: `sources:durationStyle.${style}` } } },
  ]);
}
