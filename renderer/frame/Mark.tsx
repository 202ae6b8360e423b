import s from './Mark.module.css';
/** The mark: a circle taken out of a square. */
export function Mark() {
  return (
    <span className={s.mark}>
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" fill="var(--accent)" />
        <path d="M8 14.5A6.5 6.5 0 0 0 14.5 8H20v12H8z" fill="none" stroke="var(--ink)" strokeWidth="1.5" />
      </svg>
    </span>
  );
}
