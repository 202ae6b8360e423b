import type { Attribute, CustomerPage, Standing } from '../../../../shared/contract/customers.ts';
import { go } from '../../../state/store.ts';
import { Button, Icon, Inspector, Shape, useLocale } from '../../../ui/index.ts';
import { valueText } from '../../../words/values.ts';
import { figureText } from './words.ts';
import s from './WhyInspector.module.css';

interface WhyProps {
  page: CustomerPage;
  attributes: readonly Attribute[];
  segment: { colour: number; name: string } | null;
}

/** Differences that are listed: of the attributes the segmentation used, and of others. */
const SHOWN = { used: 6, others: 3 };

/** Why a customer is in its segment, and which rows of which sources it is made of. */
export function WhyInspector({ page, attributes, segment }: WhyProps) {
  const { t, fmt, lang } = useLocale();
  const { standing, sources } = page;
  const shown = [
    ...standing.filter(({ used }) => used).slice(0, SHOWN.used),
    ...standing.filter(({ used }) => !used).slice(0, SHOWN.others),
  ];
  return (
    <Inspector
      label={t(segment ? 'customerUi:why' : 'customerUi:whyUngrouped')}
      head={
        <>
          <h2>
            {segment ? <Shape colour={segment.colour} size={12} /> : null}
            <span className="ell">{segment?.name ?? t('customerUi:noSegment')}</span>
          </h2>
          {standing.length > 0 ? <p className="cap">{t('customerUi:whyBasis')}</p> : null}
        </>
      }
    >
      <section>
        <h3 className="h">{t(segment ? 'customerUi:why' : 'customerUi:whyUngrouped')}</h3>
        {standing.length === 0 ? (
          <>
            <p className="mid">{t('customerUi:whyNone')}</p>
            <Button
              className={s.after}
              size="sm"
              onClick={() => {
                go({ view: 'segments' });
              }}
            >
              {t('customerUi:toSegments')}
            </Button>
          </>
        ) : (
          <ol className={s.why}>
            {shown.map((one) => (
              <WhyLine
                key={one.attribute}
                standing={one}
                page={page}
                attributes={attributes}
                colour={segment?.colour}
              />
            ))}
          </ol>
        )}
      </section>
      <section>
        <h3 className="h">{t('customerUi:sourcesTitle')}</h3>
        <ul className={s.sources}>
          {sources.map((source) => (
            <li key={source.sourceId}>
              <p className="row between">
                <span className="ell b" title={source.name}>
                  {source.name}
                </span>
                <span className="cap nw">{t(`kinds:kind.${source.kind}`)}</span>
              </p>
              <p className="cap">
                {t('customerUi:rowsOf', { count: source.rows })} ·{' '}
                {t('customerUi:sourceRows', {
                  count: source.rows,
                  rows:
                    source.lines.map((line) => fmt.number(line)).join(lang === 'zh-CN' ? '、' : ', ') +
                    (source.rows > source.lines.length ? ' …' : ''),
                })}
                {source.score < 1 ? ` · ${t('customerUi:sure', { score: source.score })}` : ''}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </Inspector>
  );
}

function WhyLine({
  standing,
  page,
  attributes,
  colour,
}: {
  standing: Standing;
  page: CustomerPage;
  attributes: readonly Attribute[];
  colour: number | undefined;
}) {
  const locale = useLocale();
  const { t } = locale;
  const at = attributes.findIndex(({ id }) => id === standing.attribute);
  const attribute = attributes[at];
  if (!attribute) return null;
  const value = valueText(page.cells[at] ?? null, attribute, locale) ?? '';
  const { mean, strength, share, segment } = standing;
  const figure = (of: number) => (mean === null ? locale.fmt.percent(of) : figureText(of, attribute, locale));
  const everyone = mean ?? share;
  const text = [
    ...(everyone === null ? [] : [t('customerUi:everyone', { value: figure(everyone) })]),
    ...(segment === null ? [] : [t('customerUi:inSegment', { value: figure(segment) })]),
  ];
  return (
    <li>
      <p className="row between">
        <span className={s.named}>
          <span className="ell" title={attribute.name}>
            {attribute.name}
          </span>
          {standing.used ? (
            <span className={s.used} title={t('customerUi:used')}>
              <Icon name="segments" size={13} />
              <span className="sr-only">{t('customerUi:used')}</span>
            </span>
          ) : null}
        </span>
        <span className={`${s.value} ell`} title={value}>
          {value}
        </span>
      </p>
      <Scale strength={strength} rare={mean === null} colour={colour} />
      <p className="cap row between">
        <span>{text.join(' · ')}</span>
        {mean === null ? null : <span className="nw">{t('customerUi:deviation', { z: strength })}</span>}
      </p>
    </li>
  );
}

/** Everyone in the middle, this customer beside it: at most three standard deviations are drawn. The text says the same. */
function Scale({ strength, rare, colour }: { strength: number; rare: boolean; colour: number | undefined }) {
  const share = rare ? strength * 50 : (Math.max(-3, Math.min(3, strength)) / 3) * 50;
  const from = 50 + Math.min(0, share);
  return (
    <span className={s.scale} aria-hidden="true">
      <i
        style={{
          left: `${String(from)}%`,
          width: `${String(Math.max(1, Math.abs(share)))}%`,
          background: colour === undefined ? 'var(--ink-3)' : `var(--s${String(colour)})`,
        }}
      />
      <b />
    </span>
  );
}
