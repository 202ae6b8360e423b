import { useId, useState } from 'react';
import type { Inspection } from '../../../shared/contract/sources.ts';
import { client } from '../../state/connection.ts';
import { useJobs } from '../../state/jobs.ts';
import { attempt } from '../../state/queries.ts';
import { go } from '../../state/store.ts';
import { Button, Checkbox, Failed, ProgressBar, useLocale } from '../../ui/index.ts';
import { ColumnPanel } from './ColumnPanel.tsx';
import { DictionaryFile, useDictionaryOffer } from './DictionaryFile.tsx';
import { Facts } from './Facts.tsx';
import { Fields } from './Fields.tsx';
import { KindBar, MappingPanel } from './Kind.tsx';
import { KnownFile } from './Known.tsx';
import { FileNotices } from './Notices.tsx';
import { asksPassword, PasswordForm } from './Password.tsx';
import { keepPlan, settled, type Plan } from './plan.ts';
import { dequeue, queueHolds, useQueue } from './queue.ts';
import { Reading } from './Reading.tsx';
import { WizardHead } from './Steps.tsx';
import { useIntake, type Intake } from './useIntake.ts';
import s from './Wizard.module.css';

/** A file on its way in: how it is read, what its columns are, and the button that stores it. */
export function Wizard({ plan }: { plan: Plan }) {
  const { t } = useLocale();
  const intake = useIntake(plan);
  const { inspection } = intake;
  const queued = useQueue() !== null;
  const cancel = () => {
    intake.stopLooking();
    keepPlan(null);
    go({ view: 'sources', ...(queued ? { mode: 'queue' } : {}) });
  };
  // a dictionary that was taken over is done with
  const taken = () => {
    dequeue(plan.file.fileId);
    keepPlan(null);
    go({ view: 'sources', ...(queueHolds() ? { mode: 'queue' } : {}) });
  };
  const dictionary = useDictionaryOffer(inspection, taken);
  const other = () => {
    intake.stopLooking();
    keepPlan(null);
    go({ view: 'sources', mode: 'import' });
  };
  const steps = {
    file: other,
    ...(plan.step === 'fields' && inspection ? { read: () => intake.setStep('read') } : {}),
  };
  if (intake.storing) return <Storing intake={intake} />;
  if (!inspection) return <Unread intake={intake} onStep={steps} onCancel={cancel} onOther={other} />;
  const refused = refusal(intake);
  const reading = plan.step === 'read';
  return (
    <div className={s.wizard}>
      <WizardHead
        title={t(reading ? 'sourcesUi:steps.read' : 'sourcesUi:steps.fields')}
        file={inspection.name}
        now={plan.step}
        onStep={steps}
      />
      <div className={intake.looking ? `${s.body} ${s.dim}` : s.body} aria-busy={intake.looking || undefined}>
        <Facts intake={intake} inspection={inspection} />
        {asksPassword(refused) ? (
          <PasswordForm error={refused} intake={intake} onCancel={cancel} onOther={other} />
        ) : refused ? (
          <Failed error={refused} retry={intake.look} />
        ) : null}
        {intake.storeError && intake.storeError.code !== 'cancelled' ? (
          <Failed error={intake.storeError} retry={intake.store} />
        ) : null}
        <KnownFile intake={intake} inspection={inspection} />
        {dictionary ? <DictionaryFile offer={dictionary} /> : null}
        <FileNotices inspection={inspection} />
        {reading ? <Reading intake={intake} inspection={inspection} /> : <FieldsStep intake={intake} />}
      </div>
      <Footer intake={intake} aside={dictionary !== null} onCancel={cancel} onOther={other} />
    </div>
  );
}

/** Why the file could not be read; that the reader stopped it needs no words. */
const refusal = ({ lookError }: Intake) => (lookError && lookError.code !== 'cancelled' ? lookError : null);

interface UnreadProps {
  intake: Intake;
  onStep: { file: () => void };
  onCancel: () => void;
  onOther: () => void;
}

/** Before the first look at the file has come back, or when it was refused. */
function Unread({ intake, onStep, onCancel, onOther }: UnreadProps) {
  const { t } = useLocale();
  const refused = intake.looking ? null : refusal(intake);
  if (asksPassword(refused))
    return (
      <>
        <WizardHead title={t('sourcesUi:password.title')} file={intake.plan.file.name} now="read" onStep={onStep} />
        <PasswordForm error={refused} intake={intake} onCancel={onCancel} onOther={onOther} />
      </>
    );
  return (
    <>
      <WizardHead
        title={t(refused ? 'sourcesUi:reading.refused' : 'sourcesUi:reading.title')}
        file={intake.plan.file.name}
        now="read"
        onStep={onStep}
      />
      {refused ? (
        <Failed error={refused} {...(refused.code === 'unsupported_file' ? {} : { retry: intake.look })} />
      ) : null}
      <div className={s.intakeWait}>
        {refused ? (
          <Instead onCancel={onCancel} onOther={onOther} />
        ) : intake.looking ? (
          <Running
            op="sources.inspect"
            label={t('sourcesUi:reading.now')}
            progress={intake.lookProgress}
            onStop={onCancel}
          />
        ) : (
          <Button onClick={onOther}>{t('sourcesUi:reading.other')}</Button>
        )}
      </div>
    </>
  );
}

/** What can be read, and the ways out for a file that cannot. */
function Instead({ onCancel, onOther }: Pick<UnreadProps, 'onCancel' | 'onOther'>) {
  const { t } = useLocale();
  return (
    <>
      <p className="mid">{t('sourcesUi:choose.formats')}</p>
      <p className="cap">{t('sourcesUi:choose.encodings')}</p>
      <div className="row">
        <Button kind="primary" onClick={onOther}>
          {t('sourcesUi:reading.other')}
        </Button>
        <Button kind="ghost" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </>
  );
}

function FieldsStep({ intake }: { intake: Intake }) {
  const { plan, inspection } = intake;
  const columns = (inspection?.columns ?? []).map((guess) =>
    settled(
      guess,
      plan.columns.find(({ name }) => name === guess.name),
    ),
  );
  const amount = columns.find(({ name }) => name === inspection?.mapping.amount);
  const first = amount ?? columns.find((c) => c.role === 'attribute' && c.type === 'number') ?? columns[0];
  const [chosen, setChosen] = useState<string | null>(null);
  const selected = columns.find(({ name }) => name === chosen) ?? first;
  const [mapping, setMapping] = useState(false);
  if (!inspection || !selected) return null;
  const pick = (name: string) => {
    setChosen(name);
  };
  return (
    <>
      <KindBar
        intake={intake}
        inspection={inspection}
        open={mapping}
        onOpen={() => {
          setMapping(!mapping);
        }}
      />
      <div className={s.split}>
        <Fields columns={columns} selected={selected.name} onSelect={pick} intake={intake} />
        {mapping ? (
          <MappingPanel intake={intake} inspection={inspection} />
        ) : (
          <ColumnPanel
            inspection={inspection}
            columns={columns}
            column={selected}
            onSelect={pick}
            intake={intake}
            onKind={(personal) => {
              intake.setColumn({ name: selected.name, personal }, true);
            }}
          />
        )}
      </div>
    </>
  );
}

interface FooterProps {
  intake: Intake;
  /** something else is the thing to do */
  aside: boolean;
  onCancel: () => void;
  onOther: () => void;
}

function Footer({ intake, aside, onCancel, onOther }: FooterProps) {
  const { t } = useLocale();
  const { inspection, plan } = intake;
  if (!inspection) return null;
  return (
    <footer className={s.foot}>
      <Button kind="ghost" size="lg" onClick={onCancel}>
        {t('common:cancel')}
      </Button>
      {intake.looking ? (
        <>
          <span className="vr" />
          <Running
            op="sources.inspect"
            label={t('sourcesUi:reading.again')}
            progress={intake.lookProgress}
            onStop={intake.stopLooking}
          />
        </>
      ) : null}
      <span className="grow" />
      {plan.step === 'fields' && !skipped(intake) ? <RecipeChoice intake={intake} /> : null}
      <span className={`cap ${s.wideOnly}`}>{t('sourcesUi:untouched')}</span>
      <Button
        size="lg"
        onClick={
          plan.step === 'fields'
            ? () => {
                intake.setStep('read');
              }
            : onOther
        }
      >
        {t('sourcesUi:back')}
      </Button>
      <Forward intake={intake} inspection={inspection} kind={aside ? 'plain' : 'primary'} />
    </footer>
  );
}

/** The source that has this file already, where the file is not to go in again. */
const skipped = ({ mode, inspection }: Intake) => (mode === 'skip' ? (inspection?.known ?? null) : null);

function RecipeChoice({ intake }: { intake: Intake }) {
  const { t } = useLocale();
  return (
    <Checkbox
      checked={intake.plan.recipe}
      onChange={(event) => {
        intake.setRecipe(event.currentTarget.checked);
      }}
    >
      <span className="cap" title={t('sourcesUi:recipe.what')}>
        {t('sourcesUi:recipe.save')}
      </span>
    </Checkbox>
  );
}

const ACTS = {
  new: 'sourcesUi:importNow',
  // what was to be skipped is known no longer
  skip: 'sourcesUi:importNow',
  update: 'sourcesUi:updateNow',
  add: 'sourcesUi:addNow',
  replace: 'sourcesUi:replaceNow',
} as const;

/** On to the columns, and from there into the workspace; with nothing to store it says so. */
function Forward({ intake, inspection, kind }: { intake: Intake; inspection: Inspection; kind: 'plain' | 'primary' }) {
  const { t } = useLocale();
  const why = useId();
  const { plan, mode } = intake;
  const there = skipped(intake);
  const nothing = inspection.storable === 0 && !there;
  const act = there ? 'sourcesUi:skipNow' : ACTS[mode ?? 'new'];
  return (
    <>
      {nothing ? (
        <span id={why} className="cap">
          {t('sources:note.noRowsToStore')}
        </span>
      ) : null}
      {plan.step === 'read' ? (
        <Button
          kind={kind}
          size="lg"
          onClick={() => {
            intake.setStep('fields');
          }}
        >
          {t('sourcesUi:toFields')}
        </Button>
      ) : (
        <Button
          kind={kind}
          size="lg"
          disabled={intake.looking || nothing}
          aria-describedby={nothing ? why : undefined}
          onClick={
            there
              ? () => {
                  void leaveFor(there.sourceId, plan.terms);
                }
              : intake.store
          }
        >
          {t(act, { count: inspection.storable })}
        </Button>
      )}
    </>
  );
}

/** A file that is here already does not go in again; what its columns were called meanwhile is kept all the same. */
async function leaveFor(sourceId: number, terms: Plan['terms']): Promise<void> {
  await attempt(async () => {
    for (const change of terms) await client().call('dictionary.describe', change);
    keepPlan(null);
    go({ view: 'sources', id: sourceId });
  });
}

type Shown = { step: string; done: number; total: number | null } | null;

/** Step, done of total, rate, and a stop that stops. */
function Running({ op, label, progress, onStop }: { op: string; label: string; progress: Shown; onStop: () => void }) {
  const { t, fmt } = useLocale();
  const job = useJobs().find((one) => one.op === op && one.state === 'running');
  // the first pass over a file counts bytes, all others rows
  const bytes = progress?.step === 'sources:step.scan';
  const count = (n: number) => (bytes ? fmt.bytes(n) : fmt.number(n, 0));
  const rate = job?.progress && !bytes && job.progress.done > 1000 ? job.progress.done / (job.ms / 1000) : null;
  return (
    <div className={s.run} role="status">
      <span className="ell">{progress ? t(progress.step) : label}</span>
      <ProgressBar progress={progress} label={label} width={160} />
      {progress && progress.done > 0 ? (
        <span className="cap nw">
          {count(progress.done)}
          {progress.total === null ? '' : ` / ${count(progress.total)}`}
          {rate === null ? '' : ` · ${t('sourcesUi:rate', { n: fmt.number(rate, 0) })}`}
        </span>
      ) : null}
      <Button kind="link" onClick={onStop}>
        {t('common:stop')}
      </Button>
    </div>
  );
}

function Storing({ intake }: { intake: Intake }) {
  const { t } = useLocale();
  return (
    <>
      <WizardHead title={t('sourcesUi:storing.title')} file={intake.plan.file.name} now="fields" />
      <div className={s.intakeWait}>
        <Running
          op="sources.import"
          label={t('sourcesUi:storing.title')}
          progress={intake.storeProgress}
          onStop={intake.stopStoring}
        />
        <p className="cap">{t('sourcesUi:storing.stop')}</p>
      </div>
    </>
  );
}
