import type { SegmentEffect } from '../../../shared/contract/cleaning.ts';
import { useQuery } from '../../state/queries.ts';
import { Shape, useLocale } from '../../ui/index.ts';
import { segmentName } from '../../words/segments.ts';
import { shareText } from './cells.ts';
import s from './SegmentEffects.module.css';

/** What a step does to the customers of each segment. */
export function SegmentEffects({ effect }: { effect: SegmentEffect }) {
  const { t, fmt, say } = useLocale();
  const { data } = useQuery('segments.current', {}, { keep: true });
  const { customers, touched, dropped } = effect;
  const of = new Map(data?.id === effect.segmentation ? data.segments.map((segment) => [segment.id, segment]) : []);
  const rows = effect.segments.flatMap((own) => {
    const segment = of.get(own.segment);
    return segment && own.touched > 0 ? [{ ...own, at: segment }] : [];
  });
  return (
    <section className={s.effect} aria-label={t('cleaningUi:preview.segmentsTitle')}>
      <h4>{t('cleaningUi:preview.segmentsTitle')}</h4>
      <p className="cap">{t('cleaningUi:preview.segments', { touched, dropped, n: customers })}</p>
      {rows.length > 0 ? (
        <table className={dropped > 0 ? 'tbl' : `tbl ${s.two}`}>
          <thead>
            <tr>
              <th scope="col">{t('cleaningUi:preview.segment')}</th>
              <th scope="col" className="r">
                {t('cleaningUi:preview.hit')}
              </th>
              {dropped > 0 ? (
                <th scope="col" className="r">
                  {t('cleaningUi:preview.lost')}
                </th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ segment, at, ...own }) => (
              <tr key={segment}>
                <th scope="row">
                  <span className={s.segment}>
                    <Shape colour={at.colour} />
                    <span className="ell" title={segmentName({ say }, at)}>
                      {segmentName({ say }, at)}
                    </span>
                  </span>
                </th>
                <td className="r nw">
                  {fmt.number(own.touched)} <span className="cap">{shareText(own.touched / own.size, { fmt })}</span>
                </td>
                {dropped > 0 ? <td className="r">{fmt.number(own.dropped)}</td> : null}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
