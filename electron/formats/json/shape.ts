import { bytesOf } from '../files.ts';
import type { FileScan } from '../scan.ts';

/** Characters looked at. */
const HEAD = 1 << 18;

/** How JSON holds its records: as one document with a list in it, or as a document a line. */
export type JsonShape = 'document' | 'lines';

/** Is this text JSON, and of which shape? Null for everything that is neither JSON nor called so. */
export function jsonShape(path: string, name: string, scan: FileScan): JsonShape | null {
  const bytes = bytesOf(path, scan.bom, HEAD);
  const head = new TextDecoder(scan.encoding, { ignoreBOM: true }).decode(bytes, { stream: true });
  const shape = shapeOf(head, scan.bytes - scan.bom <= HEAD);
  if (shape !== null) return shape;
  return /\.json$/i.test(name) ? 'document' : /\.(?:jsonl|ndjson)$/i.test(name) ? 'lines' : null;
}

/** The same of the first characters of a file; `whole`: they are all of it. */
export function shapeOf(head: string, whole: boolean): JsonShape | null {
  const text = head.trimStart();
  if (/^\[\s*(?:[{[\]"\d-]|$)/.test(text)) return /^\[\s*[{\]]/.test(text) || isJson(text, whole) ? 'document' : null;
  if (!/^\{\s*(?:["}]|$)/.test(text)) return null;
  // one object a line, or one object over all lines
  const end = text.search(/[\r\n]/);
  const first = end < 0 ? text : text.slice(0, end);
  if (isJson(first, true)) return end < 0 || text.slice(end).trim() === '' ? 'document' : 'lines';
  if (end < 0 && !whole) return 'document';
  // a table whose first cell begins with a brace is no JSON; neither is one line of several fields
  return /^\{\s*"(?:[^"\\]|\\.)*"\s*:/.test(text) || /^\{\s*$/.test(first) ? 'document' : null;
}

function isJson(text: string, whole: boolean): boolean {
  if (!whole) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
