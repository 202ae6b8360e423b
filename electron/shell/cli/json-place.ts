/**
 * Where a text stops being JSON, without a word of it: the parser's own message quotes the text, and often names no place.
 * The longest beginning that could still become JSON ends there.
 */
export function placeIn(text: string): { line: number; column: number } {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (canGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  const lines = text.slice(0, good).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

/** Whether only the end of a beginning is wrong with it. */
function canGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const at = /\bat position (\d+)/.exec(message)?.[1];
    return /^(?:Unexpected end|Unterminated)/.test(message) || Number(at) >= beginning.length;
  }
}
