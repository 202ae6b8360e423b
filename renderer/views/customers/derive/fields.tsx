import { useState } from 'react';
import { TextInput } from '../../../ui/index.ts';
import s from './Rules.module.css';

/** A day as ISO text; what is no day is not taken. */
export function DateField({
  value,
  placeholder,
  onValue,
}: {
  value: string | null;
  placeholder: string;
  onValue: (value: string | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed === null) return;
    const text = typed.trim().replace(/[/.]/g, '-');
    setTyped(null);
    if (text === '') onValue(null);
    else if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) onValue(text);
  };
  return (
    <TextInput
      className={s.date}
      value={typed ?? value ?? ''}
      placeholder={placeholder === '' ? '2024-01-31' : placeholder.slice(0, 10)}
      maxLength={10}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle();
      }}
    />
  );
}

/** Words between commas. */
export function WordsField({
  value,
  placeholder,
  onValue,
}: {
  value: readonly string[];
  placeholder: string;
  onValue: (value: string[]) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    if (typed === null) return;
    const words = [...new Set(typed.split(/[,，、;；]/).map((word) => word.trim()))].filter((word) => word !== '');
    setTyped(null);
    if (words.join() !== value.join()) onValue(words.slice(0, 100));
  };
  return (
    <TextInput
      value={typed ?? value.join(', ')}
      placeholder={placeholder}
      maxLength={2000}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) settle();
      }}
    />
  );
}
