import type { CSSProperties, ReactNode } from 'react';
import type { ErrorEnvelope, Progress } from '../../shared/frames.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { useLocale } from './locale.ts';
import sSpinner from './Spinner.module.css';
import s from './small.module.css';

/** In the place where content will be. */
export function Waiting({ label }: { label?: string }) {
  const { t } = useLocale();
  return (
    <div className={sSpinner.waiting} role="status">
      <span className={sSpinner.spin} aria-hidden="true" />
      {label ?? t('common:loading')}
    </div>
  );
}

export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}

export type Tone = 'plain' | 'warn' | 'accent' | 'danger' | 'ok' | 'dashed';
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === 'plain' ? 'tag' : `tag ${tone}`}>{children}</span>;
}

/** Done of total; a total of null moves without an end. */
export function ProgressBar({ progress, label, width }: { progress: Progress | null; label: string; width?: number }) {
  const share = progress?.total ? Math.min(1, progress.done / progress.total) : null;
  const style: CSSProperties | undefined = width === undefined ? undefined : { width };
  return (
    <div
      className={share === null ? `${s.pbar} ${s.unknown}` : s.pbar}
      style={style}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
    >
      <i style={share === null ? undefined : { width: `${share * 100}%` }} />
    </div>
  );
}

export interface NoticeProps {
  tone?: 'warn' | 'danger' | 'calm';
  /** how many, of what */
  title?: string;
  /** where, and what happens now */
  children: ReactNode;
  /** at most two actions */
  actions?: ReactNode;
}

/** One row in the flow: count, where, what now, two actions. */
export function Notice({ tone = 'warn', title, children, actions }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      <span className="glyph">
        <Icon name={tone === 'calm' ? 'info' : 'warn'} />
      </span>
      <div className="what">
        {title ? <b>{title}</b> : null}
        {children}
      </div>
      {actions ? <div className="acts">{actions}</div> : null}
    </div>
  );
}

/** A failed call in words, with a way to ask again. */
export function Failed({ error, retry }: { error: ErrorEnvelope; retry?: () => void }) {
  const { t, say } = useLocale();
  return (
    <Notice
      tone="danger"
      actions={
        retry ? (
          <Button kind="ghost" onClick={retry}>
            {t('common:retry')}
          </Button>
        ) : undefined
      }
    >
      {error.said ? say(error.said) : error.message}
    </Notice>
  );
}

/** One line why there is nothing, one button, the sample as a link. */
export function EmptyState({ why, action, link }: { why: string; action?: ReactNode; link?: ReactNode }) {
  return (
    <div className="empty">
      <p className="mid">{why}</p>
      {action || link ? (
        <div className="acts">
          {action}
          {link}
        </div>
      ) : null}
    </div>
  );
}

/** A label above a control, a problem below it. The control is a child, so the label names it. */
export function Labelled({
  label,
  problem,
  children,
}: {
  label: string;
  problem?: string | undefined;
  children: ReactNode;
}) {
  return (
    <label className="labelled">
      <span className="name">{label}</span>
      {children}
      {problem ? (
        <span className="problem" role="alert">
          {problem}
        </span>
      ) : null}
    </label>
  );
}
