import type { DerivedColumn, FactSource } from './types.ts';
import { batteriesOf, choicesOf, indexOf, itemValues, reliability } from './survey.ts';

/** Attributes from a survey: an index for each battery of scales, and yes/no for each option of a multiple choice. */
export function fromSurvey(fact: FactSource, n: number): DerivedColumn[] {
  const columns: DerivedColumn[] = batteriesOf(fact.answers).map(({ items }, i) => {
    const values = items.map(itemValues);
    const { alpha, complete, against } = reliability(values);
    const names = items.map(({ name }) => name);
    const span = { first: names[0]!, last: names.at(-1)!, items: names.length };
    const figures = { ...span, complete, alpha: Number.isNaN(alpha) ? 0 : Math.round(alpha * 100) / 100 };
    return {
      key: `index.${fact.name}.${String(i + 1)}`,
      name: { key: 'derive:name.index', values: { first: span.first, last: span.last } },
      type: 'number',
      dimension: 'psychographic',
      format: {},
      levels: null,
      formula: `mean(${names.map((name) => `[${name}]`).join(', ')})`,
      explain: Number.isNaN(alpha)
        ? { key: 'derive:explain.index', values: span }
        : against.length > 0
          ? {
              key: 'derive:explain.indexAgainst',
              values: { ...figures, against: against.map((item) => names[item]!).join(', ') },
            }
          : { key: 'derive:explain.indexAlpha', values: figures },
      values: indexOf(values, fact.customers, n),
      sources: [fact.id],
    };
  });
  for (const answer of fact.answers)
    for (const { option, values } of choicesOf(answer, fact, n))
      columns.push({
        key: `choice.${fact.name}.${answer.name}.${option}`,
        name: { key: 'derive:name.choice', values: { question: answer.name, option } },
        type: 'boolean',
        dimension: 'psychographic',
        format: {},
        levels: null,
        formula: `contains([${answer.name}], ${JSON.stringify(option)})`,
        explain: { key: 'derive:explain.choice', values: { question: answer.name, option } },
        values,
        sources: [fact.id],
      });
  return columns;
}
