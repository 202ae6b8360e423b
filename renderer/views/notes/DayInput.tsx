import { useState } from 'react';
import { TextInput, useLocale } from '../../ui/index.ts';

/** A day typed as 2024-3-5, 2024/03/05 or 2024年3月5日, as ISO; null: empty; undefined: no day. */
function dayFrom(text: string): string | null | undefined {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return null;
  const [, year, month, day] = /^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?$/.exec(plain) ?? [];
  if (year === undefined) return undefined;
  const iso = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** A day. The platform's own field would write it in the language of the browser and not of the reader. */
export function DayInput({
  label,
  value,
  onDay,
  quiet,
}: {
  label: string;
  value: string | null;
  onDay: (day: string | null) => void;
  quiet?: boolean;
}) {
  const { t } = useLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const day = typed === null ? value : dayFrom(typed);
  const settle = () => {
    if (day === undefined) return;
    if (typed !== null && day !== value) onDay(day);
    setTyped(null);
  };
  return (
    <TextInput
      {...(quiet ? { quiet } : {})}
      inputMode="numeric"
      aria-label={label}
      aria-invalid={day === undefined || undefined}
      placeholder={t('notesUi:dayForm')}
      maxLength={20}
      value={typed ?? value ?? ''}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') settle();
        else if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
