import { useState } from 'react';
import type { Inspection } from '../../../shared/contract/sources.ts';
import type { DictionaryFile as Told } from '../../../shared/contract/dictionary.ts';
import { dictionaryColumns } from '../../../shared/terms/file.ts';
import { useJob } from '../../state/jobs.ts';
import { useQuery } from '../../state/queries.ts';
import { tell } from '../../state/store.ts';
import { Button, Notice, useLocale, type Locale } from '../../ui/index.ts';
import s from './DictionaryFile.module.css';

/** Names in a line; the others are counted. */
const NAMED = 6;

/** What a file would name, where it is a data dictionary and not set aside. */
export interface DictionaryOffer {
  readonly told: Told;
  readonly busy: boolean;
  take(): void;
  setAside(): void;
}

/** Whether a file on its way in is a data dictionary. `onDone`: it was taken over. null: it is data, or goes in as such */
export function useDictionaryOffer(inspection: Inspection | null, onDone: () => void): DictionaryOffer | null {
  const [aside, setAside] = useState(false);
  const { fileId = '', columns = [], sheet = null } = inspection ?? {};
  const asked = { fileId, ...(sheet ? { sheet: sheet.value } : {}) };
  const spoken = dictionaryColumns(columns.map(({ name }) => name)) !== null;
  const { data } = useQuery('dictionary.look', asked, { enabled: spoken });
  const apply = useJob('dictionary.apply');
  if (!spoken || !data || aside) return null;
  const take = async () => {
    const done = await apply.run(asked);
    if (!done) return;
    tell('calm', { key: 'dictionaryUi:file.done', values: { n: done.entries.length, matched: done.matched } });
    onDone();
  };
  return {
    told: data,
    busy: apply.running,
    take: () => void take(),
    setAside: () => {
      setAside(true);
    },
  };
}

/** A file that says what columns mean is no data: it can be taken over as the dictionary of the workspace, or go in as any other. */
export function DictionaryFile({ offer: { told, busy, take, setAside } }: { offer: DictionaryOffer }) {
  const locale = useLocale();
  const { t } = locale;
  return (
    <Notice
      tone="calm"
      title={t('dictionaryUi:file.title')}
      actions={
        <>
          <Button kind="primary" busy={busy} onClick={take}>
            {t('dictionaryUi:file.apply')}
          </Button>
          <Button kind="ghost" onClick={setAside}>
            {t('dictionaryUi:file.import')}
          </Button>
        </>
      }
    >
      <span>{t('dictionaryUi:file.told', { n: told.entries.length, matched: told.matched })}</span>
      {linesOf(told, locale).map((line) => (
        <span key={line} className={`mid ${s.line}`}>
          {line}
        </span>
      ))}
    </Notice>
  );
}

/** What is not plain sailing: names of no column, columns without a name, and what would change. */
function linesOf({ entries, unnamed, changes }: Told, { t }: Locale): string[] {
  const list = (names: readonly string[]) => {
    const shown = names.slice(0, NAMED).join(t('sourcesUi:rejected.comma'));
    return names.length > NAMED ? t('dictionaryUi:file.more', { names: shown, n: names.length - NAMED }) : shown;
  };
  const waiting = entries.filter(({ known }) => !known).map(({ name }) => name);
  return [
    ...(changes.length > 0 ? [t('dictionaryUi:file.changes', { names: list(changes) })] : []),
    ...(waiting.length > 0 ? [t('dictionaryUi:file.waiting', { names: list(waiting) })] : []),
    ...(unnamed.length > 0 ? [t('dictionaryUi:file.unnamed', { names: list(unnamed) })] : []),
  ];
}
