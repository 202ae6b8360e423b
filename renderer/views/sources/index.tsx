import { useEffect } from 'react';
import { useQuery } from '../../state/queries.ts';
import { go, useStore } from '../../state/store.ts';
import { Failed, Waiting } from '../../ui/index.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { keepPlan, newPlan, planBefore, usePlan } from './plan.ts';
import { ReceiptView } from './ReceiptView.tsx';
import { SourceList } from './SourceList.tsx';
import { Wizard } from './Wizard.tsx';
import './sources.css';

/** Step 2: bring a file in, and see what was brought in. */
export function SourcesView() {
  const info = useQuery('workspace.info', {});
  const list = useQuery('sources.list', {});
  const route = useStore((state) => state.route);
  const incoming = useStore((state) => state.incoming);
  const plan = usePlan();
  const workspace = info.data?.id;

  useEffect(() => {
    if (workspace === undefined) return;
    if (incoming) {
      useStore.setState({ incoming: null });
      keepPlan(newPlan(workspace, incoming));
      if (route.id !== undefined) go({ view: 'sources' });
    } else if (!plan) {
      const before = planBefore(workspace);
      if (before) keepPlan(before);
    }
  }, [workspace, incoming, plan, route.id]);

  if (list.error) return <Failed error={list.error} retry={list.refetch} />;
  if (!list.data || workspace === undefined) return <Waiting />;
  if (route.id !== undefined) return <ReceiptView key={route.id} sourceId={route.id} />;
  if (plan) return <Wizard key={plan.file.fileId} plan={plan} />;
  if (list.data.length === 0 || route.mode === 'import') return <ChooseFile first={list.data.length === 0} />;
  return <SourceList sources={list.data} />;
}
