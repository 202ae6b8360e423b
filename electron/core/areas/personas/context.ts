import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { Evidence, Persona } from '../../../../shared/contract/personas.ts';
import type { Said } from '../../../../shared/domain.ts';
import { attributesOf } from '../../../db/areas/customers/inView.ts';
import { quoteConsent } from '../../../db/areas/notes/notes.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { StoredPersona } from '../../../db/areas/personas/personas.ts';
import {
  type SegmentationRow,
  type SegmentGroup,
  segmentGroups,
  segmentRows,
} from '../../../db/areas/segments/segments.ts';
import { loadOf } from '../segments/body.ts';
import { cutOf, readCurrent } from '../segments/read.ts';

/** A segmentation with the customers it was made of. */
export interface SegmentationInUse {
  readonly row: SegmentationRow;
  readonly groups: readonly SegmentGroup[];
  /** customer table of its source */
  readonly table: string;
  readonly importedAt: string;
  /** rows of the customer table */
  readonly customers: number;
  readonly attributes: readonly Attribute[];
}

/** A segmentation by its row; null when its source is gone. */
export function segmentationInUse(db: ReadDb, row: SegmentationRow | undefined): SegmentationInUse | null {
  const source =
    row &&
    db.get<{ customer_table: string; imported_at: string; customers: number }>(
      'SELECT customer_table, imported_at, customers FROM source WHERE id = ?',
      row.source_id,
    );
  if (!row || !source) return null;
  return {
    row,
    groups: segmentGroups(segmentRows(db, row.id)),
    table: source.customer_table,
    importedAt: source.imported_at,
    customers: source.customers,
    attributes: attributesOf(db, row.source_id),
  };
}

/** The segment a card stands for, with its segmentation; null when there is none or it was merged away. */
export function segmentOf(db: ReadDb, segment: number | null): { in: SegmentationInUse; group: SegmentGroup } | null {
  if (segment === null) return null;
  const row = db.get<SegmentationRow>(
    'SELECT * FROM segmentation WHERE id = (SELECT segmentation_id FROM segment WHERE id = ?)',
    segment,
  );
  const used = segmentationInUse(db, row);
  const group = used?.groups.find((one) => one.row.id === segment);
  return used && group ? { in: used, group } : null;
}

/**
 * Cards as they are shown: a card is stale when its segment is gone or changed, when another segmentation has taken
 * its place, or when the data has changed under it.
 */
export function shown(db: ReadDb, personas: readonly StoredPersona[]): Persona[] {
  const current = personas.some(({ segment }) => segment !== null) ? readCurrent(db) : null;
  const sizes = new Map(current?.segments.map(({ id, size }) => [id, size]));
  const cuts = cutsOf(db);
  return personas.map((persona) => ({
    ...withConsent(db, persona),
    stale: persona.segment !== null && (current?.stale === true || sizes.get(persona.segment) !== persona.n),
    cut: persona.segment === null ? null : cuts(persona.segment),
  }));
}

/** What stands over the segments a card's own is one of, each segmentation looked up once. */
function cutsOf(db: ReadDb): (segment: number) => Said | null {
  const known = new Map<number, Said | null>();
  return (segment) => {
    const id = db.value<number>('SELECT segmentation_id FROM segment WHERE id = ?', segment);
    if (id === undefined) return null;
    if (!known.has(id)) {
      const row = db.get<SegmentationRow>('SELECT * FROM segmentation WHERE id = ?', id);
      known.set(id, row ? cutOf(loadOf(db, row)) : null);
    }
    return known.get(id)!;
  };
}

/** Quotes of notes with the consent their notes have now: one that was taken back holds everywhere at once. */
function withConsent(db: ReadDb, persona: StoredPersona): StoredPersona {
  const fromNote = (one: Evidence) => one.kind === 'quote' && one.quoteId !== undefined;
  if (!persona.fields.some(({ claims }) => claims.some(({ evidence }) => evidence.some(fromNote)))) return persona;
  const now = (one: Evidence): Evidence =>
    one.kind === 'quote' && one.quoteId !== undefined ? { ...one, consent: quoteConsent(db, one.quoteId) } : one;
  return {
    ...persona,
    fields: persona.fields.map((field) => ({
      ...field,
      claims: field.claims.map((claim) => ({ ...claim, evidence: claim.evidence.map(now) })),
    })),
  };
}
