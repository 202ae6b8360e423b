import type { CleanStep, RowCondition, ValidRule } from '../../../../shared/cleaning.ts';
import type { Parsed } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/frames.ts';
import { compilePattern } from '../../../../shared/pattern.ts';
import {
  deleteStep,
  enableStep,
  insertStep,
  orderSteps,
  stepById,
  stepIds,
  type StepRow,
  stepsOf,
  updateStep,
} from '../../../db/areas/cleaning/tables.ts';
import type { ReadDb, WriteDb } from '../../../db/open.ts';
import { isBuilt, sourceById } from '../../../db/areas/sources/sources.ts';
import type { CommandContext } from '../../area.ts';
import { labelOf } from './labels.ts';

/** Most steps a source may have. */
const MOST = 500;

/** Add steps. */
export function add({ db, label }: CommandContext, input: Parsed<'cleaning.add'>): { ids: number[] } {
  const ids = addSteps(db, input.sourceId, input.steps, input.at);
  label(
    input.steps.length === 1
      ? { key: 'cleaning:edit.add', values: { step: labelOf(input.steps[0]!) } }
      : { key: 'cleaning:edit.addMany', values: { count: input.steps.length } },
  );
  return { ids };
}

/**
 * Add steps to a source, inside the transaction of a command or of a job's end.
 * @param at 1-based place of the first; default the end
 * @throws AppError not_found, refused (a joined table), invalid_input (a pattern that cannot be understood, too many)
 */
function addSteps(db: WriteDb, sourceId: number, steps: readonly CleanStep[], at?: number): number[] {
  if (!sourceById(db, sourceId)) throw new AppError('not_found', { key: 'cleaning:error.noSource' });
  if (isBuilt(db, sourceId)) throw new AppError('refused', { key: 'cleaning:error.built' });
  for (const step of steps) checkStep(step);
  const before = stepsOf(db, sourceId).map(({ id }) => id);
  if (before.length + steps.length > MOST)
    throw new AppError('invalid_input', { key: 'cleaning:error.tooMany', values: { most: MOST } });
  const ids = stepIds(db, steps.length);
  steps.forEach((step, i) => insertStep(db, sourceId, step, ids[i]!));
  const place = Math.min(before.length, (at ?? before.length + 1) - 1);
  orderSteps(db, [...before.slice(0, place), ...ids, ...before.slice(place)]);
  return ids;
}

/** Change a step. */
export function edit({ db, label }: CommandContext, { id, step }: Parsed<'cleaning.edit'>): Record<string, never> {
  known(db, id);
  checkStep(step);
  updateStep(db, id, step);
  label({ key: 'cleaning:edit.edit', values: { step: labelOf(step) } });
  return {};
}

/** Remove a step. */
export function remove({ db, label }: CommandContext, { id }: Parsed<'cleaning.remove'>): Record<string, never> {
  const row = known(db, id);
  deleteStep(db, id);
  orderSteps(
    db,
    stepsOf(db, row.source_id).map((step) => step.id),
  );
  label({ key: 'cleaning:edit.remove', values: { step: labelOf(row.step) } });
  return {};
}

/** Move a step to another place. */
export function move({ db, label }: CommandContext, { id, to }: Parsed<'cleaning.move'>): Record<string, never> {
  const row = known(db, id);
  const others = stepsOf(db, row.source_id)
    .map((step) => step.id)
    .filter((other) => other !== id);
  const place = Math.min(others.length, to - 1);
  orderSteps(db, [...others.slice(0, place), id, ...others.slice(place)]);
  label({ key: 'cleaning:edit.move', values: { step: labelOf(row.step), n: place + 1 } });
  return {};
}

/** Switch a step off or on. */
export function toggle(
  { db, label }: CommandContext,
  { id, enabled }: Parsed<'cleaning.toggle'>,
): Record<string, never> {
  const row = known(db, id);
  enableStep(db, id, enabled);
  label({ key: enabled ? 'cleaning:edit.on' : 'cleaning:edit.off', values: { step: labelOf(row.step) } });
  return {};
}

function known(db: ReadDb, id: number): StepRow {
  const row = stepById(db, id);
  if (!row) throw new AppError('not_found', { key: 'cleaning:error.noStep' });
  return row;
}

/** What the schema cannot see: patterns that no cell can be matched with. @throws AppError invalid_input */
export function checkStep(step: CleanStep): void {
  if (step.op === 'invalid') checkRule(step.rule);
  if (step.op === 'dropRows') checkCondition(step.where);
}

function checkRule(rule: ValidRule): void {
  if (rule.kind === 'pattern') compilePattern(rule.pattern);
}

function checkCondition(condition: RowCondition): void {
  if (condition.kind === 'pattern') compilePattern(condition.pattern);
  else if (condition.kind === 'not') checkCondition(condition.of);
  else if (condition.kind === 'all' || condition.kind === 'any') condition.of.forEach(checkCondition);
}
