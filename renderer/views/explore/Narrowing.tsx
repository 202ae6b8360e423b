import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { Button, Chip, Chips, Shape, useLocale } from '../../ui/index.ts';
import { filterText, segmentOf } from '../../words/customers.ts';

interface NarrowingProps {
  filters: readonly Filter[];
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  /** how many steps can be taken back */
  steps: number;
  onChange: (filters: readonly Filter[]) => void;
  onTakeBack: () => void;
}

/** What narrows the chart; each can be taken off, and the steps can be taken back one by one. */
export function Narrowing({ filters, attributes, segmentation, steps, onChange, onTakeBack }: NarrowingProps) {
  const locale = useLocale();
  const { t } = locale;
  if (filters.length === 0 && steps === 0) return null;
  return (
    <Chips>
      {filters.map((filter, i) => {
        const words = filterText(filter, { attributes, segmentation }, locale);
        const segment = filter.kind === 'segments' ? segmentOf(segmentation, filter.segments[0] ?? null, locale) : null;
        return (
          <Chip
            key={`${i} ${words}`}
            name={words}
            onRemove={() => {
              onChange(filters.filter((_, at) => at !== i));
            }}
          >
            {segment ? <Shape colour={segment.colour} size={11} /> : null}
            <span className="ell" title={words}>
              {words}
            </span>
          </Chip>
        );
      })}
      {steps > 0 ? (
        <Button kind="link" size="sm" onClick={onTakeBack}>
          {t('exploreUi:takeBack')}
        </Button>
      ) : null}
      {filters.length > 1 ? (
        <Button
          kind="link"
          size="sm"
          onClick={() => {
            onChange([]);
          }}
        >
          {t('customersUi:clearAll')}
        </Button>
      ) : null}
    </Chips>
  );
}
