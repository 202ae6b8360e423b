import { useState } from 'react';
import { Button, Dialog, Labelled, TextInput, useLocale } from '../../ui/index.ts';

interface NameDialogProps {
  title: string;
  /** the word on its button */
  action: string;
  value: string;
  busy: boolean;
  /** @returns whether it was done */
  onName: (name: string) => Promise<boolean>;
  onClose: () => void;
}

/** Ask for the name of a view. */
export function NameDialog({ title, action, value, busy, onName, onClose }: NameDialogProps) {
  const { t } = useLocale();
  const [name, setName] = useState(value.slice(0, 120));
  const empty = name.trim() === '';
  const run = async () => {
    if (!empty && (await onName(name))) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button kind="primary" busy={busy} disabled={empty} onClick={() => void run()}>
          {action}
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
