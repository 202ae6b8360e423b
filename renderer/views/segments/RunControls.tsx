import { useState } from 'react';
import type { In } from '../../../shared/contract.ts';
import { Button, Dialog, Labelled, NumberInput, Segmented, useLocale } from '../../ui/index.ts';

/** What a person may choose about a clustering besides its features. */
export interface RunChoice {
  readonly mode: 'auto' | 'fixed';
  readonly k: number;
  readonly seed: number;
}
export const DEFAULT_CHOICE: RunChoice = { mode: 'auto', k: 4, seed: 1 };

/** Most groups that can be asked for: past eight they are told apart in a table only. */
const MOST_GROUPS = 20;
const MOST_SEED = 4_294_967_295;

export const runInput = ({ mode, k, seed }: RunChoice): In<'segments.run'> => ({
  k: mode === 'auto' ? 'auto' : k,
  seed,
});

/** How many groups, and from which seed. */
export function RunControls({ choice, onChange }: { choice: RunChoice; onChange: (choice: RunChoice) => void }) {
  const { t } = useLocale();
  return (
    <>
      <Segmented
        label={t('segmentsUi:howMany')}
        value={choice.mode}
        options={[
          { value: 'auto', label: t('segmentsUi:auto') },
          { value: 'fixed', label: t('segmentsUi:fixed') },
        ]}
        onChange={(mode) => onChange({ ...choice, mode })}
      />
      {choice.mode === 'fixed' ? (
        <Labelled label={t('segmentsUi:kLabel')}>
          <NumberInput
            value={choice.k}
            min={2}
            max={MOST_GROUPS}
            onValue={(k) => onChange({ ...choice, k: k ?? choice.k })}
          />
        </Labelled>
      ) : (
        <p className="mid">{t('segmentsUi:autoWhy')}</p>
      )}
      <Labelled label={t('segmentsUi:seedLabel')}>
        <NumberInput
          value={choice.seed}
          min={0}
          max={MOST_SEED}
          onValue={(seed) => onChange({ ...choice, seed: seed ?? choice.seed })}
        />
      </Labelled>
    </>
  );
}

/** Cluster again with other choices; the result that is there can be had back by undo. */
export function AnewDialog({
  seed,
  onClose,
  onRun,
}: {
  seed: number;
  onClose: () => void;
  onRun: (choice: RunChoice) => void;
}) {
  const { t } = useLocale();
  const [choice, setChoice] = useState<RunChoice>({ ...DEFAULT_CHOICE, seed });
  return (
    <Dialog
      title={t('segmentsUi:anewTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" onClick={() => onRun(choice)}>
            {t('segmentsUi:find')}
          </Button>
        </>
      }
    >
      <div className="form">
        <RunControls choice={choice} onChange={setChoice} />
      </div>
    </Dialog>
  );
}
