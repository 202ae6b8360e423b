import { useEffect, useRef } from 'react';
import { useAttributes } from '../../state/attributes.ts';
import { useQuery } from '../../state/queries.ts';
import { go, useStore } from '../../state/store.ts';
import { Button, EmptyState, Failed, useLocale, Waiting } from '../../ui/index.ts';
import { CustomerPage } from './customer/CustomerPage.tsx';
import { Customers } from './Customers.tsx';
import { DeriveDialog } from './derive/DeriveDialog.tsx';
import s from './index.module.css';

/** Customers, one row each: sort, filter, search, and the profile of a column beside them. */
export function CustomersView() {
  const { t } = useLocale();
  const route = useStore((state) => state.route);
  const table = useReturn(route.id !== undefined);
  const attributes = useAttributes();
  const segmentation = useQuery('segments.current', {}, { keep: true });
  const whole = useQuery('customers.page', { offset: 0, limit: 0 }, { keep: true });
  const failed = [attributes, whole].find(({ error }) => error);
  if (failed?.error) return <Failed error={failed.error} retry={failed.refetch} />;
  if (!attributes.data || !whole.data) return <Waiting />;
  if (attributes.data.length === 0)
    return (
      <EmptyState
        why={t('customersUi:none')}
        action={
          <Button
            kind="primary"
            onClick={() => {
              go({ view: 'sources', mode: 'import' });
            }}
          >
            {t('customersUi:import')}
          </Button>
        }
      />
    );
  return (
    <>
      {route.id === undefined ? null : <CustomerPage id={route.id} attributes={attributes.data} />}
      {/* the table stays, with its place, while a customer's page is open */}
      <div ref={table} className={s.view} data-away={route.id !== undefined || undefined}>
        <Customers attributes={attributes.data} segmentation={segmentation.data ?? null} whole={whole.data} />
      </div>
      {route.mode === 'derive' ? (
        <DeriveDialog
          onClose={() => {
            go({ view: 'customers' });
          }}
        />
      ) : null}
    </>
  );
}

/** Back from a customer's page the keyboard is in the table again. */
function useReturn(away: boolean) {
  const table = useRef<HTMLDivElement>(null);
  const was = useRef(away);
  useEffect(() => {
    if (was.current && !away) table.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
    was.current = away;
  }, [away]);
  return table;
}
