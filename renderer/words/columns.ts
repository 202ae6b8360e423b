import {
  ColumnType,
  Dimension,
  PersonalKind,
  Role,
  type ColumnGuess,
  type Mapping,
  type MappingField,
  type SourceKind,
} from '../../shared/domain.ts';
import { KINDS } from '../../shared/kinds.ts';
import type { Locale, Option } from '../ui/index.ts';

type T = Locale['t'];

/** What people read of a column, with its name in the file below where that is another one: for what pops up. */
export const namedTitle = (t: T, label: string, code: string): string =>
  label === code ? label : `${label}\n${t('dictionaryUi:code', { code })}`;

/** The same on one line, for choices where a person says which column of a file is which. */
export const nameWithCode = (label: string, code: string): string => (label === code ? label : `${label} · ${code}`);

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
  return t(`sourcesUi:roles.${role === 'key' && !KINDS[kind].lists ? 'rowKey' : role}`);
}
export const roleOptions = (t: T, name = '', meaning: Meaning = { kind: 'customers', mapping: {} }): Option<Role>[] =>
  Role.options.map((role) => ({ value: role, label: roleName(t, { name, role }, meaning) }));
export const dimensionOptions = (t: T): Option<Dimension | ''>[] => [
  { value: '', label: '–' },
  ...Dimension.options.map((value) => ({ value, label: t(`sourcesUi:dimensions.${value}`) })),
];
export const personalOptions = (t: T): Option<PersonalKind>[] =>
  PersonalKind.options.map((value) => ({ value, label: t(`sourcesUi:kinds.${value}`) }));
