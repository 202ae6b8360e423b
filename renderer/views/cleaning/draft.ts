import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { CleanOp, CleanStep } from '../../../shared/cleaning.ts';
import { keepDraft } from '../../state/store.ts';
import { useDraft } from '../../state/queries.ts';
import { saysYear } from '../../../shared/attribute.ts';

/** A step being written: a new one, or an existing one being changed. */
export interface Draft {
  readonly step: CleanStep;
  /** the step it takes the place of */
  readonly id: number | null;
}

const placeOf = (source: number) => `cleaning.${source}`;

/** The step being written for a source; it stays while the reader looks elsewhere. */
export const useStepDraft = (source: number): Draft | undefined => useDraft<Draft>(placeOf(source));

export function keepStepDraft(source: number, draft: Draft | undefined): void {
  keepDraft(placeOf(source), draft);
}

export const isText = ({ type }: CleanColumn): boolean =>
  type === 'text' || type === 'category' || type === 'identifier';
export const isNumber = ({ type }: CleanColumn): boolean => type === 'number';

/** A column whose name speaks of a place. */
const PLACE = /省|市|州|地区|城|province|city|region|state|address|地址/i;

/**
 * A step of a kind with sensible choices for these columns, null when none is fit. Which texts are places or numbers the
 * data knows better: `suggested` holds the steps it proposes.
 */
export function newStep(
  op: CleanOp,
  columns: readonly CleanColumn[],
  suggested: readonly CleanStep[] = [],
): CleanStep | null {
  const hint = suggested.find((step) => step.op === op && (op === 'regions' || op === 'parse'));
  if (hint) return hint;
  const any = columns[0]?.name;
  const text = (columns.find((column) => column.type === 'category') ?? columns.find(isText))?.name;
  const number = columns.find(
    (column) => isNumber(column) && column.role === 'attribute' && !saysYear(column.name),
  )?.name;
  const place = columns.find((column) => isText(column) && PLACE.test(column.name))?.name ?? text;
  if (any === undefined) return null;
  switch (op) {
    case 'normalise':
      return { op, trim: true, spaces: true, width: true, case: 'none', simplify: false };
    case 'map':
      return text === undefined ? null : { op, column: text, groups: [] };
    case 'regions':
      return place === undefined ? null : { op, column: place, level: 'same' };
    case 'parse':
      return text === undefined ? null : { op, column: text, as: 'number' };
    case 'type':
      return { op, column: any, type: 'text' };
    case 'split':
      return text === undefined ? null : { op, column: text, by: ' ', into: [`${text} 1`, `${text} 2`] };
    case 'combine': {
      const two = columns.slice(0, 2).map(({ name }) => name);
      return two.length < 2 ? null : { op, columns: two, separator: ' ', into: two.join(' ') };
    }
    case 'fill':
      return { op, column: number ?? any, with: number === undefined ? 'mode' : 'median' };
    case 'invalid':
      return { op, column: number ?? any, rule: { kind: 'range', min: null, max: null } };
    case 'winsorise':
      return number === undefined ? null : { op, column: number, lower: 0.01, upper: 0.99 };
    case 'dropRows':
      return { op, where: { kind: 'missing', column: any } };
    case 'dropDuplicates':
      return { op };
    case 'dropColumns':
      return { op, columns: [] };
    case 'rename':
      return { op, column: any, to: '' };
  }
}

/** What keeps a step from being added, as a key of the messages; null: nothing. */
export function problemOf(step: CleanStep, columns: readonly CleanColumn[]): string | null {
  const taken = (name: string) => columns.some((column) => column.name === name);
  const fresh = (name: string) => (name.trim() === '' ? 'noName' : taken(name) ? 'taken' : null);
  switch (step.op) {
    case 'normalise':
      return step.trim || step.spaces || step.width || step.simplify || step.case !== 'none' ? null : 'nothing';
    case 'map':
      return step.groups.length === 0 ? 'noGroups' : null;
    case 'split':
      return step.into.map(fresh).find((problem) => problem !== null) ?? null;
    case 'combine':
      return step.columns.length < 2 ? 'two' : fresh(step.into);
    case 'fill':
      if (step.with === 'constant') return step.value === undefined || step.value === '' ? 'noValue' : null;
      return step.with === 'source' && (!step.source || !step.key) ? 'noSource' : null;
    case 'invalid':
      if (step.rule.kind === 'range') return step.rule.min === null && step.rule.max === null ? 'noEnds' : null;
      if (step.rule.kind === 'pattern') return step.rule.pattern === '' ? 'noPattern' : null;
      return step.rule.kind === 'list' && step.rule.values.length === 0 ? 'noValues' : null;
    case 'dropRows': {
      const { where } = step;
      if (where.kind === 'values') return where.values.length === 0 ? 'noValues' : null;
      if (where.kind === 'range') return where.min === null && where.max === null ? 'noEnds' : null;
      return where.kind === 'pattern' && where.pattern === '' ? 'noPattern' : null;
    }
    case 'dropColumns':
      return step.columns.length === 0 ? 'noColumns' : null;
    case 'rename':
      return fresh(step.to);
    default:
      return null;
  }
}
