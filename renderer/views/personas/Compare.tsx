import type { Claim, Field, Persona } from '../../../shared/contract/personas.ts';
import { cardTitle, claimText, fieldLabel, statOf } from '../../../shared/card/claims.ts';
import { portraitOf } from '../../../shared/card/layout.ts';
import { sectionOf } from '../../../shared/card/section.ts';
import { go } from '../../state/store.ts';
import { Button, segmentColour, useLocale, ViewHeader } from '../../ui/index.ts';
import { Avatar } from './Avatar.tsx';
import { Distribution } from './card/Distribution.tsx';
import sHead from './card/Head.module.css';
import s from './Compare.module.css';

/** Shares this far apart, or effects this far apart, are marked as different. */
const SHARE_APART = 0.15;
const EFFECT_APART = 0.5;

/** Two to four cards side by side, a row a field, rows that differ marked. */
export function Compare({ personas }: { personas: readonly Persona[] }) {
  const { t, lang, say } = useLocale();
  const keys = [...new Set(personas.flatMap((persona) => persona.fields.map((field) => field.key)))];
  const rows = keys
    .map((key) => ({ key, fields: personas.map((persona) => persona.fields.find((field) => field.key === key)) }))
    .filter(({ fields }) => fields.some((field) => field && field.claims.length > 0));
  const different = rows.filter(({ fields }) => differs(fields)).length;
  return (
    <>
      <ViewHeader
        title={t('personasUi:compareTitle', { n: personas.length, different })}
        basis={t('personasUi:compareBasis')}
        actions={<Button onClick={() => go({ view: 'personas' })}>{t('personasUi:backToCards')}</Button>}
      />
      <div className={s.comparescroll} tabIndex={0} role="region" aria-label={t('personasUi:compare')}>
        <table className={s.comparecards}>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('personasUi:field')}</span>
              </th>
              {personas.map((persona) => (
                <th key={persona.id} scope="col" style={{ borderTopColor: segmentColour(persona.colour) }}>
                  <span className="row">
                    <Avatar portrait={portraitOf(persona)} size={40} />
                    <button type="button" className="disp" onClick={() => go({ view: 'personas', id: persona.id })}>
                      {cardTitle(persona, lang)}
                    </button>
                  </span>
                  {persona.cut ? <p className={sHead.cut}>{say(persona.cut)}</p> : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, fields }) => {
              const marked = differs(fields);
              const label = fields.find((field) => field !== undefined)!;
              return (
                <tr key={key} className={marked ? s.marked : ''}>
                  <th scope="row">
                    {fieldLabel(label, lang)}
                    {marked ? <span className="cap">{t('personasUi:differs')}</span> : null}
                  </th>
                  {fields.map((field, i) => (
                    <td key={personas[i]!.id}>
                      <Cell field={field} colour={personas[i]!.colour} />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Cell({ field, colour }: { field: Field | undefined; colour: number }) {
  const { lang } = useLocale();
  if (!field || field.claims.length === 0) return <span className="mut">–</span>;
  if (field.kind === 'distribution')
    return sectionOf(field, lang, 'screen').content.map((content) =>
      content.kind === 'distributions'
        ? content.items.map((one) => <Distribution key={one.claim} distribution={one} colour={colour} />)
        : null,
    );
  return (
    <ul className={s.comparelines}>
      {field.claims.map((claim) => (
        <li key={claim.id}>{claimText(claim, lang)}</li>
      ))}
    </ul>
  );
}

/** Whether the cards say clearly different things in a field. */
function differs(fields: readonly (Field | undefined)[]): boolean {
  const claims = fields.map((field) => field?.claims ?? []);
  const stats = claims.map((list) => list.map(statOf).find((stat) => stat !== undefined));
  const known = stats.filter((stat) => stat !== undefined);
  const distributions = known.flatMap((stat) => (stat.distribution ? [stat.distribution] : []));
  if (distributions.length >= 2) {
    const levels = new Set(distributions.flatMap((d) => d.map((level) => level.level)));
    return [...levels].some((level) => {
      const shares = distributions.map((d) => d.find((one) => one.level === level)?.share ?? 0);
      return Math.max(...shares) - Math.min(...shares) >= SHARE_APART;
    });
  }
  const effects = known.flatMap((stat) => (stat.effect ? [stat.effect.value] : []));
  if (effects.length >= 2) return Math.max(...effects) - Math.min(...effects) >= EFFECT_APART;
  return new Set(claims.map((list) => list.map(textOf).sort().join('\n'))).size > 1;
}

const textOf = (claim: Claim): string => (claim.said ? JSON.stringify(claim.said) : claim.text);
