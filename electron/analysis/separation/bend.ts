import { seeded } from '../random.ts';
import { isLumpy, type Sought } from './columns.ts';
import { rankSpace, type Space } from './spaces.ts';

/** Stretches of equal counts along one column in which the mean of another is taken. */
const STRETCHES = 12;
/** What the means say of a column beyond what a straight line says, as a share of its variance, from which it bends. */
const BENT = 0.5;

/**
 * Whether one measured column bends over another, so that rows lie along a curve: the correlation ratio (Pearson 1905) of their
 * normal scores is above the squared correlation by {@link BENT}. Columns with lumps, whose steps bend by themselves, are not asked.
 */
export function bends(columns: readonly Sought[]): boolean {
  const measured = columns.filter((column) => !isLumpy(column));
  if (measured.length < 2) return false;
  const space = rankSpace(measured, seeded(64));
  for (let over = 0; over < space.d; over++) {
    const order = Array.from({ length: space.n }, (_, i) => i).sort(
      (p, q) => space.x[p * space.d + over]! - space.x[q * space.d + over]!,
    );
    for (let column = 0; column < space.d; column++)
      if (column !== over && ratio(space, order, column) - straight(space, over, column) > BENT) return true;
  }
  return false;
}

/** Share of a column's variance between the stretches, less what chance gives. */
function ratio({ x, n, d }: Space, order: readonly number[], column: number): number {
  let between = 0;
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const [from, to] = [Math.floor((stretch * n) / STRETCHES), Math.floor(((stretch + 1) * n) / STRETCHES)];
    let sum = 0;
    for (let i = from; i < to; i++) sum += x[order[i]! * d + column]!;
    if (to > from) between += sum ** 2 / (to - from) / n;
  }
  return between - (STRETCHES - 1) / n;
}

/** Squared correlation of two columns of normal scores. */
function straight({ x, n, d }: Space, a: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[i * d + a]! * x[i * d + b]!;
  return (sum / n) ** 2;
}
