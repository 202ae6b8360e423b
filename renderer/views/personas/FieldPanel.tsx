import type { Field } from '../../../shared/contract/personas.ts';
import type { Lang } from '../../../shared/domain.ts';
import type { Section } from '../../../shared/card/blocks.ts';
import { claimText, fieldLabel } from '../../../shared/card/claims.ts';
import { isFilled, portraitOf } from '../../../shared/card/layout.ts';
import { sectionOf } from '../../../shared/card/section.ts';
import { Button, Checkbox, Icon, Inspector, Labelled, Swatches, TextInput, useLocale } from '../../ui/index.ts';
import { Avatar } from './Avatar.tsx';
import type { Desk } from './card/desk.ts';
import { Picture } from './card/OwnValue.tsx';
import { Contents } from './card/Section.tsx';
import { BASIS_ICON } from './words.ts';
import s from './FieldPanel.module.css';

export interface FieldPanelProps {
  desk: Desk;
  field: Field;
  onClose: () => void;
}

/** One field beside the card: its name, its statements, what people fill, and whether it stands on the face. */
export function FieldPanel({ desk, field, onClose }: FieldPanelProps) {
  const { t, lang } = useLocale();
  const { change, onClaim } = desk;
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
          <ul className={s.claimlist}>
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
      {field.kind === 'avatar' ? <AvatarPart desk={desk} field={field} /> : null}
      {isFilled(field) ? (
        <section className="part">
          <Contents section={filledPart(field, lang)} desk={desk} />
        </section>
      ) : null}
      {data.length === 0 && ['distribution', 'differences', 'figures', 'typical'].includes(field.kind) ? (
        <p className="part mid">{t('personasUi:noDataBehind')}</p>
      ) : null}
    </Inspector>
  );
}

/** What is filled beside the card as on it. A text that was set as a whole stands on the card alone. */
function filledPart(field: Field, lang: Lang): Section {
  const section = sectionOf(field, lang, 'screen');
  return { ...section, content: section.content.filter(({ kind }) => kind !== 'paragraph') };
}

function AvatarPart({ desk: { persona, change }, field }: { desk: Desk; field: Field }) {
  const { t, lang } = useLocale();
  const portrait = portraitOf(persona);
  return (
    <section className={`part ${s.avatarpart}`}>
      <div className="row">
        <Avatar portrait={portrait} size={72} />
        <Button onClick={() => void change({ do: 'avatar', seed: persona.avatarSeed + 1 })}>
          {t('personasUi:otherFigure')}
        </Button>
      </div>
      <p className="cap">{t('personasUi:avatarWhy')}</p>
      <Picture
        label={fieldLabel(field, lang)}
        source={portrait.picture}
        onSave={(value) => void change({ do: 'value', field: field.key, value })}
      />
      {persona.segment === null ? (
        <Swatches value={persona.colour} size={16} onChoose={(colour) => void change({ do: 'colour', colour })} />
      ) : null}
    </section>
  );
}
