import { readNumber, type Decimal } from '../numbers.ts';
import { currenciesOf } from './currencies.ts';

/** The currency that each cell is written with, as it stands there; null for none. */
export const unitsOf = (cells: readonly string[], decimal: Decimal): (string | null)[] =>
  cells.map((cell) => {
    const unit = readNumber(cell, decimal)?.unit ?? '';
    return unit !== '' && (currenciesOf(unit) ?? currenciesOf(unit.toUpperCase())) ? unit : null;
  });
