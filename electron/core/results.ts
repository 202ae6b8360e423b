/** From here on the result of a job is large (bytes). */
export const LARGE = 1_000_000;

/**
 * Does a value take more than so many bytes? Counted as it lies in memory, roughly: two a letter, eight for anything else.
 * It is looked at no further than that takes.
 */
export function takesMore(value: unknown, bytes: number): boolean {
  let left = bytes;
  const open = [value];
  while (open.length > 0 && left >= 0) {
    const one = open.pop();
    left -= 8;
    if (typeof one === 'string') left -= 2 * one.length;
    else if (ArrayBuffer.isView(one)) left -= one.byteLength;
    else if (Array.isArray(one)) for (const part of one as unknown[]) open.push(part);
    else if (typeof one === 'object' && one !== null)
      for (const [key, part] of Object.entries(one)) {
        left -= 2 * key.length;
        open.push(part);
      }
  }
  return left < 0;
}
