import { quoteForm } from '../../../../db/areas/notes/forms.ts';
import type { ReadDb } from '../../../../db/open.ts';
import { readStored } from '../../../../db/stored.ts';
import type { BuildQuote } from '../../../../workers/areas/customers/build/run.ts';

/** Quotes of notes that are about rows of these sources, one for each theme of a quote. */
export function quotesForBuild(db: ReadDb, sources: ReadonlySet<number>): BuildQuote[] {
  const links = db.all<{ note_id: number; source_id: number; row: number }>(
    'SELECT note_id, source_id, row FROM note_customer ORDER BY id',
  );
  if (links.length === 0) return [];
  const names = new Map(
    db.all<{ id: number; name: string }>('SELECT id, name FROM note_theme').map(({ id, name }) => [id, name]),
  );
  const quotes = db.all<{ note_id: number; body: string }>('SELECT note_id, body FROM note_quote ORDER BY id');
  return quotes.flatMap(({ note_id: note, body }) =>
    readStored(quoteForm, body, `quote of note ${note}`).themes.flatMap((theme) => {
      const name = names.get(theme);
      if (name === undefined) return [];
      return links
        .filter((link) => link.note_id === note && sources.has(link.source_id))
        .map((link) => ({ theme: name, source: link.source_id, row: link.row }));
    }),
  );
}
