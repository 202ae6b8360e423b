import type { GridBody } from '../../../shared/contract/explore.ts';
import type { Lang } from '../../../shared/domain.ts';
import { PROVINCE_GRID, PROVINCES } from '../../../shared/provinces.ts';
import { markProps } from './mark.ts';
import { MarkPlot } from './MarkBox.tsx';
import type { ExploreChartProps } from './types.ts';

export interface TileMapProps extends ExploreChartProps {
  body: GridBody;
  lang: Lang;
}

const GAP = 4;

/** The 34 provincial units as tiles, one colour, darker for more; each prints its figure. */
export function TileMap(props: TileMapProps) {
  return <MarkPlot label={props.label} draw={(width, height) => <Tiles {...props} width={width} height={height} />} />;
}

function Tiles({
  body,
  lang,
  value,
  count,
  onMark,
  onPoint,
  width,
  height,
}: TileMapProps & { width: number; height: number }) {
  const tileW = Math.max(34, Math.min(104, (width - 8) / PROVINCE_GRID.columns - GAP));
  const tileH = Math.max(28, Math.min(84, (height - 8) / PROVINCE_GRID.rows - GAP));
  const left = Math.max(0, (width - (tileW + GAP) * PROVINCE_GRID.columns) / 2);
  const values = body.rowTotals.flatMap(({ value: v }, i) =>
    body.rows[i]!.kind === 'province' && v !== null ? [v] : [],
  );
  const [low, high] = [Math.min(0, ...values), Math.max(1e-9, ...values)];
  return (
    <svg width={width} height={Math.max(height, (tileH + GAP) * PROVINCE_GRID.rows + 4)}>
      {PROVINCES.map((province) => {
        const at = body.rows.findIndex(({ key, kind }) => kind === 'province' && key === province.code);
        const cell = at < 0 ? null : body.rowTotals[at]!;
        const share = cell?.value === null || !cell ? 0 : (cell.value - low) / (high - low);
        const [x, y] = [left + province.column * (tileW + GAP), 2 + province.row * (tileH + GAP)];
        const title = lang === 'en' ? (tileW < 60 ? province.short : fitted(province.en, tileW)) : province.zh;
        const figure = cell ? value(cell.value) : '–';
        const full = lang === 'en' ? province.en : province.zh;
        // what is read on the tile comes first, so that it can be spoken
        const text = [`${title} ${figure}`, ...(title === full ? [] : [full]), `n = ${count(cell ? cell.n : 0)}`].join(
          ' · ',
        );
        return (
          <g
            key={province.code}
            className="xtile"
            {...markProps(
              { onMark, onPoint },
              cell ? body.rows[at]!.filters : null,
              text,
              province.row,
              province.column,
            )}
          >
            <rect x={x} y={y} width={tileW} height={tileH} rx="3" fill="var(--raised)" stroke="var(--line)" />
            {cell ? (
              <rect
                x={x}
                y={y}
                width={tileW}
                height={tileH}
                rx="3"
                fill="var(--accent)"
                style={{ opacity: `calc(0.05 + ${share} * var(--tile-most))` }}
              />
            ) : null}
            <text
              x={x + tileW / 2}
              y={y + tileH / 2 - 1}
              textAnchor="middle"
              className={cell ? 'xtile-name' : 'xtile-name none'}
            >
              {title}
            </text>{' '}
            <text x={x + tileW / 2} y={y + tileH / 2 + 13} textAnchor="middle" className="xtile-n">
              {figure}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** The name where it fits its tile, else its two letters. */
const fitted = (name: string, width: number): string =>
  name.length * 6.6 < width ? name : (PROVINCES.find(({ en }) => en === name)?.short ?? name);
