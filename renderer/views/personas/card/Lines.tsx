import type { Claim, Field } from '../../../../shared/contract/personas.ts';
import { claimText, fieldLabel, fieldPrompt } from '../../../../shared/card/claims.ts';
import { withheld } from '../../../../shared/card/safe.ts';
import { Button, IconButton, Tag, useLocale } from '../../../ui/index.ts';
import type { Change } from '../useCard.ts';
import { EditableText } from './EditableText.tsx';

export interface LinesProps {
  field: Field;
  change: Change;
  onClaim: (field: string, claim: string) => void;
}

/** What people write into a field: one line a statement, each an assumption until it is given a basis. */
export function Lines({ field, change, onClaim }: LinesProps) {
  const { t, lang } = useLocale();
  const written = field.claims.filter((claim) => claim.said === null);
  const asLines = (claims: readonly Claim[]) => claims.map(({ id, text, basis }) => ({ id, text, basis }));
  const label = fieldLabel(field, lang);
  const single = field.kind === 'text';
  return (
    <ul className={field.key === 'quote' ? 'lines quotes' : 'lines'}>
      {field.claims.map((claim) =>
        withheld(field, claim) ? (
          <li key={claim.id}>
            <button type="button" className="datum mut" onClick={() => onClaim(field.key, claim.id)}>
              {t('personasUi:withheldQuote')}
            </button>
          </li>
        ) : claim.said === null ? (
          <li key={claim.id} className={claim.basis === 'assumption' ? 'assumed' : ''}>
            <EditableText
              label={label}
              value={claim.text}
              multiline
              onSave={(text) =>
                void change({
                  do: 'lines',
                  field: field.key,
                  lines: asLines(written).flatMap((line) =>
                    line.id !== claim.id ? [line] : text === '' ? [] : [{ ...line, text }],
                  ),
                })
              }
            />
            {claim.basis === 'assumption' ? (
              <button type="button" className="mark" onClick={() => onClaim(field.key, claim.id)}>
                <Tag tone="dashed">{t('personas:basis.assumption')}</Tag>
              </button>
            ) : (
              <IconButton
                size="sm"
                icon="info"
                label={t('personasUi:evidenceOf')}
                onClick={() => onClaim(field.key, claim.id)}
              />
            )}
          </li>
        ) : (
          <li key={claim.id}>
            <button type="button" className="datum" onClick={() => onClaim(field.key, claim.id)}>
              {claimText(claim, lang)}
            </button>
          </li>
        ),
      )}
      {single && written.length > 0 ? null : (
        <li className="add">
          <EditableText
            label={t('personasUi:addTo', { field: label })}
            value=""
            placeholder={written.length === 0 ? fieldPrompt(field, lang) : t('personasUi:addLine')}
            multiline
            onSave={(text) => {
              if (text !== '')
                void change({
                  do: 'lines',
                  field: field.key,
                  lines: [...asLines(written), { text, basis: 'assumption' }],
                });
            }}
          />
        </li>
      )}
    </ul>
  );
}

/** A value a person sets: scale, number, choice or picture. */
export function OwnValue({ field, change }: { field: Field; change: Change }) {
  const { t, lang, fmt } = useLocale();
  const label = fieldLabel(field, lang);
  const save = (value: string | number | null) => void change({ do: 'value', field: field.key, value });
  if (field.kind === 'scale')
    return (
      <div className="scale">
        <input
          type="range"
          min={0}
          max={100}
          aria-label={label}
          value={typeof field.value === 'number' ? field.value : 50}
          onChange={(event) => save(Number(event.currentTarget.value))}
        />
        <span className="num">{typeof field.value === 'number' ? fmt.number(field.value) : fmt.number(null)}</span>
      </div>
    );
  if (field.kind === 'number')
    return (
      <EditableText
        label={label}
        value={typeof field.value === 'number' ? String(field.value) : ''}
        placeholder={t('personasUi:enterNumber')}
        onSave={(text) => {
          const value = Number(text.replaceAll(',', ''));
          if (text === '') save(null);
          else if (Number.isFinite(value)) save(value);
        }}
      />
    );
  if (field.kind === 'choice')
    return (
      <div className="choices" role="group" aria-label={label}>
        {(field.options ?? []).map((option) => (
          <Button
            key={option}
            size="sm"
            aria-pressed={field.value === option}
            onClick={() => save(field.value === option ? null : option)}
          >
            {option}
          </Button>
        ))}
      </div>
    );
  return <Picture field={field} label={label} onSave={save} />;
}

/** Pictures are kept inside the card: small ones only. */
const PICTURE_BYTES = 500_000;

function Picture({ field, label, onSave }: { field: Field; label: string; onSave: (value: string | null) => void }) {
  const { t } = useLocale();
  const source = typeof field.value === 'string' && field.value.startsWith('data:image/') ? field.value : null;
  return (
    <div className="picture">
      {source ? <img src={source} alt={label} /> : null}
      <label className="btn sm">
        {t(source ? 'personasUi:otherPicture' : 'personasUi:choosePicture')}
        <input
          type="file"
          className="sr-only"
          accept="image/png,image/jpeg,image/webp,image/gif"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (!file || file.size > PICTURE_BYTES) return;
            const reader = new FileReader();
            reader.addEventListener('load', () => onSave(String(reader.result)));
            reader.readAsDataURL(file);
          }}
        />
      </label>
      <span className="cap">{t('personasUi:pictureLimit')}</span>
      {source ? (
        <Button size="sm" kind="ghost" onClick={() => onSave(null)}>
          {t('personasUi:removePicture')}
        </Button>
      ) : null}
    </div>
  );
}
