import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { Spinner } from './Spinner.tsx';
import { Tooltip } from './floats.tsx';

type Native = ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> };
export interface ButtonProps extends Native {
  kind?: 'plain' | 'primary' | 'ghost' | 'link' | 'danger';
  size?: 'sm' | 'md' | 'lg';
  icon?: IconName;
  /** what was asked is under way: a spinner after 0.2 s, and no second click */
  busy?: boolean;
  children: ReactNode;
}

export function Button({ kind = 'plain', size = 'md', icon, busy = false, className, children, ...rest }: ButtonProps) {
  const names = [
    'btn',
    kind === 'plain' ? '' : kind,
    size === 'md' ? '' : size,
    busy ? 'busy' : '',
    className ?? '',
  ].filter(Boolean);
  return (
    <button
      type="button"
      {...rest}
      className={names.join(' ')}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {busy ? <Spinner /> : icon ? <Icon name={icon} size={size === 'sm' ? 14 : 16} /> : null}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<Native, 'children'> {
  icon: IconName;
  /** its name, and the text of its tooltip */
  label: string;
  keys?: string;
  size?: 'sm' | 'md';
  pressed?: boolean;
}

/** A button of one icon: named for everyone, explained on hover and focus. */
export function IconButton({ icon, label, keys, size = 'md', pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip label={keys ? `${label}  ${keys}` : label}>
      <button
        type="button"
        {...rest}
        className={['ibtn', size === 'sm' ? 'sm' : '', className ?? ''].filter(Boolean).join(' ')}
        aria-label={label}
        aria-pressed={pressed}
      >
        <Icon name={icon} size={size === 'sm' ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
