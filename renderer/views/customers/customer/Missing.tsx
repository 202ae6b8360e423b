import { useState } from 'react';
import { Icon, useLocale } from '../../../ui/index.ts';
import s from './Missing.module.css';

/** Attributes without a value: their number, and their names when asked for. */
export function Missing({ names, of }: { names: readonly string[]; of: string }) {
  const { t } = useLocale();
  const [all, setAll] = useState(false);
  if (names.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className={s.missing}
        aria-expanded={all}
        aria-label={t('customerUi:missingOf', { count: names.length, group: of })}
        onClick={() => {
          setAll(!all);
        }}
      >
        {t('customerUi:missing', { count: names.length })}
        <Icon name={all ? 'up' : 'down'} size={13} />
      </button>
      {all ? (
        <ul className={s.missed}>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
