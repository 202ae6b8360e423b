import type { Receipt } from '../../../../shared/contract/sources.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { ReadDb } from '../../../db/open.ts';
import { columnsOf, rejectedRows, sourceById, type SourceRow } from '../../../db/sources.ts';

/** Rejected rows a receipt carries; all of them can be downloaded. */
const SHOWN = 200;

/** A source as the contract lists it. */
export function summaryOf(row: SourceRow): Omit<Receipt, 'columns' | 'rejectedRows'> {
  const { id, name, hash, encoding, delimiter, mode, read, stored, rejected, added, updated, customers, ms } = row;
  return {
    sourceId: id,
    name,
    hash,
    encoding,
    delimiter,
    mode,
    read,
    stored,
    rejected,
    added,
    updated,
    customers,
    importedAt: row.imported_at,
    ms,
  };
}

/** The receipt of an import. @throws AppError not_found */
export function receiptOf(db: ReadDb, id: number): Receipt {
  const row = sourceById(db, id);
  if (!row) throw new AppError('not_found', { key: 'sources:error.gone' });
  return { ...summaryOf(row), columns: columnsOf(db, id), rejectedRows: rejectedRows(db, id, SHOWN) };
}
