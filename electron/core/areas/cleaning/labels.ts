import type { CleanStep, RowCondition, ValidRule } from '../../../../shared/cleaning.ts';
import type { Said } from '../../../../shared/domain.ts';

/** What a step is called: columns and limits, never the values of a customer. */
export function labelOf(step: CleanStep): Said {
  switch (step.op) {
    case 'normalise':
      return step.columns
        ? said('normalise', { columns: listed(step.columns) })
        : { key: 'cleaning:step.normaliseAll' };
    case 'map':
      return said(step.groups.every(({ to }) => to === null) ? 'mapMissing' : 'map', {
        column: step.column,
        count: step.groups.reduce((sum, group) => sum + group.from.length, 0),
      });
    case 'regions':
      return said(step.into === undefined ? 'regions' : 'regionsInto', { column: step.column, into: step.into ?? '' });
    case 'parse':
      return said(step.into === undefined ? 'parse' : 'parseInto', {
        column: step.column,
        into: step.into ?? '',
        type: { key: `cleaning:type.${step.as}` },
      });
    case 'type':
      return said('type', { column: step.column, type: { key: `cleaning:type.${step.type}` } });
    case 'split':
      return said('split', { column: step.column, into: listed(step.into) });
    case 'combine':
      return said('combine', { columns: listed(step.columns), into: step.into });
    case 'fill':
      return step.by === undefined
        ? said('fill', { column: step.column, way: fillWay(step) })
        : said('fillBy', { column: step.column, way: fillWay(step), by: step.by });
    case 'invalid':
      return said('invalid', { column: step.column, rule: ruleSaid(step.rule) });
    case 'winsorise':
      return step.fences === undefined
        ? said('winsorise', { column: step.column, lower: step.lower, upper: step.upper })
        : said('winsoriseFences', { column: step.column, n: step.fences });
    case 'dropRows':
      return said('dropRows', { where: conditionSaid(step.where) });
    case 'dropDuplicates':
      return step.columns
        ? said('dropDuplicates', { columns: listed(step.columns) })
        : { key: 'cleaning:step.dropDuplicatesAll' };
    case 'dropColumns':
      return said('dropColumns', { columns: listed(step.columns) });
    case 'rename':
      return said('rename', { column: step.column, to: step.to });
  }
}

const said = (name: string, values: NonNullable<Said['values']>): Said => ({ key: `cleaning:step.${name}`, values });

/** Up to three names, else the first and how many more there are. */
function listed(names: readonly string[]): Said {
  const name = (one: string): Said => ({ key: 'cleaning:name', values: { name: one } });
  return names.length <= 3
    ? { key: 'cleaning:names', values: { names: names.map(name) } }
    : { key: 'cleaning:namesMore', values: { names: [name(names[0]!)], count: names.length - 1 } };
}

const fillWay = (step: Extract<CleanStep, { op: 'fill' }>): Said => ({
  key: `cleaning:way.${step.with}`,
  values: { source: step.source ?? '' },
});

function ruleSaid(rule: ValidRule): Said {
  switch (rule.kind) {
    case 'range':
      return rangeSaid(rule.min, rule.max);
    case 'pattern':
      return { key: 'cleaning:ruleSaid.pattern', values: { pattern: rule.pattern } };
    case 'list':
      return {
        key: rule.keep ? 'cleaning:ruleSaid.listKeep' : 'cleaning:ruleSaid.list',
        values: { count: rule.values.length },
      };
    case 'compare':
      return { key: 'cleaning:ruleSaid.compare', values: { operator: SIGNS[rule.operator], other: rule.other } };
  }
}

const SIGNS = { '<': '<', '<=': '≤', '=': '=', '!=': '≠', '>=': '≥', '>': '>' } as const;

function rangeSaid(min: number | string | null, max: number | string | null): Said {
  if (min === null && max === null) return { key: 'cleaning:ruleSaid.any' };
  if (max === null) return { key: 'cleaning:ruleSaid.from', values: { min: String(min) } };
  if (min === null) return { key: 'cleaning:ruleSaid.to', values: { max: String(max) } };
  return { key: 'cleaning:ruleSaid.range', values: { min: String(min), max: String(max) } };
}

function conditionSaid(condition: RowCondition): Said {
  switch (condition.kind) {
    case 'not':
      return { key: 'cleaning:where.not', values: { of: conditionSaid(condition.of) } };
    case 'all':
    case 'any':
      return condition.of.length === 1
        ? conditionSaid(condition.of[0]!)
        : {
            key: `cleaning:where.${condition.kind}`,
            values: { first: conditionSaid(condition.of[0]!), count: condition.of.length - 1 },
          };
    case 'missing':
      return { key: 'cleaning:where.missing', values: { column: condition.column } };
    case 'values':
      return { key: 'cleaning:where.values', values: { column: condition.column, count: condition.values.length } };
    case 'range':
      return {
        key: 'cleaning:where.rule',
        values: { column: condition.column, rule: rangeSaid(condition.min, condition.max) },
      };
    case 'pattern':
    case 'compare':
      return { key: 'cleaning:where.rule', values: { column: condition.column, rule: ruleSaid(condition) } };
  }
}
