import { useId, useState, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { Icon } from './Icon.tsx';

type Native = InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> };
const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ');

/** One line of text. `quiet`: text until it is pointed at or focused. */
export function TextInput({ quiet, className, ...rest }: Native & { quiet?: boolean }) {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      {...rest}
      className={classes('field', quiet && 'quiet', className)}
    />
  );
}

export interface NumberInputProps extends Omit<Native, 'value' | 'onChange' | 'type'> {
  value: number | null;
  /** called when the field is left or Enter is pressed, with a number inside min…max */
  onValue: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  quiet?: boolean;
}

/** A number. What is typed is settled on leaving the field; the arrow keys step. */
export function NumberInput({ value, onValue, min, max, step = 1, quiet, className, ...rest }: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : String(value));
  const within = (n: number) => Math.min(max ?? Infinity, Math.max(min ?? -Infinity, n));
  const settle = () => {
    if (typed === null) return;
    const text = typed.normalize('NFKC').replace(/[,\s]/g, '').replace('−', '-');
    setTyped(null);
    if (text === '') onValue(null);
    else if (Number.isFinite(Number(text))) onValue(within(Number(text)));
  };
  const nudge = (by: number) => {
    const from = Number(shown);
    const digits = String(step).split('.')[1]?.length ?? 0;
    setTyped(null);
    onValue(Number(within((Number.isFinite(from) ? from : 0) + by).toFixed(digits)));
  };
  return (
    <input
      {...rest}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      role="spinbutton"
      aria-valuenow={value ?? undefined}
      aria-valuemin={min}
      aria-valuemax={max}
      className={classes('field', 'num', quiet && 'quiet', className)}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') settle();
        else if (event.key === 'Escape') setTyped(null);
        else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
          event.preventDefault();
          nudge(event.key === 'ArrowUp' ? step : -step);
        }
      }}
    />
  );
}

/** A box to tick. `mixed`: some of what it stands for. */
export function Checkbox({ children, mixed = false, ...rest }: Native & { mixed?: boolean; children?: ReactNode }) {
  return (
    <label className="check">
      <input
        {...rest}
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = mixed;
        }}
      />
      {children}
    </label>
  );
}

/** One row of a choice: the ring, and beside it whatever describes the option. */
export function RadioRow({ children, className, ...rest }: Native & { children: ReactNode }) {
  return (
    <label className={classes('radio', className)}>
      <input {...rest} type="radio" />
      <span className="grow">{children}</span>
    </label>
  );
}

export interface Option<T extends string> {
  value: T;
  label: string;
  disabled?: boolean;
}

/** A few modes side by side: a radio group that looks like one control. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly (Option<T> & { hint?: ReactNode })[];
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <div className="segc" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled ?? false}
            onChange={() => {
              onChange(option.value);
            }}
          />
          {option.label}
          {option.hint}
        </label>
      ))}
    </div>
  );
}

export interface SelectProps<T extends string> {
  /** its name for assistive technology, unless a label stands around it */
  label?: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
  disabled?: boolean;
  /** always show the edge, as in forms */
  boxed?: boolean;
  /** as wide as its place */
  fill?: boolean;
  className?: string | undefined;
  title?: string;
}

/** A pick list that reads as text with a chevron until it is pointed at or focused. The list itself is the platform's. */
export function Select<T extends string>({
  label,
  value,
  options,
  onChange,
  disabled,
  boxed,
  fill,
  className,
  title,
}: SelectProps<T>) {
  return (
    <span className={classes('sel', boxed && 'boxed', fill && 'fill', className)}>
      <select
        aria-label={label}
        title={title}
        value={value}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.currentTarget.value as T);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} />
    </span>
  );
}
