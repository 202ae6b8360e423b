import { Button, useLocale } from '../../../ui/index.ts';
import { EditableText } from './EditableText.tsx';
import s from './OwnValue.module.css';

/** A value a person sets. */
interface OwnValueProps {
  label: string;
  onSave: (value: string | number | null) => void;
}

/** A scale of 0 to 100. */
export function Scale({ label, value, onSave }: OwnValueProps & { value: number | null }) {
  const { fmt } = useLocale();
  return (
    <div className={s.scale}>
      <input
        type="range"
        min={0}
        max={100}
        aria-label={label}
        value={value ?? 50}
        onChange={(event) => onSave(Number(event.currentTarget.value))}
      />
      <span className="num">{fmt.number(value)}</span>
    </div>
  );
}

/** A number. */
export function Amount({ label, value, onSave }: OwnValueProps & { value: number | null }) {
  const { t } = useLocale();
  return (
    <EditableText
      label={label}
      value={value === null ? '' : String(value)}
      placeholder={t('personasUi:enterNumber')}
      onSave={(text) => {
        const next = Number(text.replaceAll(',', ''));
        if (text === '') onSave(null);
        else if (Number.isFinite(next)) onSave(next);
      }}
    />
  );
}

/** One of several options. */
export function Choice({
  label,
  value,
  options,
  onSave,
}: OwnValueProps & { value: string | null; options: readonly string[] }) {
  return (
    <div className={s.choices} role="group" aria-label={label}>
      {options.map((option) => (
        <Button
          key={option}
          size="sm"
          aria-pressed={value === option}
          onClick={() => onSave(value === option ? null : option)}
        >
          {option}
        </Button>
      ))}
    </div>
  );
}

/** Pictures are kept inside the card: small ones only. */
const PICTURE_BYTES = 500_000;

/** A picture, as a data URL. */
export function Picture({ label, source, onSave }: OwnValueProps & { source: string | null }) {
  const { t } = useLocale();
  return (
    <div className={s.picture}>
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
