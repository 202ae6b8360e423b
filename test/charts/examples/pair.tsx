import { PairBars } from '../../../renderer/charts/pair/PairBars.tsx';
import { PairStrip } from '../../../renderer/charts/pair/PairStrip.tsx';
import { named, pairDetail, ranges } from '../../fixtures/generators/charts.ts';
import type { Chart, Charts } from '../example.ts';

const bars: Chart = {
  size: { width: 640, height: 240 },
  cases: {
    plain: ({ names }) => <PairBars name={names[0] ?? ''} detail={pairDetail(named(names))} />,
    empty: ({ names }) => <PairBars name={names[0] ?? ''} detail={pairDetail([])} />,
    one: ({ names }) => <PairBars name={names[0] ?? ''} detail={pairDetail(named(names.slice(0, 1)))} />,
    // shares are not below 0
    negative: null,
    withheld: ({ names }) => {
      const detail = pairDetail(named(names));
      const b = detail.b.map((cell, i) => (i % 3 === 1 ? { n: -1, value: null, interval: null } : cell));
      return <PairBars name={names[0] ?? ''} detail={{ ...detail, b }} />;
    },
    'long-names': ({ long }) => <PairBars name={long[0] ?? ''} detail={pairDetail(named(long))} />,
    many: ({ names }) => <PairBars name={names[0] ?? ''} detail={pairDetail(ranges(40, 0, 5))} />,
  },
};

const strip: Chart = {
  size: { width: 240, height: 24 },
  cases: {
    plain: () => (
      <PairStrip
        a={{ n: 90, value: 0.6, interval: [0.5, 0.7] }}
        b={{ n: 400, value: 0.3, interval: [0.2, 0.4] }}
        share
      />
    ),
    // two figures are there, or there is no strip; it has no names
    empty: null,
    withheld: null,
    'long-names': null,
    one: () => <PairStrip a={{ n: 1, value: 0, interval: [0, 0] }} b={{ n: 1, value: 0, interval: [0, 0] }} share />,
    negative: () => (
      <PairStrip a={{ n: 9, value: -4, interval: [-6, -2] }} b={{ n: 9, value: 1, interval: [-1, 3] }} share={false} />
    ),
    many: () => (
      <PairStrip
        a={{ n: 9e5, value: 1e6, interval: [1e6 - 10, 1e6 + 10] }}
        b={{ n: 9e5, value: 1e6 + 5, interval: [1e6 - 5, 1e6 + 15] }}
        share={false}
      />
    ),
  },
};

export const pair: Charts = { 'pair-bars': bars, 'pair-strip': strip };
