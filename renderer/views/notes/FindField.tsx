import { Icon, TextInput } from '../../ui/index.ts';
import s from './FindField.module.css';

/** The search field above a list. */
export function FindField({ label, value, onType }: { label: string; value: string; onType: (text: string) => void }) {
  return (
    <div className={s.search}>
      <Icon name="search" />
      <TextInput
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
      />
    </div>
  );
}
