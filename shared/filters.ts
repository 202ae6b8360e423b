import type { Condition } from './conditions.ts';
import type { Filter } from './contract/customers.ts';

/** The condition that filters ask together, columns named by the ids of attributes. */
export const filtersAsked = (filters: readonly Filter[]): Condition => ({ kind: 'all', of: filters.map(filterAsked) });

/** What one filter asks. A list of values may name the missing one; a range open at both ends keeps every row. */
export function filterAsked(filter: Filter): Condition {
  switch (filter.kind) {
    case 'missing': {
      const missing: Condition = { kind: 'missing', column: filter.attribute };
      return filter.missing ? missing : { kind: 'not', of: missing };
    }
    case 'range': {
      const { attribute: column, min, max } = filter;
      if (min !== null || max !== null) return { kind: 'range', column, min, max };
      const missing: Condition = { kind: 'missing', column };
      return { kind: 'any', of: [missing, { kind: 'not', of: missing }] };
    }
    case 'values': {
      const column = filter.attribute;
      const values: Condition = { kind: 'values', column, values: filter.values.filter((value) => value !== null) };
      return filter.values.includes(null) ? { kind: 'any', of: [values, { kind: 'missing', column }] } : values;
    }
    case 'segments':
      return { kind: 'segments', segments: filter.segments };
    case 'customers':
      return { kind: 'ids', ids: filter.ids };
  }
}
