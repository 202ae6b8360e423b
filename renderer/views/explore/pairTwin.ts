import type { GroupDifference, LeavingPair } from '../../../shared/contract/explore.ts';
import type { TwinTable } from '../../charts/kit/ChartTools.tsx';
import type { Locale } from '../../ui/index.ts';
import { bucketName } from './attributes.ts';

/** What a line of a comparison is about. */
export const lineName = ({ column, label }: Pick<GroupDifference, 'column' | 'label'>, say: Locale['say']): string =>
  label === null ? column : say({ key: 'explore:named', values: { name: column, label: bucketName({ label }, say) } });

/** A comparison that left, as a table: a line that tells of few customers says no more than that. */
export function pairTableOf({ lines, finding }: LeavingPair, { t, say, fmt }: Locale): TwinTable {
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
    rows: lines.map((one) => {
      if (!one.told) return [lineName(one, say), ...Array.from({ length: 12 }, () => few)];
      const { a, b, difference, interval, effect } = one.told;
      return [
        lineName(one, say),
        a.n,
        a.value,
        ...a.interval,
        b.n,
        b.value,
        ...b.interval,
        difference,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        `${effect.kind} ${fmt.signed(effect.value)}`,
      ];
    }),
    note: finding ? say(finding) : undefined,
  };
}
