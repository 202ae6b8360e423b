/** A workbook and a text document, as small as Office Open XML (ECMA-376) allows. */
import { zip, type Entry } from './zip.ts';

/** A cell: text, a number, a moment in milliseconds UTC, or nothing. */
export type Cell = string | number | { readonly time: number } | null;

/** A sheet: rows of cells, ranges of merged cells, widths of the columns in characters. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly merged: readonly string[];
  readonly widths: readonly number[];
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const WORDS = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const MEDIA = 'application/vnd.openxmlformats-officedocument';

const text = (name: string, content: string): Entry => ({ name, bytes: new TextEncoder().encode(XML + content) });
const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const relation = (id: number, kind: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
const relations = (...all: string[]): string => `<Relationships xmlns="${RELATIONS}">${all.join('')}</Relationships>`;
const part = (name: string, type: string): string =>
  `<Override PartName="/${name}" ContentType="${MEDIA}.${type}+xml"/>`;
const types = (...all: string[]): string =>
  `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/>${all.join('')}</Types>`;

/** A workbook of the 1900 date system. Texts are shared; moments are serial numbers in the style of a date with a time. */
export function workbook(sheets: readonly Sheet[]): Uint8Array {
  const shared = new Map<string, number>();
  let uses = 0;
  const cell = (value: Cell, where: string): string => {
    if (value === null || value === '') return '';
    if (typeof value === 'number') return `<c r="${where}"><v>${value}</v></c>`;
    if (typeof value === 'object') return `<c r="${where}" s="1"><v>${serial(value.time)}</v></c>`;
    const index = shared.get(value) ?? shared.size;
    shared.set(value, index);
    uses++;
    return `<c r="${where}" t="s"><v>${index}</v></c>`;
  };
  const written = sheets.map(({ rows, merged, widths }, i) => {
    const columns = widths.map((width, c) => `<col min="${c + 1}" max="${c + 1}" width="${width}" customWidth="1"/>`);
    const lines = rows.map((row, r) => {
      const cells = row.map((value, c) => cell(value, `${letters(c)}${r + 1}`)).join('');
      return `<row r="${r + 1}">${cells}</row>`;
    });
    const merges = merged.map((range) => `<mergeCell ref="${range}"/>`);
    return text(
      `xl/worksheets/sheet${i + 1}.xml`,
      `<worksheet xmlns="${MAIN}"><cols>${columns.join('')}</cols><sheetData>${lines.join('')}</sheetData>` +
        (merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '') +
        '</worksheet>',
    );
  });
  const strings = [...shared.keys()].map((value) => `<si><t xml:space="preserve">${escaped(value)}</t></si>`).join('');
  const names = sheets.map(
    (sheet, i) => `<sheet name="${escaped(sheet.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const n = sheets.length;
  return zip([
    text(
      '[Content_Types].xml',
      types(
        part('xl/workbook.xml', 'spreadsheetml.sheet.main'),
        ...sheets.map((_, i) => part(`xl/worksheets/sheet${i + 1}.xml`, 'spreadsheetml.worksheet')),
        part('xl/styles.xml', 'spreadsheetml.styles'),
        part('xl/sharedStrings.xml', 'spreadsheetml.sharedStrings'),
      ),
    ),
    text('_rels/.rels', relations(relation(1, 'officeDocument', 'xl/workbook.xml'))),
    text(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.join('')}</sheets></workbook>`,
    ),
    text(
      'xl/_rels/workbook.xml.rels',
      relations(
        ...sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
        relation(n + 1, 'styles', 'styles.xml'),
        relation(n + 2, 'sharedStrings', 'sharedStrings.xml'),
      ),
    ),
    text(
      'xl/styles.xml',
      `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy/m/d\\ h:mm"/></numFmts>` +
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>' +
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    ),
    ...written,
    text('xl/sharedStrings.xml', `<sst xmlns="${MAIN}" count="${uses}" uniqueCount="${shared.size}">${strings}</sst>`),
  ]);
}

/** Days since 1899-12-30 to ten places: a spreadsheet's number for a moment after February 1900. */
export const serial = (time: number): number => Number((25569 + time / 86_400_000).toFixed(10));

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** A text document: one paragraph a line. */
export function document(lines: readonly string[]): Uint8Array {
  const paragraphs = lines.map((line) =>
    line === '' ? '<w:p/>' : `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`,
  );
  return zip([
    text('[Content_Types].xml', types(part('word/document.xml', 'wordprocessingml.document.main'))),
    text('_rels/.rels', relations(relation(1, 'officeDocument', 'word/document.xml'))),
    text('word/document.xml', `<w:document xmlns:w="${WORDS}"><w:body>${paragraphs.join('')}</w:body></w:document>`),
  ]);
}
