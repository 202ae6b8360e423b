import type { Out, Parsed } from '../../../../shared/contract.ts';
import { sayIn } from '../../../../shared/locales/index.ts';
import { type Found, strength } from '../../../analysis/groups/differences.ts';
import { differenceSaid, valueSaid } from '../../../analysis/groups/words.ts';
import { shownCell } from '../../../analysis/privacy/mask.ts';
import { attributesOf, isPersonal } from '../../../db/areas/customers/inView.ts';
import { clustersOfCustomers } from '../../../db/areas/segments/segments.ts';
import { quoteName } from '../../../db/settings.ts';
import { AppError } from '../../../../shared/frames.ts';
import { printValue } from '../../../../shared/print.ts';
import { dateToNumber } from '../../../../shared/values.ts';
import type { QueryContext } from '../../area.ts';
import { readableAttributes, requestOf } from '../features/resolve.ts';
import { choicesOf } from '../features/restated.ts';
import { type Loaded, loadCurrent, requireCurrent, requireGroup } from './body.ts';
import { outcomesAmong, outcomesFound } from './outcomes.ts';
import { compareAll, differencesOf, stylesOf } from './read.ts';

const inView = ({ groups }: Loaded) => groups.filter(({ row }) => row.excluded === 0);
const bySize = (a: { row: { size: number; id: number } }, b: { row: { size: number; id: number } }) =>
  b.row.size - a.row.size || a.row.id - b.row.id;

/** Every clustered customer of the segments in view as a point. */
export async function scatter({ db, readers }: QueryContext): Promise<Out<'segments.scatter'>> {
  const loaded = loadCurrent(db);
  if (!loaded) return null;
  const segmentOf = new Array<number | null>(loaded.row.k).fill(null);
  for (const { row, clusters } of inView(loaded)) for (const cluster of clusters) segmentOf[cluster] = row.id;
  const points = await readers.run('segments.points', {
    path: db.path,
    segmentation: loaded.row.id,
    segmentOf,
  });
  const [x, y] = loaded.body.axes;
  return { ...points, axes: [x!, y!] };
}

/** Segment x attribute: how far each segment is from everyone. Attributes that were clustered on come first. */
export function heatmap({ db }: QueryContext): Out<'segments.heatmap'> {
  const loaded = loadCurrent(db);
  if (!loaded) return null;
  const found = compareAll(loaded);
  const used = new Set(loaded.body.reads.map(({ attribute }) => attribute));
  const yesNo = new Set(found.flatMap(({ attribute, type }) => (type === 'boolean' ? [attribute] : [])));
  const sourceId = loaded.row.source_id;
  const attributes = attributesOf(db, sourceId);
  const choices = choicesOf(db, sourceId, attributes);
  const among = outcomesAmong(attributes, loaded.body.figures);
  const columns = loaded.body.figures
    .map(({ attribute, column }) => ({ attribute, column, level: widest(found, attribute) }))
    .filter((column) => column.level !== undefined)
    .sort((a, b) => Number(used.has(b.attribute)) - Number(used.has(a.attribute)));
  return {
    // of yes and no it is the yes that is compared: its column says it
    attributes: columns.map(({ attribute, column, level }) => ({
      attribute,
      column,
      level: yesNo.has(attribute) ? null : (level ?? null),
      outcome: among.has(attribute),
      choice: choices.get(attribute) ?? null,
    })),
    rows: inView(loaded)
      .sort(bySize)
      .map(({ row }) => ({
        segment: row.id,
        n: row.size,
        values: columns.map(
          ({ attribute, level }) =>
            found.find((f) => f.segment === row.id && f.attribute === attribute && f.level === level)?.effect.value ??
            null,
        ),
      })),
  };
}

/** The level that differs most; null for means, undefined when nothing was compared. */
function widest(found: ReturnType<typeof compareAll>, attribute: number): string | null | undefined {
  return found
    .filter((one) => one.attribute === attribute)
    .reduce<(typeof found)[number] | undefined>((a, b) => (a && strength(a) >= strength(b) ? a : b), undefined)?.level;
}

/** What makes a segment different, in ranked sentences. */
export function differences(
  { db }: QueryContext,
  { segment, limit }: Parsed<'segments.differences'>,
): Out<'segments.differences'> {
  const loaded = requireCurrent(db);
  requireGroup(loaded, segment);
  return differencesOf(loaded, segment).slice(0, limit).map(saidIn(db, loaded));
}

/** A comparison with its sentence. */
function saidIn(db: QueryContext['db'], loaded: Loaded): (found: Found) => Out<'segments.differences'>[number] {
  const style = stylesOf(db, loaded.row.source_id);
  return (found) => {
    const { type: _type, ...shown } = found;
    return {
      ...shown,
      sentence: differenceSaid(found, style(found.attribute, found.level === null ? found.base : null)),
    };
  };
}

/** What became of the customers of a segment, whether it sets them apart or not. */
export function outcomes({ db }: QueryContext, { segment }: Parsed<'segments.outcomes'>): Out<'segments.outcomes'> {
  const loaded = requireCurrent(db);
  requireGroup(loaded, segment);
  const among = outcomesAmong(attributesOf(db, loaded.row.source_id), loaded.body.figures);
  return outcomesFound(compareAll(loaded), segment, among).map(saidIn(db, loaded));
}

/** One attribute over the segments in view and everyone. */
export async function compare(
  { db, readers }: QueryContext,
  { attribute }: Parsed<'segments.compare'>,
): Promise<Out<'segments.compare'>> {
  const loaded = loadCurrent(db);
  if (!loaded) return null;
  const table = db.value<string>('SELECT customer_table FROM source WHERE id = ?', loaded.row.source_id);
  const found = attributesOf(db, loaded.row.source_id).find(({ id }) => id === attribute);
  if (!found || table === undefined) throw new AppError('not_found', { key: 'customers:error.noAttribute' });
  if (readableAttributes([found]).length === 0)
    throw new AppError('refused', { key: 'segments:error.notCompared', values: { column: found.name } });
  return readers.run('segments.compare', {
    path: db.path,
    table,
    column: requestOf(found),
    segmentation: loaded.row.id,
    k: loaded.row.k,
    groups: inView(loaded)
      .sort(bySize)
      .map(({ row, clusters }) => ({ segment: row.id, clusters })),
  });
}

/** Attributes shown of a typical customer. */
const SHOWN = 4;

/** Customers nearest the centre of a segment, by pseudonym, on the attributes that make it different. */
export function typical(
  { db, lang }: QueryContext,
  { segment, limit }: Parsed<'segments.typical'>,
): Out<'segments.typical'> {
  const loaded = requireCurrent(db);
  const { clusters } = requireGroup(loaded, segment);
  const table = db.value<string>('SELECT customer_table FROM source WHERE id = ?', loaded.row.source_id);
  const attributes = readableAttributes(attributesOf(db, loaded.row.source_id)).filter((a) => !isPersonal(a));
  const strongest = differencesOf(loaded, segment).map(({ attribute }) => attribute);
  const order = [...strongest, ...attributes.map(({ id }) => id)];
  const shown = [...new Set(order)].slice(0, SHOWN).flatMap((id) => attributes.find((a) => a.id === id) ?? []);
  if (table === undefined || shown.length === 0) return [];
  const style = stylesOf(db, loaded.row.source_id);
  const ids = interleave(clusters.map((cluster) => loaded.body.typical[cluster] ?? [])).slice(0, limit);
  const present = clustersOfCustomers(db, loaded.row.id, ids);
  return ids
    .filter((id) => present.has(id))
    .flatMap((id) => {
      const names = shown.map(({ column }) => quoteName(column)).join(', ');
      const row = db.get<Record<string, string | number | null>>(
        `SELECT ${names} FROM ${quoteName(table)} WHERE id = ?`,
        id,
      );
      if (!row) return [];
      const cells = shown.map((attribute) => {
        const value = row[attribute.column] ?? null;
        if (value === null || (attribute.type !== 'number' && attribute.type !== 'date'))
          return { column: attribute.name, text: printValue(shownCell(value, attribute), attribute, lang) };
        const amount = attribute.type === 'date' ? dateToNumber(String(value)) : Number(value);
        const said = valueSaid(amount, style(attribute.id, amount));
        return { column: attribute.name, text: typeof said === 'string' ? said : sayIn(lang, said) };
      });
      return [{ pseudonym: `C-${String(id).padStart(4, '0')}`, cells }];
    });
}

/** First of each, then second of each … : a merged segment shows customers of all its parts. */
const interleave = (lists: readonly (readonly number[])[]): number[] =>
  Array.from({ length: Math.max(0, ...lists.map(({ length }) => length)) }, (_, i) =>
    lists.flatMap((list) => list[i] ?? []),
  ).flat();
