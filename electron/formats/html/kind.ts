/** What a file of tags is: a web page or a piece of one, a workbook of 2003 in XML, a page with its pictures, other XML. */
export type Markup = 'html' | 'workbook' | 'mht' | 'xml';

const SPREADSHEET = 'urn:schemas-microsoft-com:office:spreadsheet';
const WORKBOOK = /<(?:[a-z]{1,20}:)?workbook[\s>]/;
/** A line of text before the tags; cells of delimited text may hold tags too. */
const TITLED = /^[^<\t,;|]{0,500}</;
const PIECE = /^<(?:div|p|br|span|center|font|form|h[1-6])[\s/>]/;
const PAGE = /^<(?:!doctype html|html|head|meta|body|style|script|title|table|thead|tbody|tr|td|th)[\s>]/;

/**
 * What a file of tags calls itself in its first characters; null for everything else.
 * @param head its first bytes, whatever their encoding: tags are ASCII
 * @param wanted a text, such as a note, may begin with a tag; a table does not; under the name of a page or an old workbook
 * text may stand before the tags
 */
export function markupKind(head: Buffer, wanted: 'text' | 'table' | 'page' = 'text'): Markup | null {
  const text = bare(head);
  if (/^mime-version:/.test(text)) return text.includes('text/html') ? 'mht' : null;
  if (text.startsWith('<?xml') || WORKBOOK.test(text.slice(0, 200))) {
    if (WORKBOOK.test(text) && text.includes(SPREADSHEET)) return 'workbook';
    return text.includes('<html') || text.includes('<table') ? 'html' : 'xml';
  }
  if (PAGE.test(text)) return 'html';
  // a piece of a page: shops write tables without one around them
  if (/^<[a-z][a-z0-9:-]{0,40}[\s/>]/.test(text) && /<t(?:able|r|d)[\s>]/.test(text)) return 'html';
  if (wanted !== 'text' && PIECE.test(text)) return 'html';
  if (wanted !== 'page' || !TITLED.test(text.slice(0, 600))) return null;
  return /<table[\s>]/.test(text) && /<tr[\s>]/.test(text) ? 'html' : null;
}

/** The characters in lower case, without marks, blanks and remarks at the beginning and the zeros of UTF-16. */
function bare(head: Buffer): string {
  let text = head
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart();
  while (text.startsWith('<!--')) {
    const end = text.indexOf('-->');
    if (end < 0) break;
    text = text.slice(end + 3).trimStart();
  }
  return text.toLowerCase();
}
