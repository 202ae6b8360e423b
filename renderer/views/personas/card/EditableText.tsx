import { type ElementType, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import s from './Lines.module.css';

export interface EditableTextProps {
  /** what it is, for the screen reader */
  label: string;
  value: string;
  placeholder?: string;
  maxLength?: number;
  multiline?: boolean;
  className?: string | undefined;
  as?: ElementType;
  onSave: (text: string) => void;
}

/**
 * Text on the card, edited where it stands: a click or Enter opens it, Enter or leaving saves, Escape takes it back. Nothing
 * is saved while an input method is composing.
 */
export function EditableText({
  label,
  value,
  placeholder,
  maxLength = 4000,
  multiline = false,
  className = '',
  as: Tag = 'span',
  onSave,
}: EditableTextProps) {
  const [text, setText] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const open = text !== null;
  useEffect(() => {
    if (!open) return;
    field.current?.focus();
    field.current?.select();
  }, [open]);
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);
  if (text === null)
    return (
      <Tag className={`${s.editable} ${className}`} data-blank={value === '' || undefined}>
        <button type="button" aria-label={`${label}: ${value || (placeholder ?? '')}`} onClick={() => setText(value)}>
          {value || placeholder}
        </button>
      </Tag>
    );
  const save = () => {
    setText(null);
    const next = text.trim();
    if (next !== value) onSave(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') setText(null);
    else if (event.key === 'Enter' && !(multiline && event.shiftKey)) {
      event.preventDefault();
      save();
    }
  };
  return (
    <Tag className={`${s.editable} ${s.open} ${className}`}>
      <textarea
        ref={field}
        rows={1}
        aria-label={label}
        value={text}
        placeholder={placeholder}
        maxLength={maxLength}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={onKeyDown}
      />
    </Tag>
  );
}
