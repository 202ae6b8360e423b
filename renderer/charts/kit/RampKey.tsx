import { useLocale } from '../../ui/locale.ts';
import './kit.css';

/** What the colours of the diverging ramp mean. */
export function RampKey() {
  const { t } = useLocale();
  return (
    <span className="chart-ramp">
      {t('charts:lower')}
      <span aria-hidden="true">
        {[-4, -3, -2, -1, 0, 1, 2, 3, 4].map((step) => (
          <i key={step} style={{ background: `var(--dv${step})` }} />
        ))}
      </span>
      {t('charts:higher')}
    </span>
  );
}
