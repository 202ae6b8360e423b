import { useEffect } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { useQuery } from '../../state/queries.ts';
import { go, keepDraft, useStore } from '../../state/store.ts';
import { Answered, Waiting } from '../../ui/index.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { keepPlan, newPlan, planBefore, planNow, usePlan } from './plan.ts';
import { Queue } from './Queue.tsx';
import { enqueue, queueBefore, useQueue } from './queue.ts';
import { ReceiptView } from './ReceiptView.tsx';
import { SourceList } from './SourceList.tsx';
import { Wizard } from './Wizard.tsx';

/** Step 2: bring a file in, and see what was brought in. */
export function SourcesView() {
  const info = useQuery('workspace.info', {});
  const list = useQuery('sources.list', {});
  const workspace = info.data?.id;
  useIncoming(workspace);
  return (
    <Answered query={list}>
      {(sources) => (workspace === undefined ? <Waiting /> : <Place workspace={workspace} sources={sources} />)}
    </Answered>
  );
}

const useNext = () => useStore((state) => state.drafts['sources.next'] as number | undefined);

/** Takes up files that were chosen or dropped anywhere, and those that were on their way before a reload. */
function useIncoming(workspace: string | undefined): void {
  const route = useStore((state) => state.route);
  const incoming = useStore((state) => state.incoming);
  const several = useStore((state) => state.drafts['sources.incoming'] as readonly FileRef[] | undefined);
  const plan = usePlan();
  const next = useNext();
  useEffect(() => {
    if (workspace === undefined) return;
    if (incoming) {
      useStore.setState({ incoming: null });
      // a file that waits for its password is taken up where it was left
      if (planNow()?.file.fileId !== incoming.fileId) keepPlan(newPlan(workspace, incoming, next ?? null));
      keepDraft('sources.next', undefined);
      if (route.id !== undefined || route.mode !== undefined) go({ view: 'sources' });
    } else if (several) {
      keepDraft('sources.incoming', undefined);
      keepDraft('sources.next', undefined);
      keepPlan(null);
      enqueue(workspace, several);
    } else if (!plan) {
      queueBefore(workspace);
      const before = planBefore(workspace);
      if (before) keepPlan(before);
    }
  }, [workspace, incoming, several, next, plan, route.id, route.mode]);
}

/** A receipt, a file on its way in, several of them, the choice of a file, or the list. */
function Place({ workspace, sources }: { workspace: string; sources: Out<'sources.list'> }) {
  const route = useStore((state) => state.route);
  const plan = usePlan();
  const queue = useQueue();
  const next = useNext();
  if (route.id !== undefined) return <ReceiptView key={route.id} sourceId={route.id} />;
  if (plan && route.mode !== 'queue') return <Wizard key={plan.file.fileId} plan={plan} />;
  if (queue && route.mode !== 'import') return <Queue workspace={workspace} files={queue} />;
  const target = sources.find(({ sourceId }) => sourceId === next);
  if (sources.length === 0 || route.mode === 'import')
    return <ChooseFile first={sources.length === 0} next={target?.name ?? null} />;
  return <SourceList sources={sources} />;
}
