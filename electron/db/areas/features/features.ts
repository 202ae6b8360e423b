import type { WriteDb } from '../../open.ts';

/** Let what a person said of features of a table hold for the attributes of the same name of another (tracked: an undo takes it back). */
export function copyFeatures(db: WriteDb, from: number, to: number): void {
  db.run(
    `INSERT OR REPLACE INTO feature (attribute_id, use, treatment, weight, missing, why)
     SELECT new.id, feature.use, feature.treatment, feature.weight, feature.missing, feature.why
     FROM feature JOIN attribute old ON old.id = feature.attribute_id JOIN attribute new ON new.name = old.name
     WHERE old.source_id = ? AND new.source_id = ?`,
    from,
    to,
  );
}
