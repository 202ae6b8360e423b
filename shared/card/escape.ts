const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * Characters that have no place in a document: controls (a tab and a line feed stay), and the marks that turn the
 * direction of text round, with which a name can dress up as another (R26).
 */
// eslint-disable-next-line no-control-regex -- these are the characters to take out
const UNWANTED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** Text without control characters and direction marks. */
export const plain = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNWANTED, '');

/** Text as HTML text or as the value of a quoted attribute. */
export const escapeHtml = (text: string): string => plain(text).replace(/[&<>"'`]/g, (c) => ENTITIES[c]!);

/** Line ends and the blanks around them as one blank; an expression for this is slow on long blanks. */
function inOneLine(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  if (rest.length === 0) return first;
  const inner = rest.slice(0, -1).map((line) => line.trim());
  return [first.trimEnd(), ...inner.filter((line) => line !== ''), rest.at(-1)!.trimStart()].join(' ');
}

/** Text as one line of Markdown: nothing in it is mark-up, HTML, a link or a table cell's end. */
export const escapeMarkdown = (text: string): string =>
  inOneLine(plain(text))
    .replace(/[\\`*_{}[\]()#+!|~]/g, (c) => `\\${c}`)
    .replace(/^(\s*)([-=])/, '$1\\$2')
    .replace(/^(\s*\d+)\./, '$1\\.')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');

const PICTURE = /^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/;
/** Longest picture a card may hold, in characters of its data URL (about 500 kB of bytes). */
const PICTURE_LIMIT = 700_000;

/** Whether a value is a picture a card may hold: a PNG, JPEG, WebP or GIF as a data URL; never SVG, never an address. */
export const isPicture = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= PICTURE_LIMIT && PICTURE.test(value);
