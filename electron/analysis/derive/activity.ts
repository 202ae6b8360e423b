import type { DerivedColumn, FactSource } from './types.ts';
import { codesOf, dateColumn, numberColumn, wordColumn } from './columns.ts';
import { favouriteField } from './favourites.ts';

const idsOf = (facts: readonly FactSource[]): number[] => facts.map(({ id }) => id);

/** Rows of each customer; length n. */
function countOf(facts: readonly FactSource[], n: number): Float64Array {
  const counts = new Float64Array(n);
  for (const { customers } of facts) for (const customer of customers) if (customer > 0) counts[customer - 1]!++;
  return counts;
}

/** Newest date of each customer; NaN: none. */
function lastOf(facts: readonly FactSource[], n: number): Float64Array {
  const last = new Float64Array(n).fill(NaN);
  for (const { customers, columns } of facts) {
    if (columns.date?.kind !== 'date') continue;
    const { values } = columns.date;
    for (let row = 0; row < customers.length; row++) {
      const at = customers[row]! - 1;
      if (at >= 0 && !Number.isNaN(values[row]!) && !(last[at]! >= values[row]!)) last[at] = values[row]!;
    }
  }
  return last;
}

const hasDates = (facts: readonly FactSource[]) => facts.some(({ columns }) => columns.date?.kind === 'date');

/** Attributes from events: how many, the last one, favourite type, page and channel, and what lists of things name. */
export function fromEvents(facts: readonly FactSource[], n: number): DerivedColumn[] {
  if (facts.length === 0) return [];
  const sources = idsOf(facts);
  const counts = numberColumn(
    { key: 'events', dimension: 'behaviour', formula: 'count(events)', sources },
    countOf(facts, n),
  );
  const columns: DerivedColumn[] = [counts];
  if (hasDates(facts))
    columns.push(
      dateColumn({ key: 'lastEvent', dimension: 'lifecycle', formula: 'max(event.date)', sources }, lastOf(facts, n)),
    );
  for (const [key, field, named] of [
    ['eventType', 'type', false],
    ['page', 'page', false],
    ['eventChannel', 'channel', false],
    // codes alone tell little: these are favourites where a list names or groups them
    ['eventItem', 'item', true],
    ['eventCategory', 'category', true],
  ] as const) {
    const having = named ? facts.filter(({ lookedUp }) => lookedUp?.[field]) : facts;
    const found = favouriteField(having, field, n, (fact, row) => having[fact]!.customers[row]! - 1);
    if (found)
      columns.push(
        wordColumn(
          { key, dimension: 'behaviour', formula: `mode(event.${field})`, sources: found.sources },
          found.values,
          found.codes,
          false,
        ),
      );
  }
  return columns;
}

/** Attributes from feedback: how many, the mean rating, the last one. */
export function fromFeedback(facts: readonly FactSource[], n: number): DerivedColumn[] {
  if (facts.length === 0) return [];
  const sources = idsOf(facts);
  const columns = [
    numberColumn({ key: 'feedbacks', dimension: 'social', formula: 'count(feedback)', sources }, countOf(facts, n)),
  ];
  const rated = facts.filter(({ columns: { rating } }) => rating?.kind === 'number');
  if (rated.length > 0) {
    const sums = new Float64Array(n);
    const counts = new Int32Array(n);
    for (const { customers, columns: own } of rated) {
      const { values } = own.rating as { values: Float64Array };
      for (let row = 0; row < customers.length; row++) {
        const at = customers[row]! - 1;
        if (at < 0 || Number.isNaN(values[row]!)) continue;
        sums[at] = sums[at]! + values[row]!;
        counts[at] = counts[at]! + 1;
      }
    }
    columns.push(
      numberColumn(
        { key: 'rating', dimension: 'psychographic', formula: 'mean(feedback.rating)', sources: idsOf(rated) },
        sums.map((sum, at) => sum / counts[at]!),
      ),
    );
  }
  if (hasDates(facts))
    columns.push(
      dateColumn(
        { key: 'lastFeedback', dimension: 'lifecycle', formula: 'max(feedback.date)', sources },
        lastOf(facts, n),
      ),
    );
  return columns;
}

/** Quotes in all, and by theme. A customer nobody spoke with has none of them: missing, not zero. */
export function fromNotes(facts: readonly FactSource[], n: number): DerivedColumn[] {
  if (facts.length === 0) return [];
  const all = countOf(facts, n);
  const known = (counts: Float64Array) => counts.map((count, at) => (all[at] === 0 ? NaN : count));
  const columns: DerivedColumn[] = [
    numberColumn({ key: 'quotes', dimension: 'need', formula: 'count(quotes)', sources: idsOf(facts) }, known(all)),
  ];
  const themes = new Map<string, { counts: Float64Array; sources: Set<number> }>();
  for (const { id, customers, columns: own } of facts) {
    if (!own.type) continue;
    const { values, codes } = codesOf(own.type);
    for (let row = 0; row < customers.length; row++) {
      const at = customers[row]! - 1;
      const theme = codes[row]! < 0 ? null : values[codes[row]!]!;
      if (at < 0 || theme === null) continue;
      let entry = themes.get(theme);
      if (!entry) themes.set(theme, (entry = { counts: new Float64Array(n), sources: new Set() }));
      entry.sources.add(id);
      entry.counts[at] = entry.counts[at]! + 1;
    }
  }
  for (const [theme, { counts, sources }] of [...themes].sort(([a], [b]) => (a < b ? -1 : 1)))
    columns.push({
      ...numberColumn(
        {
          key: 'theme',
          dimension: 'need',
          formula: `count(quotes, theme = ${JSON.stringify(theme)})`,
          explain: { theme },
          sources: [...sources],
        },
        known(counts),
      ),
      key: `theme.${theme}`,
      name: { key: 'derive:name.theme', values: { theme } },
    });
  return columns;
}
