import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { Button, Icon, Shape, useLocale } from '../../ui/index.ts';
import { filterText, segmentOf } from '../../words/customers.ts';

interface ChipsProps {
  filters: readonly Filter[];
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  /** how many steps can be taken back */
  steps: number;
  onChange: (filters: readonly Filter[]) => void;
  onTakeBack: () => void;
}

/** What narrows the chart; each can be taken off, and the steps can be taken back one by one. */
export function Chips({ filters, attributes, segmentation, steps, onChange, onTakeBack }: ChipsProps) {
  const locale = useLocale();
  const { t } = locale;
  if (filters.length === 0 && steps === 0) return null;
  return (
    <div className="chips" role="group" aria-label={t('customersUi:filters')}>
      {filters.map((filter, i) => {
        const words = filterText(filter, { attributes, segmentation }, locale);
        const segment = filter.kind === 'segments' ? segmentOf(segmentation, filter.segments[0] ?? null, locale) : null;
        return (
          <span key={`${i} ${words}`} className="chip">
            {segment ? <Shape colour={segment.colour} size={11} /> : null}
            <span className="ell" title={words}>
              {words}
            </span>
            <button
              type="button"
              className="off"
              aria-label={t('customersUi:takeOff', { name: words })}
              onClick={() => {
                onChange(filters.filter((_, at) => at !== i));
              }}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
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
    </div>
  );
}
