import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { DeriveList } from '../../../../shared/contract/derive.ts';
import type { Locale } from '../../../ui/index.ts';

/** An example and the derived attributes that it reads. */
const EXAMPLES = [
  { key: 'perOrder', reads: ['monetary', 'frequency'], write: ([spent, orders]: string[]) => `${spent} / ${orders}` },
  { key: 'regular', reads: ['frequency'], write: ([orders]: string[]) => `${orders} >= 3` },
  { key: 'away', reads: ['recency'], write: ([days]: string[]) => `${days} > 90` },
] as const;

/** Formulas to begin from; only of attributes that the table has. */
export function examplesOf(
  { attributes, names }: Pick<DeriveList, 'attributes' | 'names'>,
  columns: readonly Attribute[],
  { t }: Pick<Locale, 't'>,
) {
  const written = (key: string): string | undefined => {
    // a table keeps the names of the language it was built in
    const at = attributes.find((one) => one.key === key)?.attribute;
    const called = columns.find(({ id }) => id === at)?.name;
    return names.find(({ name }) => name === called)?.write;
  };
  return EXAMPLES.flatMap(({ key, reads, write }) => {
    const found = reads.map(written);
    if (!found.every((one) => one !== undefined)) return [];
    return [{ name: t(`customerUi:derive.example.${key}`), formula: write(found) }];
  });
}
