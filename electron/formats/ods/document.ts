import { unsupported } from '../unsupported.ts';
import { attribute, partDecoder, XmlScanner, type XmlHandler } from '../xlsx/xml.ts';
import type { ZipDirectory, ZipEntry } from '../zip/directory.ts';
import { wholePart } from '../zip/inflate.ts';
import { StyleReader } from './styles.ts';

/** Bytes of the parts that describe a document, unpacked; its cells stand elsewhere. */
const MOST = 48 << 20;
/** Bytes of the part that names the kind of document. */
const MOST_TYPE = 1024;

const SPREADSHEET = /^application\/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?$/;

/** A spreadsheet: the part with its cells, and the styles that the whole document knows. */
export type Spreadsheet = { readonly content: ZipEntry; readonly common: StyleReader };

/** Is a zip a document of this family (OpenDocument 1.3, part 2), of whatever kind? */
export const isOpenDocument = ({ entries }: ZipDirectory): boolean =>
  (entries.has('mimetype') || entries.has('meta-inf/manifest.xml')) &&
  (entries.has('content.xml') || entries.has('encrypted-package'));

/**
 * Open a zip as a spreadsheet; what is none, is under a password, or could run something, is refused by name.
 * @throws AppError unsupported_file
 */
export async function openSpreadsheet(zip: ZipDirectory): Promise<Spreadsheet> {
  const manifest = await manifestOf(zip);
  const mime = zip.entries.get('mimetype');
  const type = mime ? (await wholePart(zip.path, mime, MOST_TYPE)).toString('latin1').trim() : manifest.type;
  if (manifest.encrypted || zip.entries.has('encrypted-package')) throw unsupported('encrypted');
  if (!SPREADSHEET.test(type)) throw unsupported('odf');
  for (const name of zip.entries.keys()) if (isScript(name)) throw unsupported('macros');
  const content = zip.entries.get('content.xml');
  if (!content) throw unsupported('noSheets');
  const common = new StyleReader(null);
  const styles = zip.entries.get('styles.xml');
  if (styles) await scan(zip, styles, common);
  return { content, common };
}

/** A module of a macro library, not the lists of them that are always there. */
const isScript = (name: string): boolean =>
  /^scripts\/./.test(name) || /^basic\/[^/]+\/(?!script-l[bc]\.xml$|dialog-l[bc]\.xml$)[^/]+\.xml$/.test(name);

/** What the list of parts says: the kind of document, and whether any of them needs a password. */
async function manifestOf(zip: ZipDirectory): Promise<{ type: string; encrypted: boolean }> {
  const found = { type: '', encrypted: false };
  const entry = zip.entries.get('meta-inf/manifest.xml');
  if (!entry) return found;
  await scan(zip, entry, {
    wanted: false,
    open(name, attributes) {
      if (name === 'encryption-data') found.encrypted = true;
      else if (name === 'file-entry' && attribute(attributes, 'full-path') === '/')
        found.type = attribute(attributes, 'media-type') ?? '';
    },
    close: () => undefined,
    text: () => undefined,
  });
  return found;
}

async function scan(zip: ZipDirectory, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler);
  const decoder = partDecoder();
  scanner.push(decoder.decode(await wholePart(zip.path, entry, MOST)));
  scanner.push(decoder.end());
  scanner.end();
}
