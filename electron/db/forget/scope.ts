import * as z from 'zod';
import { readSourceImage, type SourceImage } from '../images.ts';
import type { ReadDb } from '../open.ts';
import { firstForm, readStored } from '../stored.ts';

/** What goes for good with some sources and notes: everything that holds rows of them. */
export interface Scope {
  /** the sources, and the tables joined from them */
  readonly sources: readonly number[];
  /** of these: the joined tables */
  readonly built: readonly number[];
  /** tables of rows: customers and clean tables */
  readonly tables: readonly string[];
  readonly segmentations: readonly number[];
  readonly notes: readonly number[];
}

const ids = z.array(z.number().int());
/** The scope of a removal, as it is noted until nothing of it is left. */
export const scopeForm = firstForm<Scope>(
  z.strictObject({ sources: ids, built: ids, tables: z.array(z.string()), segmentations: ids, notes: ids }),
);

/** Of the options of a source and of what a joined table was made from: what leads to another source. */
const intoForm = firstForm(z.object({ into: z.number().int().nullish() }));
const made = z.object({
  report: z.object({
    sources: z.array(z.object({ sourceId: z.number().int() })),
    lists: z.exactOptional(z.array(z.object({ sourceId: z.number().int(), used: z.boolean() }))),
  }),
});
const builtForm = firstForm(made);

/** A source as any of its images tells of it. */
interface Known {
  readonly id: number;
  readonly name: string;
  readonly table: string;
  readonly into: number | null;
  readonly mode: string;
  /** sources a joined table was made of */
  readonly of: readonly number[] | null;
}

type Row = Omit<SourceImage, 'kind' | 'stored'>;

const knownOf = ({ id, name, customer_table: table, options, mode, built }: Row): Known => ({
  id,
  name,
  table,
  into: readStored(intoForm, options, `options of source ${id}`).into ?? null,
  mode,
  of: built === null ? null : madeOf(readStored(builtForm, built, `built of source ${id}`)),
});

/** Names that were looked up in a list stand in the joined table too. */
const madeOf = ({ report: { sources, lists = [] } }: z.infer<typeof made>): number[] =>
  [...sources, ...lists.filter(({ used }) => used)].map(({ sourceId }) => sourceId);

/** Every source there is or was, one entry an image. */
function everySource(db: ReadDb): Known[] {
  const images = db.column<string>(
    `SELECT before FROM edit_change WHERE table_name = 'source' AND before IS NOT NULL
     UNION SELECT after FROM edit_change WHERE table_name = 'source' AND after IS NOT NULL`,
  );
  const rows = db.all<Row>('SELECT id, name, customer_table, options, mode, built FROM source');
  return [...rows, ...images.map(readSourceImage)].map(knownOf);
}

/** Every clean step there is or was that fills a column from another file: whose step, and the file's name. */
const everyFill = (db: ReadDb): { source: number; from: string }[] =>
  db.all<{ source: number; from: string }>(
    `SELECT DISTINCT json_extract(image, '$.source_id') AS source, json_extract(json_extract(image, '$.body'), '$.source') AS "from"
     FROM (SELECT json_object('source_id', source_id, 'body', body) AS image FROM clean_step
       UNION SELECT before FROM edit_change WHERE table_name = 'clean_step' AND before IS NOT NULL
       UNION SELECT after FROM edit_change WHERE table_name = 'clean_step' AND after IS NOT NULL)
     WHERE json_extract(json_extract(image, '$.body'), '$.source') IS NOT NULL`,
  );

/** Find everything that holds rows of these removed sources, and these removed notes. */
export function scopeOf(db: ReadDb, asked: { sources: readonly number[]; notes: readonly number[] }): Scope {
  const all = everySource(db);
  const live = new Set(db.column<number>('SELECT id FROM source'));
  const going = new Set(asked.sources.filter((id) => !live.has(id) && all.some((one) => one.id === id)));
  // a file that updated or added to another holds the other's rows too
  for (let before = -1; before !== going.size;) {
    before = going.size;
    for (const { id, into, mode } of all)
      if (into !== null && going.has(into) && !live.has(id) && mode !== 'replace') going.add(id);
  }
  const names = new Set(all.filter(({ id }) => going.has(id)).map(({ name }) => name));
  // a table that was filled from a file that goes holds values of it, and so does what was joined from it
  const filled = new Set(everyFill(db).flatMap(({ source, from }) => (names.has(from) ? [source] : [])));
  const built = new Set(
    all.filter(({ of }) => of?.some((id) => going.has(id) || filled.has(id)) ?? false).map(({ id }) => id),
  );
  const sources = new Set([...going, ...built]);
  const tables = new Set(all.filter(({ id }) => sources.has(id)).map(({ table }) => table));
  const clean = db.column<string>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'clean_[0-9]*_[0-9]*'",
  );
  for (const name of clean) {
    const owner = Number(name.split('_')[1]);
    if (sources.has(owner) || filled.has(owner)) tables.add(name);
  }
  const liveNotes = new Set(db.column<number>('SELECT id FROM note'));
  return {
    sources: [...sources],
    built: [...built],
    tables: [...tables],
    segmentations: segmentationsOf(db, [...sources]),
    notes: asked.notes.filter((id) => !liveNotes.has(id)),
  };
}

const segmentationsOf = (db: ReadDb, sources: readonly number[]): number[] => {
  const ids = JSON.stringify(sources);
  return db.column<number>(
    `SELECT id FROM segmentation WHERE source_id IN (SELECT value FROM json_each(?))
     UNION SELECT row_id FROM edit_change WHERE table_name = 'segmentation'
       AND json_extract(coalesce(after, before), '$.source_id') IN (SELECT value FROM json_each(?))`,
    ids,
    ids,
  );
};
