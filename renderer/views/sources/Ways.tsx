import type { Receipt } from '../../../shared/contract/sources.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { useJob } from '../../state/jobs.ts';
import { useQuery } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, useLocale } from '../../ui/index.ts';
import { useRemove } from './useRemove.ts';
import s from './ReceiptView.module.css';
import sWizard from './Wizard.module.css';

/** To the list of sources. */
export const toList = () => {
  go({ view: 'sources' });
};
const toTable = () => {
  go({ view: 'customers' });
};

/** Back out of the import, or on. */
export function Ways({ receipt }: { receipt: Receipt }) {
  const { t } = useLocale();
  const { remove, busy } = useRemove();
  const { belongs, sourceId } = receipt;
  const joinable = useJoinable();
  return (
    <footer className={`${sWizard.foot} ${s.ways}`}>
      <Button
        kind="ghost"
        size="lg"
        icon="trash"
        busy={busy}
        onClick={() => {
          void remove(receipt);
        }}
      >
        {t('sourcesUi:remove')}
      </Button>
      <span className="grow" />
      <Button size="lg" onClick={toList}>
        {t('sourcesUi:toList')}
      </Button>
      <Button size="lg" onClick={toTable}>
        {t(
          belongs || joinable === 0
            ? `sourcesUi:only.${receipt.kind === 'orders' ? 'orders' : 'rows'}`
            : 'sourcesUi:toCustomers',
        )}
      </Button>
      <Button
        size="lg"
        onClick={() => {
          go({ view: 'cleaning', id: sourceId });
        }}
      >
        {t('sourcesUi:list.clean')}
      </Button>
      <Onward receipt={receipt} joinable={joinable} />
    </footer>
  );
}

/** How many sources tell of customers; undefined: not known yet. */
const useJoinable = (): number | undefined =>
  useQuery('sources.list', {}).data?.filter(({ kind }) => KINDS[kind].perCustomer !== 'none').length;

interface OnwardProps {
  receipt: Receipt;
  joinable: number | undefined;
}

/**
 * To joining where there is something to join, to another file where none tells of customers, to customers where rows of orders
 * are to become some, else to segments.
 */
function Onward({ receipt: { belongs }, joinable = 1 }: OnwardProps) {
  const { t } = useLocale();
  const build = useJob('customers.build');
  const another = (label: string) => (
    <Button
      kind="primary"
      size="lg"
      onClick={() => {
        go({ view: 'sources', mode: 'import' });
      }}
    >
      {t(label)}
    </Button>
  );
  if (joinable > 1)
    return (
      <Button
        kind="primary"
        size="lg"
        onClick={() => {
          go({ view: 'identity' });
        }}
      >
        {t('sourcesUi:toJoin')}
      </Button>
    );
  if (joinable === 0) return another('sourcesUi:list.another');
  if (belongs === null)
    return (
      <Button
        kind="primary"
        size="lg"
        onClick={() => {
          go({ view: 'segments' });
        }}
      >
        {t('sourcesUi:toSegments')}
      </Button>
    );
  if (belongs.customers === 0) return another('sourcesUi:whose.another');
  return (
    <Button
      kind="primary"
      size="lg"
      busy={build.running}
      onClick={() => {
        void build.run({}).then((report) => {
          if (report) toTable();
        });
      }}
    >
      {t('sourcesUi:whose.build', { count: belongs.customers })}
    </Button>
  );
}
