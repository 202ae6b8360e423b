import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CallError } from '../../../electron/core/client.ts';
import { gotoEdit, head, undoEdit } from '../../../electron/db/edits.ts';
import type { WriteDb } from '../../../electron/db/open.ts';
import type { Claim, Persona } from '../../../shared/contract/personas.ts';
import { createBench, type Bench } from '../segments/bench.ts';
import { scan } from '../sources/canaries.ts';

/** FULL=1: sixty workspaces. */
const RUNS = process.env['FULL'] === '1' ? 60 : 6;

let bench: Bench;
beforeAll(() => {
  bench = createBench({ threads: 1 });
});
afterAll(() => bench.close());

// what makes something is likelier than what takes it away
const DOES = [
  ...(['add', 'add', 'again', 'change', 'change', 'many', 'mark', 'mark', 'theme', 'quote', 'quote'] as const),
  ...(['remove', 'remove', 'undo', 'undo', 'redo', 'goto'] as const),
];
type Act = { readonly do: (typeof DOES)[number]; readonly pick: number };
const act: fc.Arbitrary<Act> = fc.record({ do: fc.constantFrom(...DOES), pick: fc.nat(1000) });

const ABC = 'abcdefghijklmnopqrstuvwxyz';
/** A word for a number: no two are the same below 26³. */
const wordOf = (n: number) =>
  `Quill${Array.from({ length: 8 }, (_, i) => ABC[Math.floor(n / 26 ** (i % 3)) % 26]!).join('')}`;
const textOf = (n: number) => `Anna ${wordOf(n)}: The queue is too long.\nBela: ${wordOf(n)} 说排队太久了。\n`;
const words = (texts: Iterable<string>) => new Set([...texts].map((text) => /Quill[a-z]{8}/.exec(text)![0]));

/** What can be undone, at one edit. */
interface State {
  readonly notes: readonly { readonly id: number; readonly content: string }[];
  readonly quotes: readonly { readonly note_id: number }[];
  readonly themes: readonly unknown[];
  readonly cards: readonly (Omit<Persona, 'id'> & { readonly id: number })[];
}

const stateOf = (db: WriteDb): State => ({
  notes: db.all('SELECT note.id, title, content, body FROM note JOIN text ON text.id = text_id ORDER BY note.id'),
  quotes: db.all('SELECT * FROM note_quote ORDER BY id'),
  themes: db.all('SELECT * FROM note_theme ORDER BY id'),
  cards: db
    .all<{ id: number; rev: number; body: string }>('SELECT id, rev, body FROM persona ORDER BY id')
    .map(({ id, rev, body }) => ({ ...(JSON.parse(body) as Persona), id, rev })),
});

/** A state as it would be without some notes: no statement of the cards here rests on more than one quote. */
function without({ notes, quotes, themes, cards }: State, gone: ReadonlySet<number>): State {
  const rests = ({ evidence }: Claim) =>
    evidence.some((one) => one.kind === 'quote' && one.noteId !== undefined && gone.has(one.noteId));
  return {
    notes: notes.filter(({ id }) => !gone.has(id)),
    quotes: quotes.filter(({ note_id: note }) => !gone.has(note)),
    themes,
    cards: cards.map((card) => ({
      ...card,
      fields: card.fields.map((field) => ({ ...field, claims: field.claims.filter((claim) => !rests(claim)) })),
    })),
  };
}

/** A workspace with what was seen of it. */
class Desk {
  readonly seen = new Map<number | null, State>();
  readonly texts = new Map<number, string>();
  readonly #first: number;
  #texts = 0;
  constructor(first: number) {
    this.#first = first;
    this.look();
  }
  get db(): WriteDb {
    return bench.core.session().db;
  }
  /** Remember how it stands at this edit: whenever it stands there again, it is the same. */
  look(): void {
    const state = stateOf(this.db);
    for (const { id, content } of state.notes) this.texts.set(id, content);
    const known = this.seen.get(head(this.db));
    if (known) expect(state).toEqual(known);
    else this.seen.set(head(this.db), state);
  }
  async do(one: Act): Promise<void> {
    try {
      await this.#do(one);
    } catch (error) {
      // the same text twice is refused
      if (!(error instanceof CallError) || error.envelope.code !== 'conflict') throw error;
    }
    this.look();
  }
  async #do({ do: what, pick }: Act): Promise<unknown> {
    const { client } = bench;
    const one = <T>(from: readonly T[]): T | undefined => from[pick % from.length];
    const { notes } = await client.call('notes.list', {});
    const note = one(notes);
    const { quotes } = await client.call('notes.quotes', {});
    const quote = one(quotes);
    if (what === 'add') return client.call('notes.add', { text: textOf(this.#first + this.#texts++), consent: 'yes' });
    if (what === 'again') {
      const text = one([...this.texts.values()]);
      return text && client.call('notes.add', { text, consent: 'yes' });
    }
    if (what === 'undo' || what === 'redo') return client.call(`workspace.${what}`, {});
    if (what === 'goto') return client.call('workspace.goto', { id: one([...this.seen.keys()])! });
    if (!note) return undefined;
    if (what === 'change') return client.call('notes.change', { ids: [note.id], change: { title: `Talk ${pick}` } });
    if (what === 'many')
      return client.call('notes.change', { ids: notes.map(({ id }) => id), change: { date: '2026-01-02' } });
    if (what === 'remove') return client.call('notes.remove', { ids: [note.id] });
    if (what === 'mark')
      return client.call('notes.mark', { note: note.id, start: pick % 20, stop: 21 + (pick % 30), field: 'pains' });
    if (!quote) return undefined;
    if (what === 'theme') return client.call('notes.addTheme', { name: `Theme ${pick % 4}`, quotes: [quote.id] });
    const cards = await client.call('personas.list', {});
    const card = one(cards) ?? (await client.call('personas.create', { name: 'Regulars' }));
    this.look();
    return client.call('personas.addQuote', { id: card.id, rev: card.rev, quote: quote.id, field: 'pains' });
  }
}

const totals = { runs: 0, gone: 0, kept: 0, edits: 0, shared: 0 };

test(
  'what is removed for good leaves no byte behind; every other text, and every edit but those of it, is as it was',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 12, maxLength: 40, size: 'max' }), async (acts) => {
        await bench.client.call('workspace.create', { name: `forget ${String(totals.runs)}` });
        const desk = new Desk(totals.runs++ * 50);
        // there is something to remove in every run, and something that stays
        for (const one of [...acts, ...(['add', 'add', 'remove'] as const).map((does) => ({ do: does, pick: 0 }))])
          await desk.do(one);
        const { db } = desk;
        const live = new Set(db.column<number>('SELECT id FROM note'));
        const gone = new Set([...desk.texts.keys()].filter((id) => !live.has(id)));
        const kept = new Set([...live].map((id) => desk.texts.get(id)!));
        const lost = [...gone].map((id) => desk.texts.get(id)!);
        const forgotten = words(lost.filter((text) => !kept.has(text)));
        expect(scan(bench.folder, forgotten).size).toBeGreaterThan(0);

        await bench.client.call('sources.forget', { sourceIds: [], notes: true, sure: true });
        expect([...scan(bench.folder, forgotten)]).toEqual([]);
        expect(new Set(db.column('SELECT content FROM text'))).toEqual(kept);
        expect(db.column('PRAGMA integrity_check')).toEqual(['ok']);
        expect(db.all('PRAGMA foreign_key_check')).toEqual([]);

        const at = head(db);
        const same = () => expect(stateOf(db)).toEqual(without(desk.seen.get(head(db))!, gone));
        same();
        const choosable = db.column<number>('SELECT id FROM edit WHERE gone = 0');
        for (const id of choosable) {
          gotoEdit(db, id);
          same();
        }
        while (undoEdit(db)) same();
        expect(stateOf(db)).toEqual({ notes: [], quotes: [], themes: [], cards: [] });
        if (choosable.includes(at!)) gotoEdit(db, at);
        totals.gone += gone.size;
        totals.kept += kept.size;
        totals.edits += choosable.length;
        totals.shared += lost.filter((text) => kept.has(text)).length;
      }),
      { numRuns: RUNS, seed: 4, endOnFailure: true },
    );
    // the acts came to what is to be shown
    expect(totals.gone).toBeGreaterThan(2 * totals.runs);
    expect(totals.kept).toBeGreaterThan(2 * totals.runs);
    expect(totals.edits).toBeGreaterThan(5 * totals.runs);
    expect(totals.shared).toBeGreaterThan(0);
  },
  120_000 + RUNS * 30_000,
);
