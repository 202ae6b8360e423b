import { useEffect, useState } from 'react';
import { client } from '../../state/connection.ts';
import { envelopeOf } from '../../state/answers.ts';
import { ask, attempt } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, IconButton, Notice, ProgressBar, Spinner, useLocale } from '../../ui/index.ts';
import { missingFields } from './Kind.tsx';
import { asksPassword } from './Password.tsx';
import { keepPlan, newPlan } from './plan.ts';
import { clearQueue, dequeue, joinUp, patch, takeApart, type Queued } from './queue.ts';
import { alike, commonName } from './shape.ts';
import { FileCells, SourceTable } from './SourceTable.tsx';
import { WizardHead } from './Steps.tsx';
import sWizard from './Wizard.module.css';
import sSourceTable from './SourceTable.module.css';
import s from './Queue.module.css';

/** Several files at once: each is looked at in its turn; then all go in, or one after the other by hand. */
export function Queue({ workspace, files }: { workspace: string; files: readonly Queued[] }) {
  const { t } = useLocale();
  const reading = useLooks(files);
  const busy = files.some(({ state }) => state === 'storing');
  const open = ({ file }: Queued) => {
    keepPlan(newPlan(workspace, file));
    go({ view: 'sources' });
  };
  const ready = inState(files, 'looked').length;
  const done = inState(files, 'done').length;
  const title = t('sourcesUi:queue.title', { count: files.length });
  return (
    <div className={sWizard.wizard}>
      <WizardHead
        title={title}
        file={
          reading
            ? t('sourcesUi:queue.reading')
            : t(done > 0 ? 'sourcesUi:queue.basis' : 'sourcesUi:queue.ready', { n: done > 0 ? done : ready })
        }
        now={finished(files) ? 'receipt' : 'fields'}
      />
      {reading || busy ? null : alike(files).map((group) => <Together key={group[0]!.file.fileId} group={group} />)}
      <div className={`${sWizard.body} scroll ${s.queue}`} tabIndex={0} role="region" aria-label={title}>
        <SourceTable head={<th scope="col">{t('sourcesUi:queue.state')}</th>}>
          {files.map((one) => (
            <Row key={one.file.fileId} one={one} busy={busy} onOpen={open} />
          ))}
        </SourceTable>
      </div>
      <Footer files={files} reading={reading} busy={busy} />
    </div>
  );
}

const inState = (files: readonly Queued[], state: Queued['state']) => files.filter((one) => one.state === state);

const finished = (files: readonly Queued[]) => files.every(({ state }) => state === 'done' || state === 'failed');

/** Looks at one file at a time. @returns whether one is still to be looked at */
function useLooks(files: readonly Queued[]): boolean {
  const nextId = files.find(({ state }) => state === 'waiting')?.file.fileId;
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
  return looking || nextId !== undefined;
}

/** Import files one after the other; one that fails holds up no other. */
async function storeAll(files: readonly Queued[]): Promise<void> {
  for (const { file } of files) {
    const { fileId } = file;
    patch(fileId, { state: 'storing' });
    try {
      const receipt = await client().call('sources.import', { fileId });
      patch(fileId, { state: 'done', receipt });
    } catch (error) {
      patch(fileId, { state: 'failed', error: envelopeOf(error) });
    }
  }
}

function Footer({ files, reading, busy }: { files: readonly Queued[]; reading: boolean; busy: boolean }) {
  const { t } = useLocale();
  const ready = inState(files, 'looked');
  const over = finished(files);
  const joinable = inState(files, 'done').length > 1;
  const leave = (view: 'sources' | 'identity') => {
    clearQueue();
    go({ view });
  };
  return (
    <footer className={sWizard.foot}>
      <Button
        kind="ghost"
        size="lg"
        onClick={() => {
          leave('sources');
        }}
        disabled={busy}
      >
        {t(over ? 'sourcesUi:toList' : 'common:cancel')}
      </Button>
      <span className="grow" />
      {over ? (
        <Button
          kind="primary"
          size="lg"
          onClick={() => {
            leave(joinable ? 'identity' : 'sources');
          }}
        >
          {t(joinable ? 'sourcesUi:toJoin' : 'sourcesUi:toList')}
        </Button>
      ) : (
        <>
          <span className={`cap ${sWizard.wideOnly}`}>{t('sourcesUi:untouchedAll')}</span>
          <Button
            kind="primary"
            size="lg"
            busy={busy}
            disabled={ready.length === 0 || reading}
            onClick={() => void storeAll(ready)}
          >
            {t('sourcesUi:queue.all', { count: ready.length })}
          </Button>
        </>
      )}
    </footer>
  );
}

/** Files with the same columns, a month each as a rule: they can go in as one source. The row has the way back. */
function Together({ group }: { group: readonly Queued[] }) {
  const { t } = useLocale();
  const [busy, setBusy] = useState(false);
  const files = group.map(({ file }) => file);
  const names = files.map(({ name }) => name);
  const join = async () => {
    setBusy(true);
    const stem = commonName(names) || names[0]!.replace(/\.[^.]{1,5}$/, '');
    const joined = await attempt(async () => {
      const file = await ask('sources.together', {
        fileIds: files.map(({ fileId }) => fileId),
        name: t('sourcesUi:queue.togetherName', { name: stem.slice(0, 160), count: files.length }),
      });
      joinUp(file, files);
      return file;
    });
    if (!joined) setBusy(false);
  };
  return (
    <Notice
      tone="calm"
      actions={
        <Button busy={busy} onClick={() => void join()}>
          {t('sourcesUi:queue.together', { count: files.length })}
        </Button>
      }
    >
      <span title={names.join('\n')}>
        {t('sourcesUi:queue.alike', { count: files.length, first: names[0]!, last: names.at(-1)! })}
      </span>
    </Notice>
  );
}

function Row({ one, busy, onOpen }: { one: Queued; busy: boolean; onOpen: (one: Queued) => void }) {
  const { t, say } = useLocale();
  const { file, state, inspection, receipt, parts } = one;
  return (
    <tr>
      <FileCells
        name={file.name}
        sheet={inspection?.sheet?.value ?? receipt?.sheet ?? null}
        kind={receipt?.kind ?? inspection?.kind.value}
        why={inspection ? say(inspection.kind.reason) : undefined}
        rows={receipt?.stored ?? inspection?.storable}
        rejected={receipt?.rejected ?? inspection?.rejected}
        customer={receipt ? receipt.key : inspection?.mapping.customer}
      />
      <State one={one} />
      <td className={sSourceTable.acts}>
        {state === 'looked' || asksPassword(one.error) ? (
          <Button
            kind="link"
            disabled={busy}
            onClick={() => {
              onOpen(one);
            }}
          >
            {t(state === 'looked' ? 'sourcesUi:queue.check' : 'sourcesUi:password.enter')}
          </Button>
        ) : null}
        {parts.length > 0 && (state === 'looked' || state === 'failed') ? (
          <Button
            kind="link"
            disabled={busy}
            onClick={() => {
              takeApart(file.fileId);
            }}
          >
            {t('sourcesUi:queue.apart')}
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

/** How far a file is, or what a reader should know before it goes in. */
function State({ one: { state, inspection, error } }: { one: Queued }) {
  const { t, say } = useLocale();
  const lacking = inspection ? missingFields(inspection.kind.value, inspection.mapping) : [];
  if (state === 'looking' || state === 'storing')
    return (
      <td className="mid">
        <span className="row">
          <Spinner /> {t(`sourcesUi:queue.${state}`)}
          {state === 'storing' ? <ProgressBar progress={null} label={t('sourcesUi:queue.storing')} width={80} /> : null}
        </span>
      </td>
    );
  if (state === 'failed')
    return (
      // a file that asks for its password has not failed
      <td className={asksPassword(error) ? 'warn-text' : 'danger-text'}>
        {error?.said ? say(error.said) : (error?.message ?? '')}
      </td>
    );
  if (state === 'looked' && inspection?.known?.how === 'hash')
    return <td className="mid">{t('sourcesUi:queue.known', { name: inspection.known.name })}</td>;
  if (state === 'looked' && lacking.length > 0)
    return (
      <td className="warn-text">
        {t('sourcesUi:kind.lacks', {
          fields: lacking.map((field) => t(`kinds:field.${field}`)).join(t('sourcesUi:rejected.comma')),
        })}
      </td>
    );
  return <td className="mid">{t(`sourcesUi:queue.${state}`)}</td>;
}
