import type { Field, FieldKind } from '../contract/personas.ts';

/** Most fields a drafted card shows on its face. */
export const FACE_LIMIT = 14;

/** Stands for the levels too rare to be told, summed. No value of a file looks like this: it holds a control character. */
export const OTHER_LEVELS = '\u0001other';

/** What a draft puts into a field by itself. `null`: people fill it. */
type FieldSource =
  | { from: 'card' }
  | { from: 'figures' }
  | { from: 'differences'; limit: number }
  | { from: 'typical'; limit: number }
  /** the distribution of the attribute that plays this part */
  | { from: 'part'; part: Part }
  /** distributions of the other attributes, most telling first: as many fields as there are */
  | { from: 'others'; face: number; limit: number }
  | { from: 'review'; months: number };

/** Parts an attribute can play on a consumer card. Which attribute plays it is found by name, type and dimension. */
export type Part = 'age' | 'gender' | 'region' | 'income' | 'occupation' | 'education' | 'family';

/** One field of a preset. The prompt of an empty field is `personas:prompt.<key>`. */
export type PresetField = {
  key: string;
  kind: FieldKind;
  area: Field['area'];
  onFace: boolean;
  source: FieldSource | null;
};

/** A kind of card, as data: adding one is adding an entry to {@link PRESETS}. */
export type Preset = { id: string; fields: readonly PresetField[] };

const people = (
  key: string,
  onFace: boolean,
  kind: FieldKind = 'list',
  area: Field['area'] = 'notes',
): PresetField => ({
  key,
  kind,
  area,
  onFace,
  source: null,
});
const part = (name: Part, onFace: boolean): PresetField => ({
  key: name,
  kind: 'distribution',
  area: 'columns',
  onFace,
  source: { from: 'part', part: name },
});

const b2c: Preset = {
  id: 'b2c',
  fields: [
    { key: 'title', kind: 'title', area: 'head', onFace: true, source: { from: 'card' } },
    { key: 'avatar', kind: 'avatar', area: 'head', onFace: true, source: { from: 'card' } },
    people('quote', true, 'text', 'head'),
    { key: 'size', kind: 'figures', area: 'figures', onFace: true, source: { from: 'figures' } },
    part('age', true),
    part('gender', true),
    {
      key: 'differences',
      kind: 'differences',
      area: 'columns',
      onFace: true,
      source: { from: 'differences', limit: 5 },
    },
    part('income', true),
    part('occupation', false),
    part('education', false),
    part('family', false),
    part('region', false),
    {
      key: 'others',
      kind: 'distribution',
      area: 'columns',
      onFace: false,
      source: { from: 'others', face: 2, limit: 6 },
    },
    people('needs', true),
    people('pains', true),
    people('criteria', true),
    people('goals', false),
    people('motives', false),
    people('objections', false),
    people('words', false),
    people('scenario', false, 'text'),
    { key: 'typical', kind: 'typical', area: 'notes', onFace: false, source: { from: 'typical', limit: 3 } },
    { key: 'health', kind: 'health', area: 'foot', onFace: true, source: { from: 'card' } },
    { key: 'version', kind: 'text', area: 'foot', onFace: true, source: { from: 'review', months: 6 } },
  ],
};

/** The presets of this version. */
export const PRESETS: readonly Preset[] = [b2c];

/** A preset by id, or undefined. */
export const presetOf = (id: string): Preset | undefined => PRESETS.find((preset) => preset.id === id);

/** Fields no card can do without: they can be hidden (but for the title), never removed. */
export const NEEDED_FIELDS: readonly string[] = ['title', 'avatar', 'size', 'health', 'version'];

/** A field without content, as a preset describes it. */
export const emptyField = (of: PresetField): Field => ({
  key: of.key,
  label: null,
  kind: of.kind,
  onFace: of.onFace,
  area: of.area,
  claims: [],
  value: null,
  options: null,
});

/** Fields of a card that has no data behind it: everything people fill, and the frame of the card. */
export const emptyFields = (preset: Preset): Field[] =>
  preset.fields
    .filter(({ source }) => source === null || source.from === 'card' || source.from === 'review')
    .map((of) => emptyField(of));

/** Fields of cards that a quote can speak to: those people write into, in the order of the presets. */
export const quoteFields = (): string[] => [
  ...new Set(
    PRESETS.flatMap(({ fields }) =>
      fields
        .filter(({ source, kind }) => source === null && (kind === 'list' || kind === 'text'))
        .map(({ key }) => key),
    ),
  ),
];
