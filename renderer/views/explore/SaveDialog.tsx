import { useState } from 'react';
import type { ExploreSpec } from '../../../shared/contract/insights.ts';
import { useCommand } from '../../state/queries.ts';
import { Button, Dialog, Labelled, TextInput, useLocale } from '../../ui/index.ts';

/** Keep the view under a name. */
export function SaveDialog({ spec, proposed, onClose }: { spec: ExploreSpec; proposed: string; onClose: () => void }) {
  const { t } = useLocale();
  const [name, setName] = useState(proposed.slice(0, 120));
  const save = useCommand('insights.saveView');
  const run = async () => {
    if (name.trim() !== '' && (await save.run({ name, spec }))) onClose();
  };
  return (
    <Dialog
      title={t('exploreUi:save')}
      onClose={onClose}
      footer={
        <Button kind="primary" busy={save.busy} disabled={name.trim() === ''} onClick={() => void run()}>
          {t('exploreUi:saveNow')}
        </Button>
      }
    >
      <Labelled label={t('exploreUi:name')}>
        <TextInput
          data-autofocus
          value={name}
          maxLength={120}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) void run();
          }}
        />
      </Labelled>
    </Dialog>
  );
}
