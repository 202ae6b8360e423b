import type { Inspection } from '../../shared/contract/sources.ts';
import type { Said } from '../../shared/domain.ts';
import { AppError } from '../../shared/frames.ts';
import type { FileParts, FileTable } from '../analysis/intake/tablesIn.ts';

/** A table of a file, or of a sheet, is called by its number; the file or sheet as one table by 0. */
const NUMBERED = /^#(\d{1,3})$/;
const WHOLE = '#0';
/** Between the name of a sheet and the number of a table in it. */
const JOINT = ' › ';

/** Which of several tables of a file is read, and what is offered beside it. */
export interface Part {
  /** null: the file is read as one table */
  readonly table: FileTable | null;
  readonly sheets: Inspection['sheets'];
  readonly sheet: NonNullable<Inspection['sheet']>;
  readonly notes: readonly Said[];
  /** why a line is not read; null: it is */
  outside(line: number): Said | null;
}

/** The number of a table behind the name of a sheet: `Orders › #2`. Null: none. */
export function numberOf(asked: string): { sheet: string; number: string } | null {
  const at = asked.lastIndexOf(JOINT);
  const number = asked.slice(at < 0 ? 0 : at + JOINT.length);
  return NUMBERED.test(number) ? { sheet: at < 0 ? '' : asked.slice(0, at), number } : null;
}

/**
 * The part of a file that is asked for, else the table with most rows.
 * @param parts null: the file is one table
 * @param asked number of a table
 * @param sheet the sheet they stand in; '': the file
 * @returns null: one table, and nothing else
 * @throws AppError invalid_input: there is no table of that number
 */
export function partOf(parts: FileParts | null, asked: string | undefined, sheet = ''): Part | null {
  const number = asked === undefined ? null : Number(NUMBERED.exec(asked)?.[1] ?? NaN);
  if (parts === null) {
    if (number !== null && number > 1) throw none(asked!, [WHOLE]);
    return null;
  }
  const { tables, remarks } = parts;
  const named = (name: string) => (sheet === '' ? name : sheet + JOINT + name);
  const most = tables.reduce((best, table, i) => (table.rows > tables[best]!.rows ? i : best), 0);
  const at = number === null ? most : number - 1;
  if (at >= tables.length || Number.isNaN(at)) throw none(asked!, [...tables.map((_, i) => `#${i + 1}`), WHOLE]);
  const table = at < 0 ? null : tables[at]!;
  const reason: Said =
    number !== null
      ? { key: 'sources:reason.asked' }
      : { key: tables.length === 1 ? 'sources:sheet.remarks' : 'sources:sheet.rows', values: { n: tables.length } };
  return {
    table,
    sheets: [
      ...tables.map(({ rows, from }, i) => ({ name: named(`#${i + 1}`), rows, hidden: false, line: from })),
      { name: named(WHOLE), rows: null, hidden: false },
    ],
    sheet: { value: named(`#${at + 1}`), reason, overridden: number !== null },
    notes: table === null ? [] : notesOf(tables, at, remarks),
    outside: (line) => (table === null ? null : whyOutside(line, parts, at)),
  };
}

function whyOutside(line: number, { tables, remarks }: FileParts, at: number): Said | null {
  if (remarks.some(([from, to]) => line >= from && line <= to)) return { key: 'sources:rejected.below' };
  const other = tables.findIndex(({ from, to }) => line >= from && line <= to);
  if (other < 0 || other === at) return null;
  return { key: 'sources:rejected.otherTable', values: { n: other + 1 } };
}

function notesOf(tables: readonly FileTable[], at: number, remarks: FileParts['remarks']): Said[] {
  const notes: Said[] = [];
  if (tables.length > 1) {
    const others = tables.filter((_, i) => i !== at).map(({ from }) => String(from));
    const { from, to } = tables[at]!;
    const values = { n: tables.length, from, to, lines: others.join(', ') };
    notes.push({ key: 'sources:note.severalTables', values });
  }
  if (remarks.length > 0)
    notes.push({ key: 'sources:note.remarksBelow', values: { n: remarks.length, line: remarks[0]![0] } });
  return notes;
}

const none = (asked: string, names: readonly string[]): AppError =>
  new AppError(
    'invalid_input',
    { key: 'sources:error.noTable', values: { sheet: asked, sheets: names.join(', ') } },
    { sheets: names },
  );
