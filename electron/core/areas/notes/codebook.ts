import type { Out, Parsed } from '../../../../shared/contract.ts';
import { type Codebook, QuoteFilter } from '../../../../shared/contract/notes.ts';
import { csvText } from '../../../../shared/csv.ts';
import { sayIn } from '../../../../shared/locales/index.ts';
import { fieldLabel } from '../../../../shared/card/claims.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { allNotes, allQuotes, allThemes } from '../../../db/areas/notes/notes.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { QueryContext } from '../../area.ts';
import { filteredQuotes } from './quotes.ts';

/** Themes with their counts, and which are put on the same quotes. */
export function codebookOf(db: ReadDb): Codebook {
  const themes = new Map(allThemes(db).map((theme) => [theme.id, { theme, quotes: 0, notes: new Set<number>() }]));
  const notes = new Map(allNotes(db).map((note) => [note.id, note]));
  const pairs = new Map<string, { a: number; b: number; quotes: number }>();
  const fields = new Map<string, number>();
  const consent = { yes: 0, no: 0, unknown: 0 };
  let quotes = 0;
  let uncoded = 0;
  for (const quote of allQuotes(db)) {
    const note = notes.get(quote.note);
    if (!note) continue;
    quotes++;
    consent[note.consent]++;
    if (quote.themes.length === 0) uncoded++;
    if (quote.field !== null) fields.set(quote.field, (fields.get(quote.field) ?? 0) + 1);
    const on = quote.themes.filter((id) => themes.has(id)).sort((a, b) => a - b);
    for (const [i, a] of on.entries()) {
      const of = themes.get(a)!;
      of.quotes++;
      of.notes.add(quote.note);
      for (const b of on.slice(i + 1)) {
        const pair = pairs.get(`${a} ${b}`) ?? { a, b, quotes: 0 };
        pair.quotes++;
        pairs.set(`${a} ${b}`, pair);
      }
    }
  }
  return {
    themes: [...themes.values()].map((of) => ({ ...of.theme, quotes: of.quotes, notes: of.notes.size })),
    pairs: [...pairs.values()].sort((x, y) => y.quotes - x.quotes || x.a - y.a || x.b - y.b),
    fields: [...fields].map(([field, n]) => ({ field, quotes: n })),
    consent,
    quotes,
    uncoded,
    notes: notes.size,
  };
}

/**
 * The codebook or the quotes as CSV. Of quotes only those with consent, with names by role; a note is told by its number,
 * since its title may name somebody. A second door behind this one does not exist: whatever leaves as a table of quotes
 * leaves here.
 */
export function exportNotes({ db, lang: reader }: QueryContext, input: Parsed<'notes.export'>): Out<'notes.export'> {
  const lang = input.lang ?? reader;
  const say = (key: string) => sayIn(lang, { key: `notes:${key}` });
  if (input.what === 'codebook') {
    const { themes } = codebookOf(db);
    const head = ['theme', 'description', 'quotes', 'notes'].map((key) => say(`csv.${key}`));
    const rows = themes.map((theme) => [maskText(theme.name), maskText(theme.description), theme.quotes, theme.notes]);
    return { name: `${say('csv.codebookFile')}.csv`, csv: csvText([head, ...rows]), rows: rows.length, withheld: 0 };
  }
  const { quotes, read } = filteredQuotes(db, input.filter ?? QuoteFilter.parse({}));
  const names = new Map(allThemes(db).map(({ id, name }) => [id, maskText(name)]));
  const open = quotes.filter((quote) => read.note(quote.note)?.consent === 'yes');
  const head = ['note', 'kind', 'date', 'role', 'quote', 'themes', 'field'].map((key) => say(`csv.${key}`));
  const rows = open.map((quote) => {
    const row = read.row(quote);
    return [
      row.note,
      say(`kind.${row.kind}`),
      row.date,
      row.role === null ? '' : say(`role.${row.role}`),
      row.shown,
      row.themes.flatMap((id) => names.get(id) ?? []).join('; '),
      row.field === null ? '' : fieldLabel({ key: row.field, label: null }, lang),
    ];
  });
  return {
    name: `${say('csv.quotesFile')}.csv`,
    csv: csvText([head, ...rows]),
    rows: rows.length,
    withheld: quotes.length - open.length,
  };
}
