import type { Said } from '../../../shared/domain.ts';
import { nextRecord, type Dialect } from './records.ts';

/** The dialect of a text with its reasons. */
export type DialectGuess = { dialect: Dialect; delimiterReason: Said; quoteReason: Said; columns: number };

/** Delimiters that are tried, the likelier first. ' ' stands for runs of blanks. */
const DELIMITERS = [',', ';', '\t', '|', '，', '\u0001', '^', '~', ':', ' '];
/** How sure each must be: blanks and colons also stand in plain prose and times. */
const PRIOR: Record<string, number> = {
  ',': 1,
  ';': 1,
  '\t': 1.02,
  '|': 0.98,
  '，': 0.8,
  '\u0001': 1,
  '^': 0.8,
  '~': 0.8,
  ':': 0.45,
  ' ': 0.5,
};
/** Records of a sample that are counted. */
const RECORDS = 400;

/**
 * The delimiter under which most records of the samples have the same number of fields (more than one), quotes
 * respected. `samples` are stretches of decoded text from several places, each starting at a line start.
 */
export function guessDialect(samples: readonly string[], loneCr: boolean, asked: Partial<Dialect>): DialectGuess {
  const quote = asked.quote ?? guessQuote(samples, asked.delimiter === undefined ? DELIMITERS : [asked.delimiter]);
  const quoteReason: Said =
    asked.quote !== undefined
      ? { key: 'sources:reason.asked' }
      : { key: quote === "'" ? 'sources:quote.single' : 'sources:quote.double' };
  if (asked.delimiter !== undefined) {
    const counts = fieldCounts(samples, { delimiter: asked.delimiter, quote }, loneCr);
    const { columns } = agreement(counts);
    return {
      dialect: { delimiter: asked.delimiter, quote },
      delimiterReason: { key: 'sources:reason.asked' },
      quoteReason,
      columns,
    };
  }
  const tabbed = isTabbed(samples);
  let best = { delimiter: ',', score: 0, columns: 1, share: 1 };
  for (const delimiter of DELIMITERS) {
    if (delimiter === '\t' && tabbed) continue;
    const counts = fieldCounts(samples, { delimiter, quote }, loneCr);
    const { columns, share, spread } = agreement(counts);
    if (columns < 2 && spread < 0.2) continue;
    if ((delimiter === ' ' || delimiter === ':') && (share < 0.95 || columns < 2)) continue;
    // agreement first; among equals the one that makes more columns; ragged baskets still beat no delimiter at all
    const score = (share + Math.min(columns, 30) * 0.004 + (columns < 2 ? 0 : 0.3)) * (PRIOR[delimiter] ?? 0.5);
    if (score > best.score + 1e-9) best = { delimiter, score, columns, share };
  }
  const delimiterReason: Said =
    best.score === 0
      ? { key: 'sources:delimiter.none' }
      : { key: 'sources:delimiter.agree', values: { columns: best.columns, share: best.share } };
  return { dialect: { delimiter: best.delimiter, quote }, delimiterReason, quoteReason, columns: best.columns };
}

/** Tabs that only stand before commas and line ends: each cell of a comma-separated file ends in one, to keep it text. */
function isTabbed(samples: readonly string[]): boolean {
  let tabs = 0;
  let guards = 0;
  for (const sample of samples)
    for (let at = sample.indexOf('\t'); at >= 0; at = sample.indexOf('\t', at + 1)) {
      tabs++;
      const next = sample[at + 1];
      if (next === ',' || next === '\r' || next === '\n') guards++;
    }
  return guards > 0 && guards >= tabs * 0.95 && samples.some((sample) => sample.includes('\t,'));
}

/** `'` only where it stands at both edges of fields and `"` nowhere does. */
function guessQuote(samples: readonly string[], delimiters: readonly string[]): string {
  let double = 0;
  let single = 0;
  for (const sample of samples)
    for (const line of sample.split(/[\r\n]+/, 200))
      for (const delimiter of delimiters)
        for (const field of line.split(delimiter)) {
          if (field.length < 2) continue;
          if (field.startsWith('"') && field.endsWith('"')) double++;
          if (field.startsWith("'") && field.endsWith("'")) single++;
        }
  return double === 0 && single > 10 ? "'" : '"';
}

/** Numbers of fields of the first records of each sample; blank lines are left out. */
function fieldCounts(samples: readonly string[], dialect: Dialect, loneCr: boolean): number[] {
  const counts: number[] = [];
  for (const text of samples) {
    let at = 0;
    for (let n = 0; n < RECORDS; n++) {
      const found = nextRecord(text, at, { ...dialect, final: true, width: null, loneCr });
      if (!found) break;
      at = found.next;
      if (found.unclosed) continue;
      const raw = text.slice(found.start, found.end);
      if (raw.trim() === '') continue;
      counts.push(dialect.delimiter === ' ' ? raw.trim().split(/ +/).length : found.fields);
    }
  }
  return counts;
}

/** The commonest number of fields, the share of records that have it, and how many have more than one field. */
function agreement(counts: readonly number[]): { columns: number; share: number; spread: number } {
  const tally = new Map<number, number>();
  let more = 0;
  for (const count of counts) {
    tally.set(count, (tally.get(count) ?? 0) + 1);
    if (count > 1) more++;
  }
  let columns = 1;
  let most = 0;
  for (const [count, n] of tally) if (n > most || (n === most && count > columns)) [columns, most] = [count, n];
  return { columns, share: most / Math.max(1, counts.length), spread: more / Math.max(1, counts.length) };
}
