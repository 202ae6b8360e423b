import { Icon, useLocale, type IconName } from '../../ui/index.ts';
import { useOutbound } from '../../frame/Shield.tsx';
import s from './Facts.module.css';

const FACTS: readonly (readonly [name: string, icon: IconName])[] = [
  ['local', 'shield'],
  ['file', 'file'],
  ['masked', 'lock'],
];

/** Three things that hold for the data, each checkable. */
export function Facts() {
  const { t, fmt } = useLocale();
  const { sent, blocked } = useOutbound();
  return (
    <ul className={s.facts}>
      {FACTS.map(([name, icon]) => (
        <li key={name}>
          <Icon name={icon} />
          <span>
            {t(`start:facts.${name}`)}
            <small>{t(`start:facts.${name}_more`, { sent: fmt.number(sent), blocked: fmt.number(blocked) })}</small>
          </span>
        </li>
      ))}
    </ul>
  );
}
