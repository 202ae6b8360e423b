import type { In } from '../../../shared/contract.ts';
import type { Persona } from '../../../shared/contract/personas.ts';
import type { Act, Desk, Draw } from './act.ts';

type Change = In<'personas.change'>['change'];

const segments = async ({ client }: Desk) => (await client.call('segments.current', {}))?.segments ?? [];
const cards = ({ client }: Desk) => client.call('personas.list', {});
const views = ({ client }: Desk) => client.call('explore.views', {});

const spec = async ({ client }: Desk, draw: Draw) => draw.one(await client.call('explore.questions', {}))?.spec ?? null;

/** A change that a card takes: of the card, of a field, of a claim. */
function cardChange(card: Persona, draw: Draw): Change {
  const field = draw.one(card.fields)!;
  const claimed = draw.one(card.fields.filter(({ claims }) => claims.length > 0));
  const claim = draw.one(claimed?.claims ?? []);
  const own = draw.one(card.fields.filter(({ key }) => key.startsWith('custom:')));
  const written = draw.one(card.fields.filter(({ kind }) => kind === 'list')) ?? field;
  const line = { text: draw.word(), basis: draw.one(['team', 'assumption'] as const)! };
  return draw.one<Change>([
    { do: 'rename', name: draw.word() },
    { do: 'person', person: draw.word().slice(0, 60) },
    { do: 'avatar', seed: draw.below(1000) },
    { do: 'colour', colour: 1 + draw.below(8) },
    { do: 'addField', label: draw.word(), kind: draw.one(['text', 'list', 'number', 'scale'] as const)! },
    { do: 'lines', field: written.key, lines: [line] },
    { do: 'show', field: field.key, onFace: !field.onFace },
    { do: 'move', field: field.key, before: draw.one(card.fields)!.key },
    ...(claimed && claim
      ? ([
          { do: 'words', field: claimed.key, claim: claim.id, text: draw.word() },
          {
            do: 'status',
            field: claimed.key,
            claim: claim.id,
            status: draw.one(['supported', 'contradicted'] as const)!,
          },
          { do: 'removeClaim', field: claimed.key, claim: claim.id },
        ] satisfies Change[])
      : []),
    ...(own
      ? ([
          { do: 'relabel', field: own.key, label: draw.word() },
          { do: 'removeField', field: own.key },
        ] satisfies Change[])
      : []),
  ])!;
}

const changeCard: Act = async (desk, draw) => {
  const card = draw.one(await cards(desk));
  if (!card) return false;
  return desk.client.call('personas.change', { id: card.id, rev: card.rev, change: cardChange(card, draw) });
};

/** Segments, persona cards and the views of the exploring page. */
export const CARD_ACTS: Record<string, Act> = {
  'segments.rename': async (desk, draw) => {
    const segment = draw.one(await segments(desk));
    if (!segment) return false;
    return desk.client.call('segments.rename', { segment: segment.id, name: draw.below(4) === 0 ? '' : draw.word() });
  },
  'segments.recolour': async (desk, draw) => {
    const segment = draw.one(await segments(desk));
    if (!segment) return false;
    return desk.client.call('segments.recolour', { segment: segment.id, colour: 1 + draw.below(8) });
  },
  'segments.merge': async (desk, draw) => {
    const chosen = draw.some(await segments(desk), 2);
    if (chosen.length < 2) return false;
    return desk.client.call('segments.merge', { segments: chosen.map(({ id }) => id) });
  },
  'segments.exclude': async (desk, draw) => {
    const segment = draw.one(await segments(desk));
    if (!segment) return false;
    return desk.client.call('segments.exclude', { segment: segment.id, excluded: draw.below(2) === 0 });
  },
  'personas.change': changeCard,
  'personas.change, as often': changeCard,
  'personas.change, more often': changeCard,
  'personas.create': ({ client }, draw) => client.call('personas.create', { name: draw.word() }),
  'personas.duplicate': async (desk, draw) => {
    const card = draw.one(await cards(desk));
    return card !== undefined && desk.client.call('personas.duplicate', { id: card.id });
  },
  'personas.remove': async (desk, draw) => {
    const card = draw.one(await cards(desk));
    return card !== undefined && desk.client.call('personas.remove', { id: card.id });
  },
  'personas.addQuote': async (desk, draw) => {
    const card = draw.one(await cards(desk));
    const quote = draw.one((await desk.client.call('notes.quotes', {})).quotes);
    const field = draw.one(card?.fields.filter(({ kind }) => kind === 'list') ?? []);
    if (!card || !quote || !field) return false;
    const { id, rev } = card;
    return desk.client.call('personas.addQuote', { id, rev, quote: quote.id, field: field.key, words: draw.word() });
  },
  'personas.draft': async (desk, draw) => {
    const segment = draw.one((await segments(desk)).filter(({ excluded }) => !excluded));
    return segment !== undefined && desk.client.call('personas.draft', { segments: [segment.id] });
  },
  'explore.pin': async (desk, draw) => {
    const card = draw.one(await cards(desk));
    const view = await spec(desk, draw);
    const field = draw.one(card?.fields.filter(({ kind }) => kind === 'list') ?? []);
    if (!card || !view || !field) return false;
    const title = draw.word();
    return desk.client.call('explore.pin', { persona: card.id, rev: card.rev, field: field.key, title, spec: view });
  },
  'explore.saveView': async (desk, draw) => {
    const view = await spec(desk, draw);
    if (!view) return false;
    const old = draw.below(3) === 0 ? draw.one(await views(desk)) : undefined;
    return desk.client.call('explore.saveView', { ...(old ? { id: old.id } : {}), name: draw.word(), spec: view });
  },
  'explore.renameView': async (desk, draw) => {
    const view = draw.one(await views(desk));
    return view !== undefined && desk.client.call('explore.renameView', { id: view.id, name: draw.word() });
  },
  'explore.moveView': async (desk, draw) => {
    const [view, other] = draw.some(await views(desk), 2);
    if (!view || !other) return false;
    return desk.client.call('explore.moveView', { id: view.id, before: draw.below(2) === 0 ? null : other.id });
  },
  'explore.removeView': async (desk, draw) => {
    const view = draw.one(await views(desk));
    return view !== undefined && desk.client.call('explore.removeView', { id: view.id });
  },
};
