import type { Out, Parsed } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/frames.ts';
import { identityDecisions } from '../../../db/areas/customers/built.ts';
import { pairForm } from '../../../db/areas/customers/forms.ts';
import { sourceInView } from '../../../db/areas/customers/inView.ts';
import { sourceById, isBuilt } from '../../../db/areas/sources/sources.ts';
import { readStored } from '../../../db/stored.ts';
import type { CommandContext, QueryContext } from '../../area.ts';
import { RowReader } from './rows.ts';

interface Row {
  seq: number;
  a_source: number;
  a_row: number;
  b_source: number;
  b_row: number;
  score: number;
  state: 'merged' | 'review';
  body: string;
}

/** A window of the compared pairs of the last join, each with both rows. */
export function pairs(
  { db }: QueryContext,
  { state, decided, offset, limit }: Parsed<'identity.pairs'>,
): Out<'identity.pairs'> {
  const view = sourceInView(db);
  if (!view || !isBuilt(db, view.id)) return { count: 0, all: 0, decided: 0, pairs: [] };
  const decisions = new Map(
    identityDecisions(db).map(({ a, b, same }) => [pairKey(a.source, a.row, b.source, b.row), same]),
  );
  const said = (row: Row): boolean | null =>
    decisions.get(pairKey(row.a_source, row.a_row, row.b_source, row.b_row)) ?? null;
  const all = db.all<Row>(
    `SELECT seq, a_source, a_row, b_source, b_row, score, state, '' AS body FROM identity_pair
     WHERE built_id = ? AND state = ? ORDER BY score ${state === 'review' ? 'DESC' : 'ASC'}, seq`,
    view.id,
    state,
  );
  const reader = new RowReader(db, view.id);
  const asked = decided === null ? all : all.filter((row) => (said(row) !== null) === decided);
  return {
    count: asked.length,
    all: all.length,
    decided: all.filter((row) => said(row) !== null).length,
    pairs: asked.slice(offset, offset + limit).flatMap((row) => {
      if (!sourceById(db, row.a_source) || !sourceById(db, row.b_source)) return [];
      const json = db.value<string>('SELECT body FROM identity_pair WHERE built_id = ? AND seq = ?', view.id, row.seq);
      const body = readStored(pairForm, json ?? '', `identity_pair ${row.seq}`);
      const of = (side: 'a' | 'b') =>
        reader.cells(
          row[`${side}_source`],
          row[`${side}_row`],
          body.fields.map((field) => field[side]),
        );
      const [left, right] = [of('a'), of('b')];
      const shown = (source: number, id: number) => ({
        source,
        row: id,
        name: reader.name(source),
        line: reader.line(source, id),
      });
      return {
        seq: row.seq,
        a: shown(row.a_source, row.a_row),
        b: shown(row.b_source, row.b_row),
        score: row.score,
        state: row.state,
        rule: body.rule,
        decided: said(row),
        fields: body.fields.map((field, i) => ({
          ...field,
          valueA: left[i]!.cell,
          valueB: right[i]!.cell,
          personal: left[i]!.personal || right[i]!.personal,
        })),
        weight: Math.round(body.fields.reduce((sum, { weight }) => sum + weight, 0) * 10) / 10,
      };
    }),
  };
}

/**
 * The values of a doubtful pair as they came: whoever has to say whether two records are one person must see how they differ.
 * A command, so that it stands in the audit trail; nothing changes.
 * @throws AppError not_found for a pair that nobody is asked about
 */
export function reveal({ db, label }: CommandContext, { seq }: Parsed<'identity.reveal'>): Out<'identity.reveal'> {
  label({ key: 'identity:edit.revealed' });
  const view = sourceInView(db);
  const row =
    view && isBuilt(db, view.id)
      ? db.get<Row>(`SELECT * FROM identity_pair WHERE built_id = ? AND seq = ? AND state = 'review'`, view.id, seq)
      : undefined;
  if (!view || !row || !sourceById(db, row.a_source) || !sourceById(db, row.b_source))
    throw new AppError('not_found', { key: 'identity:error.noPair' });
  const { fields } = readStored(pairForm, row.body, `identity_pair ${seq}`);
  const reader = new RowReader(db, view.id);
  const of = (side: 'a' | 'b') =>
    reader
      .plain(
        row[`${side}_source`],
        row[`${side}_row`],
        fields.map((field) => field[side]),
      )
      .map(({ cell }) => cell);
  return { a: of('a'), b: of('b') };
}

/** A pair is the same from either side. */
function pairKey(sourceA: number, rowA: number, sourceB: number, rowB: number): string {
  const [a, b] = [`${String(sourceA)}:${String(rowA)}`, `${String(sourceB)}:${String(rowB)}`];
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
