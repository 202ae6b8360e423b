/*
 * What a reader can work out: the least and the greatest value of an unknown under linear equations over unknowns that
 * are not negative. A plain simplex with Bland's rule, which knows nothing of networks.
 */

/** An equation: coefficients by unknown, and their sum. */
export interface Equation {
  readonly of: ReadonlyMap<number, number>;
  readonly is: number;
}

const TINY = 1e-7;

/** Bounds of one unknown. @returns null when no values fit */
export function boundsOf(unknowns: number, equations: readonly Equation[], of: number): [number, number] | null {
  const low = least(unknowns, equations, of, 1);
  if (low === null) return null;
  return [low, -least(unknowns, equations, of, -1)!];
}

function least(n: number, equations: readonly Equation[], of: number, sign: number): number | null {
  const m = equations.length;
  // columns: unknowns, one artificial a row, the right side
  const rows = equations.map(({ of: parts, is }, r) => {
    const row = new Float64Array(n + m + 1);
    const turn = is < 0 ? -1 : 1;
    for (const [i, factor] of parts) row[i]! += turn * factor;
    row[n + r] = 1;
    row[n + m] = turn * is;
    return row;
  });
  const basis = rows.map((_, r) => n + r);
  const first = new Float64Array(n + m + 1);
  for (const row of rows) for (let j = 0; j <= n + m; j++) if (j < n || j === n + m) first[j]! -= row[j]!;
  if (!pivotAll(rows, basis, first, n + m)) return null;
  if (-first[n + m]! > 1e-6) return null;
  // artificials that are still in the basis at zero leave it where they can
  for (const [r, row] of rows.entries()) {
    if (basis[r]! < n) continue;
    const j = row.findIndex((value, at) => at < n && Math.abs(value) > TINY);
    if (j >= 0) pivot(rows, basis, first, r, j);
  }
  for (const row of rows) row.fill(0, n, n + m);
  const goal = new Float64Array(n + m + 1);
  goal[of] = sign;
  for (const [r, row] of rows.entries())
    if (basis[r] === of) for (let j = 0; j <= n + m; j++) goal[j]! -= sign * row[j]!;
  return pivotAll(rows, basis, goal, n) ? -goal[n + m]! : -Infinity;
}

/** Pivot until no cost is negative. @returns false when there is no end */
function pivotAll(rows: Float64Array[], basis: number[], cost: Float64Array, columns: number): boolean {
  const right = cost.length - 1;
  for (;;) {
    const j = cost.findIndex((value, at) => at < columns && value < -TINY);
    if (j < 0) return true;
    let best = -1;
    let ratio = Infinity;
    for (const [r, row] of rows.entries()) {
      if (row[j]! <= TINY) continue;
      const now = row[right]! / row[j]!;
      if (now < ratio - TINY || (now <= ratio + TINY && basis[r]! < basis[best]!)) [best, ratio] = [r, now];
    }
    if (best < 0) return false;
    pivot(rows, basis, cost, best, j);
  }
}

function pivot(rows: Float64Array[], basis: number[], cost: Float64Array, r: number, j: number): void {
  const by = rows[r]!;
  const scale = by[j]!;
  for (let i = 0; i < by.length; i++) by[i]! /= scale;
  for (const row of [...rows, cost]) {
    if (row === by || row[j] === 0) continue;
    const factor = row[j]!;
    for (let i = 0; i < row.length; i++) row[i]! -= factor * by[i]!;
  }
  basis[r] = j;
}

/** Whether a linear form follows from others: rank by elimination with whole pivots. */
export function follows(known: readonly (readonly number[])[], form: readonly number[]): boolean {
  return rank([...known, form]) === rank(known);
}

function rank(of: readonly (readonly number[])[]): number {
  const rows = of.map((row) => [...row]);
  let found = 0;
  for (let j = 0; j < (rows[0]?.length ?? 0); j++) {
    const at = rows.findIndex((row, r) => r >= found && Math.abs(row[j]!) > 1e-9);
    if (at < 0) continue;
    [rows[found], rows[at]] = [rows[at]!, rows[found]!];
    for (const [r, row] of rows.entries())
      if (r > found && Math.abs(row[j]!) > 1e-9) {
        const factor = row[j]! / rows[found]![j]!;
        for (let i = j; i < row.length; i++) row[i]! -= factor * rows[found]![i]!;
      }
    found += 1;
  }
  return found;
}
