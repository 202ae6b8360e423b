import { useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import {
  type IdentityReport,
  type IdentityRules,
  RuleKind,
  type RuleReport,
} from '../../../shared/contract/identity.ts';
import { useCommand } from '../../state/queries.ts';
import { useNames } from '../../state/terms.ts';
import { Button, Checkbox, Failed, Notice, ProgressBar, Tag, useLocale, ViewBody } from '../../ui/index.ts';
import { Fuzzy } from './Fuzzy.tsx';
import { namesOf } from './names.ts';
import { Outcome } from './Outcome.tsx';
import { type DryRun, useDryRun } from './useDryRun.ts';
import s from './Rules.module.css';

type State = Out<'identity.rules'>;
type Change = (rules: IdentityRules) => void;

/** What is told of every link. */
const FIGURES = ['rows', 'matched', 'rate', 'orphans', 'several'] as const;

/** The rules of the join with what each finds, before anything is joined. */
export function Rules({ state }: { state: State }) {
  const { t } = useLocale();
  const dryRun = useDryRun(state);
  const set = useCommand('identity.setRules');
  // what was just changed stands at once, not only when the core has answered
  const [asked, setAsked] = useState<IdentityRules | null>(null);
  if (asked && JSON.stringify(asked) === JSON.stringify(state.rules)) setAsked(null);
  const rules = asked ?? state.rules;
  const change: Change = (next) => {
    setAsked(next);
    void set.run(next).then((done) => {
      if (!done) setAsked(null);
    });
  };
  return (
    <ViewBody inspector={<Outcome dryRun={dryRun} aside={state.aside} />}>
      <div className={`${s.main} scroll`} tabIndex={0} role="region" aria-label={t('identityUi:rules.title')}>
        <Progress dryRun={dryRun} />
        <section>
          <h2>{t('identityUi:rules.title')}</h2>
          <p className={`cap ${s.explain}`}>{t('identityUi:rules.explain')}</p>
          <table className={`tbl ${s.rules}`}>
            <caption className="sr-only">{t('identityUi:rules.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('identityUi:rules.link')}</th>
                {FIGURES.map((figure) => (
                  <th key={figure} scope="col" className="r">
                    {t(`identityUi:rules.${figure}`)}
                  </th>
                ))}
                <th scope="col">{t('identityUi:rules.use')}</th>
              </tr>
            </thead>
            {RuleKind.options.map((kind) => (
              <Rule
                key={kind}
                kind={kind}
                rules={rules}
                report={dryRun.report}
                old={asked !== null || dryRun.old}
                onChange={change}
              />
            ))}
          </table>
        </section>
        <Fuzzy rules={rules} report={dryRun.report} onChange={change} />
      </div>
    </ViewBody>
  );
}

/** The dry run on its way, stopped or failed. */
function Progress({ dryRun }: { dryRun: DryRun }) {
  const { t } = useLocale();
  const { job, report, old, retry } = dryRun;
  if (job.running)
    return (
      <div className={s.trying} role="status">
        <span>{t('identityUi:dryRun.running')}</span>
        <ProgressBar progress={job.progress} label={t('identityUi:dryRun.running')} width={160} />
        <Button kind="link" onClick={job.cancel}>
          {t('identityUi:dryRun.stop')}
        </Button>
      </div>
    );
  if (!job.error || !old) return null;
  if (job.error.code !== 'cancelled') return <Failed error={job.error} retry={retry} />;
  return (
    <Notice
      tone="calm"
      actions={
        <Button kind="ghost" onClick={retry}>
          {t('identityUi:dryRun.retry')}
        </Button>
      }
    >
      {t(report ? 'identityUi:dryRun.stopped' : 'identityUi:dryRun.stoppedFirst')}
    </Notice>
  );
}

/** One rule: its switch, and a line for every two sources it links. */
function Rule({
  kind,
  rules,
  report,
  old,
  onChange,
}: {
  kind: RuleKind;
  rules: IdentityRules;
  report: IdentityReport | null;
  old: boolean;
  onChange: Change;
}) {
  const { t } = useLocale();
  const on = rules.rules.every((rule) => rule.kind !== kind || rule.on);
  const links = report?.rules.filter((link) => link.kind === kind) ?? [];
  const name = t(`identity:kind.${kind}`);
  return (
    <tbody className={old ? s.old : undefined}>
      <tr className={s.rule}>
        <th scope="rowgroup" colSpan={7}>
          <Checkbox
            checked={on}
            aria-label={t('identityUi:rules.on', { rule: name })}
            onChange={(event) => {
              onChange({
                ...rules,
                rules: [...rules.rules.filter((rule) => rule.kind !== kind), { kind, on: event.currentTarget.checked }],
              });
            }}
          >
            <b>{name}</b>
            {report && links.length === 0 ? <span className="cap">{t('identityUi:rules.nothing')}</span> : null}
          </Checkbox>
        </th>
      </tr>
      {links.map((link) => (
        <Link
          key={`${String(link.a.source)} ${String(link.b.source)} ${link.b.columns.join()}`}
          link={link}
          rules={rules}
          old={old}
          onChange={onChange}
        />
      ))}
    </tbody>
  );
}

interface LinkProps {
  link: RuleReport;
  rules: IdentityRules;
  /** the report is older than the rules */
  old: boolean;
  onChange: Change;
}

function Link({ link, rules, old, onChange }: LinkProps) {
  const { t, say, fmt, lang } = useLocale();
  const { a, b } = link;
  const nameOf = useNames();
  const list = (columns: readonly string[]) =>
    columns.map((column) => namesOf(column, nameOf)).join(lang === 'zh-CN' ? '、' : ', ');
  const within = a.source === b.source;
  const figures: Record<(typeof FIGURES)[number], string> = {
    rows: fmt.number(link.rows),
    matched: fmt.number(link.matched),
    rate: fmt.percent(link.matchRate, link.matchRate > 0.99 && link.matchRate < 1 ? 1 : 0),
    orphans: within ? '' : fmt.number(link.orphans),
    several: fmt.number(link.oneToMany),
  };
  const told = link.kind === 'key' && rules.keys.some(({ source }) => source === b.name);
  return (
    <tr className={link.used ? s.link : `${s.link} ${s.off}`}>
      <td>
        <div className={s.what}>
          {t(within ? 'identityUi:rules.within' : 'identityUi:rules.cross', {
            a: a.name,
            b: b.name,
            aColumns: list(a.columns),
            bColumns: list(b.columns),
          })}
        </div>
        <div className="cap">
          {say(link.why)}
          {link.loose > 0 ? ` · ${t('identityUi:rules.loose', { count: link.loose })}` : ''}
          {told ? (
            <>
              {' · '}
              <Button
                kind="link"
                size="sm"
                aria-label={t('identityUi:rules.autoFor', { name: b.name })}
                onClick={() => {
                  onChange(withKey(rules, b.name, null));
                }}
              >
                {t('identityUi:rules.auto')}
              </Button>
            </>
          ) : null}
        </div>
      </td>
      {FIGURES.map((figure) => (
        <td key={figure} className="r num">
          {figures[figure]}
        </td>
      ))}
      <td className={s.use}>
        <Use link={link} rules={rules} old={old} onChange={onChange} />
      </td>
    </tr>
  );
}

/** Whether a link is used. A person may know better than the rows whether a key holds. */
function Use({ link, rules, old, onChange }: LinkProps) {
  const { t } = useLocale();
  const { a, b, byPerson, why } = link;
  const told = link.kind === 'key' ? rules.keys.find(({ source }) => source === b.name)?.use : undefined;
  // what was just said stands at once, not only after the dry run
  const used = old && told !== undefined ? told === 'always' : link.used;
  const word = t(used ? 'identityUi:rules.used' : 'identityUi:rules.refused');
  // that another list fits better is no reason to worry
  const calm = used || byPerson || why.key === 'identity:why.key.other';
  const shown = calm ? <span className="cap">{word}</span> : <Tag tone="warn">{word}</Tag>;
  const ruleOff = rules.rules.some(({ kind, on }) => kind === 'key' && !on);
  if (link.kind !== 'key' || ruleOff) return shown;
  return (
    <Checkbox
      checked={used}
      aria-label={t(a.source === b.source ? 'identityUi:rules.useOwnKey' : 'identityUi:rules.useKey', {
        name: b.name,
        other: a.name,
      })}
      onChange={(event) => {
        onChange(withKey(rules, b.name, event.currentTarget.checked ? 'always' : 'never'));
      }}
    >
      {shown}
    </Checkbox>
  );
}

/** Rules with what a person says about the key of a source; null: its rows decide. */
function withKey(rules: IdentityRules, source: string, use: 'always' | 'never' | null): IdentityRules {
  const others = rules.keys.filter((key) => key.source !== source);
  return { ...rules, keys: use === null ? others : [...others, { source, use }] };
}
