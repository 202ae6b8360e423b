import type { Cell } from '../../../shared/contract/customers.ts';
import { type Formats, MISSING } from '../../ui/index.ts';

/** A cell as text; a missing one is an en dash. */
export const printed = (cell: Cell, fmt: Formats): string =>
  cell === null || cell === '' ? MISSING : typeof cell === 'number' ? fmt.number(cell) : cell;
