import { useState } from 'react';
import type { DeriveList, DerivedListed } from '../../../../shared/contract/derive.ts';
import { useCommand } from '../../../state/queries.ts';
import { Button, IconButton, useLocale } from '../../../ui/index.ts';
import { FormulaEditor } from './FormulaEditor.tsx';
import s from './Formulas.module.css';

/** Formulas of the reader's own: a list, and the one that is being written. */
export function Formulas({ list }: { list: DeriveList }) {
  const { t, say } = useLocale();
  const own = list.attributes.filter((one) => one.own !== null);
  const [chosen, setChosen] = useState<number | 'new'>(own[0]?.own ?? 'new');
  const remove = useCommand('derive.removeFormula');
  const edited: DerivedListed | null = own.find((one) => one.own === chosen) ?? null;
  return (
    <div className={s.formulas}>
      <div className={s.own}>
        {own.length === 0 ? <p className="cap">{t('customerUi:derive.noneFormulas')}</p> : null}
        <ul>
          {own.map((one) => (
            <li key={one.key} className={one.own === chosen ? s.on : undefined}>
              <button
                type="button"
                className={s.pick}
                aria-current={one.own === chosen ? 'true' : undefined}
                onClick={() => {
                  setChosen(one.own!);
                }}
              >
                <span className="ell">{say(one.name)}</span>
                <code className="cap ell">{one.formula}</code>
              </button>
              <IconButton
                icon="trash"
                size="sm"
                label={`${t('customerUi:derive.remove')}: ${say(one.name)}`}
                onClick={() => {
                  void remove.run({ id: one.own! });
                  if (one.own === chosen) setChosen('new');
                }}
              />
            </li>
          ))}
        </ul>
        <Button
          icon="plus"
          size="sm"
          onClick={() => {
            setChosen('new');
          }}
        >
          {t('customerUi:derive.newFormula')}
        </Button>
      </div>
      <FormulaEditor key={edited?.key ?? 'new'} list={list} edited={edited} onSaved={setChosen} />
    </div>
  );
}
