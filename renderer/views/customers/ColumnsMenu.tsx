import { useState } from 'react';
import type { Attribute } from '../../../shared/contract/customers.ts';
import { Button, Checkbox, Icon, Popover, TextInput, useLocale } from '../../ui/index.ts';
import { changeTable } from '../../state/customersTable.ts';
import s from './menus.module.css';

/** Which columns are shown. */
export function ColumnsMenu({ attributes, hidden }: { attributes: readonly Attribute[]; hidden: readonly string[] }) {
  const { t } = useLocale();
  const [find, setFind] = useState('');
  const needle = find.trim().toLowerCase();
  const listed = attributes.filter(({ name }) => name.toLowerCase().includes(needle));
  const set = (names: readonly string[], show: boolean) => {
    const rest = hidden.filter((name) => !names.includes(name));
    changeTable({ hidden: show ? rest : [...rest, ...names] });
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
          {listed.map(({ id, name, role }) => (
            <li key={id}>
              <Checkbox
                checked={!hidden.includes(name)}
                onChange={(event) => {
                  set([name], event.currentTarget.checked);
                }}
              >
                <span className="ell" title={name}>
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
                listed.map(({ name }) => name),
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
                listed.filter(({ role }) => role !== 'key').map(({ name }) => name),
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
