import type { Attribute } from '../../../shared/contract/customers.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { clearSelection, select, useStore } from '../../state/store.ts';
import { Button, Chip, Chips, Shape, useLocale } from '../../ui/index.ts';
import { changeTable, setFilters, type AttributeFilter } from '../../state/customersTable.ts';
import { filterText, segmentOf } from '../../words/customers.ts';

interface NarrowingProps {
  attributes: readonly Attribute[];
  filters: readonly AttributeFilter[];
  segmentation: Segmentation | null;
  search: string;
  onEdit: (attribute: number) => void;
}

/** What narrows the table now; each can be taken off on its own. */
export function Narrowing({ attributes, filters, segmentation, search, onEdit }: NarrowingProps) {
  const locale = useLocale();
  const { t } = locale;
  const named = { attributes, segmentation };
  const selection = useStore((state) => state.selection);
  const segment = segmentOf(segmentation, selection.segment, locale);
  const lasso = selection.customers && filterText({ kind: 'customers', ids: [...selection.customers] }, named, locale);
  if (filters.length === 0 && !segment && !lasso && search === '') return null;
  return (
    <Chips>
      {segment ? (
        <Chip
          name={segment.name}
          onRemove={() => {
            select({ segment: null });
          }}
        >
          <Shape colour={segment.colour} size={11} />
          <span className="ell">{segment.name}</span>
        </Chip>
      ) : null}
      {lasso ? (
        <Chip
          name={lasso}
          onRemove={() => {
            select({ customers: null });
          }}
        >
          {lasso}
        </Chip>
      ) : null}
      {filters.map((filter) => {
        if (!attributes.some(({ id }) => id === filter.attribute)) return null;
        const words = filterText(filter, named, locale);
        return (
          <Chip
            key={`${filter.kind} ${filter.attribute}`}
            name={words}
            onRemove={() => {
              setFilters(
                filter.attribute,
                filters.filter((other) => other !== filter && other.attribute === filter.attribute),
              );
            }}
          >
            <button
              type="button"
              className="ell"
              title={words}
              onClick={() => {
                onEdit(filter.attribute);
              }}
            >
              {words}
            </button>
          </Chip>
        );
      })}
      {search === '' ? null : (
        <Chip
          name={t('customersUi:chip.search', { text: search })}
          onRemove={() => {
            changeTable({ search: '' });
          }}
        >
          <span className="ell">{t('customersUi:chip.search', { text: search })}</span>
        </Chip>
      )}
      <Button
        kind="link"
        onClick={() => {
          changeTable({ filters: [], search: '' });
          clearSelection();
        }}
      >
        {t('customersUi:clearAll')}
      </Button>
    </Chips>
  );
}
