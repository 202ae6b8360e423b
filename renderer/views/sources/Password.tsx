import { useId, useState } from 'react';
import type { ErrorEnvelope } from '../../../shared/frames.ts';
import { Button, Icon, Labelled, TextInput, useLocale } from '../../ui/index.ts';
import type { Intake } from './useIntake.ts';
import s from './Password.module.css';

interface Props {
  error: ErrorEnvelope;
  intake: Intake;
  onCancel: () => void;
  onOther: () => void;
}

/** Does a look at a file end with the question for its password? */
export const asksPassword = (error: ErrorEnvelope | null): error is ErrorEnvelope & { code: 'password' } =>
  error?.code === 'password';

/** A file that a password locks: the password is typed, and typed again where it was a wrong one. */
export function PasswordForm({ error, intake, onCancel, onOther }: Props) {
  const { t, say } = useLocale();
  const title = useId();
  const [typed, setTyped] = useState('');
  const problem = useId();
  const { said } = error;
  // until another is typed
  const wrong = !said || said.key === 'sources:password.needed' || typed !== '' ? null : say(said);
  return (
    <form
      className={s.form}
      aria-labelledby={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') intake.unlock(typed);
      }}
    >
      <h2 id={title} className="h row">
        <Icon name="lock" size={16} /> {t('sources:password.needed')}
      </h2>
      <p className="mid">{t('sourcesUi:password.kept')}</p>
      <Labelled label={t('sourcesUi:password.label')}>
        <TextInput
          type="password"
          autoFocus
          autoComplete="off"
          maxLength={1024}
          aria-invalid={wrong !== null || undefined}
          aria-describedby={wrong === null ? undefined : problem}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      </Labelled>
      {wrong === null ? null : (
        <p id={problem} role="alert" className={s.problem}>
          {wrong}
        </p>
      )}
      <div className="row">
        <Button kind="primary" type="submit" disabled={typed === ''}>
          {t('sourcesUi:password.open')}
        </Button>
        <Button onClick={onOther}>{t('sourcesUi:reading.other')}</Button>
        <Button kind="ghost" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
