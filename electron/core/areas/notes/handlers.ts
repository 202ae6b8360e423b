import type { Out, Parsed } from '../../../../shared/contract.ts';
import { noteIdsOfCustomer, namingColumns } from '../../../db/areas/notes/links.ts';
import { allNotes, notesWith, oneNote } from '../../../db/areas/notes/notes.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { Area, Handlers, QueryContext } from '../../area.ts';
import { pairsLeft } from '../privacy/themes.ts';
import { codebookOf, exportNotes } from './codebook.ts';
import {
  addTheme,
  changeNotes,
  changeTheme,
  codeQuotes,
  linkCustomers,
  markQuote,
  mergeThemes,
  removeNotes,
  removeTheme,
  unlinkCustomers,
  unmarkQuotes,
} from './edit.ts';
import { addNote, importNotes } from './import.ts';
import { filteredQuotes, quoteRow } from './quotes.ts';
import { maskedCustomers, noteOf, summaries } from './read.ts';
import { importTags } from './tags.ts';

const handlers = {
  'notes.list': ({ db }, input) => list(db, input),
  'notes.get': ({ db }, { id }) => noteOf(db, id),
  'notes.ofCustomer': ({ db }, { customer }) =>
    summaries(
      db,
      noteIdsOfCustomer(db, customer).flatMap((id) => oneNote(db, id) ?? []),
    ),
  'notes.quotes': ({ db }, { offset, limit, ...filter }) => {
    const { quotes, read } = filteredQuotes(db, filter);
    return { count: quotes.length, quotes: quotes.slice(offset, offset + limit).map((quote) => read.row(quote)) };
  },
  'notes.quote': ({ db }, { id }) => quoteRow(db, id),
  'notes.codebook': ({ db }) => codebookOf(db),
  'notes.leavingPairs': ({ db }) => pairsLeft(codebookOf(db)),
  'notes.customers': findCustomers,
  'notes.export': exportNotes,
  'notes.add': addNote,
  'notes.import': importNotes,
  'notes.importTags': importTags,
  'notes.change': changeNotes,
  'notes.remove': removeNotes,
  'notes.link': linkCustomers,
  'notes.unlink': unlinkCustomers,
  'notes.mark': markQuote,
  'notes.code': codeQuotes,
  'notes.unmark': unmarkQuotes,
  'notes.addTheme': addTheme,
  'notes.changeTheme': changeTheme,
  'notes.mergeThemes': mergeThemes,
  'notes.removeTheme': removeTheme,
} satisfies Handlers<'notes.'>;

/** Notes, quotes and themes. */
export const area = { handlers } satisfies Area<'notes'>;

function list(db: ReadDb, input: Parsed<'notes.list'>): Out<'notes.list'> {
  const notes = allNotes(db);
  const found = notesWith(db, input.search.split(/\s+/).filter(Boolean));
  const kept = notes.filter(
    ({ id, kind, consent }) =>
      (!found || found.has(id)) &&
      (input.kinds.length === 0 || input.kinds.includes(kind)) &&
      (input.consent.length === 0 || input.consent.includes(consent)),
  );
  const shown = summaries(db, kept);
  const { theme } = input;
  return { total: notes.length, notes: theme === null ? shown : shown.filter(({ themes }) => themes.includes(theme)) };
}

/** Customers by key or name: found in clear, shown masked. */
async function findCustomers(
  { db, readers }: QueryContext,
  { search, limit }: Parsed<'notes.customers'>,
): Promise<Out<'notes.customers'>> {
  const naming = namingColumns(db);
  const wanted = search.trim();
  if (!naming || wanted === '') return [];
  const ids = await readers.run('notes.customers', { path: db.path, naming, search: wanted, limit });
  const shown = maskedCustomers(db, ids);
  return ids.flatMap((customer) => {
    const found = shown.get(customer);
    return found ? [{ customer, ...found }] : [];
  });
}
