import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim, Field, Persona, PersonaChange } from '../../../shared/contract/personas.ts';
import { exportCard } from '../../../shared/card/export.ts';
import { openStudy, plantedCsv, type Study } from './study.ts';

let study: Study;
let cards: Record<'full' | 'empty', Persona>;

const PICTURE = 'data:image/png;base64,iVBORw0KGgo=';

/** Every kind of field with something in it, and claims of every basis and status. */
const CHANGES: readonly PersonaChange[] = [
  { do: 'rename', name: 'Evening <regulars>' },
  { do: 'person', person: 'Lin' },
  {
    do: 'lines',
    field: 'quote',
    lines: [
      { text: 'I come *after* work', basis: 'quote' },
      { text: 'Never on | Mondays', basis: 'assumption' },
      { text: 'A third one', basis: 'team' },
    ],
  },
  {
    do: 'lines',
    field: 'needs',
    lines: [
      { text: 'No queue\nat six', basis: 'assumption' },
      { text: 'Less sugar', basis: 'team' },
    ],
  },
  { do: 'lines', field: 'pains', lines: [{ text: '# Too loud', basis: 'document' }] },
  { do: 'addField', label: 'Loyal', kind: 'scale' },
  { do: 'addField', label: 'Branches', kind: 'number' },
  { do: 'addField', label: 'Pays', kind: 'choice', options: ['cash', 'card'] },
  { do: 'addField', label: 'Shelf', kind: 'image' },
  { do: 'addField', label: 'Story', kind: 'text' },
  { do: 'addField', label: 'Still blank', kind: 'list' },
  { do: 'show', field: 'goals', onFace: true },
  { do: 'show', field: 'typical', onFace: true },
  { do: 'show', field: 'region', onFace: true },
];

/** What the added fields hold, by kind. */
const VALUES: Partial<Record<Field['kind'], string | number>> = {
  scale: 70,
  number: 12345,
  choice: 'card',
  image: PICTURE,
  text: 'Once upon\na time',
};

beforeAll(async () => {
  study = await openStudy();
  await study.importText('members.csv', plantedCsv().csv);
  await study.client.call('segments.run', { k: 3, restarts: 3, seed: 5 });
  const [drafted] = await study.client.call('personas.draft', {});
  let full = drafted!;
  const change = async (one: PersonaChange) => {
    full = await study.client.call('personas.change', { id: full.id, rev: full.rev, change: one });
  };
  for (const one of CHANGES) await change(one);
  for (const { key, kind } of full.fields.filter((field) => field.key.startsWith('custom:')))
    if (VALUES[kind] !== undefined) await change({ do: 'value', field: key, value: VALUES[kind] });
  await stated(change, full);
  const empty = await study.client.call('personas.create', { name: '' });
  cards = { full: dated(full), empty: dated(empty) };
}, 120_000);
afterAll(() => study.close());

/** Evidence behind what was written, words beside a figure, and what no longer holds. */
async function stated(change: (one: PersonaChange) => Promise<void>, { fields }: Persona): Promise<void> {
  const claims = (key: string): Claim[] => fields.find((field) => field.key === key)!.claims;
  const evidence = { do: 'evidence', field: 'quote' } as const;
  await change({
    ...evidence,
    claim: claims('quote')[0]!.id,
    basis: 'quote',
    evidence: [{ kind: 'quote', text: 'I come *after* work', source: 'Talk 7', consent: true }],
  });
  const page = { kind: 'document' as const, title: 'Field report', page: '4', date: '2024-05-01' };
  await change({ ...evidence, field: 'pains', claim: claims('pains')[0]!.id, basis: 'document', evidence: [page] });
  const [first, second, third] = claims('differences');
  await change({ do: 'words', field: 'differences', claim: first!.id, text: 'as the shops say' });
  await change({ do: 'status', field: 'differences', claim: second!.id, status: 'stale' });
  await change({ do: 'status', field: 'differences', claim: third!.id, status: 'contradicted' });
  await change({ do: 'words', field: 'size', claim: claims('size')[0]!.id, text: 'more than we thought' });
  await change({ do: 'words', field: 'age', claim: claims('age')[0]!.id, text: 'mostly young' });
}

/** The same card on another day. */
const dated = (card: Persona): Persona => ({
  ...card,
  fields: card.fields.map((field) => ({
    ...field,
    value: field.key === 'version' && field.value !== null ? '2025-04-30' : field.value,
    claims: field.claims.map((claim) => ({ ...claim, asOf: '2024-10-31T08:00:00.000Z' })),
  })),
});

describe('a card as a file', () => {
  const sides = (['full', 'empty'] as const).flatMap((which) =>
    (['face', 'evidence'] as const).flatMap((edition) =>
      (['html', 'markdown', 'json'] as const).flatMap((format) =>
        (['en', 'zh-CN'] as const).map((lang) => ({ which, edition, format, lang })),
      ),
    ),
  );
  it.each(sides)('is what it was: $which, $edition, $format, $lang', async ({ which, edition, format, lang }) => {
    const { text } = exportCard(cards[which], { format, edition, lang });
    // the sheet is the same on every card
    await expect(text.replace(/<style>.*<\/style>/s, '')).toMatchFileSnapshot(
      `../../fixtures/cards/${which}-${edition}-${lang}.${format}.golden`,
    );
  });
});
