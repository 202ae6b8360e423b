import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { ColumnType, Dimension, PersonalKind, Role, SourceKind } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { termsOf } from '../../../../shared/terms/term.ts';
import type { ReadDb } from '../../open.ts';
import { setting } from '../../settings.ts';
import { termsOfWorkspace } from '../dictionary/terms.ts';
import { readFacts } from '../sources/sources.ts';

/** The source whose customers are in view. */
export interface SourceInView {
  readonly id: number;
  readonly name: string;
  readonly hash: string;
  readonly customers: number;
  /** customer table */
  readonly table: string;
  /** of a table made by joining: customers */
  readonly kind: SourceKind;
}

/** The source in view, or null when nothing was imported. */
export function sourceInView(db: ReadDb): SourceInView | null {
  const id = setting(db, 'source');
  if (id === undefined) return null;
  return (
    db.get<SourceInView>(
      'SELECT id, name, hash, customers, customer_table AS "table", kind FROM source WHERE id = ?',
      Number(id),
    ) ?? null
  );
}

/** @throws AppError not_found when nothing was imported */
export function requireSource(db: ReadDb): SourceInView {
  const source = sourceInView(db);
  if (!source) throw new AppError('not_found', { key: 'customers:error.noSource' });
  return source;
}

interface AttributeRow {
  id: number;
  column_name: string;
  position: number;
  name: string;
  type: ColumnType;
  role: Role;
  dimension: Dimension | null;
  personal: PersonalKind | null;
  format: string;
  levels: string | null;
  reason: string;
  missing: number;
  distinct_count: number;
}

/** The attributes of a source's customers, in file order. */
export function attributesOf(db: ReadDb, sourceId: number): Attribute[] {
  const columns = db
    .all<AttributeRow>('SELECT * FROM attribute WHERE source_id = ? ORDER BY position', sourceId)
    .map((row) => ({
      id: row.id,
      column: row.column_name,
      name: row.name,
      type: row.type,
      role: row.role,
      dimension: row.dimension,
      personal: row.personal,
      ...readFacts(row, sourceId),
      missing: row.missing,
      distinct: row.distinct_count,
      position: row.position,
    }));
  const terms = termsOf(columns, termsOfWorkspace(db));
  return columns.map((column, i) => ({ ...column, label: terms[i]!.label, unit: terms[i]!.unit }));
}

/** Whether the values of an attribute are masked wherever they are shown, and never searched, filtered or profiled. */
export const isPersonal = (attribute: Pick<Attribute, 'role' | 'personal'>): boolean =>
  attribute.role === 'personal' || attribute.personal !== null;
