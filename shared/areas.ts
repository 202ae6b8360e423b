/** The steps of the rail: what a reader works on. */
export const STEPS = ['data', 'segments', 'personas'] as const;
/** A step of the rail. */
export type Step = (typeof STEPS)[number];

interface AreaFacts {
  readonly name: string;
  /** the step its view belongs to; null: it has none of its own */
  readonly step: Step | null;
  /** tables whose changes can change the answers of its queries; null: every table; empty: each query names its own */
  readonly reads: readonly string[] | null;
}

/**
 * Every area of the workbench, in import order: code of an area may use areas before it, never one behind it, in the
 * database's layer, the workers, the core and the views. The rail, the tabs of a step, the routes, the layer rules, the
 * register of handlers and the tests of screens are made from this list.
 */
export const AREAS = [
  { name: 'workspace', step: null, reads: [] },
  { name: 'privacy', step: null, reads: [] },
  { name: 'dictionary', step: null, reads: ['term', 'source', 'attribute', 'setting'] },
  { name: 'sources', step: 'data', reads: ['source', 'setting'] },
  {
    name: 'cleaning',
    step: 'data',
    reads: ['source', 'attribute', 'clean_step', 'clean_table', 'segmentation', 'setting'],
  },
  { name: 'customers', step: 'data', reads: ['source', 'attribute', 'term', 'segmentation', 'segment', 'setting'] },
  { name: 'identity', step: 'data', reads: ['source', 'attribute', 'clean_step', 'identity_decision', 'setting'] },
  { name: 'derive', step: null, reads: ['source', 'attribute', 'derived', 'setting'] },
  { name: 'features', step: null, reads: ['source', 'attribute', 'term', 'feature', 'setting'] },
  {
    name: 'segments',
    step: 'segments',
    reads: ['source', 'attribute', 'term', 'feature', 'segmentation', 'segment', 'setting'],
  },
  {
    name: 'explore',
    step: 'data',
    reads: ['source', 'attribute', 'term', 'segmentation', 'segment', 'setting', 'saved_view'],
  },
  {
    name: 'notes',
    step: 'data',
    reads: [
      'note',
      'note_quote',
      'note_theme',
      'note_customer',
      'source',
      'attribute',
      'segmentation',
      'segment',
      'setting',
    ],
  },
  {
    name: 'personas',
    step: 'personas',
    reads: ['note', 'note_quote', 'source', 'attribute', 'term', 'segmentation', 'segment', 'persona', 'setting'],
  },
  { name: 'recipes', step: null, reads: null },
] as const satisfies readonly AreaFacts[];

type Area = (typeof AREAS)[number];
/** Name of an area: the one word for it in code, contract and interface. */
export type AreaName = Area['name'];
/** Name of an area that has a view. */
export type ViewName = Exclude<Area, { step: null }>['name'];

/**
 * The views of each step, in the order in which its tabs show them: the order of the work, which is not that of imports.
 */
export const VIEWS = {
  data: ['sources', 'cleaning', 'identity', 'customers', 'notes', 'explore'],
  segments: ['segments'],
  personas: ['personas'],
} as const satisfies Record<Step, readonly ViewName[]>;

/** The facts of an area. */
export const areaCalled = (name: string): AreaFacts | undefined => AREAS.find((area) => area.name === name);

/** The step a view belongs to. */
export const stepOf = (view: ViewName): Step => STEPS.find((step) => VIEWS[step].some((one) => one === view))!;
