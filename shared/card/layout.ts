import type { Claim, Field, FieldKind, Persona, StatEvidence } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import { sayIn } from '../locales/index.ts';
import { told } from '../privacy.ts';
import {
  type Block,
  type CardLayout,
  COLUMNS,
  type Comparison,
  type Edition,
  type EvidenceRow,
  type FootBlock,
  type HeadBlock,
  type HealthMeter,
  type Imprint,
  type Portrait,
} from './blocks.ts';
import {
  cardTitle,
  dataDate,
  fieldLabel,
  hasContent,
  healthOf,
  layColumns,
  printBetween,
  printDay,
  printEffect,
  statOf,
  supportOf,
  word,
} from './claims.ts';
import { isPicture } from './escape.ts';
import { type Place, sectionOf, wordsOf } from './section.ts';

/** Which side of a card is laid out, in which language, and where it is read. */
export interface LayoutOptions {
  readonly edition: Edition;
  readonly lang: Lang;
  readonly place: Place;
}

/**
 * A card laid out in blocks, which every format and the screen draw.
 * @param persona on paper as it may leave (see `shareable`), on the screen as it is
 */
export function layoutCard(persona: Persona, options: LayoutOptions): CardLayout {
  const { edition, lang } = options;
  return {
    edition,
    lang,
    colour: persona.colour,
    title: cardTitle(persona, lang),
    imprint: imprintOf(persona, lang),
    blocks: edition === 'face' ? faceBlocks(persona, options) : evidenceBlocks(persona, options),
  };
}

/** The order in which the areas of a face are read. */
const AREAS: readonly Field['area'][] = ['head', 'figures', 'columns', 'notes', 'foot'];

/**
 * The fields of an edition in reading order. On the face: those that are not hidden and have something to show, or wait for
 * it on the screen. In the evidence: all that have something to show.
 */
export function shownFields(persona: Persona, { edition, place }: Pick<LayoutOptions, 'edition' | 'place'>): Field[] {
  if (edition === 'evidence') return persona.fields.filter(hasContent);
  // the day of the review is set, not filled
  const waits = (field: Field) => place === 'screen' && isFilled(field) && field.key !== 'version';
  const shown = persona.fields.filter((field) => field.onFace && (hasContent(field) || waits(field)));
  return AREAS.flatMap((area) => shown.filter((field) => field.area === area));
}

/** Whether people fill a field; the others are drafted from the data, or are the frame of the card. */
export const isFilled = ({ kind }: Pick<Field, 'kind'>): boolean => FILLED[kind];

const FILLED: Record<FieldKind, boolean> = {
  title: false,
  avatar: false,
  text: true,
  list: true,
  scale: true,
  number: true,
  choice: true,
  image: true,
  figures: false,
  distribution: false,
  differences: false,
  typical: false,
  health: false,
};

function faceBlocks(persona: Persona, options: LayoutOptions): Block[] {
  const { lang, place } = options;
  const shown = shownFields(persona, options);
  const of = (area: Field['area']) => shown.filter((field) => field.area === area);
  const section = (field: Field) => sectionOf(field, lang, place);
  const columns = layColumns(of('columns')).filter((fields) => fields.length > 0);
  const foot = of('foot');
  return [
    headOf(persona, options, of('head')),
    ...of('figures').map((field): Block => ({ kind: 'figures', section: section(field) })),
    ...row(columns.map((fields) => fields.map(section))),
    ...row(of('notes').map((field) => [section(field)])),
    // on the screen the foot keeps its place for what was taken off it
    ...(foot.length === 0 && place === 'paper' ? [] : [footOf(persona, foot, lang)]),
  ];
}

const row = (cells: Extract<Block, { kind: 'row' }>['cells']): Block[] =>
  cells.length === 0 ? [] : [{ kind: 'row', cells }];

function headOf(persona: Persona, { edition, lang, place }: LayoutOptions, fields: readonly Field[]): HeadBlock {
  const count = place === 'paper' ? told : (n: number) => n;
  const evidence = edition === 'evidence';
  return {
    kind: 'head',
    portrait: evidence || fields.some(({ kind }) => kind === 'avatar') ? portraitOf(persona) : null,
    kicker: {
      preset: word(lang, `preset.${persona.preset}`),
      stage: word(lang, persona.segment === null ? 'stage.proto' : 'stage.data'),
      edition: evidence ? word(lang, 'edition.evidence') : null,
      dataAsOf: evidence ? dataAsOf(persona, lang) : null,
    },
    title: cardTitle(persona, lang),
    cut: persona.cut && sayIn(lang, persona.cut),
    sizes: persona.segment === null ? null : { group: count(persona.n), everyone: count(persona.total) },
    sections: fields
      .filter(({ kind }) => kind !== 'avatar' && kind !== 'title')
      .map((field) => sectionOf(field, lang, place)),
  };
}

/** The picture of a card. */
export function portraitOf({
  fields,
  avatarSeed,
  colour,
}: Pick<Persona, 'fields' | 'avatarSeed' | 'colour'>): Portrait {
  const own = fields.find((field) => field.kind === 'avatar')?.value;
  return { picture: isPicture(own) ? own : null, seed: avatarSeed, colour };
}

function footOf(persona: Persona, fields: readonly Field[], lang: Lang): FootBlock {
  return {
    kind: 'foot',
    dataAsOf: dataAsOf(persona, lang),
    health: fields.some(({ kind }) => kind === 'health') ? meterOf(persona, lang) : null,
    review: reviewOn(fields, lang),
  };
}

const imprintOf = (persona: Persona, lang: Lang): Imprint => ({
  dataAsOf: dataAsOf(persona, lang),
  health: meterOf(persona, lang),
  review: reviewOn(persona.fields, lang),
});

function dataAsOf(persona: Persona, lang: Lang): string | null {
  const date = dataDate(persona);
  return date === null ? null : word(lang, 'dataAsOf', { date: printDay(date) });
}

function reviewOn(fields: readonly Field[], lang: Lang): string | null {
  const day = fields.find(({ key }) => key === 'version')?.value;
  return typeof day === 'string' ? word(lang, 'reviewOn', { date: printDay(day) }) : null;
}

/** From the strongest to none. */
const BASES = ['data', 'quote', 'document', 'team', 'assumption'] as const;

/** What a card rests on, in words and figures. */
export function meterOf(persona: Pick<Persona, 'fields'>, lang: Lang): HealthMeter {
  const health = healthOf(persona);
  const { total } = health;
  const look = (status: 'stale' | 'contradicted' | 'untested') =>
    health[status] === 0 ? null : word(lang, `health.${status}`, { n: health[status] });
  return {
    label: word(lang, 'field.health'),
    total,
    bases: BASES.flatMap((basis) =>
      health[basis] === 0 ? [] : [{ basis, label: word(lang, `basis.${basis}`), count: health[basis] }],
    ),
    summary:
      total === 0 ? word(lang, 'health.none') : word(lang, 'health.summary', { total, share: health.data / total }),
    stale: look('stale'),
    contradicted: look('contradicted'),
    untested: look('untested'),
  };
}

function evidenceBlocks(persona: Persona, options: LayoutOptions): Block[] {
  const { lang } = options;
  const legend = (key: string) => word(lang, `legend.${key}`);
  return [
    headOf(persona, options, []),
    { kind: 'health', health: meterOf(persona, lang) },
    {
      kind: 'table',
      columns: COLUMNS.map((key) => word(lang, `column.${key}`)),
      rows: persona.fields.flatMap((field) => field.claims.map((claim, i) => rowOf(field, claim, i === 0, options))),
    },
    {
      kind: 'legend',
      group: legend('group'),
      interval: legend('interval'),
      everyone: legend('everyone'),
      method: legend('method'),
    },
  ];
}

function rowOf(field: Field, claim: Claim, first: boolean, { lang, place }: LayoutOptions): EvidenceRow {
  const stat = statOf(claim);
  return {
    field: field.key,
    label: fieldLabel(field, lang),
    first,
    // words without consent are to be seen where consent is asked for; a card that leaves has none left
    statement: wordsOf(claim, lang),
    basis: { id: claim.basis, label: word(lang, `basis.${claim.basis}`) },
    compared: stat ? comparisonOf(claim, stat, lang, place) : null,
    support: supportOf(claim, lang),
    effect: printEffect(stat, lang),
    asOf: printDay(claim.asOf),
    status: { id: claim.status, label: word(lang, `status.${claim.status}`) },
  };
}

const comparisonOf = (claim: Claim, stat: StatEvidence, lang: Lang, place: Place): Comparison => ({
  aggregate: stat.aggregate,
  segmentValue: stat.segmentValue,
  baseValue: stat.baseValue,
  effect: stat.effect,
  interval: stat.interval,
  n: place === 'paper' ? told(stat.n) : stat.n,
  byCut: stat.byCut,
  counted: word(lang, stat.byCut ? 'byCut' : 'counted'),
  between: printBetween(claim, lang),
});
