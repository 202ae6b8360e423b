import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { PartScore, PartScores, Quality, QualityPart } from '../../../../shared/contract/quality.ts';
import { QualityPart as Parts } from '../../../../shared/contract/quality.ts';
import type { ReadDb } from '../../../db/open.ts';
import { listSources, predecessorOf } from '../../../db/areas/sources/sources.ts';
import type { QualityFigures } from '../../../workers/areas/cleaning/tasks.ts';
import type { JobContext } from '../../area.ts';
import { Looks } from './looks.ts';
import { hashOf } from '../customers/hash.ts';
import { describe, type Described } from './describe.ts';

/** Figures kept: a report is looked at many times between two changes. */
const KEPT = 60;
/** A file's share of the progress. */
const PARTS = 1000;
const known = new Looks<QualityFigures>(KEPT);

/** Quality of one source or of all, and of the files of one series over time. */
export async function quality(
  context: JobContext,
  input: Parsed<'cleaning.quality'>,
): Promise<Out<'cleaning.quality'>> {
  const { db } = context;
  const ids = listSources(db)
    .map(({ id }) => id)
    .filter((id) => input.sourceId === undefined || id === input.sourceId);
  const all = [];
  for (const [i, id] of ids.entries()) {
    const described = describe(db, id);
    all.push({ described, figures: await figuresOf(context, described, i, ids.length) });
  }
  const parts = overall(all.map(({ figures }) => figures));
  const history: Quality['history'] = [];
  for (const { described } of all) history.push(await historyOf(context, described));
  return {
    score: all.length === 0 ? null : weighted(all.map(({ figures }) => [figures.score, figures.cells])),
    formula: { key: 'cleaning:formula.overall', values: { count: all.length } },
    parts,
    sources: all.map(({ described: { row }, figures }) => ({
      sourceId: row.id,
      name: row.name,
      kind: row.kind,
      importedAt: row.imported_at,
      rows: figures.rows,
      score: figures.score,
      imported: figures.imported.score,
      parts: figures.parts,
      findings: [...figures.findings],
    })),
    history,
  };
}

/** `i` of `n`: which file it is, for the progress of all of them together. */
function figuresOf(
  { readers, signal, progress }: JobContext,
  { source, enabled, hash }: Described,
  i = 0,
  n = 1,
): Promise<QualityFigures> {
  const work = known.of(hashOf([source, hash]), (options) =>
    readers.shared.run('clean.quality', { source, steps: enabled }, options),
  );
  return work.join(signal, ({ step, done, total }) => {
    progress(step, i * PARTS + Math.round((PARTS * done) / Math.max(1, total ?? done)), n * PARTS);
  });
}

/** The files that took each other's place, oldest first, each as it was imported. */
async function historyOf(context: JobContext, last: Described): Promise<Quality['history'][number]> {
  const points = [];
  for (const id of seriesOf(context.db, last.row.id)) {
    const described = id === last.row.id ? last : describe(context.db, id);
    const { imported } = await figuresOf(context, described);
    points.push({
      sourceId: id,
      importedAt: described.row.imported_at,
      score: imported.score,
      parts: Object.fromEntries(Parts.options.map((part) => [part, imported.parts[part].value])) as Record<
        QualityPart,
        number | null
      >,
    });
  }
  return { name: last.row.name, points };
}

function seriesOf(db: ReadDb, id: number): number[] {
  const ids = [id];
  for (let before = predecessorOf(db, id); before && !ids.includes(before.id); before = predecessorOf(db, before.id))
    ids.unshift(before.id);
  return ids;
}

/** Scores of all sources together: cells and rows are summed; timeliness is the mean, weighted by cells. */
function overall(all: readonly QualityFigures[]): PartScores {
  const scores = Parts.options.map((part): [QualityPart, PartScore] => {
    const measured = all.filter(({ parts }) => parts[part].value !== null);
    const of = sum(measured.map(({ parts }) => parts[part].of));
    const bad = sum(measured.map(({ parts }) => parts[part].bad));
    if (measured.length === 0)
      return [part, { value: null, of: 0, bad: 0, formula: { key: `cleaning:formula.none.${part}` } }];
    if (part === 'timeliness')
      return [
        part,
        {
          value: weighted(measured.map(({ parts, cells }) => [parts[part].value!, cells])),
          of,
          bad,
          formula:
            measured.length === 1
              ? measured[0]!.parts[part].formula
              : { key: 'cleaning:formula.timelinessAll', values: { count: measured.length } },
        },
      ];
    return [
      part,
      {
        value: of === 0 ? 1 : 1 - bad / of,
        of,
        bad,
        formula: { key: `cleaning:formula.${part}`, values: { of, bad } },
      },
    ];
  });
  return Object.fromEntries(scores) as PartScores;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function weighted(pairs: readonly (readonly [number, number])[]): number {
  const weight = sum(pairs.map(([, cells]) => cells));
  if (weight === 0) return sum(pairs.map(([value]) => value)) / Math.max(1, pairs.length);
  return sum(pairs.map(([value, cells]) => value * cells)) / weight;
}
