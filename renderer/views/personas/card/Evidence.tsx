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
export function Evidence(props: EvidenceProps) {
  const { persona } = props;
  const { t } = useLocale();
  return (
    <article
      className="card back"
      style={{ borderTopColor: segmentColour(persona.colour) }}
      aria-labelledby="card-title"
    >
      <SmallHead persona={persona} />
      <div className="healthrow">
        <HealthBar health={healthOf(persona)} long />
      </div>
      {persona.fields.some(({ claims }) => claims.length > 0) ? (
        <ClaimTable {...props} />
      ) : (
        <p className="mid pad">{t('personasUi:noClaims')}</p>
      )}
      <footer className="card-foot">
        <span>{t('segmentsUi:stripKey')}</span>
        <span>{t('personasUi:corrected')}</span>
      </footer>
    </article>
  );
}

function SmallHead({ persona }: { persona: Persona }) {
  const { t, lang } = useLocale();
  return (
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
  );
}

function ClaimTable({ persona, claim: open, onClaim }: EvidenceProps) {
  const { t } = useLocale();
  return (
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
        {persona.fields.flatMap((field) =>
          field.claims.map((claim, i) => (
            <ClaimRow
              key={`${field.key} ${claim.id}`}
              field={field}
              claim={claim}
              first={i === 0}
              on={claim.id === open}
              colour={persona.colour}
              onChoose={() => onClaim(field.key, claim.id)}
            />
          )),
        )}
      </tbody>
    </table>
  );
}

interface ClaimRowProps {
  field: Field;
  claim: Claim;
  /** of its field, which is named once */
  first: boolean;
  on: boolean;
  colour: number;
  onChoose: () => void;
}

function ClaimRow({ field, claim, first, on, colour, onChoose }: ClaimRowProps) {
  const { t, lang, fmt } = useLocale();
  const stat = statOf(claim);
  return (
    <tr className={on ? 'on' : ''} onClick={onChoose}>
      <td className="mut">{first ? fieldLabel(field, lang) : ''}</td>
      <td>
        <button type="button" aria-pressed={on} className={claim.basis === 'assumption' ? 'assumed' : ''}>
          {claimText(claim, lang)}
        </button>
      </td>
      <td className="nw mid">
        <Icon name={BASIS_ICON[claim.basis]} size={13} /> {t(`personas:basis.${claim.basis}`)}
      </td>
      <td className="compare-cell">
        <Beside claim={claim} colour={colour} />
      </td>
      <td className="r num nw">{printEffect(stat, lang)}</td>
      <td className="r num">{stat ? fmt.number(stat.n) : fmt.number(null)}</td>
      <td className="r num nw">{printDay(claim.asOf).slice(5)}</td>
      <td className={`r nw status-${claim.status}`}>{t(`personas:status.${claim.status}`)}</td>
    </tr>
  );
}

function Beside({ claim, colour }: { claim: Claim; colour: number }) {
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
