import type { Said } from '../../../shared/domain.ts';
import type { Out } from '../../../shared/contract.ts';
import { Inspector, Tag, useLocale } from '../../ui/index.ts';
import type { DryRun } from './useDryRun.ts';
import s from './Outcome.module.css';

const PARTS = ['linked', 'alone', 'nobody'] as const;
const LOOKS = { linked: s.linked, alone: s.alone, nobody: s.nobody };

type Aside = Out<'identity.rules'>['aside'];

/** What the join gives, or would give: customers, duplicates, and what becomes of the rows of each source. */
export function Outcome({ dryRun, aside }: { dryRun: DryRun; aside: Aside }) {
  const { t, fmt } = useLocale();
  const { report, tried, old } = dryRun;
  return (
    <Inspector
      label={t('identityUi:outcome.title')}
      head={
        <h2>
          <span className="ell">{t('identityUi:outcome.title')}</span>
          {report ? (
            <Tag tone={tried ? 'accent' : 'plain'}>
              {t(tried ? 'identityUi:dryRun.tag' : 'identityUi:outcome.last')}
            </Tag>
          ) : null}
        </h2>
      }
    >
      {report ? (
        <>
          <section className={old ? s.old : undefined}>
            <dl className={s.figures}>
              <Figure label={t('identityUi:outcome.customers')} value={fmt.number(report.customers)} />
              <Figure label={t('identityUi:outcome.rate')} value={fmt.percent(report.matchRate)} />
              <Figure label={t('identityUi:outcome.merged')} value={fmt.number(report.merged)} />
              <Figure label={t('identityUi:outcome.review')} value={fmt.number(report.review)} />
            </dl>
          </section>
          <section className={old ? s.old : undefined}>
            <h3>{t('identityUi:outcome.sources')}</h3>
            <ul className={s.key}>
              {PARTS.map((part) => (
                <li key={part}>
                  <i className={LOOKS[part]} aria-hidden="true" />
                  <span>
                    <b>{t(`identityUi:outcome.${part}`)}</b> {t(`identityUi:outcome.${part}Hint`)}
                  </span>
                </li>
              ))}
            </ul>
            {report.sources.map((source) => (
              <div className={s.source} key={source.source}>
                <SourceHead {...source} />
                <div className={s.share} aria-hidden="true">
                  <i className={s.linked} style={{ flexGrow: source.linked }} />
                  <i className={s.alone} style={{ flexGrow: source.alone }} />
                  <i className={s.nobody} style={{ flexGrow: source.nobody }} />
                </div>
                <dl className={s.parts}>
                  {PARTS.map((part) => (
                    <div key={part} className={LOOKS[part]}>
                      <dt>{t(`identityUi:outcome.${part}`)}</dt>
                      <dd className="num">{fmt.number(source[part])}</dd>
                    </div>
                  ))}
                </dl>
                {source.unused ? <Unused why={source.unused} /> : null}
              </div>
            ))}
            {aside.map((source) => (
              <div className={s.source} key={source.source}>
                <SourceHead {...source} />
                <Looked {...source} />
              </div>
            ))}
          </section>
        </>
      ) : (
        <section>
          <p className="mid">{t('identityUi:dryRun.running')}</p>
        </section>
      )}
    </Inspector>
  );
}

function SourceHead({ name, kind, rows }: Pick<Aside[number], 'name' | 'kind' | 'rows'>) {
  const { t, fmt } = useLocale();
  return (
    <div className="row between">
      <span className="ell" title={name}>
        {name}
      </span>
      <span className="cap nw">
        {t(`kinds:kind.${kind}`)} · <span className="num">{fmt.number(rows)}</span>
      </span>
    </div>
  );
}

/** A file that adds nothing to any customer says so. */
function Unused({ why }: { why: Said }) {
  const { t, say } = useLocale();
  return (
    <p className={s.unused}>
      <b>{t('identityUi:outcome.unused')}</b> {say(why)}
    </p>
  );
}

/** What a join looked up in a list of things, or why nothing. */
function Looked({ used, said }: Pick<Aside[number], 'used' | 'said'>) {
  const { t, say } = useLocale();
  if (used === false) return said.map((why) => <Unused key={why.key} why={why} />);
  return (
    <ul className={s.looked}>
      {said.map((one, i) => (
        <li key={one.key + String(i)}>
          {used && i === 0 ? <b>{t('identityUi:outcome.looked')}</b> : null} {say(one)}
        </li>
      ))}
    </ul>
  );
}

function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
