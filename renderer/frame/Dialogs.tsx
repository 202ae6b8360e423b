import { useState, type FormEvent } from 'react';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { useCommand } from '../state/queries.ts';
import { forgetWorkspace, go, openPanel, useStore } from '../state/store.ts';
import { Button, Dialog, Labelled, TextInput, useLocale } from '../ui/index.ts';
import { Copies } from './Copies.tsx';
import { Help } from './Help.tsx';
import { Palette } from './Palette.tsx';

const close = () => {
  openPanel(null);
};

/** The one dialog of the frame that is open. */
export function Dialogs({ info }: { info: WorkspaceInfo | null }) {
  const panel = useStore((state) => state.panel);
  if (panel === 'palette') return <Palette info={info} onClose={close} />;
  if (panel === 'help') return <Help onClose={close} />;
  if (panel === 'newWorkspace') return <NewWorkspace />;
  if (panel === 'copies') return <Copies info={info} />;
  if (panel === 'rename' && info) return <Rename name={info.name} />;
  return null;
}

function NewWorkspace() {
  const { t } = useLocale();
  const create = useCommand('workspace.create');
  return (
    <NameDialog
      title={t('frame:action.new')}
      submit={t('common:create')}
      initial=""
      busy={create.busy}
      onName={async (name) => {
        if (!(await create.run({ name }))) return;
        forgetWorkspace();
        close();
        go({ view: 'sources' });
      }}
    />
  );
}

function Rename({ name }: { name: string }) {
  const { t } = useLocale();
  const rename = useCommand('workspace.rename');
  return (
    <NameDialog
      title={t('frame:action.rename')}
      submit={t('common:rename')}
      initial={name}
      busy={rename.busy}
      onName={async (next) => {
        if (next === name || (await rename.run({ name: next }))) close();
      }}
    />
  );
}

interface NameDialogProps {
  title: string;
  submit: string;
  initial: string;
  busy: boolean;
  onName: (name: string) => Promise<void>;
}

function NameDialog({ title, submit, initial, busy, onName }: NameDialogProps) {
  const { t } = useLocale();
  const [name, setName] = useState(initial);
  const trimmed = name.trim();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed) void onName(trimmed);
  };
  return (
    <Dialog
      title={title}
      onClose={close}
      width={420}
      footer={
        <>
          <Button onClick={close}>{t('common:cancel')}</Button>
          <Button kind="primary" type="submit" form="name-form" busy={busy} disabled={!trimmed}>
            {submit}
          </Button>
        </>
      }
    >
      <form id="name-form" onSubmit={send}>
        <Labelled label={t('frame:workspace_name')}>
          <TextInput
            data-autofocus
            value={name}
            maxLength={120}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
            onFocus={(event) => {
              event.currentTarget.select();
            }}
          />
        </Labelled>
      </form>
    </Dialog>
  );
}
