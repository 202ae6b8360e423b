import type { DeriveOptions, DeriveReport } from '../../../shared/contract/derive.ts';
import type { Lang, Said } from '../../../shared/domain.ts';
import { numberToDate } from '../../../shared/values.ts';
import { fromEvents, fromFeedback, fromNotes } from './activity.ts';
import { asBase } from './columns.ts';
import { evaluateFormula } from './formula/evaluate.ts';
import { FormulaError } from './formula/parse.ts';
import type { Scope } from './formula/check.ts';
import { fromOrders } from './fromOrders.ts';
import { fromSurvey } from './fromSurvey.ts';
import type { BaseColumn, Derivation, DerivedColumn, FactSource } from './types.ts';
import { aliasesOf, nameIn } from './words.ts';
import { dimensionOf } from '../intake/dimensions.ts';

/**
 * Derive attributes of customers from what they did and said, then by the reader's own formulas. What cannot be derived is told in the
 * report and not thrown.
 * @param facts rows of orders, events, surveys, feedback and notes; other kinds are passed over
 * @param n customers: numbers in `facts` go from 1 to n
 * @param base columns the customer table has already; own formulas may read them
 * @param lang language of names and of words in cells (weekdays, stages)
 */
export function deriveAttributes(
  facts: readonly FactSource[],
  n: number,
  options: DeriveOptions,
  base: readonly BaseColumn[],
  lang: Lang,
): Derivation {
  const of = (kind: FactSource['kind']) => facts.filter((fact) => fact.kind === kind && fact.rows > 0);
  const orders = of('orders');
  const sales = orders.length === 0 ? null : fromOrders(orders, n, options, lang);
  const off = new Set(options.off);
  const found = [
    ...(sales?.columns ?? []),
    ...of('survey').flatMap((fact) => fromSurvey(fact, n)),
    ...fromEvents(of('events'), n),
    ...fromFeedback(of('feedback'), n),
    ...fromNotes(of('notes'), n),
  ];
  const taken = new Set(base.map(({ name }) => name));
  const all = found.map((column) => distinct(column, taken, lang));
  const skipped: DeriveReport['skipped'] = [];
  const own = ownFormulas(all, n, options, base, lang, sales?.reference ?? referenceOf(options), skipped);
  const columns = [...all.filter(({ key }) => !off.has(key)), ...own];
  return {
    columns,
    report: {
      options,
      reference: sales === null || Number.isNaN(sales.reference) ? null : numberToDate(sales.reference),
      cutoffs: sales?.cutoffs?.cutoffs ?? null,
      cutoffsSaid: sales?.cutoffs?.said ?? null,
      sales: sales?.sales ?? null,
      off: all.filter(({ key }) => off.has(key)).map(told),
      skipped,
      attributes: columns.map((column) => ({ ...told(column), column: nameIn(lang, column.name) })),
    },
  };
}

const told = ({ key, name, formula, explain }: DerivedColumn) => ({ key, name: asSaid(name), formula, explain });

const asSaid = (name: Said | string): Said =>
  typeof name === 'string' ? { key: 'derive:name.own', values: { name } } : name;

const referenceOf = ({ reference }: DeriveOptions): number =>
  reference === null ? NaN : Date.parse(`${reference}T00:00:00Z`);

/** A name that no other column has, in the language it is written in. */
function distinct(column: DerivedColumn, taken: Set<string>, lang: Lang): DerivedColumn {
  let { name } = column;
  for (let time = 2; taken.has(nameIn(lang, name)); time++) {
    name =
      time === 2
        ? { key: 'derive:name.derived', values: { name: asSaid(column.name) } }
        : { key: 'derive:name.again', values: { name: asSaid(column.name), time } };
  }
  taken.add(nameIn(lang, name));
  return name === column.name ? column : { ...column, name };
}

/** Own formulas in their order; they may read base columns, derived ones and each other. */
function ownFormulas(
  derived: readonly DerivedColumn[],
  n: number,
  { formulas }: DeriveOptions,
  base: readonly BaseColumn[],
  lang: Lang,
  reference: number,
  skipped: DeriveReport['skipped'],
): DerivedColumn[] {
  if (formulas.length === 0) return [];
  const taken = new Set([...base.map(({ name }) => name), ...derived.map(({ name }) => nameIn(lang, name))]);
  const known = new Map<string, () => BaseColumn>();
  const put = (name: string, column: () => BaseColumn) => {
    if (!known.has(name)) known.set(name, column);
  };
  for (const column of base) put(column.name, () => column);
  for (const column of derived) {
    let made: BaseColumn | null = null;
    const make = () => (made ??= asBase(column, nameIn(lang, column.name)));
    for (const alias of [nameIn(lang, column.name), ...aliasesOf(column.key, column.name)]) put(alias, make);
  }
  const done = new Map<string, DerivedColumn | FormulaError>();
  const running = new Set<string>();
  const scope: Scope = {
    reference,
    names: [...known.keys(), ...formulas.map(({ name }) => name)],
    column: (name, at) => {
      const exact =
        known.get(name) ?? known.get([...known.keys()].find((one) => one.toLowerCase() === name.toLowerCase()) ?? '');
      if (exact) return exact();
      const other = formulas.find((formula) => formula.name === name);
      if (!other) return null;
      if (running.has(name)) throw new FormulaError('circle', at.from, at.to, { name });
      const result = evaluate(other);
      if (result instanceof FormulaError) throw new FormulaError('failed', at.from, at.to, { name, why: result.said });
      return asBase(result, name);
    },
  };
  const evaluate = ({ name, formula, type }: DeriveOptions['formulas'][number]): DerivedColumn | FormulaError => {
    const before = done.get(name);
    if (before) return before;
    running.add(name);
    let result: DerivedColumn | FormulaError;
    try {
      if (taken.has(name)) throw new FormulaError('taken', 0, 0, { name });
      const { type: given, values, levels, reads } = evaluateFormula(formula, scope, n, type);
      result = {
        key: `own.${name}`,
        name,
        type: given,
        dimension: dimensionOf(name) ?? dimensionRead(reads, derived, lang) ?? 'behaviour',
        format: {},
        levels,
        formula,
        explain: { key: 'derive:explain.own', values: { formula } },
        values,
        sources: [
          ...new Set(
            derived.filter((column) => reads.has(nameIn(lang, column.name))).flatMap(({ sources }) => sources),
          ),
        ],
      };
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      result = error;
    }
    running.delete(name);
    done.set(name, result);
    return result;
  };
  return formulas.flatMap((formula, i) => {
    if (formulas.findIndex(({ name }) => name === formula.name) < i) return [];
    const result = evaluate(formula);
    if (!(result instanceof FormulaError)) return [result];
    skipped.push({
      key: `own.${formula.name}`,
      name: asSaid(formula.name),
      why: result.said,
    });
    return [];
  });
}

/** An own attribute belongs where the first derived one that it reads belongs. */
const dimensionRead = (reads: ReadonlySet<string>, derived: readonly DerivedColumn[], lang: Lang) =>
  derived.find(({ name }) => reads.has(nameIn(lang, name)))?.dimension;
