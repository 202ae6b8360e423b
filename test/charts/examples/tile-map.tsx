import { TileMap, type TileMapProps } from '../../../renderer/charts/tile-map/TileMap.tsx';
import { grid, means, provinces, told as leaving } from '../../fixtures/generators/charts.ts';
import type { Charts, Told } from '../example.ts';

const size = { width: 720, height: 400 };
const common = ({ marks, lang }: Told): Omit<TileMapProps, 'body'> => ({ ...marks, size, lang });

export const tileMap: Charts = {
  'tile-map': {
    size,
    cases: {
      plain: (told) => <TileMap {...common(told)} body={grid(provinces(14), [])} />,
      empty: (told) => <TileMap {...common(told)} body={grid([], [])} />,
      one: (told) => <TileMap {...common(told)} body={grid(provinces(1), [])} />,
      negative: (told) => <TileMap {...common(told)} body={grid(provinces(14), [], means(0, 300))} />,
      withheld: (told) => <TileMap {...common(told)} body={leaving(grid(provinces(14), []))} />,
      // the names are those of the provinces; a narrow map has less room for them
      'long-names': (told) => (
        <TileMap {...common(told)} size={{ width: 420, height: 400 }} body={grid(provinces(34), [])} />
      ),
      many: (told) => <TileMap {...common(told)} body={grid(provinces(34), [], means(1_000_000, 90_000))} />,
    },
  },
};
