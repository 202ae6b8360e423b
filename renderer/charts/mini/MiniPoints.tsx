import { range } from 'd3';
import type { PointsBody } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { seriesColour } from '../kit/marks.ts';
import { percent, percentScale } from '../kit/scale.ts';
import { tight } from '../points/geometry.ts';

/** More points than these are thinned out evenly. */
const POINTS = 400;

export function MiniPoints({ body }: { body: PointsBody }) {
  const [x, y] = [percentScale(tight(body.x)), percentScale(tight(body.y))];
  const every = Math.max(1, Math.ceil(body.x.length / POINTS));
  return (
    <svg className="grow axes" width="100%">
      {range(0, body.x.length, every).map((i) => {
        const place = body.group[i] ?? -1;
        const group = body.groups[place];
        return (
          <circle
            key={i}
            cx={percent(x(body.x[i] ?? 0))}
            cy={percent(100 - y(body.y[i] ?? 0))}
            r="2"
            opacity="0.5"
            fill={group ? segmentColour(seriesColour(group, place)) : 'var(--accent)'}
          />
        );
      })}
    </svg>
  );
}
