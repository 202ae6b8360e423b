import type { Comparison } from '../../../shared/contract/segments.ts';
import { Shape, segmentColour } from '../../ui/Shape.tsx';
import { MISSING, useLocale } from '../../ui/locale.ts';
import { BoxMark, MeanMark } from '../boxes/BoxMark.tsx';
import { boxEnds, boxScale } from '../boxes/geometry.ts';
import { percentScale } from '../kit/scale.ts';
import type { ComparisonProps, Named } from './types.ts';
import './comparison.css';

/** A number over all segments: a box plot each, and one of everyone. */
export function ComparisonBoxes({ comparison, segments, nameOf, selected, print }: ComparisonProps) {
  const { t } = useLocale();
  const boxes = comparison.groups.flatMap(({ box }) => box ?? []);
  const [low, high] = boxEnds(boxes);
  const at = percentScale(boxScale(boxes));
  return (
    <div className="comparison-boxes">
      {comparison.groups.map((group) => (
        <BoxRow
          key={group.segment ?? 'all'}
          group={group}
          segment={segments.find(({ id }) => id === group.segment)}
          nameOf={nameOf}
          on={group.segment !== null && group.segment === selected}
          at={at}
          print={print}
        />
      ))}
      <div className="comparison-box foot">
        <span />
        <span className="between row mut">
          <span>{boxes.length > 0 ? print(low) : MISSING}</span>
          <span>{t('charts:boxKey')}</span>
          <span>{boxes.length > 0 ? print(high) : MISSING}</span>
        </span>
        <span className="r mut">{t('charts:median')}</span>
        <span className="r mut">n</span>
      </div>
    </div>
  );
}

interface BoxRowProps extends Pick<ComparisonProps, 'nameOf' | 'print'> {
  group: Comparison['groups'][number];
  /** undefined: the group is everyone */
  segment: Named | undefined;
  on: boolean;
  at: (value: number) => number;
}

function BoxRow({ group: { box, n }, segment, nameOf, on, at, print }: BoxRowProps) {
  const { t, fmt } = useLocale();
  const colour = segment ? segmentColour(segment.colour) : 'var(--ink-2)';
  return (
    <div className={on ? 'comparison-box on' : 'comparison-box'}>
      <span className="who">
        {segment ? <Shape colour={segment.colour} size={10} /> : <span className="glyph everyone" />}
        <span className="ell">{segment ? nameOf(segment) : t('charts:everyone')}</span>
      </span>
      {box ? (
        <svg width="100%" height="20" aria-hidden="true">
          <BoxMark box={box} at={at} colour={colour} strength={segment ? 0.35 : 0.2} inset={[20, 15]} />
          <MeanMark box={box} at={at} colour={colour} />
        </svg>
      ) : (
        <span className="mut">{t('charts:noValues')}</span>
      )}
      <span className="r num">{box ? print(box.median) : MISSING}</span>
      <span className="r num mut">{fmt.number(n)}</span>
    </div>
  );
}
