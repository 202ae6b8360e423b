import type { Parsed } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/frames.ts';
import { requireSource, sourceInView } from '../../../db/areas/customers/inView.ts';
import { copyFeatures } from '../../../db/areas/features/features.ts';
import type { WriteDb } from '../../../db/open.ts';
import type { Area, Following, Handlers, JobContext, Preparations } from '../../area.ts';
import { prepareFeatures, resolveFeatures, resolveFeaturesNow } from './resolve.ts';

const handlers = {
  'features.list': ({ db, readers }) => resolveFeatures(db, readers),
  'features.set': ({ db, label }, input) => {
    const spec = resolveFeaturesNow(db).find(({ attribute }) => attribute === input.attribute);
    if (!spec) throw new AppError('not_found', { key: 'customers:error.noAttribute' });
    if (spec.treatments.length === 0 && input.use !== false)
      throw new AppError('refused', { key: 'features:error.closed', values: { column: spec.column } });
    if (input.treatment !== undefined && !spec.treatments.includes(input.treatment))
      throw new AppError('invalid_input', {
        key: 'features:error.treatment',
        values: { column: spec.column, treatment: { key: `features:treatment.${input.treatment}` } },
      });
    const why = input.why ?? spec.why;
    if (input.use === true && spec.sensitive && why === null)
      throw new AppError('refused', {
        key: 'features:error.why',
        values: { column: spec.column, kind: spec.sensitive },
      });
    save(db, input);
    label(
      input.use === true && spec.sensitive && why !== null
        ? { key: 'features:edit.taken', values: { column: spec.column, kind: spec.sensitive, why } }
        : { key: 'features:edit.set', values: { column: spec.column } },
    );
    return resolveFeaturesNow(db);
  },
  'features.reset': ({ db, label }) => {
    db.run(
      'DELETE FROM feature WHERE attribute_id IN (SELECT id FROM attribute WHERE source_id = ?)',
      requireSource(db).id,
    );
    label({ key: 'features:edit.reset' });
    return resolveFeaturesNow(db);
  },
} satisfies Handlers<'features.'>;

/** A command may not wait for the table to be read. */
const preparations = {
  'features.set': ({ db, readers }) => prepareFeatures(db, readers),
  'features.reset': ({ db, readers }) => prepareFeatures(db, readers),
} satisfies Preparations;

/** What segments are made from. */
export const area = { handlers, preparations, follow } satisfies Area<'features'>;

/** What a person said of features holds for the attributes of the same name of the next table. */
function follow({ db }: JobContext): Promise<Following | null> {
  const before = sourceInView(db)?.id;
  return Promise.resolve(
    before === undefined
      ? null
      : {
          said: [],
          discard: () => Promise.resolve(),
          write: (writer, sourceId) => {
            copyFeatures(writer, before, sourceId);
          },
        },
  );
}

/** What is not named stays as it was. */
function save(db: WriteDb, { attribute, use, treatment, weight, missing, why }: Parsed<'features.set'>): void {
  const values = [
    use === undefined ? null : Number(use),
    treatment ?? null,
    weight ?? null,
    missing ?? null,
    why ?? null,
  ];
  db.run(
    `INSERT INTO feature (attribute_id, use, treatment, weight, missing, why) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (attribute_id) DO UPDATE SET use = coalesce(excluded.use, use),
       treatment = coalesce(excluded.treatment, treatment), weight = coalesce(excluded.weight, weight),
       missing = coalesce(excluded.missing, missing),
       why = iif(excluded.use = 0, NULL, coalesce(excluded.why, why))`,
    attribute,
    ...values,
  );
}
