import type { Claim, Field, Persona } from '../../../../shared/contract/personas.ts';
import {
  cardTitle,
  claimText,
  fieldLabel,
  healthOf,
  printDay,
  printEffect,
  statOf,
} from '../../../../shared/card/claims.ts';
import { supportOf } from '../../../../shared/card/evidence.ts';
import { DifferenceStrip } from '../../../charts/DifferenceStrip.tsx';
import { Icon, segmentColour, Shape, useLocale } from '../../../ui/index.ts';
import { Avatar } from '../Avatar.tsx';
import { BASIS_ICON } from '../words.ts';
import { HealthBar } from './HealthBar.tsx';

export interface EvidenceProps {
  persona: Persona;
  claim: string | null;
  onClaim: (field: string, claim: string) => void;
}

/** The evidence side of the card: the same header made small, the bar by basis, one row a claim. */
export function Evidence({ persona, claim: open, onClaim }: EvidenceProps) {
  const { t, lang, fmt } = useLocale();
  const rows = persona.fields.flatMap((field) => field.claims.map((claim, i) => ({ field, claim, first: i === 0 })));
  return (
    <article
      className="card back"
      style={{ borderTopColor: segmentColour(persona.colour) }}
      aria-labelledby="card-title"
    >
      <header className="card-head small">
        <Avatar persona={persona} size={56} />
        <div className="grow">
          <p className="kick">
            {persona.segment === null ? null : <Shape colour={persona.colour} size={10} />}
            <span>{t(`personas:preset.${persona.preset}`)}</span>
            <span>{t('personasUi:evidenceEdition')}</span>
          </p>
          <h1 id="card-title" className="disp">
            {cardTitle(persona, lang)}
          </h1>
        </div>
        {persona.segment === null ? null : (
          <p className="cap r">
            {t('personasUi:groupN', { n: persona.n })}
            <br />
            {t('personasUi:everyoneN', { n: persona.total })}
          </p>
        )}
      </header>
      <div className="healthrow">
        <HealthBar health={healthOf(persona)} long />
      </div>
      {rows.length === 0 ? <p className="mid pad">{t('personasUi:noClaims')}</p> : null}
      {rows.length > 0 ? (
        <table className="evidence">
          <thead>
            <tr>
              <th scope="col">{t('personasUi:field')}</th>
              <th scope="col">{t('personasUi:statement')}</th>
              <th scope="col">{t('personasUi:basis')}</th>
              <th scope="col">{t('personasUi:groupAndAll')}</th>
              <th scope="col" className="r">
                {t('personasUi:effect')}
              </th>
              <th scope="col" className="r">
                n
              </th>
              <th scope="col" className="r">
                {t('personasUi:asOf')}
              </th>
              <th scope="col" className="r">
                {t('personasUi:status')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, claim, first }) => {
              const stat = statOf(claim);
              return (
                <tr
                  key={`${field.key} ${claim.id}`}
                  className={claim.id === open ? 'on' : ''}
                  onClick={() => onClaim(field.key, claim.id)}
                >
                  <td className="mut">{first ? fieldLabel(field, lang) : ''}</td>
                  <td>
                    <button
                      type="button"
                      aria-pressed={claim.id === open}
                      className={claim.basis === 'assumption' ? 'assumed' : ''}
                    >
                      {claimText(claim, lang)}
                    </button>
                  </td>
                  <td className="nw mid">
                    <Icon name={BASIS_ICON[claim.basis]} size={13} /> {t(`personas:basis.${claim.basis}`)}
                  </td>
                  <td className="compare-cell">
                    <Beside field={field} claim={claim} colour={persona.colour} />
                  </td>
                  <td className="r num nw">{printEffect(stat, lang)}</td>
                  <td className="r num">{stat ? fmt.number(stat.n) : fmt.number(null)}</td>
                  <td className="r num nw">{printDay(claim.asOf).slice(5)}</td>
                  <td className={`r nw status-${claim.status}`}>{t(`personas:status.${claim.status}`)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      ) : null}
      <footer className="card-foot">
        <span>{t('segmentsUi:stripKey')}</span>
        <span>{t('personasUi:corrected')}</span>
      </footer>
    </article>
  );
}

function Beside({ claim, colour }: { field: Field; claim: Claim; colour: number }) {
  const { lang } = useLocale();
  const stat = statOf(claim);
  if (stat?.interval)
    return (
      <DifferenceStrip
        colour={colour}
        value={stat.segmentValue}
        base={stat.baseValue}
        interval={stat.interval}
        {...(stat.aggregate === 'mean' || stat.aggregate === 'median' ? {} : { scale: [0, 1] as const })}
      />
    );
  return <span className="mut">{supportOf(claim, lang)}</span>;
}
