import type { ColumnGuess } from '../../../../shared/domain.ts';
import { converterOf } from '../../../analysis/intake/convert.ts';
import { minorsIn, tellsAge } from '../../../analysis/intake/minors.ts';
import type { ColumnStore } from './store.ts';

/** Columns with the rows of customers under 14 that their ages or days of birth tell. */
export function withMinors(columns: ColumnGuess[], store: ColumnStore, now: Date): ColumnGuess[] {
  const today = now.toISOString().slice(0, 10);
  return columns.map((column) => {
    const how = tellsAge(column);
    if (how === null) return column;
    const values = store.values(column.position);
    const counts = store.counts(column.position);
    const convert = converterOf(column, values);
    const n = minorsIn(
      how,
      values.map((value, i) => [convert(value), counts[i]!] as const),
      today,
    );
    if (n === 0) return column;
    return {
      ...column,
      warnings: [...column.warnings, { key: 'sources:warn.minors', values: { n } }],
    };
  });
}
