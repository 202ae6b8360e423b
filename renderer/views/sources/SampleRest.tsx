import type { FileRef } from '../../../shared/shell.ts';
import { useJob } from '../../state/jobs.ts';
import { useDraft } from '../../state/queries.ts';
import { go, keepDraft } from '../../state/store.ts';
import { Button, Notice, useLocale } from '../../ui/index.ts';
import { SAMPLE_REST, type SampleRest as Rest } from '../../state/sample.ts';

/** The sample study was opened and only its first file taken in: the others wait here until they are asked for. */
export function SampleRest() {
  const { t } = useLocale();
  const rest = useDraft<Rest>(SAMPLE_REST);
  const notes = useJob('notes.import');
  if (!rest || rest.tables.length + rest.notes.length === 0) return null;
  const names = (files: readonly FileRef[]) => files.map(({ name }) => name).join(t('sourcesUi:rejected.comma'));
  return (
    <Notice
      tone="calm"
      actions={
        <>
          {rest.tables.length > 0 ? (
            <Button
              onClick={() => {
                keepDraft(SAMPLE_REST, { ...rest, tables: [] });
                keepDraft('sources.incoming', rest.tables);
                go({ view: 'sources', mode: 'queue' });
              }}
            >
              {t('sourcesUi:sample.tables', { count: rest.tables.length })}
            </Button>
          ) : null}
          {rest.notes.length > 0 ? (
            <Button
              busy={notes.running}
              onClick={() => {
                void notes.run({ files: rest.notes.map(({ fileId }) => fileId) }).then((made) => {
                  if (!made) return;
                  keepDraft(SAMPLE_REST, { ...rest, notes: [] });
                  go({ view: 'notes' });
                });
              }}
            >
              {t('sourcesUi:sample.notes', { count: rest.notes.length })}
            </Button>
          ) : null}
        </>
      }
    >
      {rest.tables.length > 0
        ? t('sourcesUi:sample.more', { names: names(rest.tables) })
        : t('sourcesUi:sample.interviews')}
    </Notice>
  );
}
