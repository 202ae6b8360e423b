/** Lines without their gaps: a place on the axis and a value each. */
export function pieces(values: readonly (number | null)[]): [number, number][][] {
  const out: [number, number][][] = [];
  let open: [number, number][] | null = null;
  values.forEach((value, i) => {
    if (value === null) open = null;
    else if (open) open.push([i, value]);
    else out.push((open = [[i, value]]));
  });
  return out;
}

/** Names pushed apart so that none covers another, in their order. */
export function placed(wanted: readonly number[], low: number, high: number): number[] {
  const gap = 15;
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const out = [...wanted];
  let from = low + 4;
  for (const i of order) {
    out[i] = Math.max(wanted[i]!, from);
    from = out[i] + gap;
  }
  let to = high;
  for (const i of [...order].reverse()) {
    out[i] = Math.min(out[i]!, to);
    to = out[i] - gap;
  }
  return out;
}

/** Places whose labels are drawn: every so many, and the last one where it does not touch the one before. */
export function labelled(count: number, every: number): number[] {
  const out = Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
  const last = count - 1;
  if (out.length > 1 && out.at(-1) !== last) {
    if (last - out.at(-1)! < every) out.pop();
    out.push(last);
  }
  return out;
}
