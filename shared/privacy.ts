import { PRIVACY_FLOOR } from './domain.ts';

/*
 * What may be told of groups of customers once it leaves the workspace: the floor, and complementary suppression over
 * tables with margins. A withheld cell must not follow from what is told beside it.
 *
 * A table with its margins is a circulation: from "all rows" to each row (the row's total), from a row to a column (the
 * cell), from a column to "all columns" (the column's total) and back (the total). What a reader can work out of a
 * withheld figure is the interval over which its edge can vary while all told edges stay as they are (Gusfield, "A graph
 * theoretic approach to statistical data security", SIAM J. Comput. 17, 1988); what else has to be withheld is the
 * cheapest cycle through it (Cox, "Network models for complementary cell suppression", JASA 90, 1995). Rounding of what is
 * told counts for nothing.
 */

/** Whether a number of customers may be told: none, or a group of at least {@link PRIVACY_FLOOR}. */
export const tellable = (count: number): boolean => count === 0 || count >= PRIVACY_FLOOR;

/** A number of customers as it may be told: few are `null`. */
export const told = (count: number): number | null => (tellable(count) ? count : null);

/**
 * How a figure stands: `told` unless it has to be withheld · `known` to the reader whatever is done · `never` told, and
 * nobody's secret · `secret`: withheld already, and not to be worked out.
 */
export type Standing = 'told' | 'known' | 'never' | 'secret';

/** One figure of a network: `count` customers between two nodes. */
interface Edge {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly standing: Standing;
  /** what withholding it loses beside its customers; left out: nothing */
  readonly dear?: number | undefined;
}

/**
 * Which figures are withheld so that each secret one, and each told one below the floor, stays open over an interval at
 * least as wide as the floor. Of several ways the one that withholds the fewest customers is taken, then the first.
 * @param edges a circulation: what enters a node leaves it; counts are whole and not negative
 * @returns by edge, true where it is withheld; null when what is known gives a secret away whatever is withheld
 */
function withheldEdges(edges: readonly Edge[], floor = PRIVACY_FLOOR): boolean[] | null {
  const small = ({ count }: Edge) => count > 0 && count < floor;
  const network = networkOf(edges);
  const hidden = edges.map((edge) => edge.standing === 'never' || edge.standing === 'secret');
  edges.forEach((edge, i) => {
    if (edge.standing === 'told' && small(edge)) hidden[i] = true;
  });
  if (edges.some((edge) => edge.standing === 'known' && small(edge))) return null;
  const secrets = edges
    .map((edge, i) => ({ edge, i }))
    .filter(({ edge, i }) => edge.standing === 'secret' || (hidden[i]! && small(edge) && edge.standing !== 'never'))
    .sort((a, b) => a.edge.count - b.edge.count || a.i - b.i);
  for (const { edge, i } of secrets)
    for (;;) {
      const up = flow(network, hidden, i, 'up', floor);
      const down = flow(network, hidden, i, 'down', Math.min(edge.count, Math.max(floor, edge.count - floor + 1)));
      const open = up.amount + down.amount;
      // what can only be none, or only be many, is no secret
      if (open >= floor || edge.count - down.amount >= floor || edge.count + up.amount === 0) break;
      const path = cheapest(network, hidden, i, up.change, floor - open) ?? cheapest(network, hidden, i, up.change, 1);
      if (!path) return null;
      for (const at of path) hidden[at] = true;
    }
  return hidden;
}

interface Network {
  readonly edges: readonly Edge[];
  /** by node, the edges that begin or end there */
  readonly at: readonly (readonly number[])[];
}

function networkOf(edges: readonly Edge[]): Network {
  const at: number[][] = [];
  edges.forEach(({ from, to }, i) => {
    (at[from] ??= []).push(i);
    (at[to] ??= []).push(i);
  });
  return { edges, at: Array.from(at, (list) => list ?? []) };
}

/**
 * How far an edge can grow (`up`) or shrink (`down`) by changes of other withheld edges alone: the largest flow around
 * it (Ford & Fulkerson 1956, shortest paths first), at most `limit`.
 */
function flow(
  { edges, at }: Network,
  hidden: readonly boolean[],
  of: number,
  way: 'up' | 'down',
  limit: number,
): { amount: number; change: number[] } {
  const change = edges.map(() => 0);
  const { from, to } = edges[of]!;
  const [start, end] = way === 'up' ? [to, from] : [from, to];
  let amount = 0;
  while (amount < limit) {
    const by = new Map<number, number>([[start, -1]]);
    const queue = [start];
    for (let head = 0; head < queue.length && !by.has(end); head++)
      for (const i of at[queue[head]!]!) {
        if (i === of || !hidden[i]) continue;
        const next = across(edges[i]!, queue[head]!);
        if (by.has(next) || room(edges[i]!, queue[head]!, change[i]!) < 1) continue;
        by.set(next, i);
        queue.push(next);
      }
    if (!by.has(end)) break;
    const path = walk(edges, by, end);
    const step = Math.min(limit - amount, ...path.map(({ edge, node }) => room(edges[edge]!, node, change[edge]!)));
    for (const { edge, node } of path) change[edge]! += edges[edge]!.from === node ? step : -step;
    amount += step;
  }
  return { amount, change };
}

const across = ({ from, to }: Edge, node: number): number => (from === node ? to : from);

/** How much more can pass an edge from a node: along it without end, against it what is on it. */
const room = ({ from, count }: Edge, node: number, change: number): number =>
  from === node ? Infinity : count + change;

/** The edges of a path with the node each is entered from. */
function walk(edges: readonly Edge[], by: ReadonlyMap<number, number>, end: number) {
  const path: { edge: number; node: number }[] = [];
  for (let node = end; by.get(node) !== -1;) {
    const edge = by.get(node)!;
    node = across(edges[edge]!, node);
    path.unshift({ edge, node });
  }
  return path;
}

/**
 * The told edges that are withheld to let an edge grow by at least `need`: those of the path around it with the fewest
 * customers (Dijkstra 1959). @returns null when there is no such path
 */
function cheapest(
  { edges, at }: Network,
  hidden: readonly boolean[],
  of: number,
  change: readonly number[],
  need: number,
): number[] | null {
  const { from: end, to: start } = edges[of]!;
  const cost = new Map<number, number>([[start, 0]]);
  const by = new Map<number, number>([[start, -1]]);
  const open = new Set([start]);
  const done = new Set<number>();
  while (open.size > 0) {
    const node = [...open].reduce((a, b) => (cost.get(b)! < cost.get(a)! ? b : a));
    if (node === end) return walk(edges, by, end).flatMap(({ edge }) => (hidden[edge] ? [] : [edge]));
    open.delete(node);
    done.add(node);
    for (const i of at[node]!) {
      const edge = edges[i]!;
      const next = across(edge, node);
      if (i === of || done.has(next) || (!hidden[i] && edge.standing === 'known')) continue;
      if (room(edge, node, change[i]!) < need) continue;
      const sum = cost.get(node)! + (hidden[i] ? 0 : edge.count + 1 + (edge.dear ?? 0));
      if (sum >= (cost.get(next) ?? Infinity)) continue;
      cost.set(next, sum);
      by.set(next, i);
      open.add(next);
    }
  }
  return null;
}

/**
 * Which of the groups that together are everyone are withheld.
 * @param standings by group; left out: told
 * @returns null: nothing can be told
 */
export function withheldGroups(
  counts: readonly number[],
  total: Standing,
  standings: readonly Standing[] = [],
): { groups: boolean[]; total: boolean } | null {
  const sum = counts.reduce((a, b) => a + b, 0);
  const out = withheldEdges([
    ...counts.map((count, i): Edge => ({ from: 0, to: 1, count, standing: standings[i] ?? 'told' })),
    { from: 1, to: 0, count: sum, standing: total },
  ]);
  return out && { groups: out.slice(0, -1), total: out.at(-1)! };
}

/**
 * Counts that fit a table of which some cells are not known: one way of many, from which {@link withheldTable} finds how
 * far each can vary.
 * @param cells null where the count is not known
 * @returns null when nothing fits
 */
export function fitting(
  cells: readonly (readonly (number | null)[])[],
  rows: readonly number[],
  columns: readonly number[],
): number[][] | null {
  const left = (whole: number, parts: readonly (number | null)[]) =>
    parts.reduce<number>((n, p) => n - (p ?? 0), whole);
  const needs = rows.map((whole, r) => left(whole, cells[r]!));
  const wants = columns.map((whole, c) =>
    left(
      whole,
      cells.map((row) => row[c]!),
    ),
  );
  if ([...needs, ...wants].some((n) => n < 0)) return null;
  const [height, source, sink] = [rows.length, rows.length + columns.length, rows.length + columns.length + 1];
  const open = cells.flatMap((row, r) => row.flatMap((cell, c) => (cell === null ? [[r, c] as const] : [])));
  const edge = (from: number, to: number, count: number): Edge => ({ from, to, count, standing: 'never' });
  const edges = [
    ...open.map(([r, c]) => edge(r, height + c, 0)),
    // passed against their direction, so that no more passes than is needed
    ...needs.map((need, r) => edge(r, source, need)),
    ...wants.map((want, c) => edge(sink, height + c, want)),
    edge(sink, source, 0),
  ];
  const need = needs.reduce((a, b) => a + b, 0);
  if (need !== wants.reduce((a, b) => a + b, 0)) return null;
  const filled = flow(
    networkOf(edges),
    edges.map(() => true),
    edges.length - 1,
    'up',
    need,
  );
  if (filled.amount < need) return null;
  const out = cells.map((row) => row.map((cell) => cell ?? 0));
  open.forEach(([r, c], i) => (out[r]![c] = filled.change[i]!));
  return out;
}

/** A table of counts and how its figures stand; rows are of equal length. */
export interface CountTable {
  readonly cells: readonly (readonly number[])[];
  readonly rows: Standing;
  readonly columns: Standing;
  readonly total: Standing;
  /** cells that are withheld already */
  readonly secret?: readonly (readonly boolean[])[] | undefined;
  /** what withholding a cell loses beside its customers */
  readonly dear?: readonly (readonly number[])[] | undefined;
}
/** Which figures of a table are withheld. */
export interface Withheld {
  readonly cells: boolean[][];
  readonly rows: boolean[];
  readonly columns: boolean[];
  readonly total: boolean;
}

/** Which figures of a table of counts are withheld; null: nothing of it can be told. */
export function withheldTable({ cells, rows, columns, total, secret, dear }: CountTable): Withheld | null {
  const height = cells.length;
  const width = cells[0]?.length ?? 0;
  const [top, side] = [height + width, height + width + 1];
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
  const rowSums = cells.map(sum);
  const edges: Edge[] = [
    ...cells.flatMap((row, r) =>
      row.map((count, c): Edge => {
        const standing: Standing = secret?.[r]?.[c] ? 'secret' : 'told';
        return { from: r, to: height + c, count, standing, dear: dear?.[r]?.[c] };
      }),
    ),
    ...rowSums.map((count, r): Edge => ({ from: top, to: r, count, standing: rows })),
    ...Array.from({ length: width }, (_, c): Edge => {
      const count = sum(cells.map((row) => row[c]!));
      return { from: height + c, to: side, count, standing: columns };
    }),
    { from: side, to: top, count: sum(rowSums), standing: total },
  ];
  const out = withheldEdges(edges);
  if (!out) return null;
  const margins = height * width;
  return {
    cells: cells.map((_, r) => out.slice(r * width, (r + 1) * width)),
    rows: out.slice(margins, margins + height),
    columns: out.slice(margins + height, margins + height + width),
    total: out.at(-1)!,
  };
}
