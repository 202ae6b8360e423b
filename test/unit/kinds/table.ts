import type { Mapping, SourceKind } from '../../../shared/domain.ts';
import { decideTable } from '../../../electron/analysis/intake/table.ts';
import type { ColumnInput } from '../../../electron/analysis/intake/columnFacts.ts';
import { proposeKind, withScales, type KindColumn } from '../../../electron/analysis/intake/kinds/index.ts';

/** Columns of a small table, decided as an import decides them. */
function columnsOf(header: readonly string[], rows: readonly (readonly (string | number)[])[]): KindColumn[] {
  const inputs = header.map((name, position): ColumnInput => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const cell = String(row[position] ?? '');
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    return {
      position,
      name,
      values: [...counts.keys()],
      counts: [...counts.values()],
      beyond: 0,
      rows: rows.length,
      sequence: rows.every((row, i) => String(row[position]) === String(i + 1)),
    };
  });
  const { columns } = decideTable(inputs, rows.length, {}, []);
  return columns.map((guess, i) => ({ guess, values: inputs[i]!.values, counts: inputs[i]!.counts }));
}

/** What is proposed for a table whose rows are made by a function of their number. */
export function propose(
  header: string,
  row: (i: number) => readonly (string | number)[],
  more: { rows?: number; name?: string; kind?: SourceKind; mapping?: Mapping } = {},
) {
  const names = header.split('|');
  const rows = Array.from({ length: more.rows ?? 200 }, (_, i) => row(i));
  const columns = columnsOf(names, rows);
  const scaled = withScales(columns, false, new Set());
  const found = proposeKind(
    columns.map((column, i) => ({ ...column, guess: scaled[i]! })),
    rows.length,
    more.name ?? '',
    more,
  );
  const final = withScales(
    columns.map((column, i) => ({ ...column, guess: scaled[i]! })),
    found.kind === 'survey',
    new Set(),
  );
  return { ...found, columns: final };
}

/** An element of a list by a number, in no visible order. */
export const pick = <T>(list: readonly T[], i: number, salt = 7): T =>
  list[(((i * 2654435761 + salt * 40503) % 2 ** 32) % list.length) | 0]!;
const pad = (n: number, width: number) => String(n).padStart(width, '0');
/** A date of 2024. */
export const day = (i: number): string => `2024-${pad((i % 12) + 1, 2)}-${pad(((i * 7) % 28) + 1, 2)}`;
/** A time of 2024. */
export const time = (i: number): string =>
  `${day(i)} ${pad((i * 5) % 24, 2)}:${pad((i * 13) % 60, 2)}:${pad(i % 60, 2)}`;
/** A mobile number. */
export const mobile = (i: number): string => `138${pad((i * 7919) % 1e8, 8)}`;
/** A Chinese name. */
export const person = (i: number): string =>
  `${pick([...'王李张刘陈杨赵黄周吴'], i)}${pick([...'文静平婷伟芳娜敏磊洋'], i, 3)}${pick([...'一二三四五六七八九十春夏秋冬'], i, 11)}`;
