import type { Stored } from '../intake/convert.ts';
import { type Outside, outsideOf } from './allowed.ts';
import { type Finding, type Judged, marked, marksOf, type PartJudged, scoreOf } from './judged.ts';
import { plausible } from './plausible.ts';
import { type CleanColumn, countsOf } from './table.ts';

/** Share of the cells that hold something. */
export function completeness(judged: Judged): PartJudged {
  const { table, used, kept } = judged;
  const findings: Finding[] = [];
  for (const column of used) {
    judged.onColumn();
    const rows = (): Uint8Array => {
      const marks = marksOf(
        table,
        column,
        column.values.map((value) => value === null),
      );
      const unread = unreadable(judged, column);
      if (unread) for (let r = 0; r < marks.length; r++) if (unread[r] === 1) marks[r] = 0;
      return marks;
    };
    const count = column.values.includes(null) ? marked(rows()) : 0;
    if (count === 0) continue;
    findings.push({
      key: `missing:${column.name}`,
      part: 'completeness',
      column: column.name,
      rule: { key: 'cleaning:rule.missing', values: { column: column.name } },
      count,
      of: kept,
      step:
        column.type === 'number' && column.personal === null && count < kept
          ? { op: 'fill', column: column.name, with: 'median' }
          : null,
      rows,
    });
  }
  const bad = findings.reduce((sum, { count }) => sum + count, 0);
  return { score: scoreOf('completeness', kept * used.length, bad), findings };
}

/** Share of the filled cells that can be read as their type and are plausible. */
export function validity(judged: Judged): PartJudged {
  const { table, used, kept } = judged;
  const findings: Finding[] = [];
  const unsure: Finding[] = [];
  let filled = 0;
  for (const column of used) {
    judged.onColumn();
    const unread = unreadable(judged, column);
    const unreadRows = unread ? marked(unread) : 0;
    const counts = countsOf(table, column);
    const empty = column.values.indexOf(null);
    filled += kept - (empty < 0 ? 0 : counts[empty]!) + unreadRows;
    if (unread && unreadRows > 0)
      findings.push({
        key: `unread:${column.name}`,
        part: 'validity',
        column: column.name,
        rule: { key: `cleaning:rule.unread.${column.type}`, values: { column: column.name } },
        count: unreadRows,
        of: kept,
        step: null,
        rows: () => unread,
      });
    const seen = column.values.map(() => false);
    const outside = outsideOf(judged, column);
    if (outside) {
      const finding = findingOf(judged, column, outside);
      // where the list may say the same in other words nothing is known to be wrong
      if (outside.unsure) unsure.push(finding);
      else {
        findings.push(finding);
        outside.hit.forEach((hit, code) => (seen[code] = hit));
      }
    }
    for (const check of plausible(judged, column)) {
      // a value that breaks two rules is one bad cell
      const hit = column.values.map((value, code) => value !== null && !seen[code] && check.bad(value));
      let count = 0;
      hit.forEach((bad, code) => {
        if (bad) {
          seen[code] = true;
          count += counts[code]!;
        }
      });
      if (count === 0) continue;
      findings.push({
        key: `${check.name}:${column.name}`,
        part: 'validity',
        column: column.name,
        rule: check.rule,
        count,
        of: kept,
        step: check.step(hit.flatMap((bad, code) => (bad ? [column.values[code] as Exclude<Stored, null>] : []))),
        rows: () => marksOf(table, column, hit),
      });
    }
  }
  const bad = findings.reduce((sum, { count }) => sum + count, 0);
  return { score: scoreOf('validity', filled, bad), findings: [...findings, ...unsure] };
}

/** Values that the dictionary does not list: named with their rows, and left as they are. */
function findingOf({ table, kept }: Judged, column: CleanColumn, { hit, unsure, values, examples }: Outside): Finding {
  const name = unsure ? 'allowedNone' : 'allowed';
  const more = values - examples.length;
  const listed = examples.map(({ value, count }) => ({ key: 'cleaning:example', values: { value, count } }));
  const rows = (): Uint8Array => marksOf(table, column, hit);
  return {
    key: `${name}:${column.name}`,
    part: 'validity',
    column: column.name,
    rule: {
      key: `cleaning:rule.${name}`,
      values: {
        column: column.name,
        count: values,
        examples: { key: more > 0 ? 'cleaning:examplesMore' : 'cleaning:names', values: { names: listed, more } },
      },
    },
    count: marked(rows()),
    of: kept,
    step: null,
    rows,
  };
}

/** Rows whose cell is written in the file but cannot be read as the column's type; null: cannot be or is not known. */
function unreadable({ table, context }: Judged, column: CleanColumn): Uint8Array | null {
  if (column.origin === null || !['number', 'date', 'boolean'].includes(column.type)) return null;
  const base = context.base.columns.find(({ origin }) => origin === column.origin);
  if (!base || base.type !== column.type || !base.values.includes(null)) return null;
  const unread = context.unread(column.origin);
  if (!unread) return null;
  const marks = new Uint8Array(table.rows);
  let any = false;
  for (let r = 0; r < table.rows; r++)
    if (unread[r] === 1 && column.values[column.codes[r]!] === null && table.gone?.[r] !== 1) {
      marks[r] = 1;
      any = true;
    }
  return any ? marks : null;
}
