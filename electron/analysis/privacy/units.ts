/**
 * Tables with one byte for each UTF-16 unit: what is asked of every character of a long text is looked up, which takes a
 * fraction of the time of an expression for one character.
 */
export const newUnits = (): Uint8Array => new Uint8Array(0x10000);

/** A table that has 1 for each of some characters of the basic plane. */
export function unitsOf(chars: string): Uint8Array {
  const table = newUnits();
  for (let i = 0; i < chars.length; i++) table[chars.charCodeAt(i)] = 1;
  return table;
}

/**
 * The unit at a place; 0, which no table marks, beyond the ends of the text. A single look of `charCodeAt` beyond them makes
 * all later looks from the same line several times slower.
 */
export const unitAt = (text: string, at: number): number => (at >= 0 && at < text.length ? text.charCodeAt(at) : 0);

/** Whether the unit at a place has a mark in a table; false beyond the ends of the text. */
export const isAt = (table: Uint8Array, text: string, at: number): boolean => table[unitAt(text, at)]! > 0;

/**
 * Where what an expression finds at a place ends; the place itself if it finds nothing there.
 * @param begins the characters with which it may begin: at most places it is not asked at all
 */
export function stopOf(expression: RegExp, begins: Uint8Array, text: string, at: number): number {
  if (!isAt(begins, text, at)) return at;
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}
/** Whether the unit at a place is a digit of ASCII. */
export function isDigitAt(text: string, at: number): boolean {
  const code = unitAt(text, at);
  return code >= 48 && code <= 57;
}

/** Whether the unit at a place is a letter of ASCII. */
export function isLetterAt(text: string, at: number): boolean {
  const code = unitAt(text, at) | 0x20;
  return code >= 97 && code <= 122;
}

/** Every unit once, in order: the place of one is its code, so that an expression tells which of them it takes. */
export function basicPlane(): string {
  const row = new Uint16Array(0x1000);
  let all = '';
  for (let first = 0; first < 0x10000; first += row.length)
    all += Reflect.apply(
      String.fromCharCode,
      null,
      row.map((_, i) => first + i),
    );
  return all;
}
