import { useState } from 'react';
import type { ShownAttribute } from '../../state/attributes.ts';
import { Button, Checkbox, Icon, Popover, TextInput, useLocale } from '../../ui/index.ts';
import { changeTable } from '../../state/customersTable.ts';
import s from './menus.module.css';

/** Which columns are shown. */
export function ColumnsMenu({
  attributes,
  hidden,
}: {
  attributes: readonly ShownAttribute[];
  hidden: readonly string[];
}) {
  const { t } = useLocale();
  const [find, setFind] = useState('');
  const needle = find.trim().toLowerCase();
  const listed = attributes.filter(({ name, code }) => `${name} ${code}`.toLowerCase().includes(needle));
  const set = (codes: readonly string[], show: boolean) => {
    const rest = hidden.filter((code) => !codes.includes(code));
    changeTable({ hidden: show ? rest : [...rest, ...codes] });
  };
  return (
    <Popover
      side="bottom-end"
      width={280}
      label={t('customersUi:columns')}
      target={<Button icon="table">{t('customersUi:columns')}</Button>}
    >
      <div className={s.pop}>
        {attributes.length > 12 ? (
          <TextInput
            aria-label={t('customersUi:findColumn')}
            placeholder={t('customersUi:findColumn')}
            value={find}
            onChange={(event) => {
              setFind(event.currentTarget.value);
            }}
          />
        ) : null}
        <ul className={`${s.list} scroll`}>
          {listed.map(({ id, name, code, role }) => (
            <li key={id}>
              <Checkbox
                checked={!hidden.includes(code)}
                onChange={(event) => {
                  set([code], event.currentTarget.checked);
                }}
              >
                <span className="ell" title={code}>
                  {name}
                </span>
                {role === 'personal' ? <Icon name="lock" size={13} /> : null}
              </Checkbox>
            </li>
          ))}
        </ul>
        <div className="row between">
          <Button
            kind="link"
            onClick={() => {
              set(
                listed.map(({ code }) => code),
                true,
              );
            }}
          >
            {t('customersUi:showAll')}
          </Button>
          <Button
            kind="link"
            onClick={() => {
              set(
                listed.filter(({ role }) => role !== 'key').map(({ code }) => code),
                false,
              );
            }}
          >
            {t('customersUi:hideAll')}
          </Button>
        </div>
      </div>
    </Popover>
  );
}
