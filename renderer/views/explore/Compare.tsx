import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { GroupComparison, SavedView } from '../../../shared/contract/explore.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { type CompareSpec, show } from '../../state/explorePlace.ts';
import { useQuery } from '../../state/queries.ts';
import { Button, Failed, useLocale, ViewBody, ViewHeader, Waiting } from '../../ui/index.ts';
import { Differences } from './Differences.tsx';
import { GroupPicker } from './GroupPicker.tsx';
import { Rows } from './Rows.tsx';
import sFigure from './figure.module.css';
import sChartView from './ChartView.module.css';
import sShelf from './Shelf.module.css';
import sDifferences from './Differences.module.css';

interface CompareProps {
  compare: CompareSpec;
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  views: readonly SavedView[];
  rows: readonly Filter[] | null;
  onRows: (filters: readonly Filter[] | null) => void;
}

/** Two groups side by side, attribute by attribute. */
export function Compare({ compare, attributes, segmentation, views, rows, onRows }: CompareProps) {
  const { t, say, fmt } = useLocale();
  const { data, error, refetch } = useQuery('explore.compare', compare, { keep: true });
  const set = (change: Partial<CompareSpec>) => {
    show({ kind: 'compare', compare: { ...compare, ...change } });
  };
  return (
    <>
      <ViewHeader
        title={<span className={sChartView.finding}>{data?.finding ? say(data.finding) : t('exploreUi:compare')}</span>}
        basis={data ? t('exploreUi:compareBasis', { n: data.differences.length }) : ''}
        actions={
          <Button
            onClick={() => {
              window.history.back();
            }}
          >
            {t('exploreUi:back')}
          </Button>
        }
      />
      <Groups compare={compare} data={data} segmentation={segmentation} views={views} onSet={set} onRows={onRows} />
      {error && error.code !== 'cancelled' ? <Failed error={error} retry={refetch} /> : null}
      <ViewBody
        inspector={
          rows ? (
            <Rows
              filters={rows}
              attributes={attributes}
              segmentation={segmentation}
              first={[]}
              things={data?.things ?? 'rows'}
              onClose={() => onRows(null)}
            />
          ) : undefined
        }
      >
        {data ? (
          <Differences
            data={data}
            compare={compare}
            attributes={attributes}
            onPick={(attribute) => set({ attribute })}
          />
        ) : error ? null : (
          <Waiting />
        )}
      </ViewBody>
      <p className="sr-only" role="status">
        {data ? `${fmt.number(data.a.n)} / ${fmt.number(data.b.n)}` : ''}
      </p>
    </>
  );
}

interface GroupsProps extends Pick<CompareProps, 'compare' | 'segmentation' | 'views' | 'onRows'> {
  /** undefined: not known yet */
  data: GroupComparison | undefined;
  onSet: (change: Partial<CompareSpec>) => void;
}

/** Which two groups, how many are in each, and their exchange. */
function Groups({ compare, data, segmentation, views, onSet, onRows }: GroupsProps) {
  const { t } = useLocale();
  const pick = (side: 'a' | 'b', other: 'a' | 'b') => (
    <GroupPicker
      label={t(`exploreUi:group.${side}`)}
      value={compare[side]}
      other={compare[other]}
      segmentation={segmentation}
      views={views}
      onPick={(group) => {
        onSet({ [side]: group });
      }}
    />
  );
  return (
    <div className={sShelf.shelf} role="group" aria-label={t('exploreUi:compare')}>
      <span className={sDifferences.glyphA} aria-hidden="true" />
      {pick('a', 'b')}
      {data ? <Size side={data.a} onRows={onRows} /> : null}
      <span className="mut">{t('exploreUi:against')}</span>
      <span className={sDifferences.glyphB} aria-hidden="true" />
      {pick('b', 'a')}
      {data ? <Size side={data.b} onRows={onRows} /> : null}
      <Button
        kind="ghost"
        size="sm"
        disabled={compare.b.kind === 'others'}
        onClick={() => {
          onSet({ a: compare.b, b: compare.a });
        }}
      >
        {t('exploreUi:swap')}
      </Button>
    </div>
  );
}

/** The n of a group; it shows its rows. */
function Size({ side, onRows }: { side: GroupComparison['a']; onRows: CompareProps['onRows'] }) {
  const { t } = useLocale();
  return (
    <button
      type="button"
      className={`${sFigure.figure} num`}
      disabled={side.filters === null}
      onClick={() => {
        onRows(side.filters);
      }}
    >
      {t('charts:n', { n: side.n })}
    </button>
  );
}
