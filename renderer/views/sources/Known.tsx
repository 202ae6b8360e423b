import { useState } from 'react';
import type { ImportMode, Inspection } from '../../../shared/contract/sources.ts';
import { useQuery } from '../../state/queries.ts';
import { Button, Icon, RadioRow, useLocale } from '../../ui/index.ts';
import { PlanDialog } from './PlanDialog.tsx';
import type { Intake } from './useIntake.ts';
import s from './Known.module.css';

const MODES: Record<'hash' | 'key' | 'headers' | 'chosen', readonly ImportMode[]> = {
  hash: ['skip', 'new'],
  key: ['update', 'replace', 'add', 'new'],
  headers: ['add', 'replace', 'new'],
  chosen: ['update', 'replace', 'add'],
};

/** The file, or an earlier one of its series, is already here: what may be done, and what follows from it. */
export function KnownFile({ intake, inspection }: { intake: Intake; inspection: Inspection }) {
  const { t, fmt } = useLocale();
  const { known } = inspection;
  const { plan } = intake;
  const list = useQuery('sources.list', {}).data ?? [];
  const [open, setOpen] = useState(plan.into !== null && plan.rename === null);
  const target = list.find(({ sourceId }) => sourceId === (plan.into ?? known?.sourceId));
  const receipt = useQuery('sources.receipt', { sourceId: target?.sourceId ?? 0 }, { enabled: target !== undefined });
  const names = new Set(inspection.columns.map(({ name }) => name));
  const lost = plan.rename ? [] : (receipt.data?.columns ?? []).filter(({ name }) => !names.has(name));
  const same = list.filter(({ kind }) => kind === inspection.kind.value);
  if (!known && plan.into === null) {
    // nothing looks alike, but the reader may know better
    const last = same[0];
    if (!last) return null;
    return (
      <div className={`${s.known} ${s.slim}`}>
        <span className="mid ell">{t('sourcesUi:known.beside', { count: list.length })}</span>
        <Button
          kind="link"
          onClick={() => {
            setOpen(true);
          }}
        >
          {t('sourcesUi:known.isNext', { name: last.name })}
        </Button>
        {open ? <PlanDialog intake={intake} into={last.sourceId} onClose={() => setOpen(false)} /> : null}
      </div>
    );
  }
  const how = plan.into !== null && plan.into !== known?.sourceId ? 'chosen' : (known?.how ?? 'chosen');
  const name = target?.name ?? known?.name ?? '';
  return (
    <fieldset className={s.known}>
      <legend className="sr-only">{t('sourcesUi:known.label')}</legend>
      <p>
        <Icon name="info" />
        <span className="grow">
          {t(`sourcesUi:known.${how}`, {
            name,
            when: fmt.date(target?.importedAt ?? known?.importedAt ?? '', 'both'),
            overlap: fmt.percent(known?.overlap ?? 0),
          })}
        </span>
        {how !== 'hash' && lost.length > 0 ? (
          <span className="cap warn-text">
            {t('sourcesUi:known.lost', { count: lost.length, name: lost[0]!.name })}
          </span>
        ) : null}
        {how === 'hash' || !target ? null : (
          <Button
            size="sm"
            onClick={() => {
              setOpen(true);
            }}
          >
            {t(plan.rename ? 'sourcesUi:plan.again' : 'sourcesUi:plan.compare')}
          </Button>
        )}
      </p>
      <div>
        {MODES[how].map((mode) => (
          <RadioRow
            key={mode}
            name="mode"
            value={mode}
            checked={intake.mode === mode}
            onChange={() => {
              intake.setMode(mode);
            }}
          >
            <b>{t(`sourcesUi:known.${mode}`)}</b>
            <span className="cap">{t(`sourcesUi:known.${mode}Then`)}</span>
          </RadioRow>
        ))}
      </div>
      {open && target ? <PlanDialog intake={intake} into={target.sourceId} onClose={() => setOpen(false)} /> : null}
    </fieldset>
  );
}
