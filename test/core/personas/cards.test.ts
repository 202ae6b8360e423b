import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Persona, PersonaChange } from '../../../shared/contract/personas.ts';
import type { CallError } from '../../../shared/client.ts';
import { claimText, statOf } from '../../../shared/card/claims.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { openStudy, plantedCsv, type Study } from './study.ts';

const { csv, canaries } = plantedCsv();
let study: Study;
let cards: Persona[];

beforeAll(async () => {
  study = await openStudy();
  await study.importText('members.csv', csv);
  await study.client.call('segments.run', { k: 3, restarts: 3, seed: 5 });
  cards = await study.client.call('personas.draft', {});
}, 120_000);
afterAll(() => study.close());

const claimsOf = (persona: Persona) =>
  persona.fields.flatMap((field) => field.claims.map((claim) => ({ field, claim })));
const fieldOf = (persona: Persona, key: string) => persona.fields.find((field) => field.key === key)!;
const bytes = () => JSON.stringify(study.core.session().db.all('SELECT * FROM persona ORDER BY id'));
const change = async (id: number, wanted: PersonaChange) => {
  const { rev } = await study.client.call('personas.get', { id });
  return study.client.call('personas.change', { id, rev, change: wanted });
};

describe('drafted cards', () => {
  it('are one a segment, with its title, colour and size, and at most 14 fields on the face', async () => {
    const { segments } = (await study.client.call('segments.current', {}))!;
    expect(cards).toHaveLength(3);
    for (const card of cards) {
      const segment = segments.find(({ id }) => id === card.segment)!;
      expect(card).toMatchObject({
        title: segment.title,
        colour: segment.colour,
        n: segment.size,
        total: 600,
        stale: false,
      });
      expect(card.fields.filter(({ onFace }) => onFace).length).toBeLessThanOrEqual(14);
      expect(fieldOf(card, 'needs').claims).toEqual([]);
      expect(fieldOf(card, 'quote').claims).toEqual([]);
    }
  });

  it('state only what the data supports', () => {
    let stated = 0;
    for (const { field, claim } of cards.flatMap(claimsOf)) {
      expect(claim.basis).toBe('data');
      expect(claim.status).toBe('supported');
      const stat = statOf(claim)!;
      expect(stat.n).toBeGreaterThanOrEqual(10);
      if (field.kind !== 'differences' && stat.filter === null) continue;
      stated++;
      expect(Math.abs(stat.effect!.value)).toBeGreaterThanOrEqual(0.2);
      expect(stat.p!).toBeLessThan(0.05);
      expect(stat.comparisons!).toBeGreaterThan(10);
      expect(stat.interval![0]).toBeLessThanOrEqual(stat.segmentValue);
      expect(stat.interval![1]).toBeGreaterThanOrEqual(stat.segmentValue);
    }
    expect(stated).toBeGreaterThan(12);
  });

  it('state nothing about a coin toss: gender is told as a distribution', () => {
    for (const card of cards) {
      const stat = statOf(fieldOf(card, 'gender').claims[0]!)!;
      expect(stat).toMatchObject({ aggregate: 'distribution', level: null, filter: null });
      expect(stat.distribution!.map(({ level }) => level).sort()).toEqual(['female', 'male']);
      expect(stat.distribution!.reduce((sum, { base }) => sum + base, 0)).toBeCloseTo(1, 10);
    }
  });

  it('agree with plain counting', () => {
    const { db } = study.core.session();
    const table = db.value<string>('SELECT customer_table FROM source')!;
    const columns = new Map(
      db
        .all<{ id: number; column_name: string }>('SELECT id, column_name FROM attribute')
        .map((a) => [a.id, a.column_name]),
    );
    for (const card of cards) {
      const members = `FROM "${table}" WHERE id IN (SELECT customer_id FROM member JOIN segment s USING (segmentation_id)
        WHERE member.cluster = s.cluster AND s.id = ${card.segment!})`;
      for (const { claim } of claimsOf(card)) {
        const stat = statOf(claim)!;
        if (stat.aggregate === 'mean') {
          const mean = db.value<number>(`SELECT avg("${columns.get(stat.attribute!)!}") ${members}`)!;
          expect(stat.segmentValue).toBeCloseTo(mean, 8);
        }
        if (stat.aggregate === 'sumShare') {
          const column = columns.get(stat.attribute!)!;
          const part = db.value<number>(`SELECT sum("${column}") ${members}`)!;
          expect(stat.segmentValue).toBeCloseTo(
            part / db.value<number>(`SELECT sum("${column}") FROM "${table}"`)!,
            10,
          );
        }
        if (stat.column === 'city' && stat.level !== null) {
          const count = db.value<number>(`SELECT sum("${columns.get(stat.attribute!)!}" = ?) ${members}`, stat.level)!;
          expect(stat.segmentValue).toBeCloseTo(count / card.n, 10);
        }
      }
    }
  });

  it('are the same once more, and not made twice unless asked for', async () => {
    const again = await study.client.call('personas.draft', {});
    expect(again).toEqual(cards);
    const [copy] = await study.client.call('personas.draft', { segments: [cards[0]!.segment!] });
    const { id: _id, createdAt: _c, updatedAt: _u, ...rest } = copy!;
    const { id: _i, createdAt: _d, updatedAt: _v, ...first } = cards[0]!;
    expect(rest).toEqual(first);
    await study.client.call('workspace.undo', {});
    expect(await study.client.call('personas.list', {})).toHaveLength(3);
  });
});

describe('the prevalence meter', () => {
  it('counts down from everyone to the segment and over each statement of the face', () => {
    for (const { prevalence, n } of cards) {
      const counts = prevalence.steps.map(({ count }) => count);
      expect(counts.slice(0, 2)).toEqual([600, n]);
      expect(counts.toSorted((a, b) => b - a)).toEqual(counts);
      expect(prevalence.count).toBe(counts.at(-1));
      expect(sayIn('zh-CN', prevalence.steps[0]!.label)).toBe('全体');
    }
    expect(cards.some(({ prevalence }) => prevalence.steps.length > 3)).toBe(true);
  });

  it('is counted again as soon as a field leaves the face', async () => {
    const card = cards.find(({ prevalence }) => prevalence.steps.length > 3)!;
    const stating = card.fields.find((field) => field.onFace && field.claims.some((claim) => statOf(claim)?.filter))!;
    const less = await change(card.id, { do: 'show', field: stating.key, onFace: false });
    expect(less.prevalence.steps.length).toBeLessThan(card.prevalence.steps.length);
    expect(less.prevalence.count).toBeGreaterThanOrEqual(card.prevalence.count);
    expect(less.prevalence.next!.count).toBeLessThanOrEqual(less.prevalence.count);
    await study.client.call('workspace.undo', {});
  });
});

describe('changing a card', () => {
  it('is undone and redone to the same bytes', async () => {
    const id = cards[0]!.id;
    const changes: PersonaChange[] = [
      { do: 'rename', name: 'Evening regulars' },
      { do: 'lines', field: 'needs', lines: [{ text: 'No queue', basis: 'assumption' }] },
      { do: 'addField', label: 'Sayings', kind: 'list' },
      { do: 'move', field: 'pains', before: 'needs' },
      { do: 'colour', colour: 6 },
    ];
    const states = [bytes()];
    for (const one of changes) {
      await change(id, one);
      states.push(bytes());
    }
    await study.client.call('personas.duplicate', { id });
    states.push(bytes());
    await study.client.call('personas.remove', { id });
    states.push(bytes());
    for (const state of states.toReversed().slice(1)) {
      await study.client.call('workspace.undo', {});
      expect(bytes()).toBe(state);
    }
    for (const state of states.slice(1)) {
      await study.client.call('workspace.redo', {});
      expect(bytes()).toBe(state);
    }
    for (const _ of states.slice(1)) await study.client.call('workspace.undo', {});
    expect(bytes()).toBe(states[0]);
  });

  it('is refused on an old version, with both versions', async () => {
    const { id, rev } = await study.client.call('personas.get', { id: cards[1]!.id });
    await change(id, { do: 'person', person: 'Lin' });
    const late = study.client.call('personas.change', { id, rev, change: { do: 'rename', name: 'Mine' } });
    const error = (await late.catch((failed: unknown) => failed)) as CallError;
    expect(error.code).toBe('conflict');
    expect(error.envelope.details).toMatchObject({
      current: { person: 'Lin', name: '' },
      yours: { person: 'Lin', name: 'Mine' },
    });
    await study.client.call('workspace.undo', {});
  });

  it('names each step of the history in both languages', async () => {
    await change(cards[0]!.id, { do: 'rename', name: 'Named' });
    const { undo } = await study.client.call('workspace.history', {});
    expect(sayIn('en', undo!)).toMatch(/: renamed$/);
    expect(sayIn('zh-CN', undo!)).toMatch(/：改名$/);
    await study.client.call('workspace.undo', {});
  });
});

describe('refreshing a card', () => {
  it('changes nothing when nothing changed, and keeps what people wrote', async () => {
    const before = bytes();
    expect(await study.client.call('personas.refresh', {})).toEqual(cards);
    expect(bytes()).toBe(before);
  });

  it('measures again, and says which statements no longer hold', async () => {
    const { db } = study.core.session();
    const card = cards[0]!;
    const kept = await change(card.id, { do: 'lines', field: 'needs', lines: [{ text: 'No queue', basis: 'team' }] });
    // a statement from other times: the opposite of what the data says now
    const body = JSON.parse(db.value<string>('SELECT body FROM persona WHERE id = ?', card.id)!) as Persona;
    const difference = body.fields.find(({ key }) => key === 'differences')!.claims[0]!;
    const stat = statOf(difference)!;
    stat.effect = { kind: 'd', value: -stat.effect!.value };
    stat.segmentValue = 0;
    const gone = body.fields.find(({ key }) => key === 'differences')!.claims[1]!;
    statOf(gone)!.attribute = 9999;
    statOf(gone)!.column = 'no longer there';
    db.run('UPDATE persona SET body = ? WHERE id = ?', JSON.stringify(body), card.id);
    const next = (await study.client.call('personas.refresh', { ids: [card.id] }))[0]!;
    const [first, second, ...others] = fieldOf(next, 'differences').claims;
    expect(first!.status).toBe('contradicted');
    expect(statOf(first!)!.segmentValue).toBeCloseTo(statOf(fieldOf(card, 'differences').claims[0]!)!.segmentValue, 10);
    expect(second!.status).toBe('stale');
    expect(others.every(({ status }) => status === 'supported')).toBe(true);
    expect(fieldOf(next, 'needs').claims).toEqual(fieldOf(kept, 'needs').claims);
    await study.client.call('workspace.undo', {});
    await study.client.call('workspace.undo', {});
    expect((await study.client.call('personas.get', { id: card.id })).fields).toEqual(card.fields);
  });

  it('goes with its segment into another clustering, and is stale when that clustering does not have it', async () => {
    const made = await study.client.call('segments.run', { k: 2, restarts: 2, seed: 5 });
    const sizes = new Map(made.segments.map(({ id, size }) => [id, size]));
    const listed = await study.client.call('personas.list', {});
    expect(listed.map(({ stale }) => stale)).toEqual(listed.map(({ segment, n }) => sizes.get(segment!) !== n));
    const gone = listed.filter(({ segment }) => !sizes.has(segment!));
    expect([gone.length, listed.length - gone.length]).toEqual([cards.length - 2, 2]);
    const refreshed = await study.client.call('personas.refresh', {});
    for (const card of refreshed) {
      const statuses = claimsOf(card).map(({ claim }) => claim.status);
      if (sizes.has(card.segment!)) {
        expect([card.stale, card.n]).toEqual([false, sizes.get(card.segment!)]);
        expect(statuses).not.toContain('stale');
      } else expect([card.stale, new Set(statuses)]).toEqual([true, new Set(['stale'])]);
    }
    await study.client.call('workspace.undo', {});
    await study.client.call('workspace.undo', {});
    expect(await study.client.call('personas.list', {})).toEqual(cards);
  }, 60_000);
});

describe('exported cards', () => {
  it('hold none of the names, phones and ids of the file, nor any group below ten', async () => {
    const ids = cards.map(({ id }) => id);
    for (const format of ['html', 'png', 'pdf', 'markdown', 'json'] as const)
      for (const edition of ['face', 'evidence'] as const)
        for (const lang of ['en', 'zh-CN'] as const) {
          const { files, left } = await study.client.call('personas.export', { ids, format, edition, lang });
          expect(left).toEqual([]);
          expect(files.map(({ persona }) => persona)).toEqual(ids);
          expect(new Set(files.map(({ name }) => name)).size).toBe(ids.length);
          for (const { text } of files) {
            expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
            expect(text).not.toMatch(/K1\d{4}\b|zq\d/);
          }
          if (format === 'json') for (const { text } of files) noSmallGroup(JSON.parse(text));
        }
  });

  it('say the same in either language', () => {
    for (const { claim } of cards.flatMap(claimsOf))
      for (const lang of ['en', 'zh-CN'] as const) {
        expect(claimText(claim, lang)).not.toMatch(/personas:|segments:|\{\{|undefined|NaN/);
      }
  });
});

interface Told {
  n: number;
  value: number;
  aggregate: string;
  level: string | null;
  distribution: { share: number | null }[] | null;
}

function noSmallGroup(json: unknown): void {
  const { fields } = json as { fields: { claims: { evidence: Told[] }[] }[] };
  for (const stat of fields.flatMap(({ claims }) => claims.flatMap(({ evidence }) => evidence))) {
    expect(stat.n).toBeGreaterThanOrEqual(10);
    for (const share of stat.distribution?.map((row) => row.share) ?? [])
      if (share !== null && share > 0) expect(share * stat.n).toBeGreaterThan(9);
  }
}

describe('an empty card', () => {
  it('has every field people fill, and none that needs data', async () => {
    const card = await study.client.call('personas.create', { name: ' Students ' });
    expect(card).toMatchObject({ name: 'Students', segment: null, n: 0, stale: false, rev: 1 });
    expect(card.fields.map(({ key }) => key)).not.toContain('size');
    expect(claimsOf(card)).toEqual([]);
    const { files } = await study.client.call('personas.export', {
      ids: [card.id],
      format: 'html',
      edition: 'evidence',
    });
    expect(files[0]!.name).toBe('Students-evidence.html');
    await study.client.call('personas.remove', { id: card.id });
    await expect(study.client.call('personas.get', { id: card.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('needs a preset that exists', async () => {
    await expect(study.client.call('personas.create', { name: 'x', preset: 'none' })).rejects.toMatchObject({
      code: 'not_found',
    });
    const presets = await study.client.call('personas.presets', {});
    expect(presets.map(({ id }) => id)).toEqual(['b2c']);
  });
});
