import { max, sum } from 'd3';
import { useLocale } from '../../ui/locale.ts';
import { percent } from '../kit/scale.ts';
import './value-bars.css';

export interface ValueBarsProps {
  values: readonly { readonly value: string; readonly label?: string; readonly count: number }[];
  /** whom the shares are of; 0: there are no shares */
  n: number;
  /** counted beside the values */
  others?: number;
  /** values drawn; the rest is one line */
  most?: number;
}

/** Values with their counts as bars on one scale that starts at 0. */
export function ValueBars({ values, n, others = 0, most = 8 }: ValueBarsProps) {
  const { t, fmt } = useLocale();
  const shown = values.slice(0, most);
  const largest = Math.max(1, max(shown, ({ count }) => count) ?? 1);
  const rest = sum(values.slice(most), ({ count }) => count) + others;
  const share = (count: number) => (n > 0 ? fmt.percent(count / n) : '');
  return (
    <ul className="vbars">
      {shown.map(({ value, label, count }) => (
        <li key={value}>
          <span className="ell" title={label ?? value}>
            {label ?? value}
          </span>
          <span className="bar" aria-hidden="true">
            <i style={{ width: percent((count / largest) * 100) }} />
          </span>
          <span className="num">{fmt.number(count)}</span>
          <span className="num mut">{share(count)}</span>
        </li>
      ))}
      {rest > 0 ? (
        <li className="mut">
          <span className="ell">{t('customersUi:others')}</span>
          <span />
          <span className="num">{fmt.number(rest)}</span>
          <span className="num">{share(rest)}</span>
        </li>
      ) : null}
    </ul>
  );
}
