import type { Claim, Field, Persona } from '../../../../shared/contract/personas.ts';
import {
  cardTitle,
  claimText,
  dataDate,
  drawnAsStack,
  fieldLabel,
  figureParts,
  hasContent,
  healthOf,
  layColumns,
  printDay,
  printEffect,
  statOf,
} from '../../../../shared/card/claims.ts';
import { segmentColour, Shape, useLocale } from '../../../ui/index.ts';
import { Avatar } from '../Avatar.tsx';
import type { Change } from '../useCard.ts';
import { Distribution } from './Distribution.tsx';
import { EditableText } from './EditableText.tsx';
import { HealthBar } from './HealthBar.tsx';
import { Lines, OwnValue } from './Lines.tsx';

export interface FaceProps {
  persona: Persona;
  selected: string | null;
  claim: string | null;
  onField: (key: string) => void;
  onClaim: (field: string, claim: string) => void;
  change: Change;
}

/** The face of the card: no evidence marks, only assumptions are marked; everything people write is edited in place. */
export function Face(props: FaceProps) {
  const { persona } = props;
  const shown = persona.fields.filter((field) => field.onFace && (hasContent(field) || isPrompt(field)));
  const of = (area: Field['area']) => shown.filter((field) => field.area === area);
  const columns = layColumns(of('columns')).filter((fields) => fields.length > 0);
  return (
    <article className="card" style={{ borderTopColor: segmentColour(persona.colour) }} aria-labelledby="card-title">
      <Head {...props} fields={of('head')} />
      {of('figures').map((field) => (
        <Figures key={field.key} {...props} field={field} />
      ))}
      {columns.length > 0 ? (
        <div className="tri">
          {columns.map((fields) => (
            <div key={fields[0]!.key}>
              {fields.map((field) => (
                <Block key={field.key} {...props} field={field} />
              ))}
            </div>
          ))}
        </div>
      ) : null}
      {of('notes').length > 0 ? (
        <div className="tri">
          {of('notes').map((field) => (
            <div key={field.key}>
              <Block {...props} field={field} />
            </div>
          ))}
        </div>
      ) : null}
      <Foot persona={persona} fields={of('foot')} />
    </article>
  );
}

/** A field people fill: shown empty with its prompt while the card is being made; exports leave it out. */
const isPrompt = (field: Field): boolean =>
  ['text', 'list', 'scale', 'number', 'choice', 'image'].includes(field.kind) && field.key !== 'version';

function Head({ persona, fields, change, onClaim, onField }: FaceProps & { fields: readonly Field[] }) {
  const { t, lang, say } = useLocale();
  const name = persona.name || say(persona.title);
  return (
    <header className="card-head">
      {fields.some((field) => field.kind === 'avatar') ? (
        <button
          type="button"
          className="avatar-button"
          aria-label={t('personasUi:avatar')}
          onClick={() => onField('avatar')}
        >
          <Avatar persona={persona} size={120} />
        </button>
      ) : null}
      <div className="grow">
        <p className="kick">
          {persona.segment === null ? null : <Shape colour={persona.colour} size={10} />}
          <span>{t(`personas:preset.${persona.preset}`)}</span>
          <span>{t(persona.segment === null ? 'personas:stage.proto' : 'personas:stage.data')}</span>
        </p>
        <h1 id="card-title" className="disp" aria-label={cardTitle(persona, lang)}>
          <EditableText
            label={t('personasUi:title')}
            value={name}
            maxLength={120}
            onSave={(text) => void change({ do: 'rename', name: text })}
          />
          <EditableText
            className="person"
            label={t('personasUi:person')}
            value={persona.person}
            placeholder={t('personasUi:personPrompt')}
            maxLength={60}
            onSave={(text) => void change({ do: 'person', person: text })}
          />
        </h1>
        {fields
          .filter((field) => field.kind !== 'avatar' && field.kind !== 'title')
          .map((field) => (
            <Lines key={field.key} field={field} change={change} onClaim={onClaim} />
          ))}
      </div>
    </header>
  );
}

function Figures({ field, onClaim, claim: open }: FaceProps & { field: Field }) {
  const { lang } = useLocale();
  if (field.claims.length === 0) return null;
  return (
    <div className="card-figures">
      {field.claims.map((claim) => {
        const parts = figureParts(claim, lang);
        return (
          <button
            key={claim.id}
            type="button"
            aria-pressed={open === claim.id}
            onClick={() => onClaim(field.key, claim.id)}
          >
            <b className="disp">{parts?.value ?? claimText(claim, lang)}</b>
            <span>{parts?.caption}</span>
          </button>
        );
      })}
    </div>
  );
}

function Block(props: FaceProps & { field: Field }) {
  const { field, onField, selected } = props;
  const { t, lang } = useLocale();
  const stat = field.kind === 'distribution' && field.claims[0] ? statOf(field.claims[0]) : undefined;
  return (
    <section className={selected === field.key ? 'block on' : 'block'} aria-label={fieldLabel(field, lang)}>
      <div className="lb">
        <button type="button" onClick={() => onField(field.key)}>
          {fieldLabel(field, lang)}
        </button>
        {stat ? (
          <span>
            {stat.distribution && !drawnAsStack(field) ? `${t('personasUi:tickKey')} · ` : ''}
            {t('charts:n', { n: stat.n })}
          </span>
        ) : null}
      </div>
      <Content {...props} />
    </section>
  );
}

function Content({ field, persona, change, onClaim, claim: open }: FaceProps & { field: Field }) {
  const { lang } = useLocale();
  const pick = (claim: Claim) => () => onClaim(field.key, claim.id);
  if (field.kind === 'distribution')
    return field.claims.map((claim) => (
      <button
        key={claim.id}
        type="button"
        className="claim"
        aria-pressed={open === claim.id}
        onClick={() => onClaim(field.key, claim.id)}
      >
        <span className="sr-only">{claimText(claim, lang)}</span>
        <span aria-hidden="true">
          <Distribution field={field} claim={claim} colour={persona.colour} />
        </span>
        {claim.text ? <span className="words">{claim.text}</span> : null}
      </button>
    ));
  if (field.kind === 'differences' || field.kind === 'typical')
    return (
      <ul className="differences">
        {field.claims.map((claim) => (
          <li key={claim.id}>
            <button type="button" className="claim" aria-pressed={open === claim.id} onClick={pick(claim)}>
              <span>{claimText(claim, lang)}</span>
              {field.kind === 'differences' ? <b className="num">{printEffect(statOf(claim), lang)}</b> : null}
              {claim.text ? <span className="words">{claim.text}</span> : null}
            </button>
          </li>
        ))}
      </ul>
    );
  if (['scale', 'number', 'choice', 'image'].includes(field.kind)) return <OwnValue field={field} change={change} />;
  return <Lines field={field} change={change} onClaim={onClaim} />;
}

function Foot({ persona, fields }: { persona: Persona; fields: readonly Field[] }) {
  const { t } = useLocale();
  const date = dataDate(persona);
  const review = fields.find((field) => field.key === 'version')?.value;
  const health = healthOf(persona);
  return (
    <footer className="card-foot">
      <span>{date === null ? '' : t('personas:dataAsOf', { date: printDay(date) })}</span>
      {fields.some((field) => field.kind === 'health') ? <HealthBar health={health} /> : null}
      <span>{typeof review === 'string' ? t('personas:reviewOn', { date: printDay(review) }) : ''}</span>
    </footer>
  );
}
