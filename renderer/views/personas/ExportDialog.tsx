import { useState } from 'react';
import type { ExportFormat, Persona } from '../../../shared/contract/personas.ts';
import type { Edition } from '../../../shared/card/blocks.ts';
import { CARD_WIDTH } from '../../../shared/card/tokens.ts';
import { cardTitle } from '../../../shared/card/claims.ts';
import { client, shellWindow } from '../../state/connection.ts';
import { attempt } from '../../state/queries.ts';
import { tell } from '../../state/store.ts';
import { Button, Checkbox, Dialog, RadioRow, saveBytes, saveText, Segmented, useLocale } from '../../ui/index.ts';
import { rasterise } from './raster.ts';

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
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await attempt(async () => {
      const { files, left } = await client().call('personas.export', { ids: [...ids], format, edition, lang });
      for (const file of files) await deliver(format, file);
      for (const said of left) tell('calm', said);
      onClose();
    });
    setBusy(false);
  };
  return (
    <Dialog
      title={t('personasUi:exportTitle')}
      onClose={onClose}
      footer={
        <>
          <span className="cap grow">{t('personasUi:exportSafe')}</span>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button kind="primary" busy={busy} disabled={ids.length === 0} onClick={() => void run()}>
            {t('personasUi:exportN', { n: ids.length })}
          </Button>
        </>
      }
    >
      <fieldset className="plainset">
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
      <fieldset className="plainset">
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

async function deliver(format: ExportFormat, file: { name: string; mime: string; text: string }): Promise<void> {
  if (format === 'png') await saveBytes(file.name, 'image/png', await rasterise(file.text, CARD_WIDTH));
  else if (format === 'pdf') {
    const pages = await shellWindow().printPdf(file.text);
    if (pages) await saveBytes(file.name, 'application/pdf', pages);
  } else await saveText(file.name, file.mime, file.text);
}
