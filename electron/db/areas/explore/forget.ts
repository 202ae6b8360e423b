import { rewriteBodies } from '../../forget/bodies.ts';
import type { WriteDb } from '../../open.ts';

interface Body {
  readonly spec: { readonly filters?: readonly { readonly kind: string; readonly attribute?: number }[] };
}

/** A view without conditions on these attributes: they name values of the rows. null: it has none. */
function without(body: string, attributes: ReadonlySet<number>): string | null {
  const view = JSON.parse(body) as Body;
  const filters = view.spec.filters ?? [];
  const left = filters.filter(({ attribute }) => attribute === undefined || !attributes.has(attribute));
  return left.length === filters.length ? null : JSON.stringify({ ...view, spec: { ...view.spec, filters: left } });
}

/** Take conditions on attributes that go for good out of the saved views. @returns the edits that changed */
export const withoutAttributes = (db: WriteDb, attributes: ReadonlySet<number>): number[] =>
  rewriteBodies(db, 'saved_view', (body) => without(body, attributes));
