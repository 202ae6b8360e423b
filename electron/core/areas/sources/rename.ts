import type { Rename } from '../../../../shared/contract/sources.ts';
import type { Mapping, MappingField } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { FileInspection } from '../../../workers/areas/sources/inspect.ts';

/**
 * Columns under the names of earlier ones, so that what was built on these names goes on. Columns the file does not have
 * are passed over.
 * @throws AppError invalid_input when two columns would have one name
 */
export function renamed(facts: FileInspection, rename: Rename): FileInspection {
  const to = (name: string) => (Object.hasOwn(rename, name) ? rename[name]! : name);
  const columns = facts.columns.map((column) => ({ ...column, name: to(column.name) }));
  const names = new Set(columns.map(({ name }) => name));
  if (names.size < columns.length) throw new AppError('invalid_input', { key: 'sources:error.sameName' });
  const mapping = Object.fromEntries(
    (Object.entries(facts.mapping) as [MappingField, string][]).map(([field, name]) => [field, to(name)]),
  ) as Mapping;
  return { ...facts, columns, mapping };
}
