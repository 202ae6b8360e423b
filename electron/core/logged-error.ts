/** A stack line: a place in the program, with its line and column. */
const FRAME = /^ {4}at .{1,500}:\d{1,9}:\d{1,9}\)?$/;
/** Names of classes and codes of Node and SQLite; anything else could be text of a file. */
const NAME = /^[A-Za-z]\w{0,60}$/;
const MOST_FRAMES = 40;
const MOST_CAUSES = 5;

/**
 * An error as the log may keep it: class, code and the places it passed. Its message is left out: parsers and the database quote
 * the text they stumble over, and that text is a customer's (R14).
 */
export function loggedError(error: unknown): string {
  const lines: string[] = [];
  let current = error;
  for (let depth = 0; depth < MOST_CAUSES && current instanceof Error; depth++) {
    lines.push(...linesOf(current, depth > 0));
    current = current.cause;
  }
  return lines.length > 0 ? lines.join('\n') : `(a ${typeof error} was thrown)`;
}

function linesOf(error: Error, isCause: boolean): string[] {
  const code = 'code' in error ? String(error.code) : '';
  const name = NAME.test(error.name) ? error.name : 'Error';
  const said = new Set(error.message.split('\n'));
  const frames = (error.stack ?? '').split('\n').filter((line) => FRAME.test(line) && !said.has(line));
  return [`${isCause ? 'caused by ' : ''}${name}${NAME.test(code) ? ` ${code}` : ''}`, ...frames.slice(0, MOST_FRAMES)];
}
