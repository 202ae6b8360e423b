import type { Encoding, Inspection } from '../../../shared/contract/sources.ts';
import type { Locale, Option } from '../../ui/index.ts';

type T = Locale['t'];

/** Names of the encodings, as they are written everywhere. */
export const ENCODINGS: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030',
  big5: 'Big5',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
};
export const encodingOptions = (): Option<Encoding>[] =>
  (Object.keys(ENCODINGS) as Encoding[]).map((value) => ({ value, label: ENCODINGS[value] }));

const DELIMITERS: Record<string, string> = {
  ',': 'comma',
  '\t': 'tab',
  ';': 'semicolon',
  '|': 'bar',
  ' ': 'space',
};
/** A delimiter in words; an unusual one as it stands. */
export const delimiterName = (t: T, delimiter: string): string => {
  const name = DELIMITERS[delimiter];
  return name === undefined ? delimiter : t(`sourcesUi:delimiters.${name}`);
};
export const delimiterOptions = (t: T, now: string): Option<string>[] =>
  [...new Set([...Object.keys(DELIMITERS), now])].map((value) => ({ value, label: delimiterName(t, value) }));

export const quoteOptions = (t: T, now: string): Option<string>[] =>
  [...new Set(['"', "'", '', now])].map((value) => ({ value, label: value === '' ? t('sourcesUi:noQuote') : value }));

/** Lines that can be the header: the first ten, and the one that is. */
export const headerOptions = (t: T, now: number): Option<string>[] =>
  [...new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, now])]
    .sort((a, b) => a - b)
    .map((value) => ({
      value: String(value),
      label: t(value === 0 ? 'sourcesUi:noHeader' : 'sourcesUi:lineN', { n: value }),
    }));

export const dateOrderOptions = (t: T): Option<'ymd' | 'dmy' | 'mdy'>[] =>
  (['ymd', 'dmy', 'mdy'] as const).map((value) => ({ value, label: t(`sourcesUi:dateOrders.${value}`) }));

/** How the records of a file are called among its tables (`formats/json/inner.ts`). */
const RECORDS = '$';

/** Of records with lists of records in them, what is read unless a list is chosen: the first of their tables. */
export const recordsOf = (sheets: Inspection['sheets']): Inspection['sheet'] =>
  sheets.length > 1 && sheets[0]!.name === RECORDS
    ? { value: RECORDS, reason: { key: 'sources:sheet.records' }, overridden: false }
    : null;

type Sheet = Inspection['sheets'][number];

/** Sheets of a workbook, with their rows where these were counted. */
export const sheetOptions = (t: T, sheets: readonly Sheet[]): Option<string>[] =>
  sheets.map((sheet) => ({
    value: sheet.name,
    label: sheetLabel(t, sheet) + (sheet.hidden ? t('sourcesUi:sheetHidden') : ''),
  }));

/** What a sheet is called; one of several tables below each other has a number. */
export function sheetName(t: T, name: string): string {
  const found = NUMBERED.exec(name);
  if (!found) return name;
  const [, sheet = '', number] = found;
  const table = number === '0' ? t('sourcesUi:sheetWhole') : t('sourcesUi:sheetNumber', { n: Number(number) });
  return sheet === '' ? table : t('sourcesUi:sheetTableIn', { sheet, table });
}
/** `#2`, or `Orders › #2` */
const NUMBERED = /^(?:(.*) › )?#(\d{1,3})$/;

function sheetLabel(t: T, { name, rows, line }: Sheet): string {
  if (name === RECORDS) return t('sourcesUi:facts.records');
  return numberedLabel(t, name, rows, line) ?? (rows === null ? name : t('sourcesUi:sheetRows', { name, n: rows }));
}

/** One of several tables below each other (`formats/several.ts`), or all of them as one. */
function numberedLabel(t: T, name: string, rows: number | null, line: number | undefined): string | null {
  const found = NUMBERED.exec(name);
  if (!found) return null;
  const [, sheet = '', number] = found;
  const told = line === undefined || rows === null ? null : { n: Number(number), line, rows };
  if (number !== '0' && told === null) return null;
  const table = number === '0' || told === null ? t('sourcesUi:sheetWhole') : t('sourcesUi:sheetTable', told);
  return sheet === '' ? table : t('sourcesUi:sheetTableIn', { sheet, table });
}
