import { readFileSync } from 'node:fs';
import { hasData, realFile } from '../../support/data.ts';

/** A fixture made by test/fixtures/sklearn/make.py. */
export function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../fixtures/sklearn/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** A row-major matrix in shared memory. */
export interface Matrix {
  x: Float64Array<SharedArrayBuffer>;
  n: number;
  d: number;
}

/** Rows as a matrix. */
export function matrix(rows: number[][]): Matrix {
  const d = rows[0]!.length;
  const x = new Float64Array(new SharedArrayBuffer(rows.length * d * 8));
  rows.forEach((row, i) => {
    x.set(row, i * d);
  });
  return { x, n: rows.length, d };
}

function table(name: string, skip: number): string[][] {
  return readFileSync(realFile(name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(skip)
    .map((line) => line.split(','));
}

/** Sets that are drawn with the figures: their rows are stored beside them. */
const made = fixture<Record<string, number[][]>>('made');

/** The data sets of the fixtures: those that were drawn, and those read from the real files. */
export const SETS: Record<string, () => Matrix> = {
  ...Object.fromEntries(Object.entries(made).map(([name, rows]) => [name, () => matrix(rows)])),
  iris: () => matrix(table('iris_wine/iris.csv', 1).map((r) => r.slice(0, 4).map(Number))),
  wine: () => matrix(table('iris_wine/wine.csv', 0).map((r) => r.slice(1).map(Number))),
  wineZ: () => zscored(SETS.wine!()),
  mall: () => matrix(table('mall_customers/Mall_Customers.csv', 1).map((r) => r.slice(3, 5).map(Number))),
  mcdonalds: () =>
    matrix(
      table('survey_mcdonalds/mcdonalds.csv', 1).map((r) => r.slice(0, 11).map((c) => (c.trim() === 'Yes' ? 1 : 0))),
    ),
};

/** Those of the sets that can be had here. */
export const atHand = (names: readonly string[]): string[] => names.filter((name) => hasData || name in made);

/** Columns with mean 0 and standard deviation 1, divisor n. */
function zscored({ x, n, d }: Matrix): Matrix {
  for (let t = 0; t < d; t++) {
    let mean = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) mean += x[i * d + t]! / n;
    for (let i = 0; i < n; i++) squares += (x[i * d + t]! - mean) ** 2 / n;
    for (let i = 0; i < n; i++) x[i * d + t] = (x[i * d + t]! - mean) / Math.sqrt(squares);
  }
  return { x, n, d };
}

/** Labels written as letters. */
export const letters = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0) - 97);

/** Rows of a matrix by number, one after another. */
export function pick({ x, d }: Matrix, rows: number[]): Float64Array {
  return Float64Array.from(rows.flatMap((row) => Array.from(x.subarray(row * d, (row + 1) * d))));
}

/** Lloyd's algorithm as the book has it: the reference for the bounded engine. */
export function lloyd(
  { x, n, d }: Matrix,
  start: Float64Array,
  updates: number,
): { labels: Uint8Array; inertia: number } {
  const k = start.length / d;
  const centres = start.slice();
  const labels = new Uint8Array(n).fill(255);
  for (let pass = 0; ; pass++) {
    let changed = false;
    let inertia = 0;
    for (let i = 0; i < n; i++) {
      let best = Infinity;
      let label = 0;
      for (let j = 0; j < k; j++) {
        let e = 0;
        for (let t = 0; t < d; t++) e += (x[i * d + t]! - centres[j * d + t]!) ** 2;
        if (e < best) {
          best = e;
          label = j;
        }
      }
      inertia += best;
      changed ||= labels[i] !== label;
      labels[i] = label;
    }
    if (!changed || pass === updates) return { labels, inertia };
    const count = new Array<number>(k).fill(0);
    const total = new Float64Array(k * d);
    labels.forEach((label, i) => {
      count[label]!++;
      for (let t = 0; t < d; t++) total[label * d + t]! += x[i * d + t]!;
    });
    for (let j = 0; j < k; j++)
      if (count[j]! > 0) for (let t = 0; t < d; t++) centres[j * d + t] = total[j * d + t]! / count[j]!;
  }
}
