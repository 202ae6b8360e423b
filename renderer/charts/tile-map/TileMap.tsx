import type { GridBody } from '../../../shared/contract/explore.ts';
import type { Lang } from '../../../shared/domain.ts';
import { MarkPlot } from '../kit/MarkBox.tsx';
import { type MarkChartProps, markProps, type PlotProps } from '../kit/marks.ts';
import type { Size } from '../kit/useSize.ts';
import { layTiles, type Tile, tileTitle } from './geometry.ts';
import './tile-map.css';

export interface TileMapProps extends Omit<MarkChartProps, 'name' | 'share'>, PlotProps {
  body: GridBody;
  lang: Lang;
}

/** The 34 provincial units as tiles, one colour, darker for more; each prints its figure. */
export function TileMap(props: TileMapProps) {
  return <MarkPlot label={props.label} size={props.size} draw={(room) => <Tiles {...props} room={room} />} />;
}

function Tiles({ body, room, ...told }: TileMapProps & { room: Size }) {
  const { tile, height, tiles } = layTiles(body, room);
  return (
    <svg width={room.width} height={height}>
      {tiles.map((one) => (
        <TileMark key={one.province.code} {...told} at={one} tile={tile} />
      ))}
    </svg>
  );
}

interface TileMarkProps extends Omit<TileMapProps, 'body'> {
  at: Tile;
  tile: Size;
}

function TileMark({ at: { province, x, y, of }, tile, lang, value, count, ...actions }: TileMarkProps) {
  const { width, height } = tile;
  const title = tileTitle(province, width, lang);
  const figure = of ? value(of.cell.value) : '–';
  const full = lang === 'en' ? province.en : province.zh;
  // what is read on the tile comes first, so that it can be spoken
  const text = [`${title} ${figure}`, ...(title === full ? [] : [full]), `n = ${count(of?.cell.n ?? 0)}`].join(' · ');
  const { onMark, onPoint } = actions;
  return (
    <g
      className="tile-map-tile"
      {...markProps({ onMark, onPoint }, of?.bucket.filters ?? null, text, province.row, province.column)}
    >
      <rect x={x} y={y} width={width} height={height} rx="3" fill="var(--raised)" stroke="var(--line)" />
      {of ? (
        <rect
          x={x}
          y={y}
          width={width}
          height={height}
          rx="3"
          fill="var(--accent)"
          style={{ opacity: `calc(0.05 + ${of.share} * var(--tile-most))` }}
        />
      ) : null}
      <text
        x={x + width / 2}
        y={y + height / 2 - 1}
        textAnchor="middle"
        className={of ? 'tile-map-name' : 'tile-map-name none'}
      >
        {title}
      </text>{' '}
      <text x={x + width / 2} y={y + height / 2 + 13} textAnchor="middle" className="tile-map-figure">
        {figure}
      </text>
    </g>
  );
}
