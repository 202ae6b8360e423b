import { PROVINCE_GRID, PROVINCES } from '../../../shared/provinces.ts';
import { tileShares } from '../tile-map/geometry.ts';
import type { MiniGridProps } from './types.ts';

/** Of a tile, in units of the drawing. */
const [WIDTH, HEIGHT] = [16, 10];

export function MiniMap({ body }: Pick<MiniGridProps, 'body'>) {
  const shares = tileShares(body);
  return (
    <svg className="grow" width="100%" viewBox={`0 0 ${PROVINCE_GRID.columns * WIDTH} ${PROVINCE_GRID.rows * HEIGHT}`}>
      {PROVINCES.map(({ code, column, row }) => {
        const share = shares.get(code)?.share ?? 0;
        return (
          <rect
            key={code}
            x={column * WIDTH}
            y={row * HEIGHT}
            width={WIDTH - 1}
            height={HEIGHT - 1}
            fill={share > 0 ? 'var(--accent)' : 'var(--line)'}
            opacity={share > 0 ? 0.15 + 0.85 * share : 1}
          />
        );
      })}
    </svg>
  );
}
