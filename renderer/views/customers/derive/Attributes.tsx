import type { DeriveList, DerivedListed } from '../../../../shared/contract/derive.ts';
import { go } from '../../../state/store.ts';
import { Button, Checkbox, EmptyState, Tag, useLocale } from '../../../ui/index.ts';
import type { Change } from './DeriveDialog.tsx';
import s from './Attributes.module.css';

/** Every derived attribute: whether it is on, what it belongs to, and how it is made. */
export function Attributes({ list, change }: { list: DeriveList; change: Change }) {
  const { t } = useLocale();
  if (list.attributes.length === 0)
    return (
      <EmptyState
        why={t('customerUi:derive.none')}
        action={
          <Button
            onClick={() => {
              go({ view: 'sources', mode: 'import' });
            }}
          >
            {t('customerUi:importMore')}
          </Button>
        }
      />
    );
  const off = new Set(list.options.off);
  return (
    <table className={`tbl ${s.list}`}>
      <thead>
        <tr>
          <th scope="col">{t('customerUi:derive.use')}</th>
          <th scope="col">{t('customerUi:derive.name')}</th>
          <th scope="col">{t('customerUi:derive.dimension')}</th>
          <th scope="col">{t('customerUi:derive.made')}</th>
          <th scope="col">{t('customerUi:derive.formula')}</th>
        </tr>
      </thead>
      <tbody>
        {list.attributes.map((one) => (
          <Line
            key={one.key}
            one={one}
            onUse={(use) => {
              change({ off: use ? [...off].filter((key) => key !== one.key) : [...off, one.key] });
            }}
          />
        ))}
      </tbody>
    </table>
  );
}

function Line({ one, onUse }: { one: DerivedListed; onUse: (use: boolean) => void }) {
  const { t, say } = useLocale();
  const name = say(one.name);
  return (
    <tr className={one.on ? undefined : s.off}>
      <td>
        <Checkbox
          checked={one.on}
          disabled={one.own !== null}
          aria-label={t('customerUi:derive.useOf', { name })}
          onChange={(event) => {
            onUse(event.currentTarget.checked);
          }}
        />
      </td>
      <th scope="row" title={name}>
        {name}
        {one.attribute === null ? (
          <Tag tone={one.on ? 'dashed' : 'plain'}>
            {t(one.on ? 'customerUi:derive.waits' : 'customerUi:derive.off')}
          </Tag>
        ) : null}
      </th>
      <td className="cap">{one.dimension ? t(`sourcesUi:dimensions.${one.dimension}`) : ''}</td>
      <td>
        <p>{say(one.explain)}</p>
      </td>
      <td>
        <code className="cap">{one.formula}</code>
      </td>
    </tr>
  );
}
