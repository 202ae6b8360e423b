import type { ColumnCondition, CompareOperator, Condition } from '../../shared/conditions.ts';
import type { ColumnType } from '../../shared/domain.ts';
import { numberToDate } from '../../shared/values.ts';
import { type Family, familyOf, type Known, type ValueTest, valueTest } from '../../shared/valueTest.ts';
import type { SqlValue } from './open.ts';
import { quoteName } from './settings.ts';

/** A part of a statement, and the values of its question marks in their order. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A table of customers as conditions name its columns. */
export interface SqlTable {
  readonly attributes: readonly {
    readonly id: number;
    /** SQL column */
    readonly column: string;
    readonly type: ColumnType;
  }[];
  /** the segmentation segments are of, with the clusters of each; null: there is none */
  readonly segmentation: { readonly id: number; readonly clusters: Readonly<Record<number, readonly number[]>> } | null;
}

const sql = (text: string, ...values: SqlValue[]): Sql => ({ sql: text, values });
/** SQL's NULL is the third answer: it follows the same logic. */
const UNKNOWN = sql('NULL');

/** A condition as an SQL expression that is 1, 0 or NULL, over a table whose rows have an `id`. */
export function sqlOf(condition: Condition, table: SqlTable): Sql {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => sqlOf(part, table));
      const [only] = parts;
      if (!only) return sql(condition.kind === 'all' ? '1' : '0');
      if (parts.length === 1) return only;
      return joined(parts, condition.kind === 'all' ? ' AND ' : ' OR ');
    }
    case 'not':
      return around('NOT (', sqlOf(condition.of, table), ')');
    case 'ids':
      // more ids than a statement has question marks
      return sql('id IN (SELECT value FROM json_each(?))', JSON.stringify(condition.ids));
    case 'segments':
      return inSegments(condition.segments, table);
    case 'compare': {
      const [one, other] = [columnOf(condition.column, table), columnOf(condition.other, table)];
      if (!one || !other || one.family !== other.family) return UNKNOWN;
      return sql(`${moment(one)} ${OPERATORS[condition.operator]} ${moment(other)}`);
    }
    default: {
      const column = columnOf(condition.column, table);
      return column ? ofOne(condition, column) : UNKNOWN;
    }
  }
}

const joined = (parts: readonly Sql[], by: string): Sql => ({
  sql: parts.map((part) => `(${part.sql})`).join(by),
  values: parts.flatMap(({ values }) => values),
});
const around = (before: string, { sql: text, values }: Sql, after: string): Sql => ({
  sql: `${before}${text}${after}`,
  values,
});

interface Column {
  readonly name: string;
  readonly family: Family;
}

function columnOf(id: number, { attributes }: SqlTable): Column | null {
  const attribute = attributes.find((one) => one.id === id);
  return attribute ? { name: quoteName(attribute.column), family: familyOf(attribute.type) } : null;
}

const OPERATORS: Readonly<Record<CompareOperator, string>> = {
  '<': '<',
  '<=': '<=',
  '=': '=',
  '!=': '<>',
  '>=': '>=',
  '>': '>',
};

/** Midnight is stored with its time or without: both are one moment. */
const moment = ({ name, family }: Column): string =>
  family === 'date' ? `CASE length(${name}) WHEN 10 THEN ${name} || 'T00:00:00' ELSE ${name} END` : name;

function ofOne(condition: ColumnCondition<number>, column: Column): Sql {
  if (condition.kind === 'missing') return sql(`${column.name} IS NULL`);
  const test = valueTest(condition, column.family);
  if (!test) return UNKNOWN;
  const asked = tested(test, column);
  return test.kind !== 'pattern' && test.not ? around('NOT (', asked, ')') : asked;
}

function tested(test: ValueTest, { name, family }: Column): Sql {
  switch (test.kind) {
    case 'pattern':
      return sql(`matches(?, ${name})`, test.pattern);
    case 'among': {
      const { values } = test;
      // SQLite calls NULL IN () no
      if (values.length === 0) return sql(`${name} IS NULL AND NULL`);
      if (family === 'date')
        return sql(`${name} IN (SELECT value FROM json_each(?))`, JSON.stringify(values.flatMap(written)));
      return sql(`${name} IN (${values.map(() => '?').join(', ')})`, ...values);
    }
    case 'interval': {
      const ends: Sql[] = [];
      if (test.low !== null) ends.push(sql(`${name} >= ?`, family === 'date' ? written(test.low)[0] : test.low));
      if (test.high !== null) ends.push(sql(`${name} <= ?`, family === 'date' ? written(test.high)[1] : test.high));
      return ends.length === 0 ? sql(`${name} IS NOT NULL OR NULL`) : joined(ends, ' AND ');
    }
  }
}

/** A moment as dates are stored, the first and the last in the order of texts; they differ at midnight. */
function written(moment: Known): [string, string] {
  const short = numberToDate(Number(moment));
  return [short, short.length === 10 ? `${short}T00:00:00` : short];
}

function inSegments(segments: readonly number[], { segmentation }: SqlTable): Sql {
  if (!segmentation) return UNKNOWN;
  const clusters = segments.flatMap((id) => segmentation.clusters[id] ?? []);
  if (clusters.length === 0) return sql('0');
  return sql(
    `id IN (SELECT customer_id FROM member WHERE segmentation_id = ? AND cluster IN (${clusters.map(() => '?').join(', ')}))`,
    segmentation.id,
    ...clusters,
  );
}
