import { Boxes, type BoxesProps } from '../../../renderer/charts/boxes/Boxes.tsx';
import { boxes as bodyOf, bucket, named } from '../../fixtures/generators/charts.ts';
import type { Charts, Told } from '../example.ts';

const common = ({ t, marks, fmt }: Told): Omit<BoxesProps, 'body'> => ({
  ...marks,
  keyText: t('charts:boxKey'),
  heads: [t('charts:median'), 'n'],
  edge: (value) => fmt.number(value),
});

export const boxes: Charts = {
  boxes: {
    size: { width: 720, height: 300 },
    cases: {
      plain: (told) => <Boxes {...common(told)} body={bodyOf(named(told.names.slice(0, 5)), 400, 60)} />,
      empty: (told) => <Boxes {...common(told)} body={bodyOf([], 400, 60)} />,
      one: (told) => <Boxes {...common(told)} body={bodyOf(named(told.names.slice(0, 1)), 400, 60)} />,
      negative: (told) => <Boxes {...common(told)} body={bodyOf(named(told.names.slice(0, 5)), 0, 2)} />,
      withheld: (told) => {
        const body = bodyOf(named(told.names.slice(0, 5)), 400, 60);
        const groups = body.groups.map((one, i) => (i % 2 === 1 ? { ...one, n: -1, box: null } : one));
        return <Boxes {...common(told)} body={{ ...body, groups }} />;
      },
      'long-names': (told) => <Boxes {...common(told)} body={bodyOf(named(told.long), 400, 60)} />,
      many: (told) => (
        <Boxes
          {...common(told)}
          body={bodyOf(
            Array.from({ length: 30 }, (_, i) => bucket(String(i), `C-${i + 1}`, 40 + i)),
            1_000_000,
            90_000,
          )}
        />
      ),
    },
  },
};
