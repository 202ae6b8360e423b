import { useRef, useState } from 'react';
import type { In } from '../../../shared/contract.ts';
import type { ExportFormat, Persona } from '../../../shared/contract/personas.ts';
import type { Edition } from '../../../shared/card/blocks.ts';
import { CARD_WIDTH } from '../../../shared/card/tokens.ts';
import { cardTitle } from '../../../shared/card/claims.ts';
import { shellWindow } from '../../state/connection.ts';
import { useJob } from '../../state/jobs.ts';
import { attempt } from '../../state/queries.ts';
import { tell } from '../../state/store.ts';
import {
  Button,
  Checkbox,
  Dialog,
  ProgressBar,
  RadioRow,
  saveBytes,
  saveText,
  Segmented,
  useLocale,
} from '../../ui/index.ts';
import { rasterise } from './raster.ts';
import s from './ExportDialog.module.css';

const FORMATS: readonly ExportFormat[] = ['html', 'png', 'pdf', 'markdown', 'json'];

/** Cards as files: which, in what format, face or evidence. Says what never leaves. */
export function ExportDialog({
  personas,
  initial,
  onClose,
}: {
  personas: readonly Persona[];
  initial: readonly number[];
  onClose: () => void;
}) {
  const { t, lang } = useLocale();
  const [ids, setIds] = useState<readonly number[]>(initial);
  const [format, setFormat] = useState<ExportFormat>('html');
  const [edition, setEdition] = useState<Edition>('face');
  const { run, leave, busy, job } = useExport(onClose);
  return (
    <Dialog
      title={t('personasUi:exportTitle')}
      onClose={leave}
      footer={
        <>
          <span className="cap grow">{t('personasUi:exportSafe')}</span>
          {job.running ? <ProgressBar progress={job.progress} label={t('jobs:step.export')} width={140} /> : null}
          <Button onClick={leave}>{t('common:cancel')}</Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={ids.length === 0}
            onClick={() => void run({ ids: [...ids], format, edition, lang })}
          >
            {t('personasUi:exportN', { n: ids.length })}
          </Button>
        </>
      }
    >
      <fieldset className={s.plainset}>
        <legend className="h">{t('personasUi:cards')}</legend>
        {personas.map((persona) => (
          <Checkbox
            key={persona.id}
            checked={ids.includes(persona.id)}
            onChange={(event) =>
              setIds(event.currentTarget.checked ? [...ids, persona.id] : ids.filter((id) => id !== persona.id))
            }
          >
            {cardTitle(persona, lang)}
          </Checkbox>
        ))}
      </fieldset>
      <fieldset className={s.plainset}>
        <legend className="h">{t('personasUi:format')}</legend>
        {FORMATS.map((value) => (
          <RadioRow key={value} name="format" checked={format === value} onChange={() => setFormat(value)}>
            {t(`personasUi:formats.${value}`)}
          </RadioRow>
        ))}
      </fieldset>
      <Segmented<Edition>
        label={t('personasUi:edition')}
        value={edition}
        options={[
          { value: 'face', label: t('personasUi:face') },
          { value: 'evidence', label: t('personasUi:evidence') },
        ]}
        onChange={setEdition}
      />
    </Dialog>
  );
}

/** Make files of cards and hand them over, one after the other. Leaving stops both. */
function useExport(onClose: () => void) {
  const job = useJob('personas.export', { attach: false });
  const [saving, setSaving] = useState(false);
  const gone = useRef(false);
  const leave = () => {
    gone.current = true;
    job.cancel();
    onClose();
  };
  const run = async (input: In<'personas.export'>) => {
    const made = await job.run(input);
    if (!made || gone.current) return;
    setSaving(true);
    await attempt(async () => {
      for (const file of made.files) {
        if (gone.current) return;
        await deliver(input.format, file);
      }
      for (const said of made.left) tell('calm', said);
      onClose();
    });
    setSaving(false);
  };
  return { run, leave, busy: job.running || saving, job };
}

async function deliver(format: ExportFormat, file: { name: string; mime: string; text: string }): Promise<void> {
  if (format === 'png') await saveBytes(file.name, 'image/png', await rasterise(file.text, CARD_WIDTH));
  else if (format === 'pdf') {
    const pages = await shellWindow().printPdf(file.text);
    if (pages) await saveBytes(file.name, 'application/pdf', pages);
  } else await saveText(file.name, file.mime, file.text);
}
