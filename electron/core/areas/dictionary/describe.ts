import { AppError } from '../../../../shared/frames.ts';
import { changedTerm, storedOf, type TermChange } from '../../../../shared/terms/term.ts';
import { attributesOf, sourceInView } from '../../../db/areas/customers/inView.ts';
import { putTerm, termsOfWorkspace } from '../../../db/areas/dictionary/terms.ts';
import type { ReadDb, WriteDb } from '../../../db/open.ts';
import { sameFact } from './columns.ts';

/** What is said of one name holds for every column that says the same of a customer. Data and segments stay as they are. */
export function describeName(db: WriteDb, change: TermChange): void {
  const terms = termsOfWorkspace(db);
  for (const name of sameFact(db, change.name)) putTerm(db, changedTerm(storedOf(name, terms) ?? blank(name), change));
}

const blank = (name: string) => ({ name, label: null, unit: null, meaning: null, values: null });

/** Two attributes of one name could not be told apart. @throws AppError invalid_input */
export function refuseTaken(db: ReadDb, { name, label }: TermChange): void {
  if (!label) return;
  const names = sameFact(db, name);
  const view = sourceInView(db);
  const other = (view ? attributesOf(db, view.id) : []).find((one) => one.label === label && !names.includes(one.name));
  if (other)
    throw new AppError('invalid_input', { key: 'dictionary:error.taken', values: { label, other: other.name } });
}
