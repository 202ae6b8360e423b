import { keptUntil } from '../../../shared/kept.ts';
import { client } from '../../state/connection.ts';
import { attempt, useCommand } from '../../state/queries.ts';
import { go, tell } from '../../state/store.ts';
import { useLocale } from '../../ui/index.ts';

const undo = () => void attempt(() => client().call('workspace.undo', {}));

/** Take an import back. It can be undone, and the sentence that says so has the button. */
export function useRemove(): { busy: boolean; remove: (source: { sourceId: number; name: string }) => Promise<void> } {
  const { fmt } = useLocale();
  const command = useCommand('sources.remove');
  return {
    busy: command.busy,
    remove: async ({ sourceId, name }) => {
      if (!(await command.run({ sourceId }))) return;
      go({ view: 'sources' });
      const until = fmt.date(keptUntil(new Date().toISOString()).slice(0, 10));
      tell('calm', { key: 'sourcesUi:removed', values: { name, until } }, { label: 'sourcesUi:undo', run: undo });
    },
  };
}
