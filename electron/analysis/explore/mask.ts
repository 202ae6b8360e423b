import type { Filter } from '../../../shared/contract/customers.ts';
import type { ExploreField } from '../../../shared/contract/explore.ts';
import { filtersAsked } from '../../../shared/filters.ts';
import { type MarkedColumn, type MarkedSegments, rowsMeeting } from '../conditions/marks.ts';
import { maskText } from '../privacy/mask.ts';
import { DAY, type ExploreColumn } from './types.ts';

/**
 * Which rows meet all filters: 1 or 0 a row. The same rows as the WHERE clause of a customer view gives.
 * @param ids customer ids of the rows, rising
 * @param columns every column a filter names; one on a column that is not there holds for nobody
 */
export function maskOf(
  filters: readonly Filter[],
  ids: Int32Array,
  columns: ReadonlyMap<ExploreField, ExploreColumn>,
): { mask: Uint8Array; count: number } {
  const mask = rowsMeeting(filtersAsked(filters.map((filter) => shown(filter, columns))), {
    rows: ids.length,
    ids,
    column: (attribute) => markedColumn(columns.get(attribute)),
    segments: markedSegments(columns.get('segment')),
  });
  return { mask, count: mask.reduce((sum, inside) => sum + inside, 0) };
}

/** Levels are masked; a filter may have been kept with a value as it is stored. */
function shown(filter: Filter, columns: ReadonlyMap<ExploreField, ExploreColumn>): Filter {
  if (filter.kind !== 'values' || columns.get(filter.attribute)?.style.type !== 'category') return filter;
  return {
    ...filter,
    values: filter.values.flatMap((value) => (value === null ? value : [String(value), maskText(String(value))])),
  };
}

function markedColumn(column: ExploreColumn | undefined): MarkedColumn | undefined {
  if (!column) return undefined;
  const { values, style } = column;
  if (values.kind === 'numeric')
    return style.type === 'date'
      ? { family: 'date', numbers: values.values, unit: DAY }
      : { family: 'number', numbers: values.values, unit: 1 };
  const { codes, levels } = values;
  return style.type === 'boolean'
    ? { family: 'number', values: levels.map(Number), codes }
    : { family: 'text', values: levels, codes };
}

function markedSegments(column: ExploreColumn | undefined): MarkedSegments | null {
  if (column?.values.kind !== 'coded') return null;
  const { codes } = column.values;
  return { codes, clusters: new Map((column.segments ?? []).map(({ segment, clusters }) => [segment, clusters])) };
}
