import { useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import {
  type IdentityReport,
  type IdentityRules,
  RuleKind,
  type RuleReport,
} from '../../../shared/contract/identity.ts';
import { useCommand } from '../../state/queries.ts';
import { Button, Checkbox, Failed, Notice, ProgressBar, Tag, Tooltip, useLocale, ViewBody } from '../../ui/index.ts';
import { Fuzzy } from './Fuzzy.tsx';
import { Outcome } from './Outcome.tsx';
import { type DryRun, useDryRun } from './useDryRun.ts';

type State = Out<'identity.rules'>;
type Change = (rules: IdentityRules) => void;

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
    <ViewBody inspector={<Outcome dryRun={dryRun} />}>
      <div className="jn-main scroll" tabIndex={0} role="region" aria-label={t('joinUi:rules.title')}>
        <Progress dryRun={dryRun} />
        <section>
          <h2>{t('joinUi:rules.title')}</h2>
          <table className="tbl jn-rules">
            <caption className="sr-only">{t('joinUi:rules.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('joinUi:rules.link')}</th>
                <th scope="col" className="r">
                  {t('joinUi:rules.rows')}
                </th>
                <th scope="col" className="r">
                  {t('joinUi:rules.matched')}
                </th>
                <th scope="col" className="r">
                  {t('joinUi:rules.rate')}
                </th>
                <Explained label={t('joinUi:rules.orphans')} hint={t('joinUi:rules.orphansHint')} />
                <Explained label={t('joinUi:rules.several')} hint={t('joinUi:rules.severalHint')} />
                <th scope="col">
                  <span className="sr-only">{t('joinUi:rules.used')}</span>
                </th>
              </tr>
            </thead>
            {RuleKind.options.map((kind) => (
              <Rule key={kind} kind={kind} rules={rules} report={dryRun.report} old={dryRun.old} onChange={change} />
            ))}
          </table>
        </section>
        <Fuzzy rules={rules} report={dryRun.report} onChange={change} />
      </div>
    </ViewBody>
  );
}

function Explained({ label, hint }: { label: string; hint: string }) {
  return (
    <th scope="col" className="r">
      <Tooltip label={hint}>
        <span tabIndex={0} className="jn-hint">
          {label}
        </span>
      </Tooltip>
    </th>
  );
}

/** The dry run on its way, stopped or failed. */
function Progress({ dryRun }: { dryRun: DryRun }) {
  const { t } = useLocale();
  const { job, report, old, retry } = dryRun;
  if (job.running)
    return (
      <div className="jn-trying" role="status">
        <span>{t('joinUi:dryRun.running')}</span>
        <ProgressBar progress={job.progress} label={t('joinUi:dryRun.running')} width={160} />
        <Button kind="link" onClick={job.cancel}>
          {t('joinUi:dryRun.stop')}
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
          {t('joinUi:dryRun.retry')}
        </Button>
      }
    >
      {t(report ? 'joinUi:dryRun.stopped' : 'joinUi:dryRun.stoppedFirst')}
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
    <tbody className={old ? 'old' : undefined}>
      <tr className="jn-rule">
        <th scope="rowgroup" colSpan={7}>
          <Checkbox
            checked={on}
            aria-label={t('joinUi:rules.on', { rule: name })}
            onChange={(event) => {
              onChange({
                ...rules,
                rules: [...rules.rules.filter((rule) => rule.kind !== kind), { kind, on: event.currentTarget.checked }],
              });
            }}
          >
            <b>{name}</b>
            {report && links.length === 0 ? <span className="cap">{t('joinUi:rules.nothing')}</span> : null}
          </Checkbox>
        </th>
      </tr>
      {links.map((link) => (
        <Link
          key={`${String(link.a.source)} ${String(link.b.source)} ${link.b.columns.join()}`}
          link={link}
          rules={rules}
          onChange={onChange}
        />
      ))}
    </tbody>
  );
}

function Link({ link, rules, onChange }: { link: RuleReport; rules: IdentityRules; onChange: Change }) {
  const { t, say, fmt, lang } = useLocale();
  const { a, b } = link;
  const list = (columns: readonly string[]) => columns.join(lang === 'zh-CN' ? '、' : ', ');
  const within = a.source === b.source;
  return (
    <tr className={link.used ? 'jn-link' : 'jn-link off'}>
      <td>
        <div className="jn-what">
          {t(within ? 'joinUi:rules.within' : 'joinUi:rules.cross', {
            a: a.name,
            b: b.name,
            aColumns: list(a.columns),
            bColumns: list(b.columns),
          })}
        </div>
        <div className="cap">
          {say(link.why)}
          {link.loose > 0 ? ` · ${t('joinUi:rules.loose', { count: link.loose })}` : ''}
        </div>
      </td>
      <td className="r num">{fmt.number(link.rows)}</td>
      <td className="r num">{fmt.number(link.matched)}</td>
      <td className="r num">{fmt.percent(link.matchRate, link.matchRate > 0.99 && link.matchRate < 1 ? 1 : 0)}</td>
      <td className="r num">{within ? '' : fmt.number(link.orphans)}</td>
      <td className="r num">{fmt.number(link.oneToMany)}</td>
      <td className="jn-use">
        <Tag tone={link.used ? 'ok' : link.byPerson ? 'dashed' : 'warn'}>
          {t(link.used ? 'joinUi:rules.used' : 'joinUi:rules.refused')}
        </Tag>
        {link.kind === 'key' ? <KeyChoice link={link} rules={rules} onChange={onChange} /> : null}
      </td>
    </tr>
  );
}

/** A person may know better than the rows whether a key holds. */
function KeyChoice({ link, rules, onChange }: { link: RuleReport; rules: IdentityRules; onChange: Change }) {
  const { t } = useLocale();
  const name = link.b.name;
  const told = rules.keys.some(({ source }) => source === name);
  const off = rules.rules.some(({ kind, on }) => kind === 'key' && !on);
  if (off) return null;
  const choice = told ? 'auto' : link.used ? 'never' : 'always';
  return (
    <Button
      kind="link"
      size="sm"
      aria-label={t(`joinUi:rules.${choice}For`, { name })}
      onClick={() => {
        const others = rules.keys.filter(({ source }) => source !== name);
        onChange({ ...rules, keys: choice === 'auto' ? others : [...others, { source: name, use: choice }] });
      }}
    >
      {t(`joinUi:rules.${choice}`)}
    </Button>
  );
}
