import type { GroupComparison, GroupDifference } from '../../../shared/contract/explore.ts';
import { pairTellable } from '../../../shared/privacy/pair.ts';
import type { TwinTable } from '../../charts/ChartTools.tsx';
import type { Locale } from '../../ui/index.ts';
import { bucketName } from './attributes.ts';

/** What a line of a comparison is about. */
export const lineName = ({ column, label }: GroupDifference, say: Locale['say']): string =>
  label === null ? column : `${column}: ${bucketName({ label }, say)}`;

/** A comparison as a table that may leave: a line that tells of few customers says no more than that. */
export function pairTableOf(data: GroupComparison, { t, say, fmt }: Locale): TwinTable {
  const few = t('exploreUi:few');
  return {
    columns: [
      t('exploreUi:attribute'),
      'A n',
      'A',
      `A ${t('charts:low')}`,
      `A ${t('charts:high')}`,
      'B n',
      'B',
      `B ${t('charts:low')}`,
      `B ${t('charts:high')}`,
      t('exploreUi:difference'),
      t('charts:low'),
      t('charts:high'),
      t('exploreUi:effect'),
    ],
    rows: data.differences.map((one) => {
      const { a, b, difference, interval, effect } = one;
      const enough = pairTellable(data, one);
      const only = (value: number | null | undefined) => (enough ? (value ?? null) : few);
      return [
        lineName(one, say),
        only(a.n),
        ...[a.value, ...a.interval].map(only),
        only(b.n),
        ...[b.value, ...b.interval].map(only),
        ...[difference, interval?.[0], interval?.[1]].map(only),
        enough ? `${effect.kind} ${fmt.signed(effect.value)}` : few,
      ];
    }),
    // the sentence may name what is withheld
    note: data.finding && data.differences.every((one) => pairTellable(data, one)) ? say(data.finding) : undefined,
  };
}
