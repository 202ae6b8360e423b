import type { Said } from '../../../../shared/domain.ts';
import { attributesOf, isPersonal, type SourceInView, sourceInView } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { SegmentationRow } from '../../../db/areas/segments/segments.ts';
import { hashOf } from '../customers/hash.ts';
import { featureEdits } from '../features/resolve.ts';
import type { InputHashes, SegmentationBody } from '../../../db/areas/segments/form.ts';

/** Hashes of what a segmentation made now would be made from: no row ids, so that a replay elsewhere has the same. */
export function inputHashes(db: ReadDb, source: SourceInView): InputHashes {
  const attributes = attributesOf(db, source.id);
  const edits = featureEdits(db);
  return {
    source: hashOf([source.hash, source.customers]),
    attributes: hashOf(
      attributes.map(({ name, type, role, levels, ...rest }) => [
        name,
        type,
        role,
        isPersonal({ role, ...rest }),
        levels,
      ]),
    ),
    features: hashOf(
      attributes.flatMap(({ id, name }) => {
        const edit = edits.get(id);
        return edit ? [[name, edit.use, edit.treatment, edit.weight, edit.missing]] : [];
      }),
    ),
  };
}

/** Why a segmentation no longer fits what is in view; null when it does. */
export function whyStale(
  db: ReadDb,
  row: SegmentationRow,
  { hashes, reads }: Pick<SegmentationBody, 'hashes' | 'reads'>,
): Said | null {
  const source = sourceInView(db);
  if (source?.id !== row.source_id) {
    const names = new Set(source ? attributesOf(db, source.id).map(({ name }) => name) : []);
    const gone = source ? reads.filter(({ column }) => !names.has(column)) : [];
    if (gone.length === 0) return { key: 'segments:stale.source' };
    const columns = gone.map(({ column: value }): Said => ({ key: 'sources:literal', values: { value } }));
    return { key: 'segments:carried.gone', values: { columns } };
  }
  const now = inputHashes(db, source);
  if (now.source !== hashes.source) return { key: 'segments:stale.source' };
  if (now.attributes !== hashes.attributes) return { key: 'segments:stale.attributes' };
  if (now.features !== hashes.features) return { key: 'segments:stale.features' };
  return null;
}
