import type { In } from '../../../shared/contract.ts';
import type { Act, Desk, Draw } from './act.ts';

type NoteChange = In<'notes.change'>['change'];
type QuoteChange = In<'notes.code'>['change'];

const notes = async ({ client }: Desk) => (await client.call('notes.list', {})).notes;
const quotes = async ({ client }: Desk) => (await client.call('notes.quotes', {})).quotes;
const themes = async ({ client }: Desk) => (await client.call('notes.codebook', {})).themes;

const mark: Act = async (desk, draw) => {
  const note = draw.one(await notes(desk));
  if (!note || note.chars < 2) return false;
  const start = draw.below(note.chars - 1);
  const stop = start + 1 + draw.below(note.chars - start - 1);
  const coded = draw.some(await themes(desk), draw.below(3)).map(({ id }) => id);
  return desk.client.call('notes.mark', { note: note.id, start, stop, themes: coded });
};

const quoteChange = (draw: Draw, codes: number[]): QuoteChange =>
  draw.one<QuoteChange>([
    { themes: codes },
    { addThemes: codes },
    { removeThemes: codes },
    { field: draw.one(['goals', 'pains', null])! },
    { role: draw.one(['customer', 'sales', null] as const)! },
  ])!;

/** Notes, their customers, quotes and themes. */
export const NOTE_ACTS: Record<string, Act> = {
  'notes.add': ({ client }, draw) =>
    client.call('notes.add', { text: `${draw.word()}: the queue is too long on ${draw.word()}.`, consent: 'yes' }),
  'notes.change': async (desk, draw) => {
    const chosen = draw.some(await notes(desk), 2);
    if (chosen.length === 0) return false;
    const change = draw.one<NoteChange>([
      { title: draw.word() },
      { consent: draw.one(['yes', 'no', 'unknown'] as const)! },
      { kind: draw.one(['sales', 'support'] as const)! },
      { date: `2026-01-${String(10 + draw.below(20))}` },
      { hidden: [draw.word()] },
    ])!;
    return desk.client.call('notes.change', { ids: chosen.map(({ id }) => id), change });
  },
  'notes.remove': async (desk, draw) => {
    const note = draw.one(await notes(desk));
    return note !== undefined && desk.client.call('notes.remove', { ids: [note.id] });
  },
  'notes.link': async (desk, draw) => {
    const note = draw.one(await notes(desk));
    const customer = draw.one(await desk.client.call('notes.customers', { search: 'M' }));
    if (!note || !customer) return false;
    return desk.client.call('notes.link', { id: note.id, customers: [customer.customer] });
  },
  'notes.unlink': async (desk, draw) => {
    const note = draw.one((await notes(desk)).filter(({ customers }) => customers > 0));
    if (!note) return false;
    const { links } = await desk.client.call('notes.get', { id: note.id });
    return desk.client.call('notes.unlink', { links: links.slice(0, 1).map(({ link }) => link) });
  },
  'notes.mark': mark,
  'notes.mark, as often': mark,
  'notes.code': async (desk, draw) => {
    const chosen = draw.some(await quotes(desk), 1 + draw.below(3));
    if (chosen.length === 0) return false;
    const codes = draw.some(await themes(desk), 2).map(({ id }) => id);
    return desk.client.call('notes.code', { ids: chosen.map(({ id }) => id), change: quoteChange(draw, codes) });
  },
  'notes.unmark': async (desk, draw) => {
    const quote = draw.one(await quotes(desk));
    return quote !== undefined && desk.client.call('notes.unmark', { ids: [quote.id] });
  },
  'notes.addTheme': async (desk, draw) => {
    const chosen = draw.some(await quotes(desk), 2).map(({ id }) => id);
    return desk.client.call('notes.addTheme', { name: draw.word(), quotes: chosen });
  },
  'notes.changeTheme': async (desk, draw) => {
    const theme = draw.one(await themes(desk));
    if (!theme) return false;
    return desk.client.call('notes.changeTheme', { id: theme.id, name: draw.word(), shape: 1 + draw.below(4) });
  },
  'notes.mergeThemes': async (desk, draw) => {
    const [into, from] = draw.some(await themes(desk), 2);
    if (!into || !from) return false;
    return desk.client.call('notes.mergeThemes', { into: into.id, from: [from.id] });
  },
  'notes.removeTheme': async (desk, draw) => {
    const theme = draw.one(await themes(desk));
    return theme !== undefined && desk.client.call('notes.removeTheme', { id: theme.id });
  },
};
