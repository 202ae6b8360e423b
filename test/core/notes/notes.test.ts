import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallError } from '../../../shared/client.ts';
import { noteFacts } from '../../../electron/db/areas/notes/links.ts';
import { noteText } from '../../../electron/db/areas/notes/notes.ts';
import { openStudy, type Study } from '../personas/study.ts';

const TEXT = [
  '2024-03-05 门店访谈',
  '访谈者：您好，先说说平时怎么买茶？',
  '王女士：我每周来一次，店员都认识我。电话 13812345678。',
  '访谈者：有什么不满意的吗？',
  '王女士：排队太久，王女士我等不了。',
].join('\n');
const WAITING = '排队太久，王女士我等不了。';

const GIVEN = ['Anna', 'Bela', 'Carl', 'Dora', 'Emil', 'Frida', 'Gina', 'Hugo', 'Ida', 'Jon', 'Kaja', 'Lars'];
const FAMILY = [
  'Bergman',
  'Castell',
  'Dupont',
  'Ericson',
  'Fischer',
  'Garcia',
  'Hansen',
  'Ivarsen',
  'Jensen',
  'Keller',
];

/** 600 members; every name is one of a kind. */
function membersCsv(): string {
  const rows = ['customer_id,name,phone,age,visits'];
  for (let i = 0; i < 600; i++) {
    const name = `${GIVEN[i % 12]!} ${FAMILY[Math.floor(i / 12) % 10]!}${['', 'a', 'e', 'i', 'o'][Math.floor(i / 120)]!}`;
    rows.push(`K${String(10001 + i)},${name},138${String(10000000 + i * 7919)},${20 + (i % 50)},${i % 9}`);
  }
  return `${rows.join('\n')}\n`;
}

let study: Study;
const call: Study['client']['call'] = (...args) => study.client.call(...args);
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('the call succeeded'),
    (error: CallError) => error.envelope,
  );
const spanOf = (text: string, words: string) => {
  const start = text.indexOf(words);
  return { start, stop: start + words.length };
};
const snapshot = () =>
  JSON.stringify(
    ['note', 'note_quote', 'note_theme', 'note_customer', 'persona'].map((table) =>
      study.core.session().db.all(`SELECT * FROM ${table} ORDER BY id`),
    ),
  );

beforeAll(async () => {
  study = await openStudy('zh-CN');
  await study.importText('members.csv', membersCsv());
}, 60_000);
afterAll(() => study.close());

describe('a note', () => {
  it('is read for speakers, language, date and kind; its text stays as it came', async () => {
    const note = await call('notes.add', { text: TEXT });
    expect(note).toMatchObject({ title: '2024-03-05 门店访谈', kind: 'interview', lang: 'zh', date: '2024-03-05' });
    expect(note.consent).toBe('unknown');
    expect(note.speakers).toEqual([
      { label: '访谈者', role: 'interviewer' },
      { label: '王女士', role: 'customer' },
    ]);
    await call('notes.change', {
      ids: [note.id],
      change: { title: '三月访谈', kind: 'other', speakers: [{ label: '王女士', role: 'customer' }], hidden: ['小周'] },
    });
    const after = await call('notes.get', { id: note.id });
    // stored as it came, shown with what is personal masked in place
    expect(noteText(study.core.session().db, note.id)).toBe(TEXT);
    expect(after.text).toBe(TEXT.replace('13812345678', '138****5678'));
    expect(after).toMatchObject({ title: '三月访谈', kind: 'other', hidden: ['小周'] });
    expect((await refused(call('notes.add', { text: TEXT }))).code).toBe('conflict');
    await call('workspace.undo', {});
    await call('workspace.undo', {});
    expect((await call('notes.list', {})).total).toBe(0);
    await call('workspace.redo', {});
    await call('workspace.redo', {});
    expect((await call('notes.get', { id: note.id })).title).toBe('三月访谈');
  });

  it('is found by its words, kind and consent', async () => {
    await call('notes.add', { text: 'Sales call\nRep: hello\nAnna Miller: I want it cheaper', consent: 'yes' });
    const of = async (input: object) => (await call('notes.list', input)).notes.map(({ title }) => title);
    expect(await of({ search: '排队' })).toEqual(['三月访谈']);
    expect(await of({ search: 'CHEAPER' })).toEqual(['Sales call']);
    expect(await of({ kinds: ['sales'] })).toEqual(['Sales call']);
    expect(await of({ consent: ['unknown'] })).toEqual(['三月访谈']);
    expect(await of({ search: '100%' })).toEqual([]);
  });
});

describe('quotes and themes', () => {
  it('are marked, coded on the fly, overlap, and every step is undone', async () => {
    const [note] = (await call('notes.list', { search: '排队' })).notes;
    const before = snapshot();
    const a = await call('notes.mark', { note: note!.id, ...spanOf(TEXT, ` ${WAITING}`.trim()) });
    const b = await call('notes.mark', { note: note!.id, ...spanOf(TEXT, '太久，王女士') });
    const wait = await call('notes.addTheme', { name: ' 等候 ', quotes: [a.id, b.id] });
    expect(await call('notes.addTheme', { name: '等候' })).toEqual(wait);
    const queue = await call('notes.addTheme', { name: 'Queue', quotes: [a.id] });
    expect([queue.colour, queue.shape]).not.toEqual([wait.colour, wait.shape]);
    await call('notes.code', { ids: [a.id], change: { field: 'pains' } });
    const book = await call('notes.codebook', {});
    expect(book.themes.map(({ name, quotes, notes }) => [name, quotes, notes])).toEqual([
      ['等候', 2, 1],
      ['Queue', 1, 1],
    ]);
    expect(book.pairs).toEqual([{ a: wait.id, b: queue.id, quotes: 1 }]);
    expect(book.fields).toEqual([{ field: 'pains', quotes: 1 }]);
    const found = await call('notes.quotes', { themes: [wait.id, queue.id] });
    expect(found.quotes).toHaveLength(1);
    expect(found.quotes[0]).toMatchObject({ text: WAITING, role: 'customer', consent: 'unknown' });
    expect(found.quotes[0]!.shown).toBe('排队太久，［客户］我等不了。');

    await call('notes.mergeThemes', { into: wait.id, from: [queue.id] });
    const merged = await call('notes.codebook', {});
    expect(merged.themes.map(({ name, quotes }) => [name, quotes])).toEqual([['等候', 2]]);
    expect(merged.pairs).toEqual([]);
    expect((await refused(call('notes.changeTheme', { id: queue.id, name: 'x' }))).code).toBe('not_found');
    await call('notes.unmark', { ids: [b.id] });
    await call('notes.removeTheme', { id: wait.id });
    const after = snapshot();
    for (let i = 0; i < 8; i++) await call('workspace.undo', {});
    expect(snapshot()).toBe(before);
    for (let i = 0; i < 8; i++) await call('workspace.redo', {});
    expect(snapshot()).toBe(after);
    for (let i = 0; i < 3; i++) await call('workspace.undo', {});
  });

  it('refuse white space, nothing, and a novel', async () => {
    const long = await call('notes.add', { text: `${'很长的话。'.repeat(2000)}\n\n \n` });
    expect((await refused(call('notes.mark', { note: long.id, start: 10_001, stop: 10_004 }))).code).toBe(
      'invalid_input',
    );
    expect((await refused(call('notes.mark', { note: long.id, start: 0, stop: 9000 }))).code).toBe('invalid_input');
    expect((await refused(call('notes.mark', { note: 999, start: 0, stop: 9 }))).code).toBe('not_found');
    await call('workspace.undo', {});
  });
});

describe('customers of a note', () => {
  it('are found by key or name, shown masked, and stay linked by source and row', async () => {
    const [hit] = await call('notes.customers', { search: 'K10007' });
    expect(hit).toMatchObject({ customer: 7, key: 'K10007' });
    expect(hit!.name).toMatch(/^\S\*\*\* \S\*\*\*$/);
    const { db } = study.core.session();
    const name = db.value<string>('SELECT c1 FROM customers_1 WHERE id = 9')!;
    const [byName] = await call('notes.customers', { search: name });
    expect(byName!.customer).toBe(9);
    expect(JSON.stringify(byName)).not.toContain(name);

    const [note] = (await call('notes.list', { search: '排队' })).notes;
    const linked = await call('notes.link', { id: note!.id, customers: [7, 9, 7] });
    expect(linked.links.map(({ customer }) => customer)).toEqual([7, 9]);
    expect((await call('notes.ofCustomer', { customer: 9 })).map(({ id }) => id)).toEqual([note!.id]);
    expect(db.all('SELECT source_id, row FROM note_customer ORDER BY id')).toEqual([
      { source_id: 1, row: 7 },
      { source_id: 1, row: 9 },
    ]);
    const [first, second] = (await call('notes.codebook', {})).themes;
    expect(noteFacts(db, null).rows[0]).toEqual({
      source: 1,
      row: 7,
      customer: 0,
      notes: 1,
      quotes: 2,
      themes: { [first!.id]: 2, [second!.id]: 1 },
    });
    // the names of linked customers are hidden in quotes
    const added = await call('notes.add', { text: `客户：${name} 说很好喝，谢谢` });
    await call('notes.link', { id: added.id, customers: [9] });
    const quote = await call('notes.mark', { note: added.id, start: 3, stop: added.chars });
    expect((await call('notes.quote', { id: quote.id })).shown).toBe('［某人］ 说很好喝，谢谢');
    for (let i = 0; i < 3; i++) await call('workspace.undo', {});
  });

  it('follow the rows into a built table and keep the link when it is built anew', async () => {
    const { db } = study.core.session();
    const customers = Int32Array.from({ length: 600 }, (_, i) => 600 - i);
    db.run(
      `INSERT INTO source (id, name, hash, bytes, encoding, delimiter, mode, read, stored, rejected, added, updated,
         customers, customer_table, imported_at, ms, options, columns, built)
       SELECT 50, name, hash, bytes, encoding, delimiter, mode, read, stored, rejected, added, updated,
         customers, customer_table, imported_at, ms, options, columns, '{}' FROM source WHERE id = 1`,
    );
    db.run(
      'INSERT INTO identity_map (built_id, source_id, rows, ids, lines, customers, scores) VALUES (50, 1, 600, NULL, NULL, ?, ?)',
      new Uint8Array(customers.buffer),
      new Uint8Array(2400),
    );
    db.run(`UPDATE setting SET value = '50' WHERE key = 'source'`);
    const [note] = (await call('notes.list', { search: '排队' })).notes;
    expect((await call('notes.get', { id: note!.id })).links.map(({ customer }) => customer)).toEqual([594, 592]);
    expect(noteFacts(db, 50).rows.map(({ row, customer }) => [row, customer])).toEqual([
      [7, 594],
      [9, 592],
    ]);
    await call('notes.link', { id: note!.id, customers: [1] });
    expect(db.all('SELECT source_id, row FROM note_customer ORDER BY id DESC LIMIT 1')).toEqual([
      { source_id: 1, row: 600 },
    ]);
    await call('workspace.undo', {});
    db.run(`UPDATE setting SET value = '1' WHERE key = 'source'`);
    db.run('DELETE FROM identity_map');
    db.run('DELETE FROM source WHERE id = 50');
  });
});

describe('consent', () => {
  it('decides what leaves the workspace and what stands on a card, at any time', async () => {
    const [note] = (await call('notes.list', { search: '排队' })).notes;
    const [quote] = (await call('notes.quotes', { note: note!.id })).quotes;
    expect((await call('notes.export', { what: 'quotes' })).rows).toBe(0);
    const card = await call('personas.create', { name: '常客' });
    const put = (extra: object) =>
      call('personas.get', { id: card.id }).then(({ rev }) =>
        call('personas.addQuote', { id: card.id, rev, quote: quote!.id, field: 'pains', ...extra }),
      );
    expect(await refused(put({}))).toMatchObject({ code: 'refused', said: { key: 'notes:error.noConsent' } });
    await put({ words: '等候时间长' });
    const html = async () =>
      (await call('personas.export', { ids: [card.id], format: 'html', edition: 'evidence' })).files[0]!.text;
    expect(await html()).toContain('等候时间长');
    expect(await html()).not.toContain('排队太久');

    await call('notes.change', { ids: [note!.id], change: { consent: 'yes', consentAt: '2024-03-06' } });
    const withQuote = await put({});
    expect(withQuote.fields.find(({ key }) => key === 'pains')!.claims.at(-1)).toMatchObject({
      basis: 'quote',
      text: '排队太久，［客户］我等不了。',
      evidence: [
        {
          kind: 'quote',
          consent: true,
          noteId: note!.id,
          quoteId: quote!.id,
          speakerRole: 'customer',
          span: [quote!.start, quote!.stop],
        },
      ],
    });
    for (const format of ['html', 'markdown', 'json'] as const)
      for (const edition of ['face', 'evidence'] as const) {
        const {
          files: [file],
        } = await call('personas.export', { ids: [card.id], format, edition });
        expect(file!.text).toContain('排队太久');
        expect(file!.text).not.toContain('王女士');
      }
    expect(await html()).toContain('客户 · 其他 · 2024-03-05');
    const csv = await call('notes.export', { what: 'quotes' });
    expect([csv.rows, csv.withheld]).toEqual([2, 0]);
    expect(csv.csv).not.toMatch(/王女士|138/);

    await call('notes.change', { ids: [note!.id], change: { consent: 'no' } });
    for (const format of ['html', 'markdown', 'json'] as const)
      for (const edition of ['face', 'evidence'] as const) {
        const {
          files: [file],
        } = await call('personas.export', { ids: [card.id], format, edition });
        expect(file!.text).not.toContain('排队太久');
      }
    expect((await call('notes.export', { what: 'quotes' })).rows).toBe(0);
    // a quote whose note is gone has no consent, and no later quote takes its place
    await call('workspace.undo', {});
    await call('notes.remove', { ids: [note!.id] });
    const other = await call('notes.add', { text: '客户：别的话，别的客户说的。', consent: 'yes' });
    const mark = await call('notes.mark', { note: other.id, start: 3, stop: 12 });
    expect(mark.id).toBeGreaterThan(quote!.id);
    const {
      files: [face],
    } = await call('personas.export', { ids: [card.id], format: 'markdown' });
    expect(face!.text).not.toContain('排队太久');
  });
});

describe('files', () => {
  it('come in together, in any encoding, as one edit; what cannot be read keeps none of the others back', async () => {
    const own = await openStudy();
    const give = (name: string, bytes: Uint8Array | string) => {
      const path = join(own.home, name);
      fs.writeFileSync(path, bytes);
      return own.core.files.register(path, { purpose: 'read' }).fileId;
    };
    // 客户：好 in GB18030
    const gb = Uint8Array.from([0xbf, 0xcd, 0xbb, 0xa7, 0xa3, 0xba, 0xba, 0xc3]);
    const out = await own.client.call('notes.import', {
      files: [
        give('a.txt', TEXT),
        give('b.md', '# Visit\n\nRep: hello\nCustomer: too dear'),
        give('c.txt', gb),
        give('again.txt', TEXT),
        give('d.docx', Uint8Array.from([0x50, 0x4b, 3, 4, ...new Array<number>(60).fill(7)])),
        give('e.txt', '  \n'),
      ],
      consent: 'yes',
    });
    expect(out.notes).toHaveLength(3);
    expect(out.left.map(({ name }) => name)).toEqual(['again.txt', 'd.docx', 'e.txt']);
    expect(out.left[0]!.reason).toEqual({ key: 'notes:error.known' });
    expect(out.beside).toEqual([]);
    const notes = await Promise.all(out.notes.map((id) => own.client.call('notes.get', { id })));
    // stored as they came in
    const { db } = own.core.session();
    const stored = notes.map(({ id }) => noteText(db, id));
    expect(stored).toEqual([TEXT, '# Visit\n\nRep: hello\nCustomer: too dear', '客户：好']);
    expect(notes[2]!.text).toBe('客户：好');
    expect(notes.map(({ kind, consent, file }) => [kind, consent, file])).toEqual([
      ['interview', 'yes', 'a.txt'],
      ['sales', 'yes', 'b.md'],
      ['other', 'yes', 'c.txt'],
    ]);
    await own.client.call('workspace.undo', {});
    expect((await own.client.call('notes.list', {})).total).toBe(0);
    await own.close();
  });

  it('of a coded set are placed in the text of their document where it is there', async () => {
    const own = await openStudy();
    const give = (name: string, text: string) => {
      const path = join(own.home, name);
      fs.writeFileSync(path, text);
      return own.core.files.register(path, { purpose: 'read' }).fileId;
    };
    const text = 'Moderator: well?\nP1: It is slow.\n  Very slow.\nP1: It is slow.';
    await own.client.call('notes.import', { files: [give('P1.txt', text)] });
    const rows = ['id,document,tag,content', '1,P1.odt,Speed,It is slow.', '1,P1.odt,Pain,It is slow.'];
    rows.push(
      '2,P1.odt,Speed,It is slow. Very slow.',
      '3,P1.odt,Speed,It is slow.',
      '4,P1.odt,Other,=1+1',
      '5,P1.odt,,x',
    );
    const out = await own.client.call('notes.importTags', {
      file: give('tags.csv', `${rows.join('\n')}\n`),
      consent: 'yes',
    });
    expect(out).toMatchObject({ themes: 3, quotes: 4, tags: 5, placed: 3, skipped: 1 });
    const { quotes } = await own.client.call('notes.quotes', {});
    expect(quotes.map((quote) => [quote.text, quote.role])).toEqual([
      ['It is slow.', 'customer'],
      ['It is slow.\n  Very slow.', 'customer'],
      ['It is slow.', 'customer'],
      ['=1+1', null],
    ]);
    // what a spreadsheet would run is told as text
    expect((await own.client.call('notes.export', { what: 'quotes' })).csv).toContain(`"'=1+1"`);
    await own.close();
  });
});
