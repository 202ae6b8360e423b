import { useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import { useQuery } from '../../state/queries.ts';
import { Button, useLocale } from '../../ui/index.ts';
import { ForgetDialog, type Going } from './ForgetDialog.tsx';
import s from './Removed.module.css';

type Kept = Out<'sources.removed'>;

/** What was taken back and is kept for undo: until when, and how to remove it for good before. */
export function Removed() {
  const { t } = useLocale();
  const kept = useQuery('sources.removed', {}, { keep: true }).data;
  const [going, setGoing] = useState<Going | null>(null);
  const some = kept && kept.sources.length + (kept.notes ? 1 : 0) > 0;
  return (
    <>
      {some ? (
        <section className={s.removed} aria-labelledby="removed-title">
          <h2 className="h" id="removed-title">
            {t('sourcesUi:kept.title')}
          </h2>
          <Lines kept={kept} onForget={setGoing} />
          <p className="cap">{t('sourcesUi:kept.rule')}</p>
        </section>
      ) : null}
      {going ? (
        <ForgetDialog
          going={going}
          onClose={() => {
            setGoing(null);
          }}
        />
      ) : null}
    </>
  );
}

function Lines({ kept, onForget }: { kept: Kept; onForget: (going: Going) => void }) {
  const { t, fmt } = useLocale();
  const { sources, notes } = kept;
  const until = (iso: string) => t('sourcesUi:kept.until', { date: fmt.date(iso.slice(0, 10)) });
  const several = sources.length + (notes ? 1 : 0) > 1;
  return (
    <ul>
      {sources.map(({ sourceId, name, rows, until: end }) => (
        <li key={sourceId}>
          <span className="ell b" title={name}>
            {name}
          </span>
          <span className="cap">
            {t('sourcesUi:kept.rows', { n: rows })} · {until(end)}
          </span>
          <Button
            kind="link"
            aria-label={t('sourcesUi:kept.forgetNamed', { name })}
            onClick={() => {
              onForget({ sourceIds: [sourceId], notes: false, name });
            }}
          >
            {t('sourcesUi:kept.forget')}
          </Button>
        </li>
      ))}
      {notes ? (
        <li>
          <span className="ell b">{t('sourcesUi:kept.notes', { count: notes.count })}</span>
          <span className="cap">{until(notes.until)}</span>
          <Button
            kind="link"
            aria-label={t('sourcesUi:kept.forgetNamed', { name: t('sourcesUi:kept.notes', { count: notes.count }) })}
            onClick={() => {
              onForget({ sourceIds: [], notes: true, name: t('sourcesUi:kept.notes', { count: notes.count }) });
            }}
          >
            {t('sourcesUi:kept.forget')}
          </Button>
        </li>
      ) : null}
      {several ? (
        <li>
          <Button
            kind="link"
            onClick={() => {
              onForget({ sourceIds: sources.map(({ sourceId }) => sourceId), notes: notes !== null, name: null });
            }}
          >
            {t('sourcesUi:kept.all')}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
