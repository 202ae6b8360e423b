import { type ColumnGuess, factsOfColumn } from '../../../../shared/domain.ts';
import type { AttributeRow } from '../../../db/areas/sources/sources.ts';

/** A column of a file as an attribute of the customer table; cells that could not be read count as missing there. */
export function attributeOf(column: ColumnGuess, index: number): AttributeRow {
  return {
    column: `c${index}`,
    position: index,
    ...factsOfColumn(column),
    missing: column.missing + column.invalid,
    distinct: column.distinct,
  };
}
