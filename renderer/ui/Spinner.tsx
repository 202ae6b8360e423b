/** Seen only after 0.2 s: what is quicker needs no sign. */
export function Spinner() {
  return <span className="spin wait" aria-hidden="true" />;
}
