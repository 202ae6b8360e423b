import { rewriteBodies } from '../../forget/bodies.ts';
import type { WriteDb } from '../../open.ts';
import { readStored, writeStored } from '../../stored.ts';
import { viewForm } from './views.ts';

/** A view without conditions on these attributes: they name values of the rows. null: it has none. */
function without(body: string, attributes: ReadonlySet<number>): string | null {
  const view = readStored(viewForm, body, 'saved_view');
  const { filters } = view.spec;
  const left = filters.filter((filter) => !('attribute' in filter) || !attributes.has(filter.attribute));
  return left.length === filters.length
    ? null
    : writeStored(viewForm, { ...view, spec: { ...view.spec, filters: left } });
}

/** Take conditions on attributes that go for good out of the saved views. @returns the edits that changed */
export const withoutAttributes = (db: WriteDb, attributes: ReadonlySet<number>): number[] =>
  rewriteBodies(db, 'saved_view', (body) => without(body, attributes));
