/** Group of each row, 0 … k-1, or {@link leftOutOf}: bytes, or 16 bits where bytes do not hold all groups. */
export type Labels = Uint8Array | Uint16Array;

/** Most groups that labels hold. */
export const MOST_GROUPS = 0xffff;
const MOST_IN_BYTES = 0xff;

/** What stands for a row that is in no group: the highest number of its width. */
export const leftOutOf = (labels: Labels): number => (labels instanceof Uint8Array ? MOST_IN_BYTES : MOST_GROUPS);

/**
 * Labels of n rows, none of them in a group.
 * @param k groups they are to hold, 1 … {@link MOST_GROUPS}
 * @throws RangeError when k is more
 */
export function noLabels(n: number, k: number): Labels {
  if (k > MOST_GROUPS) throw new RangeError(`${k} groups`);
  return k > MOST_IN_BYTES ? new Uint16Array(n).fill(MOST_GROUPS) : new Uint8Array(n).fill(MOST_IN_BYTES);
}
