import { extent, max } from 'd3';
import type { Bucket, Cell, GridBody } from '../../../shared/contract/explore.ts';
import { type Province, PROVINCE_GRID, PROVINCES } from '../../../shared/provinces.ts';
import { gridRows } from '../kit/grid.ts';
import type { Size } from '../kit/useSize.ts';

/** Between two tiles, px. */
const GAP = 4;

/** A provincial unit as it is drawn, in px. */
export interface Tile {
  readonly province: Province;
  readonly x: number;
  readonly y: number;
  /** null: nobody is there */
  readonly of: { readonly bucket: Bucket; readonly cell: Cell; readonly share: number } | null;
}

/** The map as it is drawn, in px. */
export interface TileLayout {
  readonly tile: Size;
  /** of the drawing, which may be higher than its room */
  readonly height: number;
  readonly tiles: readonly Tile[];
}

/** How dark a figure is: its share, 0…1, of the scale from 0, or the least below it, to the greatest. */
export function tileShares(body: GridBody): ReadonlyMap<string, NonNullable<Tile['of']>> {
  const rows = gridRows(body).filter(({ bucket }) => bucket.kind === 'province');
  const values = rows.flatMap(({ total }) => total.value ?? []);
  const [low = 0] = extent([0, ...values]);
  const high = max([1e-9, ...values]) ?? 1;
  return new Map(
    rows.map(({ bucket, total }) => [
      bucket.key,
      { bucket, cell: total, share: total.value === null ? 0 : (total.value - low) / (high - low) },
    ]),
  );
}

/** Lay the tiles out: as large as the room allows, within what can be read and what still looks like a map. */
export function layTiles(body: GridBody, { width, height }: Size): TileLayout {
  const { columns, rows } = PROVINCE_GRID;
  const tile = {
    width: Math.max(34, Math.min(104, (width - 8) / columns - GAP)),
    height: Math.max(28, Math.min(84, (height - 8) / rows - GAP)),
  };
  const left = Math.max(0, (width - (tile.width + GAP) * columns) / 2);
  const shares = tileShares(body);
  return {
    tile,
    height: Math.max(height, (tile.height + GAP) * rows + 4),
    tiles: PROVINCES.map((province) => ({
      province,
      x: left + province.column * (tile.width + GAP),
      y: 2 + province.row * (tile.height + GAP),
      of: shares.get(province.code) ?? null,
    })),
  };
}

/** What is written on a tile of a width: the name where it fits, else its two letters. */
export function tileTitle({ en, short, zh }: Province, width: number, lang: 'en' | 'zh-CN'): string {
  if (lang === 'zh-CN') return zh;
  return width >= 60 && en.length * 6.6 < width ? en : short;
}
