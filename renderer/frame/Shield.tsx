import { useEffect, useState } from 'react';
import { shellWindow } from '../state/connection.ts';
import { Icon, Popover, useLocale } from '../ui/index.ts';
import s from './Shield.module.css';

const READ_EVERY_MS = 5000;

/** Requests that left this machine, and those that tried to, since the start. */
export function useOutbound(): { sent: number; blocked: number } {
  const [counts, setCounts] = useState({ sent: 0, blocked: 0 });
  useEffect(() => {
    let alive = true;
    const read = () => {
      shellWindow()
        .outbound()
        .then(({ sent, blocked }) => {
          if (alive) setCounts((old) => (old.sent === sent && old.blocked === blocked ? old : { sent, blocked }));
        })
        .catch(() => undefined);
    };
    read();
    const timer = window.setInterval(read, READ_EVERY_MS);
    return () => {
      alive = false;
      window.clearInterval(timer);
    };
  }, []);
  return counts;
}

/** On this device, nothing sent: the counts of the shell, and what they mean. */
export function Shield() {
  const { t, fmt } = useLocale();
  const { sent, blocked } = useOutbound();
  return (
    <Popover
      label={t('frame:shield.title')}
      width={320}
      side="bottom-end"
      target={
        <button type="button" className={sent > 0 ? `${s.shield} ${s.alert}` : s.shield}>
          <Icon name="shield" size={15} />
          {t('frame:shield.short', { n: fmt.number(sent) })}
        </button>
      }
    >
      <h2 className="h">{t('frame:shield.title')}</h2>
      <p className="mid" style={{ marginTop: 4 }}>
        {t(shellWindow().shell === 'electron' ? 'frame:shield.electron' : 'frame:shield.browser')}
      </p>
      <table className="tbl" style={{ marginTop: 8 }}>
        <tbody>
          <tr>
            <th scope="row">{t('frame:shield.sent')}</th>
            <td className="r">{fmt.number(sent)}</td>
          </tr>
          <tr>
            <th scope="row">{t('frame:shield.blocked')}</th>
            <td className="r">{fmt.number(blocked)}</td>
          </tr>
        </tbody>
      </table>
    </Popover>
  );
}
