import type { Encoding } from '../../../shared/contract/sources.ts';
import {
  ColumnType,
  Dimension,
  PersonalKind,
  Role,
  type ColumnGuess,
  type Mapping,
  type MappingField,
  type SourceKind,
} from '../../../shared/domain.ts';
import type { Locale, Option } from '../../ui/index.ts';
import { listsCustomers } from './order.ts';

type T = Locale['t'];

/** Whole numbers of such a column are years: written without a thousands mark. */
export const isYear = (name: string): boolean => /(?<![a-z])years?(?![a-z])|年份|年度|^年$|出生年/i.test(name);

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

/** An ordered category is named as such. */
export const typeKey = (column: Pick<ColumnGuess, 'type' | 'levels'>): string =>
  column.type === 'category' && column.levels ? 'ordered' : column.type;
export const typeName = (t: T, column: Pick<ColumnGuess, 'type' | 'levels'>): string =>
  t(`sourcesUi:types.${typeKey(column)}`);
export const typeOptions = (t: T, column: Pick<ColumnGuess, 'type' | 'levels'>): Option<ColumnType>[] =>
  ColumnType.options.map((value) => ({
    value,
    label: t(`sourcesUi:types.${value === column.type ? typeKey(column) : value}`),
  }));

/** What a source says of its rows: which kind they are, and which columns say what. */
interface Meaning {
  readonly kind: SourceKind;
  readonly mapping: Mapping;
}
type Named = Pick<ColumnGuess, 'name' | 'role'>;
const fieldOf = (name: string, mapping: Mapping): MappingField | undefined =>
  (Object.keys(mapping) as MappingField[]).find((field) => mapping[field] === name);
/** A column that is neither an attribute nor says whose row it is, which order it belongs to and the like. */
export const passedOver = ({ name, role }: Named, mapping: Mapping): boolean =>
  role === 'ignored' && fieldOf(name, mapping) === undefined;
/** The key of a table of customers is theirs; of other tables it numbers the rows. A column with a meaning is not ignored. */
export function roleName(t: T, { name, role }: Named, { kind, mapping }: Meaning): string {
  const field = role === 'ignored' ? fieldOf(name, mapping) : undefined;
  if (field) return t(`kinds:field.${field}`);
  return t(`sourcesUi:roles.${role === 'key' && !listsCustomers(kind) ? 'rowKey' : role}`);
}
export const roleOptions = (t: T, name = '', meaning: Meaning = { kind: 'customers', mapping: {} }): Option<Role>[] =>
  Role.options.map((role) => ({ value: role, label: roleName(t, { name, role }, meaning) }));
export const dimensionOptions = (t: T): Option<Dimension | ''>[] => [
  { value: '', label: '–' },
  ...Dimension.options.map((value) => ({ value, label: t(`sourcesUi:dimensions.${value}`) })),
];
export const personalOptions = (t: T): Option<PersonalKind>[] =>
  PersonalKind.options.map((value) => ({ value, label: t(`sourcesUi:kinds.${value}`) }));

/** Sheets of a workbook, with their rows where these were counted. */
export const sheetOptions = (
  t: T,
  sheets: readonly { name: string; rows: number | null; hidden: boolean }[],
): Option<string>[] =>
  sheets.map(({ name, rows, hidden }) => ({
    value: name,
    label:
      (rows === null ? name : t('sourcesUi:sheetRows', { name, n: rows })) + (hidden ? t('sourcesUi:sheetHidden') : ''),
  }));
