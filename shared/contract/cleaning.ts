import * as z from 'zod';
import { ColumnFormat, ColumnType, PersonalKind, Role, Said, SourceKind } from '../domain.ts';
import { CleanStep } from '../cleaning.ts';
import { Cell } from './customers.ts';
import { askedOfDoor, leftOf } from './leaving.ts';
import { command, job, query } from './operation.ts';
import { Quality } from './quality.ts';

/** Missing and distinct values of the columns a step names (of all columns for steps on rows), and the rows there are. */
export const CleanCounts = z.strictObject({
  rows: z.number().int(),
  missing: z.number().int(),
  /** distinct values that are not missing, summed over the columns */
  distinct: z.number().int(),
});
/** Counts before or after a step. */
export type CleanCounts = z.infer<typeof CleanCounts>;

/** What a step did when the clean table was built. Rows before = rows after + dropped. */
export const StepReport = z.strictObject({
  /** id of the step; 0 for a draft */
  id: z.number().int(),
  op: z.string(),
  /** rows with at least one cell changed, and rows dropped */
  touched: z.number().int(),
  dropped: z.number().int(),
  /** cells changed */
  cells: z.number().int(),
  before: CleanCounts,
  after: CleanCounts,
  /** why the step did nothing (a column is not there …); null when it was done */
  skipped: Said.nullable(),
  /** figures worth knowing: the limits of winsorising, the value that was filled in, cells that could not be read */
  notes: z.array(Said),
});
/** What a step did. */
export type StepReport = z.infer<typeof StepReport>;

/** A step of a source, in order. */
export const CleanStepInfo = z.strictObject({
  id: z.number().int(),
  /** 1-based place */
  position: z.number().int(),
  enabled: z.boolean(),
  step: CleanStep,
  label: Said,
  /** of the last build of exactly these steps; null: switched off, or not built since the last change */
  report: StepReport.nullable(),
});
/** A step of a source. */
export type CleanStepInfo = z.infer<typeof CleanStepInfo>;

/** A column as steps see it. */
export const CleanColumn = z.strictObject({
  name: z.string(),
  type: ColumnType,
  role: Role,
  personal: PersonalKind.nullable(),
  format: ColumnFormat,
  /** made by a step */
  made: z.boolean(),
});
/** A column as steps see it. */
export type CleanColumn = z.infer<typeof CleanColumn>;

/** A row before and after: cells in the order of `columns`. Personal cells are masked. */
export const ExampleRow = z.strictObject({
  /** 1-based row of the source */
  id: z.number().int(),
  dropped: z.boolean(),
  before: z.array(Cell),
  after: z.array(Cell),
});
/** A row before and after. */
export type ExampleRow = z.infer<typeof ExampleRow>;

const Pair = <T extends z.ZodType>(value: T) => z.strictObject({ before: value, after: value });
const Share = z.number().min(0).max(1);

/** How the values of a column change. Of personal columns and identifiers only counts. */
export const DistributionChange = z.strictObject({
  column: z.string(),
  missing: Pair(z.number().int()),
  distinct: Pair(z.number().int()),
  /** numbers, and dates as milliseconds since 1970; the same bars before and after */
  numeric: z
    .strictObject({
      bins: z.array(
        z.strictObject({ from: z.number(), to: z.number(), before: z.number().int(), after: z.number().int() }),
      ),
      min: Pair(z.number().nullable()),
      max: Pair(z.number().nullable()),
      mean: Pair(z.number().nullable()),
      median: Pair(z.number().nullable()),
    })
    .nullable(),
  /** the values whose counts change most, at most 20 */
  values: z.array(z.strictObject({ value: z.string(), before: z.number().int(), after: z.number().int() })).nullable(),
});
/** How the values of a column change. */
export type DistributionChange = z.infer<typeof DistributionChange>;

/** How the values of a column change, as it leaves; null: not told. */
export const LeavingChange = leftOf({
  column: z.string(),
  bins: z
    .array(z.strictObject({ from: z.number(), to: z.number(), ...Pair(z.number().int().nullable()).shape }))
    .nullable(),
  values: z.array(z.strictObject({ value: z.string(), ...Pair(z.number().int().nullable()).shape })).nullable(),
});
/** How the values of a column change, as it leaves. */
export type LeavingChange = z.infer<typeof LeavingChange>;

/** Which customers of the current segmentation have rows that are touched, and which lose every row of this source. */
export const SegmentEffect = z.strictObject({
  segmentation: z.number().int(),
  customers: z.number().int(),
  touched: z.number().int(),
  dropped: z.number().int(),
  /** by segment id (as in segments.current) */
  segments: z.array(
    z.strictObject({
      segment: z.number().int(),
      size: z.number().int(),
      touched: z.number().int(),
      dropped: z.number().int(),
    }),
  ),
});
/** What a step does to the customers of the segments. */
export type SegmentEffect = z.infer<typeof SegmentEffect>;

/** What a step would do. */
export const CleanPreview = z.strictObject({
  label: Said,
  report: StepReport,
  /** the columns of the example rows: those the step reads or changes, and the key */
  columns: z.array(CleanColumn),
  /** at most 50 */
  rows: z.array(ExampleRow),
  /** at most 6 columns */
  changes: z.array(DistributionChange),
  /** null: no segmentation rests on this source */
  segments: SegmentEffect.nullable(),
});
/** What a step would do. */
export type CleanPreview = z.infer<typeof CleanPreview>;

/**
 * How like values are found: key collision on fingerprints (words sorted, case, width, accents and punctuation off), on
 * sets of character pairs, on pinyin; nearest neighbours by Jaro-Winkler and by edit distance.
 */
export const ClusterMethod = z.enum(['fingerprint', 'ngram', 'pinyin', 'jaroWinkler', 'edit']);
/** How like values are found. */
export type ClusterMethod = z.infer<typeof ClusterMethod>;

/** Values that may be one and the same. */
export const ValueCluster = z.strictObject({
  by: ClusterMethod,
  /** proposed: the most frequent value */
  target: z.string(),
  /** most frequent first */
  values: z.array(z.strictObject({ value: z.string(), count: z.number().int() })),
  rows: z.number().int(),
  /** the lowest likeness to the target, 0 to 1 (1 for equal keys) */
  likeness: Share,
});
/** Values that may be one and the same. */
export type ValueCluster = z.infer<typeof ValueCluster>;

/** A cell of the clean table. */
export const CleanCell = z.strictObject({
  value: Cell,
  /** what the source holds, when it differs; absent for cells that no step changed and for columns steps made */
  was: Cell.optional(),
  /** id of the last step that changed it */
  step: z.number().int().optional(),
});
/** A cell of the clean table. */
export type CleanCell = z.infer<typeof CleanCell>;

/** A step the data suggests. */
export const CleanProposal = z.strictObject({
  /** stable name, e.g. `range:Year_Birth` */
  id: z.string(),
  reason: Said,
  /** rows the step would touch or drop */
  rows: z.number().int(),
  step: CleanStep,
  label: Said,
  /** values before and after, at most 3; none for personal columns and for steps on rows */
  examples: z.array(z.strictObject({ before: Cell, after: Cell })),
});
/** A step the data suggests. */
export type CleanProposal = z.infer<typeof CleanProposal>;

const id = z.number().int();
const sourceId = z.number().int();
const page = {
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(0).max(1000).default(100),
};

/** A page of rows of a source with its steps applied. */
const CleanPage = z.strictObject({
  columns: z.array(CleanColumn),
  /** rows that the question selects, and all rows of the source */
  count: z.number().int(),
  total: z.number().int(),
  rows: z.array(
    z.strictObject({
      /** 1-based row of the source */
      id: z.number().int(),
      /** id of the step that dropped it; null: kept */
      dropped: z.number().int().nullable(),
      cells: z.array(CleanCell),
    }),
  ),
});
/** A page of rows of a source with its steps applied. */
export type CleanPage = z.infer<typeof CleanPage>;

/** A step that is not among the others yet, or that would take the place of one. */
const Draft = z.strictObject({
  sourceId,
  step: CleanStep,
  /** the step it would take the place of */
  replaces: id.optional(),
  /** 1-based place it would take; default the end */
  at: z.number().int().min(1).optional(),
});

/** Operations of cleaning. Rows and the raw blocks of a source are never written by any of them. */
export const cleaningOperations = {
  'cleaning.sources': query(
    'The files with their cleaning: steps, and whether their clean table is up to date',
    z.strictObject({}),
    z.array(
      z.strictObject({
        sourceId,
        name: z.string(),
        kind: SourceKind,
        importedAt: z.string(),
        rows: z.number().int(),
        steps: z.number().int(),
        enabled: z.number().int(),
        /** the clean table of exactly these steps is there (always so without steps that are on) */
        ready: z.boolean(),
        /** rows of the clean table; null: not ready */
        kept: z.number().int().nullable(),
      }),
    ),
  ),
  'cleaning.steps': query(
    'The steps of a source in order, with what each did in the last build',
    z.strictObject({ sourceId }),
    z.strictObject({
      sourceId,
      name: z.string(),
      rows: z.number().int(),
      /** columns as they are after the steps that are on */
      columns: z.array(CleanColumn),
      steps: z.array(CleanStepInfo),
      ready: z.boolean(),
      kept: z.number().int().nullable(),
    }),
  ),
  'cleaning.preview': query(
    'What a step would do: rows touched, examples, distributions, segments',
    Draft,
    CleanPreview,
  ),
  'cleaning.leavingChange': query(
    'How the values of a column would change by a step, as it may leave the workspace',
    Draft.extend({ column: z.string(), ...askedOfDoor }),
    LeavingChange,
  ),
  'cleaning.add': command(
    'Add steps to a source',
    z.strictObject({
      sourceId,
      steps: z.array(CleanStep).min(1).max(200),
      /** 1-based place of the first; default the end */
      at: z.number().int().min(1).optional(),
    }),
    z.strictObject({ ids: z.array(id) }),
  ),
  'cleaning.edit': command('Change a step', z.strictObject({ id, step: CleanStep }), z.strictObject({})),
  'cleaning.remove': command('Remove a step', z.strictObject({ id }), z.strictObject({})),
  'cleaning.move': command(
    'Move a step to another place',
    z.strictObject({ id, to: z.number().int().min(1) }),
    z.strictObject({}),
  ),
  'cleaning.toggle': command(
    'Switch a step off or on',
    z.strictObject({ id, enabled: z.boolean() }),
    z.strictObject({}),
  ),
  'cleaning.run': job(
    'Build the clean table of one source, or of every source',
    z.strictObject({ sourceId: sourceId.optional() }),
    z.array(
      z.strictObject({
        sourceId,
        /** rows of the source, and of the clean table */
        rows: z.number().int(),
        kept: z.number().int(),
        reports: z.array(StepReport),
        /** an earlier build of the same steps was taken */
        reused: z.boolean(),
        ms: z.number().int(),
      }),
    ),
  ),
  'cleaning.clusters': query(
    'Values of a column that may be one and the same',
    z.strictObject({
      sourceId,
      column: z.string(),
      methods: z.array(ClusterMethod).min(1).max(5).default(['fingerprint', 'ngram', 'pinyin', 'jaroWinkler', 'edit']),
    }),
    z.strictObject({
      column: z.string(),
      distinct: z.number().int(),
      /** at most 500, surest method first, then by rows */
      clusters: z.array(ValueCluster),
      /** distinct values beyond those that were compared pair by pair */
      notCompared: z.number().int(),
    }),
  ),
  'cleaning.table': query(
    'A page of the rows with the steps applied: which cells changed, by which step, from what',
    z.strictObject({
      sourceId,
      show: z.enum(['kept', 'changed', 'dropped', 'all']).default('kept'),
      /** only rows this step touched or dropped */
      step: id.optional(),
      /** only these rows */
      ids: z.array(z.number().int()).max(1000).optional(),
      ...page,
    }),
    CleanPage,
  ),
  'cleaning.quality': job(
    'Data quality by part, of every source and over all',
    z.strictObject({ sourceId: sourceId.optional() }),
    Quality,
  ),
  'cleaning.finding': query(
    'The rows behind a finding of the quality report',
    z.strictObject({ sourceId, key: z.string(), ...page }),
    z.strictObject({
      count: z.number().int(),
      columns: z.array(CleanColumn),
      rows: z.array(CleanPage.shape.rows.element),
    }),
  ),
  'cleaning.proposals': query(
    'Steps the data of a source suggests',
    z.strictObject({ sourceId }),
    z.array(CleanProposal),
  ),
};
