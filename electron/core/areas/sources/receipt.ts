import type { Receipt, SourceSummary } from '../../../../shared/contract/sources.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { ReadDb } from '../../../db/open.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { builtBody } from '../../../db/areas/customers/built.ts';
import { sourceInView } from '../../../db/areas/customers/inView.ts';
import {
  columnsOf,
  keyOf,
  optionsOf,
  periodOf,
  rejectedRows,
  sourceById,
  type SourceRow,
} from '../../../db/areas/sources/sources.ts';
import { belongsOf } from './belongs.ts';
import { KINDS } from '../../../../shared/kinds.ts';
import type { QueryContext } from '../../area.ts';
import { SessionCache } from '../../session-cache.ts';

/** Rejected rows a receipt carries; all of them can be downloaded. */
const SHOWN = 200;

/** A source as the contract lists it. */
function summaryOf(db: ReadDb, row: SourceRow): Omit<SourceSummary, 'period'> {
  const { id, name, hash, encoding, delimiter, mode, read, stored, rejected, added, updated, customers, ms } = row;
  return {
    sourceId: id,
    name,
    hash,
    format: row.format,
    sheet: row.sheet,
    kind: row.kind,
    mapping: row.mapping,
    key: keyOf(db, row),
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

/** A row that could not be read, as it may be shown: its line says where it stands in the file. */
export const shownRejected = <Row extends { readonly raw: string }>(row: Row): Row => ({
  ...row,
  raw: maskText(row.raw),
});

/** What the join in view looked up in a list of things, or why nothing; before a join what will be. */
function aboutUse(db: ReadDb, { id, kind, name }: SourceRow): Receipt['notes'] {
  if (KINDS[kind].perCustomer !== 'none') return [];
  const view = sourceInView(db);
  const told = (view && builtBody(db, view.id))?.report.lists?.find(({ sourceId }) => sourceId === id);
  if (!told) return [{ key: 'identity:unused.onReceipt' }];
  if (told.used) return told.said;
  return told.said.map((why) => ({ key: 'identity:unused.file', values: { name, why } }));
}

/** The receipt of an import. @throws AppError not_found */
export async function receiptOf(context: Pick<QueryContext, 'db' | 'readers'>, id: number): Promise<Receipt> {
  const { db } = context;
  const row = sourceById(db, id);
  if (!row) throw new AppError('not_found', { key: 'sources:error.gone' });
  return {
    ...summaryOf(db, row),
    belongs: await belongsOf(context, row),
    columns: columnsOf(db, id),
    rejectedRows: rejectedRows(db, id, SHOWN).map(shownRejected),
    notes: [...(optionsOf(db, id).notes ?? []), ...aboutUse(db, row)],
  };
}

/** Periods of published tables, which never change. */
const periods = new SessionCache<SourceSummary['period']>(500);

/** A source as it is listed. */
export function listed(db: ReadDb, row: SourceRow): SourceSummary {
  const place = `${row.customer_table}\n${row.mapping.date ?? ''}`;
  const period = periods.has(db, place)
    ? periods.get(db, place)!
    : periods.set(db, place, row.mapping.date === undefined ? null : periodOf(db, row, row.mapping.date));
  return { ...summaryOf(db, row), period };
}
