import type { Segmentation } from '../../../shared/contract/segments.ts';
import { select, useStore } from '../../state/store.ts';
import { segmentColour, Shape, useLocale } from '../../ui/index.ts';
import { segmentName } from '../../words/segments.ts';
import sResult from './Result.module.css';
import s from './SegmentList.module.css';

/** The segments with their sizes on one scale that starts at 0; selecting one selects it in all views. */
export function SegmentList({ segmentation }: { segmentation: Segmentation }) {
  const { t, fmt, say } = useLocale();
  const selected = useStore((state) => state.selection.segment);
  const largest = Math.max(1, ...segmentation.segments.map((segment) => segment.size));
  const excluded = segmentation.segments.filter((segment) => segment.excluded);
  const excludedSize = excluded.reduce((sum, segment) => sum + segment.size, 0);
  return (
    <section className={sResult.section} aria-labelledby="segment-list">
      <div className="row between">
        <h2 className="h" id="segment-list">
          {t('segmentsUi:segments')}
        </h2>
        <span className="cap">
          {t('segmentsUi:groupsN', { count: segmentation.segments.length, n: segmentation.n })}
        </span>
      </div>
      <ul className={s.list}>
        {segmentation.segments.map((segment) => (
          <li key={segment.id}>
            <button
              type="button"
              className={segment.excluded ? `${s.segment} ${s.off}` : s.segment}
              aria-pressed={segment.id === selected}
              onClick={() => select({ segment: segment.id === selected ? null : segment.id, customers: null })}
            >
              <Shape colour={segment.colour} />
              <span className={`${s.name} ell`} title={segmentName({ say }, segment)}>
                {segmentName({ say }, segment)}
              </span>
              <span className={`${s.size} num`}>
                {fmt.number(segment.size)} · {fmt.percent(segment.share)}
              </span>
              <span className={s.bar} aria-hidden="true">
                <i style={{ width: `${(segment.size / largest) * 100}%`, background: segmentColour(segment.colour) }} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {segmentation.leftOut > 0 || excludedSize > 0 ? (
        <p className="cap">{t('segmentsUi:leftOut', { left: segmentation.leftOut, excluded: excludedSize })}</p>
      ) : null}
    </section>
  );
}
