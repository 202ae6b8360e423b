import type { ExploreSpec } from '../../../shared/contract/explore.ts';
import { useCommand } from '../../state/queries.ts';
import { useLocale } from '../../ui/index.ts';
import { NameDialog } from './NameDialog.tsx';

/** Keep the view under a name. */
export function SaveDialog({ spec, proposed, onClose }: { spec: ExploreSpec; proposed: string; onClose: () => void }) {
  const { t } = useLocale();
  const save = useCommand('explore.saveView');
  return (
    <NameDialog
      title={t('exploreUi:save')}
      action={t('exploreUi:saveNow')}
      value={proposed}
      busy={save.busy}
      onName={async (name) => Boolean(await save.run({ name, spec }))}
      onClose={onClose}
    />
  );
}
