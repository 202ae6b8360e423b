import { useEffect } from 'react';
import { client } from '../../state/connection.ts';
import { envelopeOf } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, IconButton, ProgressBar, Spinner, useLocale } from '../../ui/index.ts';
import { keepPlan, newPlan } from './plan.ts';
import { clearQueue, dequeue, patch, type Queued } from './queue.ts';
import { missingFields } from './Kind.tsx';
import { WizardHead } from './Steps.tsx';
import './kinds.css';

/** Several files at once: each is looked at in its turn; then all go in, or one after the other by hand. */
export function Queue({ workspace, files }: { workspace: string; files: readonly Queued[] }) {
  const { t } = useLocale();
  const next = files.find(({ state }) => state === 'waiting');
  const nextId = next?.file.fileId;
  const looking = files.some(({ state }) => state === 'looking');
  useEffect(() => {
    if (nextId === undefined || looking) return;
    patch(nextId, { state: 'looking' });
    void (async () => {
      try {
        const inspection = await client().call('sources.inspect', { fileId: nextId });
        patch(nextId, { state: 'looked', inspection });
      } catch (error) {
        patch(nextId, { state: 'failed', error: envelopeOf(error) });
      }
    })();
  }, [nextId, looking]);

  const ready = files.filter(({ state }) => state === 'looked');
  const busy = files.some(({ state }) => state === 'storing');
  const open = ({ file }: Queued) => {
    keepPlan(newPlan(workspace, file));
    go({ view: 'sources' });
  };
  const leave = () => {
    clearQueue();
    go({ view: 'sources' });
  };
  const all = async () => {
    for (const one of ready) {
      const { fileId } = one.file;
      patch(fileId, { state: 'storing' });
      try {
        const receipt = await client().call('sources.import', { fileId });
        patch(fileId, { state: 'done', receipt });
      } catch (error) {
        patch(fileId, { state: 'failed', error: envelopeOf(error) });
      }
    }
  };
  const done = files.filter(({ state }) => state === 'done').length;
  const finished = files.every(({ state }) => state === 'done' || state === 'failed');
  return (
    <div className="imp">
      <WizardHead
        title={t('sourcesUi:queue.title', { n: files.length })}
        file={t('sourcesUi:queue.basis', { n: done })}
        now={finished ? 'receipt' : 'fields'}
      />
      <div
        className="imp-body scroll queue"
        tabIndex={0}
        role="region"
        aria-label={t('sourcesUi:queue.title', { n: files.length })}
      >
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">{t('sourcesUi:list.file')}</th>
              <th scope="col">{t('sourcesUi:list.kind')}</th>
              <th scope="col" className="r">
                {t('sourcesUi:facts.rows')}
              </th>
              <th scope="col">{t('sourcesUi:list.key')}</th>
              <th scope="col">{t('sourcesUi:queue.state')}</th>
              <th scope="col">
                <span className="sr-only">{t('sourcesUi:list.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map((one) => (
              <Row key={one.file.fileId} one={one} busy={busy} onOpen={open} />
            ))}
          </tbody>
        </table>
      </div>
      <footer className="imp-foot">
        <Button kind="ghost" size="lg" onClick={leave} disabled={busy}>
          {t(finished ? 'sourcesUi:toList' : 'common:cancel')}
        </Button>
        <span className="grow" />
        {finished ? (
          <Button
            kind="primary"
            size="lg"
            onClick={() => {
              clearQueue();
              go({ view: done > 1 ? 'join' : 'sources' });
            }}
          >
            {t(done > 1 ? 'sourcesUi:toJoin' : 'sourcesUi:toList')}
          </Button>
        ) : (
          <>
            <span className="cap hide-s">{t('sourcesUi:untouched')}</span>
            <Button
              kind="primary"
              size="lg"
              busy={busy}
              disabled={ready.length === 0 || looking || next !== undefined}
              onClick={() => void all()}
            >
              {t('sourcesUi:queue.all', { n: ready.length })}
            </Button>
          </>
        )}
      </footer>
    </div>
  );
}

function Row({ one, busy, onOpen }: { one: Queued; busy: boolean; onOpen: (one: Queued) => void }) {
  const { t, fmt, say } = useLocale();
  const { file, state, inspection, receipt, error } = one;
  const lacking = inspection ? missingFields(inspection.kind.value, inspection.mapping) : [];
  const kind = receipt?.kind ?? inspection?.kind.value;
  const key = receipt?.key ?? inspection?.mapping.customer;
  const rows = receipt?.stored ?? inspection?.storable;
  return (
    <tr>
      <td className="ell name" title={file.name}>
        {file.name}
        {inspection?.sheet ? <span className="cap"> {inspection.sheet.value}</span> : null}
      </td>
      <td className="nw" title={inspection ? say(inspection.kind.reason) : undefined}>
        {kind ? t(`kinds:kind.${kind}`) : '–'}
      </td>
      <td className="r">{rows === undefined ? '–' : fmt.number(rows)}</td>
      <td className="ell" title={key}>
        {key ?? '–'}
      </td>
      <td className={state === 'failed' || lacking.length > 0 ? 'warn-text' : 'mid'}>
        {state === 'looking' || state === 'storing' ? (
          <span className="row">
            <Spinner /> {t(`sourcesUi:queue.${state}`)}
            {state === 'storing' ? (
              <ProgressBar progress={null} label={t('sourcesUi:queue.storing')} width={80} />
            ) : null}
          </span>
        ) : state === 'failed' ? (
          error?.said ? (
            say(error.said)
          ) : (
            (error?.message ?? '')
          )
        ) : state === 'looked' && inspection?.known?.how === 'hash' ? (
          t('sourcesUi:queue.known', { name: inspection.known.name })
        ) : state === 'looked' && lacking.length > 0 ? (
          t('sourcesUi:kind.lacks', {
            fields: lacking.map((field) => t(`kinds:field.${field}`)).join(t('sourcesUi:rejected.comma')),
          })
        ) : (
          t(`sourcesUi:queue.${state}`)
        )}
      </td>
      <td className="acts">
        {state === 'looked' ? (
          <Button
            kind="link"
            disabled={busy}
            onClick={() => {
              onOpen(one);
            }}
          >
            {t('sourcesUi:queue.check')}
          </Button>
        ) : null}
        {receipt ? (
          <Button
            kind="link"
            onClick={() => {
              go({ view: 'sources', id: receipt.sourceId });
            }}
          >
            {t('sourcesUi:steps.receipt')}
          </Button>
        ) : null}
        {state === 'looked' || state === 'failed' || state === 'waiting' ? (
          <IconButton
            icon="close"
            size="sm"
            label={t('sourcesUi:queue.drop', { name: file.name })}
            disabled={busy}
            onClick={() => {
              dequeue(file.fileId);
            }}
          />
        ) : null}
      </td>
    </tr>
  );
}
