import { useState } from 'react';
import type { FeatureSpec, MissingPolicy, Treatment } from '../../../shared/contract/features.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { Answered, Button, Checkbox, Dialog, NumberInput, Select, useLocale } from '../../ui/index.ts';
import { SensitiveWhy } from './SensitiveWhy.tsx';
import s from './FeaturesDialog.module.css';

const POLICIES: readonly MissingPolicy[] = ['median', 'level', 'drop', 'zero', 'longest'];

/** A level of its own is for levels, 0 and the longest for numbers. */
const policiesFor = (treatment: Treatment): MissingPolicy[] =>
  POLICIES.filter((policy) =>
    policy === 'level' ? treatment === 'onehot' : treatment !== 'onehot' || policy === 'median' || policy === 'drop',
  );

/** Which attributes take part, how, with what weight and what happens to gaps: each with its reason, all of it changeable. */
export function FeaturesDialog({ onClose, onRun }: { onClose: () => void; onRun: () => void }) {
  const { t } = useLocale();
  const features = useQuery('features.list', {});
  const reset = useCommand('features.reset');
  const used = features.data?.filter((feature) => feature.use).length ?? 0;
  const narrowed = features.data?.some(
    ({ reason }) => reason.key === 'features:reason.alone' || reason.key === 'features:reason.crowded',
  );
  const edited = features.data?.some((feature) => feature.edited) ?? false;
  return (
    <Dialog
      title={t('segmentsUi:features')}
      width="min(1080px, 94vw)"
      onClose={onClose}
      footer={
        <>
          <span className="cap grow">{t('segmentsUi:featuresUsed', { used, all: features.data?.length ?? 0 })}</span>
          <Button kind="ghost" disabled={!edited} busy={reset.busy} onClick={() => void reset.run({})}>
            {t('segmentsUi:featuresReset')}
          </Button>
          <Button onClick={onClose}>{t('common:close')}</Button>
          <Button kind="primary" disabled={used === 0} onClick={onRun}>
            {t('segmentsUi:runWithThese')}
          </Button>
        </>
      }
    >
      <p className="mid">{t('segmentsUi:featuresWhy')}</p>
      {narrowed ? <p className="mid">{t('segmentsUi:featuresNarrowed')}</p> : null}
      <Answered query={features}>{(list) => <FeatureTable features={list} />}</Answered>
    </Dialog>
  );
}

function FeatureTable({ features }: { features: readonly FeatureSpec[] }) {
  const { t } = useLocale();
  return (
    <div className={s.featureScroll}>
      <table className={`tbl ${s.features}`}>
        <thead>
          <tr>
            <th scope="col">{t('segmentsUi:use')}</th>
            <th scope="col">{t('segmentsUi:attribute')}</th>
            <th scope="col">{t('segmentsUi:treatment')}</th>
            <th scope="col" className="r">
              {t('segmentsUi:weight')}
            </th>
            <th scope="col">{t('segmentsUi:missingPolicy')}</th>
            <th scope="col">{t('segmentsUi:reason')}</th>
          </tr>
        </thead>
        <tbody>
          {features.map((feature) => (
            <FeatureRow key={feature.attribute} feature={feature} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FeatureRow({ feature }: { feature: FeatureSpec }) {
  const { t, say } = useLocale();
  const change = useCommand('features.set');
  const { attribute, column } = feature;
  const [asking, setAsking] = useState(false);
  const can = feature.treatments.length > 0;
  return (
    <tr className={feature.use ? '' : s.off}>
      <td>
        <Checkbox
          checked={feature.use}
          disabled={!can}
          aria-label={t('segmentsUi:useColumn', { column })}
          onChange={(event) => {
            const use = event.currentTarget.checked;
            if (use && feature.sensitive) setAsking(true);
            else void change.run({ attribute, use });
          }}
        />
        {asking ? (
          <SensitiveWhy
            feature={feature}
            onClose={() => {
              setAsking(false);
            }}
            onTake={(why) => {
              setAsking(false);
              void change.run({ attribute, use: true, why });
            }}
          />
        ) : null}
      </td>
      <th scope="row" className="ell" title={column}>
        {column}
      </th>
      {can ? <How feature={feature} onChange={(part) => void change.run({ attribute, ...part })} /> : <Closed />}
      <td className={`mid ${s.why}`}>
        {feature.why === null ? say(feature.reason) : t('segmentsUi:sensitive.why', { why: feature.why })}
      </td>
    </tr>
  );
}

interface HowProps {
  feature: FeatureSpec;
  onChange: (part: { treatment?: Treatment; weight?: number; missing?: MissingPolicy }) => void;
}

/** How an attribute takes part: as what, how much, and what stands for its gaps. */
function How({ feature, onChange }: HowProps) {
  const { t } = useLocale();
  const { column, use } = feature;
  return (
    <>
      <td>
        <Select<Treatment>
          label={t('segmentsUi:treatmentOf', { column })}
          value={feature.treatment}
          disabled={!use}
          options={feature.treatments.map((value) => ({ value, label: t(`segmentsUi:treatments.${value}`) }))}
          onChange={(treatment) => {
            onChange({ treatment });
          }}
        />
      </td>
      <td className="r">
        <NumberInput
          quiet
          aria-label={t('segmentsUi:weightOf', { column })}
          value={feature.weight}
          min={0}
          max={10}
          step={0.5}
          disabled={!use}
          onValue={(weight) => {
            if (weight !== null) onChange({ weight });
          }}
        />
      </td>
      <td>
        <Select<MissingPolicy>
          label={t('segmentsUi:missingOf', { column })}
          value={feature.missing}
          disabled={!use}
          options={policiesFor(feature.treatment).map((value) => ({
            value,
            label: t(`segmentsUi:policies.${value}`),
          }))}
          onChange={(missing) => {
            onChange({ missing });
          }}
        />
      </td>
    </>
  );
}

/** What can take part in no way has nothing to set. */
function Closed() {
  return (
    <>
      <td className="mut">–</td>
      <td className="r mut">–</td>
      <td className="mut">–</td>
    </>
  );
}
