import { useJob } from '../state/jobs.ts';
import { useQuery } from '../state/queries.ts';
import { type Route, useStore } from '../state/store.ts';
import { Button, Notice, useLocale } from '../ui/index.ts';

/** Views whose figures come from the customer table. */
const SHOWN_IN = new Set<Route['view']>(['identity', 'customers', 'explore', 'segments']);

/** The customer table is older than its sources, steps or rules: its figures stay, and this says so. */
export function StaleTable() {
  const { t, say } = useLocale();
  const view = useStore((state) => state.route.view);
  const { data } = useQuery('customers.table', {}, { keep: true });
  const build = useJob('customers.build');
  if (!data?.stale || !SHOWN_IN.has(view)) return null;
  return (
    <Notice
      actions={
        // the join has this button in its own header
        view === 'identity' ? undefined : (
          <Button kind="ghost" busy={build.running} onClick={() => void build.run({})}>
            {t('frame:rebuild')}
          </Button>
        )
      }
    >
      {say(data.stale)}
    </Notice>
  );
}
