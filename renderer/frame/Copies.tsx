import { useState } from 'react';
import type { CopyInfo } from '../../shared/contract/copies.ts';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { goToStage } from '../actions.ts';
import { restoreCopy, type CopiesOf } from '../state/copies.ts';
import { useJob } from '../state/jobs.ts';
import { envelopeOf } from '../state/answers.ts';
import { tellFailure, useCommand, useQuery } from '../state/queries.ts';
import { openPanel, useStore } from '../state/store.ts';
import { Button, Dialog, Failed, RadioRow, Tag, useLocale, Waiting } from '../ui/index.ts';
import s from './Copies.module.css';

const close = () => {
  openPanel(null);
};

type Step = { ask: 'restore' | 'delete'; copy: CopyInfo } | null;

/** The copies of a workspace: when and why each was made, and the ways to use or drop it. */
export function Copies({ info }: { info: WorkspaceInfo | null }) {
  const { t } = useLocale();
  const of = useStore((state) => state.copiesOf);
  const { data, error } = useQuery('workspace.copies', of);
  const [step, setStep] = useState<Step>(null);
  const back = () => {
    setStep(null);
  };
  if (step?.ask === 'restore') return <Restore of={of} copy={step.copy} onBack={back} />;
  if (step?.ask === 'delete') return <Delete of={of} copy={step.copy} onBack={back} />;
  const own = of.fileId === undefined && (of.id === undefined || of.id === info?.id);
  return (
    <Dialog
      title={t('workspace:copies.title', { name: data?.workspace ?? '' })}
      onClose={close}
      width={620}
      footer={
        <>
          {own && info ? <MakeCopy /> : null}
          <Button onClick={close}>{t('common:close')}</Button>
        </>
      }
    >
      <p>{t('workspace:copies.text')}</p>
      {error ? <Failed error={error} /> : null}
      {!data && !error ? <Waiting /> : null}
      {data ? <CopyTable copies={data.copies} folder={data.folder} onStep={setStep} /> : null}
    </Dialog>
  );
}

function MakeCopy() {
  const { t } = useLocale();
  const make = useJob('workspace.makeCopy');
  return (
    <Button
      icon="copy"
      busy={make.running}
      onClick={() => {
        void make.run({});
      }}
    >
      {t('workspace:copies.make')}
    </Button>
  );
}

interface TableProps {
  copies: readonly CopyInfo[];
  folder: string;
  onStep: (step: Step) => void;
}

function CopyTable({ copies, folder, onStep }: TableProps) {
  const { t, fmt } = useLocale();
  if (copies.length === 0) return <p className="mut">{t('workspace:copies.none')}</p>;
  return (
    <>
      <table className={s.copies}>
        <thead>
          <tr>
            <th scope="col">{t('workspace:copies.when')}</th>
            <th scope="col">{t('workspace:copies.why')}</th>
            <th scope="col" className="r">
              {t('workspace:copies.size')}
            </th>
            <th scope="col">
              <span className="sr-only">{t('workspace:copies.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {copies.map((copy) => (
            <CopyRow key={copy.name} copy={copy} at={fmt.date(copy.at, 'both')} onStep={onStep} />
          ))}
        </tbody>
      </table>
      <p className="cap">
        {t('workspace:copies.place', { size: fmt.bytes(copies.reduce((sum, { bytes }) => sum + bytes, 0)), folder })}
      </p>
    </>
  );
}

function CopyRow({ copy, at, onStep }: { copy: CopyInfo; at: string; onStep: (step: Step) => void }) {
  const { t, fmt } = useLocale();
  const action = (ask: 'restore' | 'delete') => (
    <Button
      kind="link"
      size="sm"
      aria-label={t(`workspace:copies.${ask}_named`, { at })}
      disabled={ask === 'restore' && !copy.good}
      onClick={() => {
        onStep({ ask, copy });
      }}
    >
      {t(`workspace:copies.${ask}`)}
    </Button>
  );
  return (
    <tr>
      <td className="nw">{at}</td>
      <td>
        {t(`workspace:copies.reason.${copy.reason}`)}{' '}
        {copy.good ? null : <Tag tone="warn">{t('workspace:copies.spoiled')}</Tag>}
      </td>
      <td className="r nw">{fmt.bytes(copy.bytes)}</td>
      <td className="r nw">
        {action('restore')} {action('delete')}
      </td>
    </tr>
  );
}

interface AskProps {
  of: CopiesOf;
  copy: CopyInfo;
  onBack: () => void;
}

function Restore({ of, copy, onBack }: AskProps) {
  const { t, fmt } = useLocale();
  const [as, setAs] = useState<'replace' | 'new'>('replace');
  const [busy, setBusy] = useState(false);
  const restore = async () => {
    setBusy(true);
    try {
      goToStage(await restoreCopy(of, copy.name, as));
    } catch (error) {
      close();
      tellFailure(envelopeOf(error));
    }
  };
  return (
    <Dialog
      title={t('workspace:copies.ask', { at: fmt.date(copy.at, 'both') })}
      onClose={close}
      width={480}
      footer={
        <>
          <Button disabled={busy} onClick={onBack}>
            {t('common:cancel')}
          </Button>
          <Button kind="primary" busy={busy} onClick={() => void restore()}>
            {t('workspace:copies.restore')}
          </Button>
        </>
      }
    >
      <div className={s.ask} role="radiogroup" aria-label={t('workspace:copies.restore')}>
        {(['replace', 'new'] as const).map((way) => (
          <RadioRow
            key={way}
            name="restore-as"
            checked={as === way}
            onChange={() => {
              setAs(way);
            }}
          >
            {t(`workspace:copies.ask_${way}`)}
            <span className="cap" style={{ display: 'block' }}>
              {t(`workspace:copies.ask_${way}_more`)}
            </span>
          </RadioRow>
        ))}
      </div>
    </Dialog>
  );
}

function Delete({ of, copy, onBack }: AskProps) {
  const { t, fmt } = useLocale();
  const remove = useCommand('workspace.deleteCopy');
  const at = fmt.date(copy.at, 'both');
  return (
    <Dialog
      title={t('workspace:copies.delete_named', { at })}
      onClose={close}
      width={420}
      footer={
        <>
          <Button disabled={remove.busy} onClick={onBack}>
            {t('common:cancel')}
          </Button>
          <Button
            kind="danger"
            busy={remove.busy}
            onClick={() => {
              void remove.run({ ...of, name: copy.name }).then(onBack);
            }}
          >
            {t('workspace:copies.delete')}
          </Button>
        </>
      }
    >
      <p>{t('workspace:copies.delete_ask', { at })}</p>
    </Dialog>
  );
}
