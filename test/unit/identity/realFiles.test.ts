import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveIdentities } from '../../../electron/analysis/identity/resolve.ts';
import type { ColumnType } from '../../../shared/domain.ts';
import { type Made, pairwise, sourceOf } from './generate.ts';

const data = new URL('../../../../shared/data/', import.meta.url);

/** A plain file without quotes, all cells as text. */
function read(path: string, separator: string): string[][] {
  const text = readFileSync(new URL(path, data), 'utf8');
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(separator).map((cell) => cell.trim()));
}

function made([head = [], ...rows]: string[][], types: Record<string, ColumnType>, entities: number[]): Made {
  return {
    names: head,
    types: head.map((name) => types[name] ?? 'text'),
    rows: rows.map((row) => head.map((_, c) => row[c] || null)),
    entities,
  };
}

const has = (path: string) => existsSync(new URL(path, data));

describe('duplicates in real files, without hints', () => {
  it.skipIf(!has('febrl/dataset1.csv'))('FEBRL dataset 1: F1 at least 0.97', () => {
    const rows = read('febrl/dataset1.csv', ',');
    const entities = rows.slice(1).map(([id]) => Number(/^rec-(\d+)-/.exec(id!)![1]));
    const table = made(rows, { rec_id: 'identifier', date_of_birth: 'date', state: 'category' }, entities);
    const result = resolveIdentities([sourceOf(table)], { decisions: [] });
    expect(pairwise(result.customers[0]!, entities).f1).toBeGreaterThanOrEqual(0.97);
  });

  it.skipIf(!has('er_restaurant_dirty/duplicates.csv'))('restaurants: F1 at least 0.93', () => {
    const rows = read('er_restaurant_dirty/restaurantProfiles.csv', '|');
    const ids = rows.slice(1).map(([id]) => Number(id));
    const group = new Map(ids.map((id) => [id, id]));
    for (const [a, b] of read('er_restaurant_dirty/duplicates.csv', '|').map((pair) => pair.map(Number)))
      if (group.has(b!)) group.set(b!, group.get(a!)!);
    const entities = ids.map((id) => group.get(id)!);
    const result = resolveIdentities([sourceOf(made(rows, { id: 'identifier', city: 'category' }, entities))], {
      decisions: [],
    });
    expect(pairwise(result.customers[0]!, entities).f1).toBeGreaterThanOrEqual(0.93);
  });

  it.skipIf(!has('northwind/customers.csv'))('Northwind customers: nobody is merged', () => {
    const rows = read('northwind/customers.csv', ',').filter((row) => row.length === 11);
    const result = resolveIdentities(
      [
        sourceOf(
          made(
            rows,
            {},
            rows.slice(1).map((_, i) => i),
          ),
        ),
      ],
      { decisions: [] },
    );
    expect(result.report.merged).toBe(0);
  });
});
