import type { Layer } from './pixels.ts';

/** A fixed shuffle (Fisher and Yates over a Lehmer generator): no group lies on top only because it comes last. */
function shuffled(n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  let state = 20041;
  for (let i = n - 1; i > 0; i--) {
    state = (state * 48271) % 2147483647;
    const j = state % (i + 1);
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}

/** Points in drawing order, so that every later pass reads memory straight through. */
export interface Ordered {
  /** index of each point in the owner's arrays */
  readonly point: Int32Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly segment: Int32Array;
  readonly customer: Int32Array;
}

/** Lay points out in a fixed shuffled order. */
export function inOrder(data: Omit<Ordered, 'point'>): Ordered {
  const point = shuffled(data.x.length);
  const n = point.length;
  const [x, y] = [new Float32Array(n), new Float32Array(n)];
  const [segment, customer] = [new Int32Array(n), new Int32Array(n)];
  for (let i = 0; i < n; i++) {
    const from = point[i]!;
    x[i] = data.x[from]!;
    y[i] = data.y[from]!;
    segment[i] = data.segment[from]!;
    customer[i] = data.customer[from]!;
  }
  return { point, x, y, segment, customer };
}

/** Group number of each point: the place of its segment in `segments`, or `segments.length` when it is not shown. */
export function groupsOf(segment: Int32Array, segments: readonly number[]): Uint8Array {
  const group = new Uint8Array(segment.length);
  const index = new Map(segments.map((id, i) => [id, i]));
  let last = -1;
  let lastGroup = 0;
  for (let i = 0; i < segment.length; i++) {
    const id = segment[i]!;
    if (id !== last) {
      last = id;
      lastGroup = index.get(id) ?? segments.length;
    }
    group[i] = lastGroup;
  }
  return group;
}

/** The layer of the points whose flag has a value. */
export function layerOf(points: Ordered, group: Uint8Array, flags: Uint8Array, wanted: number): Layer {
  let n = 0;
  for (const flag of flags) if (flag === wanted) n++;
  const layer = {
    x: new Float32Array(n),
    y: new Float32Array(n),
    group: new Uint8Array(n),
    point: new Int32Array(n),
  };
  for (let i = 0, at = 0; i < flags.length; i++) {
    if (flags[i] !== wanted) continue;
    layer.x[at] = points.x[i]!;
    layer.y[at] = points.y[i]!;
    layer.group[at] = group[i]!;
    layer.point[at++] = points.point[i]!;
  }
  return layer;
}

/** At most `most` positions of each group, taken evenly, for figures that need no more. */
export function sampled(group: Uint8Array, groups: number, most: number): Int32Array[] {
  const sizes = new Int32Array(groups + 1);
  for (const g of group) sizes[g]!++;
  const lists = Array.from({ length: groups }, (_, g) => new Int32Array(Math.min(most, sizes[g]!)));
  const seen = new Int32Array(groups);
  const taken = new Int32Array(groups);
  for (let i = 0; i < group.length; i++) {
    const g = group[i]!;
    const list = lists[g];
    if (!list) continue;
    // every (size / most)-th member: the next is due when its turn has come
    if (taken[g]! < list.length && seen[g]! * list.length >= taken[g]! * sizes[g]!) list[taken[g]!++] = i;
    seen[g]!++;
  }
  return lists;
}
