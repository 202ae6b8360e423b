import { useState } from 'react';
import type {
  Basis,
  Claim,
  ClaimStatus,
  Evidence,
  Field,
  Persona,
  StatEvidence,
  ViewEvidence,
} from '../../../shared/contract/personas.ts';
import {
  claimText,
  fieldLabel,
  printBeside,
  printDay,
  printEffect,
  quoteSource,
  statOf,
} from '../../../shared/card/claims.ts';
import { DifferenceStrip } from '../../charts/difference-strip/DifferenceStrip.tsx';
import { useAttributes } from '../../state/attributes.ts';
import { go, select } from '../../state/store.ts';
import {
  Button,
  Checkbox,
  Icon,
  Inspector,
  Labelled,
  Select,
  Tag,
  TermFields,
  TextInput,
  useLocale,
} from '../../ui/index.ts';
import { EditableText } from './card/EditableText.tsx';
import { FrozenView } from './card/FrozenView.tsx';
import type { Change } from './useCard.ts';
import { BASIS_ICON, STATUS_TONE, WRITTEN } from './words.ts';
import s from './ClaimDrawer.module.css';

export interface ClaimDrawerProps {
  persona: Persona;
  field: Field;
  claim: Claim;
  change: Change;
  onClose: () => void;
}

const STATUSES: readonly ClaimStatus[] = ['untested', 'supported', 'contradicted'];

/** Everything behind one statement: what it rests on, the comparison, the facts, words beside it, and what can be done. */
export function ClaimDrawer({ persona, field, claim, change, onClose }: ClaimDrawerProps) {
  const { t, lang } = useLocale();
  const stat = statOf(claim);
  return (
    <Inspector
      label={t('personasUi:evidenceOf')}
      head={
        <>
          <div className="row between">
            <span className="cap row">
              <Icon name={BASIS_ICON[claim.basis]} size={14} />{' '}
              {t('personasUi:basisIs', { basis: t(`personas:basis.${claim.basis}`) })}
            </span>
            <span className="row">
              <Tag tone={STATUS_TONE[claim.status]}>{t(`personas:status.${claim.status}`)}</Tag>
              <button type="button" className="ibtn sm" aria-label={t('common:close')} onClick={onClose}>
                <Icon name="close" size={14} />
              </button>
            </span>
          </div>
          <h2 className="inspector-title">{claimText(claim, lang)}</h2>
          <p className="cap">{fieldLabel(field, lang)}</p>
        </>
      }
      actions={<Actions persona={persona} field={field} claim={claim} change={change} onClose={onClose} />}
    >
      {stat ? <Statistic stat={stat} claim={claim} colour={persona.colour} /> : null}
      {stat && stat.attribute !== null ? <Named attribute={stat.attribute} /> : null}
      {claim.evidence.map((one, i) =>
        one.kind === 'view' ? <FrozenView key={`${one.asOf} ${i}`} view={one} colour={persona.colour} /> : null,
      )}
      {claim.said ? (
        <section className="part">
          <h3 className="h">{t('personasUi:words')}</h3>
          <EditableText
            as="p"
            label={t('personasUi:words')}
            value={claim.text}
            placeholder={t('personasUi:wordsPrompt')}
            multiline
            onSave={(text) => void change({ do: 'words', field: field.key, claim: claim.id, text })}
          />
        </section>
      ) : (
        <Written field={field} claim={claim} change={change} />
      )}
    </Inspector>
  );
}

function Statistic({ stat, claim, colour }: { stat: StatEvidence; claim: Claim; colour: number }) {
  const { t, lang } = useLocale();
  const share = stat.aggregate !== 'mean' && stat.aggregate !== 'median' && stat.aggregate !== 'count';
  const print = (value: number) => printBeside(claim, stat, value, lang);
  const facts: [string, string][] = [
    [t('personasUi:group'), print(stat.segmentValue)],
    [t('charts:everyone'), print(stat.baseValue)],
  ];
  if (stat.interval) {
    facts.push([t('personasUi:interval'), `${print(stat.interval[0])}–${print(stat.interval[1])}`]);
    facts.push([t('personasUi:intervalBy'), t(`personasUi:by.${share ? 'share' : 'mean'}`)]);
  }
  if (stat.effect) facts.push([t('personasUi:effect'), printEffect(stat, lang)]);
  facts.push(['n', t('personasUi:nAndMissing', { n: stat.n, missing: stat.missing })]);
  facts.push([t('personasUi:everyoneShort'), t('charts:n', { n: stat.baseN })]);
  facts.push([t('personasUi:asOf'), printDay(claim.asOf)]);
  if (stat.column) facts.push([t('personasUi:source'), stat.column]);
  facts.push([t('personasUi:method'), t(`personasUi:aggregate.${stat.aggregate}`)]);
  if (stat.byCut) facts.push([t('personasUi:correction'), t('personas:byCut')]);
  if (stat.comparisons !== null)
    facts.push([t('personasUi:correction'), t('personasUi:holm', { n: stat.comparisons })]);
  return (
    <section className="part">
      {stat.interval ? (
        <DifferenceStrip
          colour={colour}
          value={stat.segmentValue}
          base={stat.baseValue}
          interval={stat.interval}
          {...(share ? { scale: [0, 1] as const } : {})}
        />
      ) : null}
      <dl className={s.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What the attribute behind a statement is called, as long as it is in the table. */
function Named({ attribute }: { attribute: number }) {
  const { t } = useLocale();
  const found = useAttributes().data?.find(({ id }) => id === attribute);
  return found ? (
    <section className="part">
      <h3 className="h">{t('dictionaryUi:title')}</h3>
      <TermFields key={attribute} column={{ ...found, name: found.code }} />
    </section>
  ) : null;
}

type Proof = Exclude<Evidence, StatEvidence | ViewEvidence>;

function Written({ field, claim, change }: { field: Field; claim: Claim; change: Change }) {
  const { t, lang } = useLocale();
  const proofs = claim.evidence.filter((one): one is Proof => one.kind !== 'stat' && one.kind !== 'view');
  const [quote, setQuote] = useState('');
  const [source, setSource] = useState('');
  const [consent, setConsent] = useState(false);
  const save = (basis: Basis, evidence: Proof[]) =>
    void change({ do: 'evidence', field: field.key, claim: claim.id, basis, evidence });
  return (
    <section className="part">
      <div className="row between">
        <h3 className="h">{t('personasUi:restsOn')}</h3>
        <Select<Basis>
          label={t('personasUi:basis')}
          value={claim.basis}
          options={WRITTEN.map((basis) => ({ value: basis, label: t(`personas:basis.${basis}`) }))}
          onChange={(basis) => save(basis, proofs)}
        />
      </div>
      {claim.basis === 'assumption' ? <p className="cap">{t('personasUi:assumptionWhy')}</p> : null}
      <ul className={s.proofs}>
        {proofs.map((proof, i) => (
          <li key={`${i} ${proof.kind}`}>
            <blockquote className="disp">{proof.kind === 'quote' ? `“${proof.text}”` : proof.title}</blockquote>
            <span className="cap">
              {proof.kind === 'quote'
                ? [quoteSource(proof, lang), t(proof.consent ? 'personasUi:consented' : 'personasUi:notConsented')]
                    .filter(Boolean)
                    .join(' · ')
                : [proof.page, proof.date].filter(Boolean).join(' · ')}
            </span>
            <Button
              size="sm"
              kind="link"
              onClick={() =>
                save(
                  claim.basis,
                  proofs.filter((_, j) => j !== i),
                )
              }
            >
              {t('personasUi:removeProof')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className={s.proofForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (quote.trim() === '') return;
          save(claim.basis === 'assumption' ? 'quote' : claim.basis, [
            ...proofs,
            { kind: 'quote', text: quote.trim(), source: source.trim(), consent },
          ]);
          setQuote('');
          setSource('');
        }}
      >
        <Labelled label={t('personasUi:quote')}>
          <TextInput value={quote} maxLength={4000} onChange={(event) => setQuote(event.currentTarget.value)} />
        </Labelled>
        <Labelled label={t('personasUi:quoteSource')}>
          <TextInput value={source} maxLength={200} onChange={(event) => setSource(event.currentTarget.value)} />
        </Labelled>
        <div className="row between">
          <Checkbox checked={consent} onChange={(event) => setConsent(event.currentTarget.checked)}>
            {t('personasUi:consent')}
          </Checkbox>
          <Button size="sm" type="submit" disabled={quote.trim() === ''}>
            {t('personasUi:addQuote')}
          </Button>
        </div>
      </form>
    </section>
  );
}

function Actions({ persona, field, claim, change, onClose }: ClaimDrawerProps) {
  const { t } = useLocale();
  if (claim.basis === 'data')
    return (
      <>
        <Button
          className="grow"
          disabled={persona.segment === null}
          onClick={() => {
            select({ segment: persona.segment, customers: null });
            go({ view: 'customers' });
          }}
        >
          {t('personasUi:seeCustomers')}
        </Button>
        <Button
          kind="danger"
          onClick={() => {
            void change({ do: 'removeClaim', field: field.key, claim: claim.id });
            onClose();
          }}
        >
          {t('personasUi:takeOff')}
        </Button>
      </>
    );
  return (
    <>
      <Select<ClaimStatus>
        boxed
        label={t('personasUi:status')}
        value={claim.status}
        options={[...new Set([...STATUSES, claim.status])].map((status) => ({
          value: status,
          label: t(`personas:status.${status}`),
        }))}
        onChange={(status) => void change({ do: 'status', field: field.key, claim: claim.id, status })}
      />
      <span className="grow" />
      <Button
        kind="danger"
        onClick={() => {
          void change({ do: 'removeClaim', field: field.key, claim: claim.id });
          onClose();
        }}
      >
        {t('personasUi:remove')}
      </Button>
    </>
  );
}
