import { DifferenceStrip } from '../../../renderer/charts/difference-strip/DifferenceStrip.tsx';
import type { Charts } from '../example.ts';

export const differenceStrip: Charts = {
  'difference-strip': {
    size: { width: 240, height: 24 },
    cases: {
      plain: () => <DifferenceStrip colour={1} value={0.62} base={0.4} interval={[0.55, 0.68]} scale={[0, 1]} />,
      // nothing is drawn of nobody: the strip then is not there
      empty: null,
      one: () => <DifferenceStrip colour={6} value={5} base={5} interval={[5, 5]} />,
      negative: () => <DifferenceStrip colour={2} value={-12} base={3} interval={[-18, -6]} />,
      // it has no names, and figures that are not told have no strip
      withheld: null,
      'long-names': null,
      // a figure beyond the scale stays at its end
      many: () => <DifferenceStrip colour={3} value={4_000_000} base={0.2} interval={[0, 9_000_000]} scale={[0, 1]} />,
    },
  },
};
