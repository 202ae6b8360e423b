import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import { useLocale } from './locale.ts';
import s from './Chip.module.css';

/** The row of what narrows a table or a chart, with what takes all of it off at its end. */
export function Chips({ children }: { children: ReactNode }) {
  const { t } = useLocale();
  return (
    <div className={s.chips} role="group" aria-label={t('customersUi:filters')}>
      {children}
    </div>
  );
}

/** One thing that narrows, with a button that takes it off; `name` says which. */
export function Chip({ name, onRemove, children }: { name: string; onRemove: () => void; children: ReactNode }) {
  const { t } = useLocale();
  return (
    <span className={s.chip}>
      {children}
      <button type="button" className={s.off} aria-label={t('customersUi:takeOff', { name })} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}
