import type { Claim, Persona, ViewEvidence } from '../contract/personas.ts';
import type { Said } from '../domain.ts';
import { AppError } from '../frames.ts';
import { FEW, type LeavingChart } from '../privacy/chart.ts';

/** Figures of a card are read, not scrolled through. */
const MOST_FIGURES = 80;

/**
 * The figures of a view as they are frozen on a card: one a mark, without what fewer customers than the privacy floor
 * stand behind. Points have none: they are customers.
 */
export function figuresOf({ body }: LeavingChart): ViewEvidence['figures'] {
  const told = (n: number) => (n === FEW ? null : n);
  const figures: ViewEvidence['figures'] = [];
  if (body.kind === 'boxes')
    for (const { bucket, n, box } of body.groups)
      figures.push({ label: bucket.label, n: told(n), value: box?.median ?? null });
  else if (body.kind === 'grid')
    body.rows.forEach((row, i) => {
      const cells = body.columns.length > 0 ? body.cells[i]! : [body.rowTotals[i]!];
      cells.forEach((cell, j) => {
        const column = body.columns[j];
        figures.push({
          label: column ? { key: 'explore:cross', values: { a: row.label, b: column.label } } : row.label,
          n: told(cell.n),
          value: cell.value,
        });
      });
    });
  return figures.slice(0, MOST_FIGURES);
}

/** Which statement a view is put behind; `claim` null: a new one that says `said`. */
export interface PinnedView {
  readonly field: string;
  readonly claim: string | null;
  readonly said: Said;
  readonly evidence: ViewEvidence;
  readonly at: string;
}

/**
 * A card with a view as evidence: a new object, `rev` one higher.
 * @throws AppError not_found (field or claim), refused (the field holds no statements)
 */
export function withView<P extends Omit<Persona, 'stale' | 'cut'>>(
  persona: P,
  { field: key, claim, said, evidence, at }: PinnedView,
): { persona: P; claim: string } {
  const field = persona.fields.find((one) => one.key === key);
  if (!field) throw new AppError('not_found', { key: 'errors:field_gone' });
  if (!holdsStatements(field)) throw new AppError('refused', { key: 'explore:error.noStatements' });
  const rev = persona.rev + 1;
  const id = claim ?? `v${rev}`;
  if (claim !== null && !field.claims.some((one) => one.id === claim))
    throw new AppError('not_found', { key: 'errors:claim_gone' });
  const made: Claim = {
    id,
    said,
    text: '',
    basis: 'data',
    evidence: [evidence],
    status: 'supported',
    asOf: at,
    author: '',
  };
  const claims =
    claim === null
      ? [...field.claims, made]
      : field.claims.map((one) => (one.id === claim ? { ...one, evidence: [...one.evidence, evidence] } : one));
  const fields = persona.fields.map((one) => (one.key === key ? { ...one, claims } : one));
  return { persona: { ...persona, rev, updatedAt: at, fields }, claim: id };
}

/** Fields of text that are somebody's words, or a value. */
const NO_STATEMENTS = new Set(['quote', 'version', 'slogan', 'tagline']);

/** Whether a field of a card is made of statements. */
export const holdsStatements = ({ key, kind }: { key: string; kind: string }): boolean =>
  (kind === 'text' || kind === 'list') && !NO_STATEMENTS.has(key);
