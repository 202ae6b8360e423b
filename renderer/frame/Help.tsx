import { allActions, type Action } from '../actions.ts';
import { Dialog, Kbd, useLocale } from '../ui/index.ts';
import { keyCaps } from './keys.ts';
import s from './Help.module.css';

const GROUPS: Action['group'][] = ['go', 'edit', 'view', 'workspace', 'help'];

/** The shortcuts, from the list that makes them work. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useLocale();
  const actions = allActions().filter((action) => action.keys);
  return (
    <Dialog title={t('frame:keys_title')} onClose={onClose} width={460}>
      <p className="mid">{t('frame:keys_text')}</p>
      {GROUPS.map((group) => {
        const lines = actions.filter((action) => action.group === group);
        return lines.length === 0 ? null : (
          <table key={group} className={s.keys}>
            <caption>{t(`frame:group.${group}`)}</caption>
            <tbody>
              {lines.map((action) => (
                <tr key={action.id}>
                  <th scope="row">{t(action.label)}</th>
                  <td>
                    <Kbd>{keyCaps(action.keys)}</Kbd>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </Dialog>
  );
}
