import { areaCalled } from '../../shared/areas.ts';
import type { OpName } from '../../shared/contract.ts';

const everything = null;

/** Which tables each query reads; null: every change matters. A query that is not named reads what its area reads. */
const READS: Partial<Record<OpName, readonly string[] | null>> = {
  'workspace.info': everything,
  'workspace.recent': ['recent', 'copies', 'source', 'segmentation', 'segment', 'persona', 'setting'],
  'workspace.copies': ['copies'],
  'workspace.notices': ['notices'],
  'workspace.history': ['edit'],
  'workspace.jobs': ['jobs'],
  'workspace.preferences': ['preferences'],
  'recipes.current': everything,
  'personas.presets': [],
  // whether the joined table is out of date depends on everything it was made from
  'customers.table': everything,
  'customers.trust': ['setting'],
  'sources.removed': ['source', 'note'],
  'sources.forgetPlan': everything,
  // a clean table is published by its job, which is no edit
  'cleaning.sources': ['source', 'attribute', 'clean_step', 'setting', 'jobs'],
  'customers.one': everything,
  'customers.timeline': everything,
};
/** Whether a change of these tables can change the answer of a query. `workspace`: another one was opened. */
export function touches(op: OpName, changed: readonly string[]): boolean {
  const reads = op in READS ? READS[op] : areaCalled(op.split('.')[0] ?? '')?.reads;
  if (changed.includes('workspace')) return op !== 'workspace.preferences' && op !== 'personas.presets';
  if (!reads) return changed.some((table) => table !== 'jobs' && table !== 'preferences');
  return changed.some((table) => reads.includes(table));
}
