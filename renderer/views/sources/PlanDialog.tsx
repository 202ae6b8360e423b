import { useEffect, useRef, useState } from 'react';
import type { Rename, SourcePlan } from '../../../shared/contract/sources.ts';
import { useJob } from '../../state/jobs.ts';
import { type NameOf, useNames } from '../../state/terms.ts';
import { Button, Dialog, Failed, Icon, ProgressBar, RadioRow, Select, useLocale, type Option } from '../../ui/index.ts';
import { namedTitle, nameWithCode } from '../../words/columns.ts';
import { passwordOf } from './password.ts';
import type { Intake } from './useIntake.ts';
import s from './PlanDialog.module.css';

type Mode = 'update' | 'replace' | 'add';
const MODES: readonly Mode[] = ['update', 'replace', 'add'];

/** Next month's file beside the earlier one: which column is which, and what each way of importing would do. */
export function PlanDialog({ intake, into, onClose }: { intake: Intake; into: number; onClose: () => void }) {
  const { t, say } = useLocale();
  const { plan } = intake;
  const job = useJob('sources.plan', { quiet: true, attach: false });
  const [rename, setRename] = useState<Rename>(plan.into === into ? (plan.rename ?? {}) : {});
  const [mode, setMode] = useState<Mode | null>(null);
  const [shown, setShown] = useState<SourcePlan | null>(null);
  if (job.result && job.result !== shown) setShown(job.result);
  const latest = useRef(job);
  useEffect(() => {
    latest.current = job;
  });
  const { fileId } = plan.file;
  const { read, columns } = plan;
  useEffect(() => {
    latest.current.cancel();
    void latest.current.run({ fileId, ...passwordOf(fileId), read, columns: [...columns], into, rename });
  }, [fileId, read, columns, into, rename]);
  useEffect(() => () => latest.current.cancel(), []);

  const chosen = mode ?? (plan.into === into && isMode(plan.mode) ? plan.mode : null) ?? shown?.suggested.mode ?? 'add';
  const refused = shown?.modes[chosen].refused ?? null;
  return (
    <Dialog
      title={t('sourcesUi:plan.title', { name: shown?.into.name ?? '' })}
      onClose={onClose}
      width={920}
      footer={
        <>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button
            kind="primary"
            disabled={!shown || job.running || refused !== null}
            onClick={() => {
              if (!shown) return;
              intake.setSeries({
                into,
                mode: chosen,
                rename: shown.rename,
                columns: shown.settings,
                kind: shown.into.kind,
                mapping: shown.mapping,
              });
              onClose();
            }}
          >
            {t('sourcesUi:plan.take')}
          </Button>
        </>
      }
    >
      {job.error && job.error.code !== 'cancelled' ? <Failed error={job.error} /> : null}
      {shown ? (
        <div className={job.running ? `${s.plan} ${s.dim}` : s.plan} aria-busy={job.running || undefined}>
          <Pairs
            plan={shown}
            mode={chosen}
            intake={intake}
            onPair={(old, now) => {
              setRename(repaired(shown, rename, old, now));
            }}
          />
          <fieldset className={s.modes}>
            <legend className="h">{t('sourcesUi:plan.what')}</legend>
            {MODES.map((one) => (
              <Way key={one} mode={one} plan={shown} checked={chosen === one} onChoose={setMode} />
            ))}
          </fieldset>
          <Skipped plan={shown} />
        </div>
      ) : (
        <div className={s.wait} role="status">
          <span>{job.progress ? t(job.progress.step) : t('sourcesUi:plan.reading')}</span>
          <ProgressBar progress={job.progress} label={t('sourcesUi:plan.reading')} width={240} />
        </div>
      )}
      {shown && job.running ? <span className="sr-only">{say({ key: 'sourcesUi:plan.reading' })}</span> : null}
    </Dialog>
  );
}

const isMode = (mode: string | null): mode is Mode => MODES.some((one) => one === mode);

/** One earlier column gets another column of the file: whatever stood for either before is free again. */
function repaired(plan: SourcePlan, rename: Rename, old: string, now: string): Rename {
  const next: Rename = {};
  for (const { old: before, now: column } of plan.columns) if (column !== null) next[column] = before;
  for (const [column, before] of Object.entries(rename)) if (before === '') next[column] = '';
  for (const [column, before] of Object.entries(next)) if (before === old) next[column] = '';
  if (now !== '') next[now] = old;
  return next;
}

interface PairsProps {
  plan: SourcePlan;
  mode: Mode;
  onPair: (old: string, now: string) => void;
}

function Pairs({ intake, plan, mode, onPair }: PairsProps & { intake: Intake }) {
  const { t } = useLocale();
  const nameOf = useNames(intake.inspection?.columns, intake.plan.terms);
  const changed = plan.columns.filter(({ old, now }) => now !== old);
  const same = plan.columns.length - changed.length;
  const [all, setAll] = useState(false);
  const rows = all ? plan.columns : changed;
  return (
    <section aria-labelledby="pairs-title">
      <div className="row between">
        <h3 className="h" id="pairs-title">
          {t('sourcesUi:plan.columns')}
        </h3>
        <span className="cap">
          {t('sourcesUi:plan.same', { n: same })}
          {same > 0 ? (
            <Button
              kind="link"
              onClick={() => {
                setAll(!all);
              }}
            >
              {t(all ? 'sourcesUi:plan.onlyChanged' : 'sourcesUi:plan.showAll')}
            </Button>
          ) : null}
        </span>
      </div>
      {rows.length > 0 ? <PairTable rows={rows} plan={plan} mode={mode} nameOf={nameOf} onPair={onPair} /> : null}
      {plan.fresh.length > 0 ? (
        <p className="cap">
          {t('sourcesUi:plan.fresh', {
            n: plan.fresh.length,
            names: plan.fresh
              .slice(0, 6)
              .map(({ name }) => nameOf(name))
              .join(t('sourcesUi:rejected.comma')),
          })}
        </p>
      ) : null}
    </section>
  );
}

/** Earlier columns, each with the column of the file that stands for it, which can be any or none. */
function PairTable({ rows, plan, mode, nameOf, onPair }: PairsProps & { nameOf: NameOf; rows: SourcePlan['columns'] }) {
  const { t, say } = useLocale();
  const names = [...plan.columns.flatMap(({ now }) => now ?? []), ...plan.fresh.map(({ name }) => name)];
  const options: Option<string>[] = [
    { value: '', label: t('sourcesUi:plan.gone') },
    ...names.map((name) => ({ value: name, label: nameWithCode(nameOf(name), name) })),
  ];
  return (
    <div className={`scroll ${s.pairs}`} tabIndex={0} role="region" aria-labelledby="pairs-title">
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">{t('sourcesUi:plan.earlier')}</th>
            <th scope="col">{t('sourcesUi:plan.now')}</th>
            <th scope="col">{t('sourcesUi:fields.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ old, now, reason, unreadable, type }) => (
            <tr key={old} className={now === null ? 'mut' : undefined}>
              <td className="ell" title={namedTitle(t, nameOf(old), old)}>
                {nameWithCode(nameOf(old), old)} <span className="cap">{t(`sourcesUi:types.${type}`)}</span>
              </td>
              <td>
                <Select
                  label={t('sourcesUi:plan.nowOf', { name: old })}
                  value={now ?? ''}
                  options={options}
                  fill
                  onChange={(value) => {
                    onPair(old, value);
                  }}
                />
              </td>
              <td className={unreadable > 0 ? 'sm warn-text' : 'sm mid'}>
                {now === null ? t(`sourcesUi:plan.without.${mode}`) : say(reason)}
                {unreadable > 0 ? t('sourcesUi:plan.unreadable', { n: unreadable }) : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Way({
  mode,
  plan,
  checked,
  onChoose,
}: {
  mode: Mode;
  plan: SourcePlan;
  checked: boolean;
  onChoose: (mode: Mode) => void;
}) {
  const { t, say } = useLocale();
  const { refused, added, updated, unchanged, removed, rows } = plan.modes[mode];
  const suggested = plan.suggested.mode === mode;
  return (
    <RadioRow
      name="plan-mode"
      value={mode}
      checked={checked}
      disabled={refused !== null}
      onChange={() => {
        onChoose(mode);
      }}
    >
      <span className="row">
        <b className={s.way}>{t(`sourcesUi:known.${mode}`)}</b>
        <span className="grow">
          {refused ? say(refused) : t('sourcesUi:plan.counts', { added, updated, unchanged, removed })}
        </span>
        {refused ? null : <span className="cap nw">{t('sourcesUi:plan.after', { n: rows })}</span>}
      </span>
      {suggested ? (
        <span className="cap">{t('sourcesUi:plan.suggested', { reason: say(plan.suggested.reason) })}</span>
      ) : null}
    </RadioRow>
  );
}

function Skipped({ plan }: { plan: SourcePlan }) {
  const { t, say } = useLocale();
  if (plan.skipped.length === 0) return null;
  return (
    <section aria-labelledby="skipped-title">
      <h3 className="h warn-text" id="skipped-title">
        <Icon name="warn" size={14} /> {t('sourcesUi:plan.skipped', { n: plan.skipped.length })}
      </h3>
      <ul className={s.skipped}>
        {plan.skipped.map(({ step, reason }, at) => (
          <li key={at}>
            {say(step)} <span className="mut">{say(reason)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
