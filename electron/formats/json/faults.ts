import type { Said } from '../../../shared/domain.ts';
import type { FileScan } from '../scan.ts';

/** What is wrong with the text of a record. @throws whatever is no fault of the text */
export function whyNot(error: unknown): Said {
  // a hundred thousand brackets in one another
  if (error instanceof RangeError) return { key: 'sources:rejected.json' };
  if (!(error instanceof SyntaxError)) throw error;
  const place = /position (\d+)/.exec(error.message);
  if (!place) return { key: 'sources:rejected.json' };
  return { key: 'sources:rejected.jsonAt', values: { n: Number(place[1]) + 1 } };
}

/** What in a row cannot be stored as it is. */
export function damage(row: readonly string[], text: string, scan: FileScan): Said | null {
  if (!scan.faithful && text.includes('\ufffd')) return { key: 'sources:rejected.undecodable' };
  return row.some((cell) => cell.includes('\0')) ? { key: 'sources:rejected.nul' } : null;
}
