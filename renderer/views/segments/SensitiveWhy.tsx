import { useState } from 'react';
import type { FeatureSpec } from '../../../shared/contract/features.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { Button, Dialog, Labelled, Notice, useLocale } from '../../ui/index.ts';
import s from './SensitiveWhy.module.css';

interface SensitiveWhyProps {
  feature: FeatureSpec;
  onClose: () => void;
  onTake: (why: string) => void;
}

/** Sensitive data is a feature only once a person has said why it may be used. */
export function SensitiveWhy({ feature: { column, sensitive }, onClose, onTake }: SensitiveWhyProps) {
  const { t, say } = useLocale();
  const [why, setWhy] = useState('');
  return (
    <Dialog
      title={t('segmentsUi:sensitive.ask', { column })}
      width={520}
      onClose={onClose}
      footer={
        <>
          <span className="grow" />
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            kind="primary"
            disabled={why.trim() === ''}
            onClick={() => {
              onTake(why.trim());
            }}
          >
            {t('segmentsUi:sensitive.take')}
          </Button>
        </>
      }
    >
      <p className={`mid ${s.kind}`}>{t('segmentsUi:sensitive.kind', { kind: sensitive ? say(sensitive) : '' })}</p>
      <Labelled label={t('segmentsUi:sensitive.label')}>
        <textarea
          className="field"
          data-autofocus
          rows={3}
          maxLength={500}
          value={why}
          onChange={(event) => {
            setWhy(event.currentTarget.value);
          }}
        />
      </Labelled>
    </Dialog>
  );
}

/** Of a segmentation: which sensitive data it was made of, and why that was taken. */
export function SensitiveUsed({ by: { features } }: Pick<Segmentation, 'by'>) {
  const { t } = useLocale();
  const taken = features.flatMap(({ column, why }) => (why === undefined ? [] : [{ column, why }]));
  if (taken.length === 0) return null;
  return (
    <Notice tone="calm" title={t('segmentsUi:sensitive.used')}>
      {taken.map(({ column, why }) => (
        <span key={column}>{t('segmentsUi:sensitive.usedWhy', { column, why })} </span>
      ))}
    </Notice>
  );
}
