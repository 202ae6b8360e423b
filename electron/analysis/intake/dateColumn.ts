import type { ColumnFormat, Said } from '../../../shared/domain.ts';
import { ambiguousParts, readDate, readSerial, type DateOrder, type DateReading } from './dates.ts';
import type { FileFormat } from './columnFacts.ts';
import type { Tally } from './personal.ts';

/** How well a column reads as dates, and how. */
export type DateDecision = {
  share: number;
  format: ColumnFormat;
  /** all dates are eight bare digits */
  onlyCompact: boolean;
  reason: Said;
  warnings: Said[];
  /** how most are written, in words */
  style: Said;
};

/** What the values say about day or month first. */
export type OrderEvidence = { dmy: number; mdy: number; either: number };

/** Count what each 03-05-2024 of a column says about its order: 25-05 can only be day first. */
export function orderEvidence(tally: Tally): OrderEvidence {
  const evidence: OrderEvidence = { dmy: 0, mdy: 0, either: 0 };
  for (const { text, count } of tally) {
    const parts = ambiguousParts(text);
    if (!parts) continue;
    if (parts.first > 12 && parts.second <= 12) evidence.dmy += count;
    else if (parts.second > 12 && parts.first <= 12) evidence.mdy += count;
    else evidence.either += count;
  }
  return evidence;
}

/**
 * Dates of a column. Excel serials (five digits) count only where the header speaks of dates or real dates stand beside
 * them; eight bare digits only where nearly all of them are plausible days.
 */
export function decideDates(tally: Tally, present: number, file: FileFormat, spoken: boolean): DateDecision | null {
  if (present === 0 || hopeless(tally)) return null;
  const evidence = orderEvidence(tally);
  const { order, ambiguous } = orderOf(evidence, file, tally);
  const styles = { iso: 0, slash: 0, chinese: 0, compact: 0, parts: 0, named: 0, serial: 0 };
  let written = 0;
  let example = '';
  let serials = 0;
  for (const { text, count } of tally) {
    const date: DateReading | null = readDate(text, order);
    if (date) {
      written += count;
      styles[date.style] += count;
      if (example === '') example = text.slice(0, 30);
    } else if (readSerial(text)) serials += count;
  }
  const useSerials = serials > 0 && (spoken || written > serials * 0.2);
  if (useSerials) styles.serial = serials;
  const share = (written + (useSerials ? serials : 0)) / present;
  if (share === 0) return null;
  const format: ColumnFormat = { dateOrder: styles.parts > 0 ? order : 'ymd' };
  if (useSerials) format.excelSerial = true;
  const used = Object.entries(styles).filter(([, n]) => n > 0);
  const main = used.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  const style: Said = { key: `sources:dateStyle.${main === 'parts' ? order : main}` };
  const reason: Said =
    useSerials && written > 0
      ? { key: 'sources:why.date.withSerials', values: { style } }
      : used.length > 1
        ? { key: 'sources:why.date.styles', values: { n: used.length, style } }
        : styles.parts > 0 && !ambiguous
          ? { key: `sources:why.date.${order}`, values: { n: order === 'dmy' ? evidence.dmy : evidence.mdy } }
          : { key: 'sources:why.date.one', values: { style } };
  const warnings: Said[] = [];
  if (ambiguous && styles.parts > 0)
    warnings.push({ key: 'sources:warn.ambiguousDates', values: { order: { key: `sources:dateStyle.${order}` } } });
  return { share, format, onlyCompact: styles.compact === written && serials === 0, reason, warnings, style };
}

/** None of the first values is a date or a serial: the rest need not be looked at. */
function hopeless(tally: Tally): boolean {
  const n = Math.min(tally.length, 300);
  for (let i = 0; i < n; i++) {
    const { text } = tally[i]!;
    if (readDate(text, 'dmy') ?? readDate(text, 'mdy') ?? readDate(text, 'ymd') ?? readSerial(text)) return false;
  }
  return n >= 300;
}

function orderOf(evidence: OrderEvidence, file: FileFormat, tally: Tally): { order: DateOrder; ambiguous: boolean } {
  if (file.dateOrderAsked && file.dateOrder) return { order: file.dateOrder, ambiguous: false };
  if (evidence.dmy > evidence.mdy) return { order: 'dmy', ambiguous: false };
  if (evidence.mdy > evidence.dmy) return { order: 'mdy', ambiguous: false };
  if (evidence.either === 0) return { order: file.dateOrder ?? 'dmy', ambiguous: false };
  if (file.dateOrder) return { order: file.dateOrder, ambiguous: false };
  // nothing decides: slashes with a four-digit year are most often American, everything else day first
  const slashes = tally.some(({ text }) => text.includes('/'));
  return { order: slashes ? 'mdy' : 'dmy', ambiguous: true };
}
