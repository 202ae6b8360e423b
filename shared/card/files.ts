import { plain } from './escape.ts';

/** Names Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name from a title: readable in any script, no path, no character a file system refuses, at most 80
 * characters before the ending.
 * @param ending with its dot
 */
export function fileName(title: string, edition: string, ending: string): string {
  const base = plain(title)
    .normalize('NFC')
    .replace(/[<>:"/\\|?*\n\t]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const short = [...base]
    .slice(0, 80)
    .join('')
    .replace(/[. ]+$/, '');
  const safe = short === '' || RESERVED.test(short) ? `persona${short === '' ? '' : ` ${short}`}` : short;
  return `${safe}-${edition}${ending}`;
}
