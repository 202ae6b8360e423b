import { useState } from 'react';
import type { CleanProposal } from '../../../shared/contract/cleaning.ts';
import { useCommand, useQuery } from '../../state/queries.ts';
import { Button, Failed, useLocale, Waiting } from '../../ui/index.ts';
import { keepStepDraft } from './draft.ts';
import sSteps from './Steps.module.css';
import s from './Proposals.module.css';

/** Proposals drawn before the rest is asked for. */
const SHOWN = 6;

/** Steps the data suggests: why, how many rows, and how it would look. */
export function Proposals({ sourceId }: { sourceId: number }) {
  const { t } = useLocale();
  const { data, error, refetch } = useQuery('cleaning.proposals', { sourceId }, { keep: true });
  const [all, setAll] = useState(false);
  const add = useCommand('cleaning.add');
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return <Waiting label={t('cleaningUi:proposals.looking')} />;
  if (data.length === 0) return <p className={`mid ${sSteps.none}`}>{t('cleaningUi:proposals.none')}</p>;
  const shown = all ? data : data.slice(0, SHOWN);
  return (
    <>
      {shown.map((proposal) => (
        <Proposal
          key={proposal.id}
          proposal={proposal}
          busy={add.busy}
          onDo={() => void add.run({ sourceId, steps: [proposal.step] })}
          onLook={() => {
            keepStepDraft(sourceId, { step: proposal.step, id: null });
          }}
        />
      ))}
      {data.length > SHOWN ? (
        <Button
          kind="link"
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t('cleaningUi:proposals.fewer') : t('cleaningUi:proposals.more', { n: data.length - SHOWN })}
        </Button>
      ) : null}
      {data.length > 1 ? (
        <Button disabled={add.busy} onClick={() => void add.run({ sourceId, steps: data.map(({ step }) => step) })}>
          {t('cleaningUi:proposals.doAll', { n: data.length })}
        </Button>
      ) : null}
    </>
  );
}

function Proposal({
  proposal,
  busy,
  onDo,
  onLook,
}: {
  proposal: CleanProposal;
  busy: boolean;
  onDo: () => void;
  onLook: () => void;
}) {
  const { t, say } = useLocale();
  const label = say(proposal.label);
  return (
    <article className={s.proposal}>
      <p>{say(proposal.reason)}</p>
      {proposal.examples.length === 0 ? (
        <p className={`cap ${s.would}`}>{t(`cleaningUi:op.${proposal.step.op}`)}</p>
      ) : null}
      {proposal.examples.map(({ before, after }, i) => (
        <p key={i} className={`cap ${s.example}`}>
          <code>{before ?? '–'}</code> → <code>{after ?? t('cleaningUi:missing')}</code>
        </p>
      ))}
      <div className="row">
        <span className="cap grow">{t('cleaningUi:proposals.rows', { count: proposal.rows })}</span>
        <Button kind="ghost" size="sm" aria-label={t('cleaningUi:proposals.lookAt', { label })} onClick={onLook}>
          {t('cleaningUi:proposals.look')}
        </Button>
        <Button size="sm" disabled={busy} aria-label={t('cleaningUi:proposals.doThis', { label })} onClick={onDo}>
          {t('cleaningUi:proposals.do')}
        </Button>
      </div>
    </article>
  );
}
