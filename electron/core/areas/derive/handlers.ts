import type { Out, Parsed } from '../../../../shared/contract.ts';
import { type DeriveList, DeriveOptions, type OwnFormula } from '../../../../shared/contract/derive.ts';
import { AppError } from '../../../../shared/frames.ts';
import { medianOfBins } from '../../../../shared/bins.ts';
import { dateToNumber } from '../../../../shared/values.ts';
import { FormulaError, parseFormula } from '../../../analysis/derive/formula/parse.ts';
import { writtenName } from '../../../analysis/derive/names.ts';
import { checkRevenue } from '../../../analysis/derive/sales/compare.ts';
import { builtBody } from '../../../db/areas/customers/built.ts';
import { attributesOf, isPersonal, sourceInView } from '../../../db/areas/customers/inView.ts';
import { deriveForm, formulaForm } from '../../../db/areas/derive/forms.ts';
import type { ReadDb } from '../../../db/open.ts';
import { setSetting } from '../../../db/settings.ts';
import { readStored, writeStored } from '../../../db/stored.ts';
import type { Area, CommandContext, Handlers, QueryContext } from '../../area.ts';
import { histogramLeft } from '../privacy/counts.ts';
import { deriveOptions } from '../customers/build/inputs.ts';

const handlers = {
  'derive.list': ({ db }) => list(db),
  'derive.set': ({ db, label }, options) => {
    setSetting(db, 'derive', writeStored(deriveForm, options));
    label({ key: 'derive:edit.set' });
    return {};
  },
  'derive.checkRevenue': ({ db }, { figure, source }) => {
    const view = sourceInView(db);
    const money = view && builtBody(db, view.id)?.derive.sales?.money;
    const sources = money?.sources.filter(({ sourceId }) => source === null || sourceId === source) ?? [];
    if (sources.length === 0) throw new AppError('not_found', { key: 'derive:error.noMoney' });
    return checkRevenue({ sources }, figure);
  },
  'derive.formulaCheck': check,
  'derive.leavingCheck': async (context, { name, audience, ...asked }) => {
    const { bins, n, missing } = await check(context, asked);
    const figures = { name, bins: bins ?? [], median: medianOfBins(bins ?? [], n - missing) };
    return histogramLeft(figures, { audience, total: n });
  },
  'derive.addFormula': add,
  'derive.editFormula': edit,
  'derive.removeFormula': ({ db, label }, { id }) => {
    const { name } = required(db, id);
    db.run('DELETE FROM derived WHERE id = ?', id);
    label({ key: 'derive:edit.remove', values: { name } });
    return {};
  },
} satisfies Handlers<'derive.'>;

/** Attributes by formula. */
export const area = { handlers } satisfies Area<'derive'>;

interface OwnRow {
  id: number;
  name: string;
  body: string;
}
const formulaOf = ({ id, body }: OwnRow): OwnFormula => readStored(formulaForm, body, `derived ${id}`);
const ownRows = (db: ReadDb) => db.all<OwnRow>('SELECT id, name, body FROM derived ORDER BY position, id');

function required(db: ReadDb, id: number): OwnRow {
  const row = db.get<OwnRow>('SELECT id, name, body FROM derived WHERE id = ?', id);
  if (!row) throw new AppError('not_found', { key: 'derive:error.noFormula' });
  return row;
}

function list(db: ReadDb): DeriveList {
  const source = sourceInView(db);
  const attributes = source ? attributesOf(db, source.id) : [];
  const report = (source && builtBody(db, source.id)?.derive) ?? null;
  const options = deriveOptions(db);
  const off = new Set(options.off);
  const own = new Map(ownRows(db).map((row) => [`own.${row.name}`, row]));
  const listed: DeriveList['attributes'] = [];
  for (const { key, column, name, formula, explain } of report?.attributes ?? []) {
    const attribute = attributes.find((one) => one.column === column);
    const row = own.get(key);
    if (key.startsWith('own.') && !row) continue;
    own.delete(key);
    const now = row && formulaOf(row);
    listed.push({
      key,
      own: row?.id ?? null,
      name,
      type: attribute?.type ?? null,
      dimension: attribute?.dimension ?? null,
      formula: now?.formula ?? formula,
      explain: now ? { key: 'derive:explain.own', values: { formula: now.formula } } : explain,
      on: !off.has(key),
      attribute: attribute?.id ?? null,
    });
  }
  for (const { key, name, formula, explain } of report?.off ?? [])
    listed.push({
      key,
      own: null,
      name,
      type: null,
      dimension: null,
      formula,
      explain,
      on: !off.has(key),
      attribute: null,
    });
  for (const [key, row] of own) {
    const { name, formula, type } = formulaOf(row);
    const failed = report?.skipped.find((skipped) => skipped.key === key);
    listed.push({
      key,
      own: row.id,
      name: { key: 'derive:name.own', values: { name } },
      type,
      dimension: null,
      formula,
      explain: failed?.why ?? { key: 'derive:explain.own', values: { formula } },
      on: true,
      attribute: null,
    });
  }
  return {
    options,
    report,
    attributes: listed,
    names: attributes
      .filter((attribute) => !isPersonal(attribute) && attribute.role !== 'ignored')
      .flatMap(({ name, type }) => {
        const write = writtenName(name);
        return write === null ? [] : [{ write, name, type }];
      }),
    stale: report !== null && JSON.stringify(DeriveOptions.parse(report.options)) !== JSON.stringify(options),
  };
}

async function check(
  { db, readers }: QueryContext,
  { formula, type }: Parsed<'derive.formulaCheck'>,
): Promise<Out<'derive.formulaCheck'>> {
  const source = sourceInView(db);
  if (!source) throw new AppError('not_found', { key: 'customers:error.noSource' });
  const report = builtBody(db, source.id)?.derive;
  const attributes = attributesOf(db, source.id);
  const names = new Map(attributes.map(({ column, name }) => [column, name]));
  return readers.run('derive.preview', {
    path: db.path,
    table: source.table,
    columns: attributes.map((attribute) => ({
      column: attribute.column,
      name: attribute.name,
      type: attribute.type,
      personal: isPersonal(attribute),
    })),
    derived: (report?.attributes ?? []).flatMap(({ key, column, name }) => {
      const called = names.get(column);
      return called === undefined ? [] : [{ column: called, key, name }];
    }),
    formula,
    type,
    reference: report?.reference ? dateToNumber(report.reference) : NaN,
  });
}

/** Names are looked up when the table is built: a recipe may bring formulas before it brings data. */
function readable(formula: string): void {
  try {
    parseFormula(formula);
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    throw new AppError('invalid_input', error.said, { from: error.from, to: error.to });
  }
}

/** A formula of a name that exists takes its place, so that a recipe can be replayed. */
function add({ db, label }: CommandContext, formula: Parsed<'derive.addFormula'>): { id: number } {
  readable(formula.formula);
  const known = db.value<number>('SELECT id FROM derived WHERE name = ?', formula.name);
  if (known !== undefined) {
    db.run('UPDATE derived SET body = ? WHERE id = ?', writeStored(formulaForm, formula), known);
    label({ key: 'derive:edit.change', values: { name: formula.name } });
    return { id: known };
  }
  const { lastInsertRowid } = db.run(
    'INSERT INTO derived (position, name, body) VALUES ((SELECT coalesce(max(position), 0) + 1 FROM derived), ?, ?)',
    formula.name,
    writeStored(formulaForm, formula),
  );
  label({ key: 'derive:edit.add', values: { name: formula.name } });
  return { id: lastInsertRowid };
}

function edit({ db, label }: CommandContext, { id, ...formula }: Parsed<'derive.editFormula'>): Record<string, never> {
  required(db, id);
  readable(formula.formula);
  const other = db.value<number>('SELECT id FROM derived WHERE name = ? AND id <> ?', formula.name, id);
  if (other !== undefined)
    throw new AppError('conflict', { key: 'derive:formula.taken', values: { name: formula.name } });
  db.run('UPDATE derived SET name = ?, body = ? WHERE id = ?', formula.name, writeStored(formulaForm, formula), id);
  label({ key: 'derive:edit.change', values: { name: formula.name } });
  return {};
}
