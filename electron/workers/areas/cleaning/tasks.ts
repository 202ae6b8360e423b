import type {
  CleanColumn,
  CleanPage,
  CleanPreview,
  ClusterMethod,
  StepReport,
  ValueCluster,
} from '../../../../shared/contract/cleaning.ts';
import type { Cell } from '../../../../shared/contract/customers.ts';
import type { PartScores, QualityFinding } from '../../../../shared/contract/quality.ts';
import { CleanStep } from '../../../../shared/cleaning.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { StepEntry } from '../../../analysis/cleaning/apply.ts';
import { clusterValues, MOST_COMPARED } from '../../../analysis/cleaning/clusters.ts';
import { type Proposal, proposalsFor } from '../../../analysis/cleaning/proposals.ts';
import { qualityOf } from '../../../analysis/cleaning/quality.ts';
import { columnNamed, countsOf, keptRows } from '../../../analysis/cleaning/table.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { shownStep } from '../../../analysis/privacy/steps.ts';
import { reading } from '../../reading/reading.ts';
import type { TaskContext } from '../../task.ts';
import { pageOf, plainPage, previewStep, type RowsAsked, type SegmentsInView, shownColumn } from './look.ts';
import { runClean } from './run.ts';
import type { CleanSource } from './source.ts';
import { type Trace, traceOf } from './trace.ts';

/** A question about a source with its steps. */
export interface AskedSource {
  readonly source: CleanSource;
  /** those that are on, in order */
  readonly steps: readonly StepEntry[];
}

/** The quality of a source with its steps. */
export interface QualityFigures {
  readonly rows: number;
  readonly cells: number;
  readonly score: number;
  readonly parts: PartScores;
  /** without any step */
  readonly imported: { readonly score: number; readonly parts: PartScores };
  readonly findings: readonly QualityFinding[];
}

/** Clusters shown. */
const MOST_CLUSTERS = 500;

/** Tasks of cleaning: the build for the pool, the others for the threads that read for the views. */
export const cleanTasks = {
  'clean.run': runClean,

  /** what each step does, and the columns after them */
  'clean.steps': (
    input: AskedSource,
    task: TaskContext,
  ): { reports: StepReport[]; columns: CleanColumn[]; kept: number } =>
    tracing(input, task, ({ steps, after }) => ({
      reports: steps.map(({ report }) => report),
      columns: after().columns.map(shownColumn),
      kept: keptRows(after()),
    })),

  'clean.preview': (
    input: AskedSource & { draft: CleanStep; view: SegmentsInView | null },
    task: TaskContext,
  ): Omit<CleanPreview, 'label'> =>
    reading(input.source.path, (db) => {
      const trace = traceOf(db, input.source, input.steps, stop(task));
      return previewStep(db, trace, { id: 0, step: input.draft }, input.view, input.source.id);
    }),

  'clean.table': (input: AskedSource & { rows: RowsAsked }, task: TaskContext): CleanPage =>
    input.steps.length === 0 && isPlain(input.rows)
      ? reading(input.source.path, (db) => plainPage(db, input.source, input.rows))
      : tracing(input, task, (trace) => pageOf(trace, input.rows)),

  'clean.clusters': (
    input: AskedSource & { column: string; methods: readonly ClusterMethod[] },
    task: TaskContext,
  ): { distinct: number; clusters: ValueCluster[]; notCompared: number } =>
    tracing(input, task, (trace) => {
      const table = trace.after();
      const column = columnNamed(table, input.column);
      if (!column) throw refused('not_found', 'noColumn', input.column);
      if (column.personal !== null || column.role === 'personal') throw refused('refused', 'personal', input.column);
      const counts = countsOf(table, column);
      const values = column.values.flatMap((value, code) =>
        typeof value === 'string' && counts[code]! > 0 ? [{ value, count: counts[code]! }] : [],
      );
      const clusters = clusterValues(values, input.methods).slice(0, MOST_CLUSTERS).flatMap(shownCluster);
      return { distinct: values.length, clusters, notCompared: Math.max(0, values.length - MOST_COMPARED) };
    }),

  'clean.quality': (input: AskedSource, task: TaskContext): QualityFigures =>
    judging(input, task, (trace, onColumn) => {
      const now = qualityOf(trace.after(), trace.context, input.source, onColumn(0));
      const before = input.steps.length === 0 ? now : qualityOf(trace.base, trace.context, input.source, onColumn(1));
      return {
        rows: keptRows(trace.after()),
        cells: now.cells,
        score: now.score,
        parts: now.parts,
        imported: { score: before.score, parts: before.parts },
        findings: now.findings.map(({ key, part, column, rule, count, of, step }) => ({
          key,
          part,
          column,
          rule,
          count,
          share: of === 0 ? 0 : count / of,
          step: step && shownStep(CleanStep.parse(step)),
        })),
      };
    }),

  'clean.finding': (
    input: AskedSource & { key: string; offset: number; limit: number },
    task: TaskContext,
  ): Omit<CleanPage, 'total'> =>
    tracing(input, task, (trace) => {
      const { findings } = qualityOf(trace.after(), trace.context, input.source);
      const marks = findings.find(({ key }) => key === input.key)?.rows() ?? new Uint8Array(trace.base.rows);
      const { offset, limit } = input;
      const { count, columns, rows } = pageOf(trace, { show: 'kept', step: null, ids: null, marks, offset, limit });
      return { count, columns, rows };
    }),

  'clean.proposals': (input: AskedSource, task: TaskContext): Proposal[] =>
    tracing(input, task, (trace) =>
      proposalsFor(trace.after(), trace.context, input.source).map((proposal) => ({
        ...proposal,
        step: shownStep(proposal.step),
        examples: proposal.examples.map(({ before, after }) => ({
          before: shownValue(before),
          after: shownValue(after),
        })),
      })),
    ),
};

const shownValue = (value: Cell): Cell => (typeof value === 'string' ? maskText(value) : value);

/** A cluster with its values masked; none when they cannot be told apart then. */
function shownCluster(cluster: ValueCluster): ValueCluster[] {
  const counts = new Map<string, number>();
  for (const { value, count } of cluster.values)
    counts.set(maskText(value), (counts.get(maskText(value)) ?? 0) + count);
  if (counts.size < 2) return [];
  const values = [...counts].map(([value, count]) => ({ value, count }));
  return [{ ...cluster, target: maskText(cluster.target), values }];
}

/** Rows as they stand, one page after the other. */
const isPlain = ({ show, step, ids }: RowsAsked): boolean =>
  step === null && ids === null && (show === 'kept' || show === 'all');

function tracing<T>(input: AskedSource, task: TaskContext, work: (trace: Trace) => T): T {
  return reading(input.source.path, (db) => work(traceOf(db, input.source, input.steps, stop(task))));
}

/** Reading is the first half of a quality report; then the table is judged, and the one without steps where there are any. */
function judging<T>(
  input: AskedSource,
  task: TaskContext,
  work: (trace: Trace, onColumn: (pass: number) => (done: number, total: number) => void) => T,
): T {
  const passes = input.steps.length === 0 ? 1 : 2;
  const tell = (step: string, share: number): void => {
    task.check();
    task.progress({ step: `jobs:step.${step}`, done: Math.round(1000 * share), total: 1000 });
  };
  return reading(input.source.path, (db) => {
    const trace = traceOf(db, input.source, input.steps, (done, total) => {
      if (done === undefined || total === undefined) task.check();
      else tell('readSources', done / Math.max(1, total) / 2);
    });
    return work(trace, (pass) => (done, total) => {
      tell('judge', (1 + (pass + done / Math.max(1, total)) / passes) / 2);
    });
  });
}

const stop = (task: TaskContext) => (): void => {
  task.check();
};

const refused = (code: 'not_found' | 'refused', why: string, column: string): AppError =>
  new AppError(code, { key: `cleaning:error.${why}`, values: { column } });
