import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { RowRef } from '../../../../shared/contract/identity.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { WriteDb } from '../../../db/open.ts';
import { sourceById } from '../../../db/areas/sources/sources.ts';
import type { CommandContext } from '../../area.ts';
import { joined, recordsOf } from './groups.ts';

/** Most pairs one split may part. */
const MOST_PARTED = 20_000;

/** Keep what a person said about two rows. @throws AppError not_found, invalid_input for one and the same row */
export function decide(
  { db, label }: CommandContext,
  { a, b, same }: Parsed<'identity.decide'>,
): Out<'identity.decide'> {
  if (a.source === b.source && a.row === b.row) throw new AppError('invalid_input', { key: 'identity:error.oneRow' });
  for (const { source } of [a, b])
    if (!sourceById(db, source)) throw new AppError('not_found', { key: 'identity:error.noSource' });
  label({ key: `identity:edit.${same === null ? 'undecided' : same ? 'same' : 'different'}` });
  remember(db, a, b, same);
  return {};
}

/** Part rows of a customer from its other rows. @throws AppError not_found when they are not rows of this customer */
export function split(
  { db, label }: CommandContext,
  { customer, rows }: Parsed<'identity.split'>,
): Out<'identity.split'> {
  const join = joined(db);
  const all = join ? recordsOf(join, customer) : [];
  const chosen = new Set(rows.map(keyOf));
  const others = all.filter((row) => !chosen.has(keyOf(row)));
  if (all.length - others.length !== chosen.size || others.length === 0)
    throw new AppError('not_found', { key: 'identity:error.noRows' });
  if (rows.length * others.length > MOST_PARTED)
    throw new AppError('invalid_input', { key: 'identity:error.tooMany', values: { n: rows.length * others.length } });
  for (const row of rows) for (const other of others) remember(db, row, other, false);
  label({ key: 'identity:edit.split', values: { count: rows.length } });
  return { decisions: rows.length * others.length };
}

const keyOf = ({ source, row }: RowRef): string => `${String(source)}:${String(row)}`;

/** One decision a pair, whichever row is named first. */
function remember(db: WriteDb, a: RowRef, b: RowRef, same: boolean | null): void {
  const [first, second] = a.source < b.source || (a.source === b.source && a.row < b.row) ? [a, b] : [b, a];
  const place = [first.source, first.row, second.source, second.row] as const;
  db.run('DELETE FROM identity_decision WHERE a_source = ? AND a_row = ? AND b_source = ? AND b_row = ?', ...place);
  if (same !== null)
    db.run(
      'INSERT INTO identity_decision (a_source, a_row, b_source, b_row, same) VALUES (?, ?, ?, ?, ?)',
      ...place,
      same ? 1 : 0,
    );
}
