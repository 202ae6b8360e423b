import type { Field, Persona } from '../../../shared/contract/personas.ts';
import { claimText, fieldLabel } from '../../../shared/card/claims.ts';
import { Button, Checkbox, Icon, Inspector, Labelled, Shape, TextInput, useLocale } from '../../ui/index.ts';
import { Avatar } from './Avatar.tsx';
import { Lines, OwnValue } from './card/Lines.tsx';
import type { Change } from './useCard.ts';
import { BASIS_ICON, isWritten } from './words.ts';

export interface FieldPanelProps {
  persona: Persona;
  field: Field;
  change: Change;
  onClaim: (field: string, claim: string) => void;
  onClose: () => void;
}

const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** One field beside the card: its name, its statements, what people fill, and whether it stands on the face. */
export function FieldPanel({ persona, field, change, onClaim, onClose }: FieldPanelProps) {
  const { t, lang } = useLocale();
  const custom = field.key.startsWith('custom:');
  const data = field.claims.filter((claim) => claim.said !== null);
  return (
    <Inspector
      label={fieldLabel(field, lang)}
      head={
        <div className="row between">
          <h2 className="inspector-title ell">{fieldLabel(field, lang)}</h2>
          <button type="button" className="ibtn sm" aria-label={t('common:close')} onClick={onClose}>
            <Icon name="close" size={14} />
          </button>
        </div>
      }
      actions={
        custom ? (
          <Button kind="danger" onClick={() => void change({ do: 'removeField', field: field.key })}>
            {t('personasUi:removeField')}
          </Button>
        ) : undefined
      }
    >
      <section className="part">
        <Checkbox
          checked={field.onFace}
          onChange={(event) => void change({ do: 'show', field: field.key, onFace: event.currentTarget.checked })}
        >
          {t('personasUi:onFace')}
        </Checkbox>
        {custom ? (
          <Labelled label={t('personasUi:fieldName')}>
            <TextInput
              defaultValue={field.label ?? ''}
              maxLength={80}
              onBlur={(event) => {
                const label = event.currentTarget.value.trim();
                if (label !== '' && label !== field.label) void change({ do: 'relabel', field: field.key, label });
              }}
            />
          </Labelled>
        ) : null}
      </section>
      {data.length > 0 ? (
        <section className="part">
          <h3 className="h">{t('personasUi:dataClaims')}</h3>
          <ul className="claimlist">
            {data.map((claim) => (
              <li key={claim.id}>
                <button type="button" onClick={() => onClaim(field.key, claim.id)}>
                  <Icon name={BASIS_ICON[claim.basis]} size={13} />
                  <span>{claimText(claim, lang)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {field.kind === 'avatar' ? <AvatarPart persona={persona} field={field} change={change} /> : null}
      {isWritten(field) ? (
        <section className="part">
          <Lines field={field} change={change} onClaim={onClaim} />
        </section>
      ) : null}
      {['scale', 'number', 'choice', 'image'].includes(field.kind) ? (
        <section className="part">
          <OwnValue field={field} change={change} />
        </section>
      ) : null}
      {data.length === 0 && ['distribution', 'differences', 'figures', 'typical'].includes(field.kind) ? (
        <p className="part mid">{t('personasUi:noDataBehind')}</p>
      ) : null}
    </Inspector>
  );
}

function AvatarPart({ persona, field, change }: { persona: Persona; field: Field; change: Change }) {
  const { t } = useLocale();
  return (
    <section className="part avatarpart">
      <div className="row">
        <Avatar persona={persona} size={72} />
        <Button onClick={() => void change({ do: 'avatar', seed: persona.avatarSeed + 1 })}>
          {t('personasUi:otherFigure')}
        </Button>
      </div>
      <p className="cap">{t('personasUi:avatarWhy')}</p>
      <OwnValue field={field} change={change} />
      {persona.segment === null ? (
        <div className="swatches" role="group" aria-label={t('segmentsUi:recolour')}>
          {COLOURS.map((colour) => (
            <button
              key={colour}
              type="button"
              aria-pressed={colour === persona.colour}
              onClick={() => void change({ do: 'colour', colour })}
            >
              <Shape colour={colour} size={16} label={t('segmentsUi:colourN', { n: colour })} />
            </button>
          ))}
        </div>
      ) : null}
    </section>
  );
}
