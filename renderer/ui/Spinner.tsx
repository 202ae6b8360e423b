import s from './Spinner.module.css';
/** Seen only after 0.2 s: what is quicker needs no sign. */
export function Spinner() {
  return <span className={`${s.spin} ${s.wait}`} aria-hidden="true" />;
}
