import type { ColumnGuess } from '../../../../shared/domain.ts';
import type { AttributeRow } from '../../../db/sources.ts';

/** A column of a file as an attribute of the customer table; cells that could not be read count as missing there. */
export function attributeOf(column: ColumnGuess, index: number): AttributeRow {
  const { name, type, role, dimension, personal, format, levels, reason, missing, invalid, distinct } = column;
  return {
    column: `c${index}`,
    position: index,
    name,
    type,
    role,
    dimension,
    personal,
    format,
    levels,
    reason,
    missing: missing + invalid,
    distinct,
  };
}
