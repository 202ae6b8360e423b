import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudy, type Study } from '../personas/study.ts';

/** What is planted, none of it anyone's: the identity number and the card pass their checks. */
const PLANTED = [
  '7700 900123',
  '13812345678',
  '世纪大道100号',
  'wang.fang@example.com',
  '11010519491231002X',
  '4111111111111111',
  'Mr Smith',
  '13998765432',
];
const REMARKS = [
  'please call +44 7700 900123 after six',
  '联系王女士 13812345678，住浦东新区世纪大道100号',
  'write to wang.fang@example.com',
  '身份证 11010519491231002X 已核对',
  'paid with 4111111111111111, fine',
  'contact Mr Smith at the front desk',
];
const CHANNELS = ['店里', '网上', '电话 13998765432', 'contact Mr Smith'];

/** 120 members: a remark of many words, and a category that holds a telephone and a name. */
function membersCsv(): string {
  const rows = ['member,age,spend,channel,remark'];
  for (let i = 0; i < 120; i++) {
    const remark = `${REMARKS[i % 6]!} (${'abcdefghij'[i % 10]!}${'klmnopqrst'[Math.floor(i / 10) % 10]!} ${i % 7} cups of tea)`;
    rows.push(
      `M${1001 + i},${i % 2 ? 20 + (i % 9) : 50 + (i % 9)},${i % 2 ? 100 + i : 900 + i},${CHANNELS[i % 4]!},"${remark}"`,
    );
  }
  // one that is refused: a cell too many
  rows.push('M9999,31,5,店里,13812345678,one too many');
  return `${rows.join('\n')}\n`;
}

const NOTE = [
  '访谈者：怎么联系你？',
  '王女士：我的电话 13812345678，信箱 wang.fang@example.com，住浦东新区世纪大道100号。',
  '访谈者：还有谁？',
  '王女士：contact Mr Smith at +44 7700 900123, card 4111111111111111, 身份证 11010519491231002X.',
].join('\n');

let study: Study;
const call: Study['client']['call'] = (...args) => study.client.call(...args);
const attribute = async (name: string) => (await call('customers.attributes', {})).find((one) => one.name === name)!.id;

/** Nothing planted is in what left; something was there to be masked. */
function held(left: unknown): void {
  const text = typeof left === 'string' ? left : JSON.stringify(left);
  expect(text).toContain('*');
  for (const value of PLANTED) expect(text).not.toContain(value);
}

beforeAll(async () => {
  study = await openStudy('zh-CN');
  await study.importText('members.csv', membersCsv());
}, 60_000);
afterAll(() => study.close());

describe('personal data in free text does not leave', () => {
  it('in the inspection of a file', async () => {
    const path = join(study.home, 'again.csv');
    fs.writeFileSync(path, membersCsv().replace('M1001', 'M2001'));
    const { fileId } = study.core.files.register(path, { purpose: 'read' });
    held(await call('sources.inspect', { fileId }));
  });

  it('in the rows of customers', async () => {
    const page = await call('customers.page', { offset: 0, limit: 120 });
    expect(page.rows).toHaveLength(120);
    held(page);
  });

  it('on the page of a customer', async () => {
    for (let id = 1; id <= 6; id++) held(await call('customers.one', { id }));
  });

  it('in rejected rows', async () => {
    held(await call('sources.receipt', { sourceId: 1 }));
  });

  it('in the distribution of a category', async () => {
    const profile = await call('customers.profile', { attribute: await attribute('channel') });
    expect(profile.values).toHaveLength(4);
    held(profile);
  });

  it('in cleaning: its rows, its preview, its values and what it proposes', async () => {
    held(await call('cleaning.table', { sourceId: 1, show: 'all' }));
    const map = { op: 'map' as const, column: 'channel', groups: [{ from: ['电话 139****5432'], to: '电话' }] };
    const preview = await call('cleaning.preview', { sourceId: 1, step: map });
    expect(preview.report.touched).toBe(30);
    held(preview);
    held(await call('cleaning.preview', { sourceId: 1, step: { op: 'normalise', case: 'upper' } }));
    const clusters = await call('cleaning.clusters', {
      sourceId: 1,
      column: 'channel',
      methods: ['edit', 'fingerprint'],
    });
    for (const left of [
      clusters,
      await call('cleaning.quality', {}),
      await call('cleaning.proposals', { sourceId: 1 }),
    ])
      for (const value of PLANTED) expect(JSON.stringify(left)).not.toContain(value);
  });

  it('in a chart, and a label that is sent back gives its customers', async () => {
    const chart = await call('explore.chart', { spec: { x: await attribute('channel') } });
    held(chart);
    if (chart.body.kind !== 'grid') throw new Error('no bars');
    const bar = chart.body.rows.find(({ label }) => label === '电话 139****5432')!;
    expect(bar.n).toBe(30);
    const behind = await call('customers.page', { filters: bar.filters!, offset: 0, limit: 200 });
    expect(behind.count).toBe(30);
    held(behind);
    const within = await call('explore.chart', { spec: { x: await attribute('age'), filters: bar.filters! } });
    expect(within.n).toBe(30);
  });

  it('in segments, their heat map and the cards made of them', async () => {
    await call('segments.run', { k: 2, restarts: 2 });
    const left = [
      await call('segments.current', {}),
      await call('segments.heatmap', {}),
      await call('segments.differences', { segment: (await call('segments.current', {}))!.segments[0]!.id }),
      await call('segments.typical', { segment: (await call('segments.current', {}))!.segments[0]!.id }),
      await call('segments.compare', { attribute: await attribute('channel') }),
      await call('personas.draft', {}),
      await call('recipes.current', {}),
    ];
    for (const value of PLANTED) expect(JSON.stringify(left)).not.toContain(value);
    expect(JSON.stringify(left)).toContain('139****5432');
  }, 60_000);

  it('in notes: titles, the reader, quotes, the timeline', async () => {
    const note = await call('notes.add', { title: '王女士 13812345678', text: NOTE, consent: 'yes' });
    await call('notes.link', { id: note.id, customers: [1] });
    held(note);
    const shown = await call('notes.get', { id: note.id });
    expect(shown.text).toHaveLength(NOTE.length);
    held(shown);
    held(await call('notes.list', {}));
    await call('notes.mark', { note: note.id, start: NOTE.indexOf('我的电话'), stop: NOTE.length });
    const { quotes } = await call('notes.quotes', { note: note.id });
    expect(quotes).toHaveLength(1);
    held(quotes);
    held(await call('customers.timeline', { id: 1 }));
    for (const value of PLANTED) expect((await call('notes.export', { what: 'quotes' })).csv).not.toContain(value);
    // speakers come back as they were shown and are stored as the text has them
    await call('notes.change', { ids: [note.id], change: { title: shown.title, speakers: shown.speakers } });
    expect(study.core.session().db.value('SELECT title FROM note WHERE id = ?', note.id)).toBe('王女士 13812345678');
  });

  it('on exported cards, whatever was typed on them, and the export says so', async () => {
    const card = await call('personas.create', { name: '常客' });
    const lines = [...REMARKS, CHANNELS[2]!].map((text) => ({ text, basis: 'assumption' as const }));
    const changed = await call('personas.change', {
      id: card.id,
      rev: card.rev,
      change: { do: 'lines', field: 'pains', lines },
    });
    expect(JSON.stringify(changed)).toContain('13812345678');
    const { quotes } = await call('notes.quotes', {});
    await call('personas.addQuote', { id: card.id, rev: changed.rev, quote: quotes[0]!.id, field: 'goals' });
    for (const format of ['html', 'markdown', 'json'] as const)
      for (const edition of ['face', 'evidence'] as const) {
        const { files, left } = await call('personas.export', { ids: [card.id], format, edition });
        held(files[0]!.text.replaceAll('\\*', '*'));
        expect(left.map(({ key }) => key)).toContain('personas:staying.masked');
      }
  });

  it('in names that people gave: of cards, their files and fields, and of themes', async () => {
    const card = await call('personas.create', { name: '李雷 13812345678' });
    const changed = await call('personas.change', {
      id: card.id,
      rev: card.rev,
      change: { do: 'addField', kind: 'list', label: '找 wang.fang@example.com' },
    });
    const field = changed.fields.at(-1)!;
    await call('personas.change', {
      id: card.id,
      rev: changed.rev,
      change: { do: 'lines', field: field.key, lines: [{ text: '常来', basis: 'assumption' as const }] },
    });
    for (const format of ['html', 'markdown', 'json'] as const) {
      const [file] = (await call('personas.export', { ids: [card.id], format, edition: 'face' })).files;
      const text = JSON.stringify(file).replaceAll('\\\\*', '*');
      expect(text).not.toMatch(/13812345678|wang\.fang@/);
      // a made-up name is nobody's
      expect(file!.name).toContain('李雷');
    }
    const theme = await call('notes.addTheme', { name: '王女士 13812345678', description: '打 13998765432' });
    const book = await call('notes.export', { what: 'codebook' });
    expect(book.rows).toBeGreaterThan(0);
    expect(book.csv).not.toMatch(/13812345678|13998765432|王女士/);
    await call('notes.removeTheme', { id: theme.id });
  });

  it('in the recipe', async () => {
    const map = { op: 'map' as const, column: 'channel', groups: [{ from: ['电话 13998765432'], to: '电话' }] };
    await call('cleaning.add', { sourceId: 1, steps: [map] });
    held(await call('cleaning.steps', { sourceId: 1 }));
    const recipe = JSON.stringify(await call('recipes.current', {}));
    expect(recipe).toContain('members.csv');
    for (const value of PLANTED) expect(recipe).not.toContain(value);
  });
});
