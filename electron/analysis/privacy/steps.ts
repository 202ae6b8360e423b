import type { CleanStep, PlainCondition, RowCondition } from '../../../shared/cleaning.ts';
import { maskText } from './mask.ts';

/** A step of cleaning as it may be shown: values that it lists are masked as cells are. It does the same when it comes back. */
export function shownStep(step: CleanStep): CleanStep {
  switch (step.op) {
    case 'map':
      return {
        ...step,
        groups: step.groups.map(({ from, to }) => ({
          from: [...new Set(from.map(maskText))],
          to: to === null ? null : maskText(to),
        })),
      };
    case 'invalid':
      return step.rule.kind === 'list'
        ? { ...step, rule: { ...step.rule, values: [...new Set(step.rule.values.map(maskText))] } }
        : step;
    case 'dropRows':
      return { ...step, where: shownCondition(step.where) };
    default:
      return step;
  }
}

function shownCondition(where: RowCondition): RowCondition {
  switch (where.kind) {
    case 'not':
      return { ...where, of: shownPlain(where.of) };
    case 'all':
    case 'any':
      return { ...where, of: where.of.map(shownPlain) };
    default:
      return shownPlain(where);
  }
}

const shownPlain = (where: PlainCondition): PlainCondition =>
  where.kind === 'values' ? { ...where, values: [...new Set(where.values.map(maskText))] } : where;
