import { useState } from 'react';
import { Button, Dialog, Labelled, Select, TextInput, useLocale } from '../../ui/index.ts';
import type { Change } from './useCard.ts';

const KINDS = ['list', 'text', 'scale', 'number', 'choice', 'image'] as const;
type Kind = (typeof KINDS)[number];

/** A field of the user's own. */
export function AddFieldDialog({ change, onClose }: { change: Change; onClose: () => void }) {
  const { t } = useLocale();
  const [label, setLabel] = useState('');
  const [kind, setKind] = useState<Kind>('list');
  const [options, setOptions] = useState('');
  const choices = options
    .split(/[,，;；\n]/)
    .map((option) => option.trim())
    .filter(Boolean);
  const ready = label.trim() !== '' && (kind !== 'choice' || choices.length >= 2);
  const add = async () => {
    if (!ready) return;
    const done = await change({
      do: 'addField',
      label: label.trim(),
      kind,
      ...(kind === 'choice' ? { options: choices.slice(0, 20).map((option) => option.slice(0, 80)) } : {}),
    });
    if (done) onClose();
  };
  return (
    <Dialog
      title={t('personasUi:addField')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" disabled={!ready} onClick={() => void add()}>
            {t('personasUi:addField')}
          </Button>
        </>
      }
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <Labelled label={t('personasUi:fieldName')}>
          <TextInput
            value={label}
            maxLength={80}
            data-autofocus
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
        </Labelled>
        <Labelled label={t('personasUi:fieldKind')}>
          <Select<Kind>
            boxed
            value={kind}
            options={KINDS.map((value) => ({ value, label: t(`personasUi:kind.${value}`) }))}
            onChange={setKind}
          />
        </Labelled>
        {kind === 'choice' ? (
          <Labelled label={t('personasUi:options')}>
            <TextInput
              value={options}
              placeholder={t('personasUi:optionsPrompt')}
              onChange={(event) => setOptions(event.currentTarget.value)}
            />
          </Labelled>
        ) : null}
      </form>
    </Dialog>
  );
}
