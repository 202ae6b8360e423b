import { MantineProvider } from '@mantine/core';
import fc from 'fast-check';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import type { Block, CardLayout, Content, Edition, Section } from '../../../shared/card/blocks.ts';
import { applyChange } from '../../../shared/card/change.ts';
import { statOf } from '../../../shared/card/claims.ts';
import { blockHtml } from '../../../shared/card/html/blocks.ts';
import { contentHtml } from '../../../shared/card/html/content.ts';
import { cardJson } from '../../../shared/card/json.ts';
import { layoutCard, shownFields } from '../../../shared/card/layout.ts';
import { blockLines, cardMarkdown, contentLines } from '../../../shared/card/markdown.ts';
import { shareable } from '../../../shared/card/safe.ts';
import type { Claim, Field, Persona } from '../../../shared/contract/personas.ts';
import type { Said } from '../../../shared/domain.ts';
import { BlockView } from '../../../renderer/views/personas/card/Card.tsx';
import { Compare } from '../../../renderer/views/personas/Compare.tsx';
import type { Desk } from '../../../renderer/views/personas/card/desk.ts';
import { ContentView } from '../../../renderer/views/personas/card/Section.tsx';
import { anyChange, card, dataClaim, line } from './cards.ts';

// the place of the window is read where the store is made
vi.hoisted(() => vi.stubGlobal('window', { location: { hash: '' }, addEventListener: () => undefined }));

const PICTURE = 'data:image/png;base64,iVBORw0KGgo=';

const own = (key: string, kind: Field['kind'], value: Field['value'], claims: Claim[] = []): Field => ({
  key: `custom:${key}`,
  label: `Own ${key}`,
  kind,
  onFace: true,
  area: 'notes',
  claims,
  value,
  options: kind === 'choice' ? ['cash', 'by card'] : null,
});

/** A card with every kind of field. */
function full(): Persona {
  const claims: Record<string, Claim[]> = {
    quote: [
      {
        ...line('q', 'After work', 'quote'),
        evidence: [{ kind: 'quote', text: 'a', source: 'Talk 7', consent: true }],
      },
    ],
    size: [
      {
        ...dataClaim('s', { aggregate: 'count', level: null, distribution: null }),
        said: { key: 'personas:figure.size', values: { value: '124', share: 0.15 } },
      },
    ],
    differences: [{ ...dataClaim('d'), text: 'as the shops say', status: 'stale' }],
  };
  const persona = card();
  return {
    ...persona,
    fields: [
      ...persona.fields.map((field) => ({ ...field, claims: claims[field.key] ?? field.claims })),
      own('scale', 'scale', 70),
      own('number', 'number', 12345),
      own('choice', 'choice', 'by card'),
      own('image', 'image', PICTURE),
      own('text', 'text', 'Once upon a time', [line('o', 'in a shop')]),
    ],
  };
}

const paper = (persona: Persona, edition: Edition) =>
  layoutCard(shareable(persona), { edition, lang: 'en', place: 'paper' });
const screen = (persona: Persona, edition: Edition) => layoutCard(persona, { edition, lang: 'en', place: 'screen' });

const sectionsOf = (block: Block): readonly Section[] => {
  switch (block.kind) {
    case 'head':
      return block.sections;
    case 'figures':
      return [block.section];
    case 'row':
      return block.cells.flat();
    default:
      return [];
  }
};
const sectionsIn = ({ blocks }: CardLayout) => blocks.flatMap(sectionsOf);

/** A word that each kind of block has to say; the compiler asks for a new kind. */
const BLOCK_SAYS: Record<Block['kind'], { html: string; markdown: string | null; screen: string }> = {
  head: { html: 'Evening regulars', markdown: '# Evening regulars', screen: 'Evening regulars' },
  figures: { html: '<b>124</b>', markdown: '## Size and value', screen: '124' },
  row: { html: 'No queue', markdown: 'No queue', screen: 'No queue' },
  foot: { html: 'Review 2025-04-30', markdown: null, screen: 'Review 2025-04-30' },
  health: { html: 'Assumption 2', markdown: null, screen: 'Assumption 2' },
  table: { html: 'Less sugar', markdown: 'Less sugar', screen: 'Less sugar' },
  legend: { html: 'Holm', markdown: null, screen: 'Holm' },
};

const CONTENT_SAYS: Record<Content['kind'], { html: string; markdown: string | null; screen: string }> = {
  paragraph: { html: 'Once upon a time', markdown: 'Once upon a time', screen: 'Once upon a time' },
  amount: { html: '12,345', markdown: '12345', screen: '12345' },
  scale: { html: 'width:70%', markdown: '70', screen: 'value="70"' },
  choice: { html: 'by card', markdown: 'by card', screen: 'by card' },
  picture: { html: PICTURE, markdown: null, screen: PICTURE },
  statements: { html: 'No queue', markdown: '- *No queue*', screen: 'No queue' },
  quotes: { html: '“After work”<cite>Talk 7</cite>', markdown: '- After work', screen: 'After work' },
  figures: { html: '<b>124</b>', markdown: '- 124 customers', screen: '124' },
  traits: { html: '<b>h +0.52</b>', markdown: 'as the shops say', screen: 'as the shops say' },
  distributions: { html: 'width:71.43%', markdown: '| North | 50% | 25% |', screen: 'North' },
};

const desk = (persona: Persona): Desk => ({
  persona,
  change: () => Promise.resolve(true),
  field: null,
  claim: null,
  onField: () => undefined,
  onClaim: () => undefined,
});

const drawn = (element: ReactElement): string => renderToStaticMarkup(<MantineProvider>{element}</MantineProvider>);

describe('every block of a card', () => {
  const layouts = (place: typeof paper) => [place(full(), 'face'), place(full(), 'evidence')];
  const blocks = (place: typeof paper) =>
    layouts(place).flatMap((layout) => layout.blocks.map((block) => ({ layout, block })));
  const contents = (place: typeof paper) =>
    layouts(place).flatMap((layout) =>
      sectionsIn(layout).flatMap((section) => section.content.map((content) => ({ layout, section, content }))),
    );

  it.each(Object.keys(BLOCK_SAYS) as Block['kind'][])('%s is drawn as HTML, Markdown and on the screen', (kind) => {
    const says = BLOCK_SAYS[kind];
    const onPaper = blocks(paper).filter(({ block }) => block.kind === kind);
    expect(onPaper.length).toBeGreaterThan(0);
    expect(onPaper.map(({ block, layout }) => blockHtml(block, layout)).join('')).toContain(says.html);
    const markdown = onPaper.flatMap(({ block, layout }) => blockLines(block, layout)).join('\n');
    if (says.markdown === null) expect(markdown).toBe('');
    else expect(markdown).toContain(says.markdown);
    const shown = blocks(screen)
      .filter(({ block }) => block.kind === kind)
      .map(({ block, layout }) => drawn(<BlockView block={block} layout={layout} desk={desk(full())} />));
    expect(shown.join('')).toContain(says.screen);
  });

  it.each(Object.keys(CONTENT_SAYS) as Content['kind'][])('%s in a field is, too', (kind) => {
    const says = CONTENT_SAYS[kind];
    const onPaper = contents(paper).filter(({ content }) => content.kind === kind);
    expect(onPaper.length).toBeGreaterThan(0);
    expect(onPaper.map(({ content, layout }) => contentHtml(content, layout)).join('')).toContain(says.html);
    const markdown = onPaper.flatMap(({ content, layout }) => contentLines(content, layout.lang)).join('\n');
    if (says.markdown === null) expect(markdown).toBe('');
    else expect(markdown).toContain(says.markdown);
    const shown = contents(screen)
      .filter(({ content }) => content.kind === kind)
      .map(({ content, section }) => drawn(<ContentView content={content} section={section} desk={desk(full())} />));
    expect(shown.join('')).toContain(says.screen);
  });
});

const anyCard = fc.array(anyChange, { maxLength: 20 }).map((changes) =>
  changes.reduce<Persona>((persona, change) => {
    try {
      return applyChange(persona, change, { at: '2024-11-05T00:00:00.000Z', author: '' });
    } catch {
      return persona;
    }
  }, full()),
);
const edition = fc.constantFrom<Edition[]>('face', 'evidence');

describe('the layout of a card', () => {
  it('has each field of the face once, none that is hidden, and on paper none that is blank', () => {
    fc.assert(
      fc.property(anyCard, (persona) => {
        const safe = shareable(persona);
        const fields = sectionsIn(paper(persona, 'face'));
        const keys = fields.map(({ field }) => field);
        expect(new Set(keys).size).toBe(keys.length);
        const onFace = new Set(safe.fields.filter(({ onFace: shown }) => shown).map(({ key }) => key));
        expect(keys.filter((key) => !onFace.has(key))).toEqual([]);
        expect(fields.filter(({ content }) => content.length === 0)).toEqual([]);
        expect(shownFields(safe, { edition: 'face', place: 'paper' }).map(({ key }) => key)).toEqual(
          expect.arrayContaining(keys),
        );
      }),
    );
  });

  it('says the fields in one order in every format', () => {
    fc.assert(
      fc.property(anyCard, (persona) => {
        const laid = sectionsIn(paper(persona, 'face'));
        const json = JSON.parse(cardJson(persona, { edition: 'face', lang: 'en' })) as {
          title: string;
          fields: { key: string; label: string }[];
        };
        expect(json.fields.filter(({ key }) => key !== 'version').map(({ key, label }) => [key, label])).toEqual(
          laid.map(({ field, label }) => [field, label]),
        );
        const inText = laid.filter(({ content }) => content.some(({ kind }) => kind !== 'picture'));
        const markdown = cardMarkdown(persona, { edition: 'face', lang: 'en' });
        expect(markdown.match(/^## /gm) ?? []).toHaveLength(inText.length);
        expect(json.title).toBe(paper(persona, 'face').title);
      }),
    );
  });

  it('is plain data: it comes through a copy as it is, and the card stays as it was', () => {
    fc.assert(
      fc.property(anyCard, edition, (persona, side) => {
        const before = JSON.stringify(persona);
        const layout = screen(persona, side);
        expect(JSON.parse(JSON.stringify(layout))).toEqual(layout);
        expect(JSON.stringify(persona)).toBe(before);
      }),
    );
  });

  it('has a place on the screen for what waits to be filled', () => {
    const keys = (layout: CardLayout) => sectionsIn(layout).map(({ field }) => field);
    expect(keys(paper(full(), 'face'))).not.toContain('pains');
    expect(keys(screen(full(), 'face'))).toContain('pains');
    expect(screen(full(), 'face').blocks.at(-1)).toMatchObject({ kind: 'foot', review: 'Review 2025-04-30' });
  });

  it('keeps words without consent off the face, and tells no few on paper', () => {
    const said = [{ kind: 'quote' as const, text: 'Said in private', source: 'Talk 7', consent: false }];
    const persona: Persona = {
      ...full(),
      n: 9,
      fields: full().fields.map((field) =>
        field.key === 'quote'
          ? { ...field, claims: [{ ...line('p', 'Said in private', 'quote'), evidence: said }] }
          : field,
      ),
    };
    expect(JSON.stringify(screen(persona, 'face'))).not.toMatch(/Said in private|Talk 7/);
    expect(paper(persona, 'evidence').blocks[0]).toMatchObject({ kind: 'head', sizes: { group: null, everyone: 820 } });
    expect(screen(persona, 'evidence').blocks[0]).toMatchObject({ kind: 'head', sizes: { group: 9, everyone: 820 } });
  });
});

describe('cards of segments that were cut as asked', () => {
  const cut = { key: 'segments:headline.asked', values: { count: 4 } };
  const said = 'No clear groups; cut into 4 as asked';
  const made: Claim = {
    ...dataClaim('d:3:difference', {
      aggregate: 'mean',
      level: null,
      segmentValue: 61,
      baseValue: 41,
      effect: { kind: 'd', value: 0.9 },
      interval: null,
      p: null,
      comparisons: null,
      distribution: null,
      filter: null,
      byCut: true,
    }),
    said: { key: 'segments:difference.mean', values: { column: 'Spend', gap: ' ', value: '¥61', base: '¥41' } },
    status: 'untested',
  };
  const persona = card({
    cut,
    fields: card().fields.map((f) => (f.key === 'differences' ? { ...f, claims: [made] } : f)),
  });

  it('say so once on each side on the screen and on paper, and side by side over each card', () => {
    for (const edition of ['face', 'evidence'] as const) {
      const layout = screen(persona, edition);
      const shown = layout.blocks.map((block) => blockHtml(block, layout)).join('');
      expect(shown.split(said)).toHaveLength(2);
      expect(cardMarkdown(persona, { edition, lang: 'en' }).split(said)).toHaveLength(2);
      expect(cardJson(persona, { edition, lang: 'en' }).split(said)).toHaveLength(2);
      expect(cardMarkdown(card(), { edition, lang: 'en' })).not.toContain(said);
    }
    const page = renderToStaticMarkup(
      <MantineProvider>
        <Compare personas={[persona, { ...persona, id: 2 }, card({ id: 3 })]} />
      </MantineProvider>,
    );
    expect(page.split(said)).toHaveLength(3);
    expect(page).toContain('Spend ¥61 on average, everyone ¥41; made by the cut');
  });

  it('tell differences in what made the cut as made by it, without interval or p', () => {
    const evidence = cardMarkdown(persona, { edition: 'evidence', lang: 'en' });
    expect(evidence).toContain(
      '| Spend ¥61 on average, everyone ¥41; made by the cut | Data | Made by the cut | d \\+0.90 |',
    );
    expect(JSON.parse(cardJson(persona, { edition: 'evidence', lang: 'en' }))).toMatchObject({ headline: said });
  });
});

describe('the evidence', () => {
  const mean = (value: Said | string, interval: [number, number]): Claim => ({
    ...dataClaim('m', {
      aggregate: 'mean',
      level: null,
      interval,
      effect: { kind: 'd', value: 0.4 },
      distribution: null,
    }),
    said: { key: 'segments:difference.mean', values: { column: 'Spend', gap: ' ', value, base: value } },
  });
  const told = (claim: Claim): string =>
    cardMarkdown(
      card({ fields: card().fields.map((f) => (f.key === 'differences' ? { ...f, claims: [claim] } : f)) }),
      { edition: 'evidence', lang: 'en' },
    );

  it('speaks one unit a figure: money as money, shares in percent, dates as days', () => {
    const money: Said = { key: 'segments:value.money', values: { x: 613, sign: '¥' } };
    expect(told(mean(money, [540.12, 1690.4]))).toContain('95% interval ¥540 to ¥1,690');
    const percent: Said = { key: 'segments:value.percent', values: { x: 0.31 } };
    expect(told(mean(percent, [0.285, 0.34]))).toContain('95% interval 29% to 34%');
    expect(told(mean('2024-03-05', [Date.UTC(2024, 1, 20), Date.UTC(2024, 2, 19)]))).toContain(
      '95% interval 2024-02-20 to 2024-03-19',
    );
    expect(told({ ...dataClaim('s'), evidence: [{ ...statOf(dataClaim('s'))!, interval: [0.41, 0.59] }] })).toContain(
      '95% interval 41% to 59%',
    );
  });
});
