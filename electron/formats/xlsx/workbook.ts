import { unsupported } from '../unsupported.ts';
import type { ZipDirectory, ZipEntry } from '../zip/directory.ts';
import { wholePart } from '../zip/inflate.ts';
import { StyleReader, type NumberStyle } from './formats.ts';
import { attribute, partDecoder, XmlScanner, type XmlHandler } from './xml.ts';

/** Bytes of the parts that describe a workbook, unpacked; its cells stand elsewhere. */
const MOST = 48 << 20;

/** A sheet with cells. */
export type SheetPart = { readonly name: string; readonly hidden: boolean; readonly entry: ZipEntry };

/** A workbook as it describes itself. */
export type Workbook = {
  readonly zip: ZipDirectory;
  readonly sheets: readonly SheetPart[];
  readonly from1904: boolean;
  readonly strings: ZipEntry | null;
  readonly styles: readonly NumberStyle[];
};

/**
 * Open a zip as a workbook; what is none, or could run something, is refused by name.
 * @throws AppError unsupported_file
 */
export async function openWorkbook(zip: ZipDirectory): Promise<Workbook> {
  refuseOthers(zip);
  const book = await workbookPart(zip);
  const targets = await relations(zip, book.name);
  const described = await described_(zip, book);
  const sheets: SheetPart[] = [];
  for (const { name, id, hidden } of described.sheets) {
    const target = targets.get(id);
    if (!target || !target.type.endsWith('/worksheet')) continue;
    const entry = zip.entries.get(target.name);
    if (entry) sheets.push({ name, hidden, entry });
  }
  if (sheets.length === 0) throw unsupported('noSheets');
  const part = (type: string): ZipEntry | null => {
    for (const target of targets.values()) if (target.type.endsWith(type)) return zip.entries.get(target.name) ?? null;
    return null;
  };
  const styles = part('/styles');
  const reader = new StyleReader();
  if (styles) await scan(zip, styles, reader);
  return { zip, sheets, from1904: described.from1904, strings: part('/sharedStrings'), styles: reader.styles };
}

function refuseOthers({ entries }: ZipDirectory): void {
  const has = (name: string) => entries.has(name);
  if (has('xl/vbaproject.bin')) throw unsupported('macros');
  if (has('xl/workbook.bin')) throw unsupported('xlsb');
  if (has('index/document.iwa') || has('index.zip')) throw unsupported('numbers');
  if (has('word/document.xml')) throw unsupported('docx');
  if (has('ppt/presentation.xml')) throw unsupported('pptx');
  if (!has('[content_types].xml')) throw unsupported('zip');
  for (const { name } of entries.values())
    if (/\.(?:zip|7z|rar|gz)$/i.test(name) && !/\/embeddings\//i.test(name)) throw unsupported('zipNested');
}

async function workbookPart(zip: ZipDirectory): Promise<ZipEntry> {
  const root = await relations(zip, '');
  for (const { type, name } of root.values())
    if (type.endsWith('/officeDocument')) {
      const entry = zip.entries.get(name);
      if (entry) return entry;
    }
  const usual = zip.entries.get('xl/workbook.xml');
  if (!usual) throw unsupported('zip');
  return usual;
}

/** What a part refers to inside the file, by id; targets in lower case, as the directory keeps them. */
async function relations(zip: ZipDirectory, part: string): Promise<Map<string, { type: string; name: string }>> {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const entry = zip.entries.get(`${folder}_rels/${part.slice(slash + 1)}.rels`.toLowerCase());
  const found = new Map<string, { type: string; name: string }>();
  if (!entry) return found;
  await scan(zip, entry, {
    ...IGNORE,
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = (attribute(attributes, 'Target') ?? '').replaceAll('\\', '/');
      const whole = target.startsWith('/') ? target : `/${folder}${target}`;
      const steps: string[] = [];
      for (const step of whole.split('/'))
        if (step === '..') steps.pop();
        else if (step !== '' && step !== '.') steps.push(step);
      found.set(attribute(attributes, 'Id') ?? '', {
        type: attribute(attributes, 'Type') ?? '',
        name: steps.join('/').toLowerCase(),
      });
    },
  });
  return found;
}

async function described_(zip: ZipDirectory, book: ZipEntry) {
  const sheets: { name: string; id: string; hidden: boolean }[] = [];
  let from1904 = false;
  await scan(zip, book, {
    ...IGNORE,
    open(name, attributes) {
      if (name === 'workbookPr') {
        const value = attribute(attributes, 'date1904');
        from1904 = value === '1' || value === 'true';
      } else if (name === 'sheet') {
        const state = attribute(attributes, 'state');
        sheets.push({
          name: attribute(attributes, 'name') ?? '',
          id: attribute(attributes, 'id') ?? '',
          hidden: state !== null && state !== 'visible',
        });
      }
    },
  });
  return { sheets, from1904 };
}

const IGNORE: XmlHandler = { wanted: false, open: () => undefined, close: () => undefined, text: () => undefined };

async function scan(zip: ZipDirectory, entry: ZipEntry, handler: XmlHandler): Promise<void> {
  const scanner = new XmlScanner(handler);
  const decoder = partDecoder();
  scanner.push(decoder.decode(await wholePart(zip.path, entry, MOST)));
  scanner.push(decoder.end());
  scanner.end();
}
