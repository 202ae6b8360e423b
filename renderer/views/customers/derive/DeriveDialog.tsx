import { useState } from 'react';
import type { In } from '../../../../shared/contract.ts';
import type { DeriveList } from '../../../../shared/contract/derive.ts';
import { useJob } from '../../../state/jobs.ts';
import { useCommand, useQuery } from '../../../state/queries.ts';
import { Button, Dialog, Failed, Segmented, useLocale, Waiting } from '../../../ui/index.ts';
import { Formulas } from './Formulas.tsx';
import { Money } from './Money.tsx';
import { Rules } from './Rules.tsx';
import { Attributes } from './Attributes.tsx';
import s from './DeriveDialog.module.css';

type Tab = 'attributes' | 'rules' | 'money' | 'formulas';
const TABS: readonly Tab[] = ['attributes', 'rules', 'money', 'formulas'];

/** Change some of the ways attributes are derived. */
export type Change = (change: Partial<In<'derive.set'>>) => void;

/** Attributes that are worked out from orders, events, surveys and notes: which, how, and formulas of the reader's own. */
export function DeriveDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLocale();
  const [tab, setTab] = useState<Tab>('attributes');
  const { data, error, refetch } = useQuery('derive.list', {}, { keep: true });
  const set = useCommand('derive.set');
  const build = useJob('customers.build');
  const change = (list: DeriveList): Change => {
    const { formulas: _formulas, ...options } = list.options;
    return (more) => void set.run({ ...options, ...more });
  };
  return (
    <Dialog
      title={t('customerUi:derive.title')}
      width="min(1120px, 94vw)"
      onClose={onClose}
      footer={
        <>
          <span className={`cap grow ${s.state}`} role="status">
            {data?.report ? t(data.stale ? 'customerUi:derive.stale' : 'customerUi:derive.fresh') : ''}
          </span>
          <Button onClick={onClose}>{t('common:close')}</Button>
          <Button
            kind={data?.stale || !data?.report ? 'primary' : 'plain'}
            busy={build.running}
            onClick={() => void build.run({})}
          >
            {t(data?.report ? 'customerUi:derive.recompute' : 'customerUi:derive.join')}
          </Button>
        </>
      }
    >
      <div className={s.dialog}>
        <Segmented
          label={t('customerUi:derive.title')}
          value={tab}
          options={TABS.map((value) => ({ value, label: t(`customerUi:derive.${value}`) }))}
          onChange={setTab}
        />
        {error ? <Failed error={error} retry={refetch} /> : null}
        {!data && !error ? <Waiting /> : null}
        <div className={s.body} tabIndex={0} role="region" aria-label={t(`customerUi:derive.${tab}`)}>
          {data && tab === 'attributes' ? <Attributes list={data} change={change(data)} /> : null}
          {data && tab === 'rules' ? <Rules list={data} change={change(data)} /> : null}
          {data && tab === 'money' ? <Money list={data} change={change(data)} /> : null}
          {data && tab === 'formulas' ? <Formulas list={data} /> : null}
        </div>
      </div>
    </Dialog>
  );
}
