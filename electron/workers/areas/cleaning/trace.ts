import { type Applied, applyStep, type StepEntry } from '../../../analysis/cleaning/apply.ts';
import type { CleanContext } from '../../../analysis/cleaning/context.ts';
import type { CleanTable } from '../../../analysis/cleaning/table.ts';
import type { ReadDb } from '../../../db/open.ts';
import { type CleanSource, type LoadedSource, loadSource } from './source.ts';

/** A source with its steps, each with the table it made. Tables share what a step left alone. */
export interface Trace {
  readonly base: CleanTable;
  readonly steps: readonly Applied[];
  readonly context: CleanContext;
  /** the table after the first `n` steps; default all */
  after(n?: number): CleanTable;
}

/** Cells beyond which nothing is kept between two questions (about 200 MB of codes and values). */
const MOST_CELLS = 24_000_000;

/** What this thread read last: the next question is nearly always about the same rows. */
let kept: { key: string; loaded: LoadedSource; steps: Applied[] } | null = null;

/** Read a source and do its steps, taking over what is known from the last question to this thread. */
export function traceOf(
  db: ReadDb,
  source: CleanSource,
  steps: readonly StepEntry[],
  check: (done?: number, total?: number) => void,
): Trace {
  // tables of rows are never written again once they are published, so that their names stand for their rows
  const key = JSON.stringify(source);
  if (kept?.key !== key) kept = { key, loaded: loadSource(db, source, check), steps: [] };
  const { loaded } = kept;
  const context = loaded.context(db, check);
  let same = 0;
  while (same < steps.length && sameStep(kept.steps[same]?.entry, steps[same]!)) same++;
  const done = kept.steps.slice(0, same);
  for (const entry of steps.slice(same)) done.push(applyStep(done.at(-1)?.table ?? loaded.table, entry, context));
  const { table } = loaded;
  if (table.rows * table.columns.length > MOST_CELLS) kept = null;
  else kept.steps = done;
  return {
    base: table,
    steps: done,
    context,
    after: (n = done.length) => (n === 0 ? table : done[n - 1]!.table),
  };
}

const sameStep = (a: StepEntry | undefined, b: StepEntry): boolean =>
  a !== undefined && a.id === b.id && JSON.stringify(a.step) === JSON.stringify(b.step);
