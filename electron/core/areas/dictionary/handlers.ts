import type { Out, Parsed } from '../../../../shared/contract.ts';
import { csvText } from '../../../../shared/csv.ts';
import { AppError } from '../../../../shared/frames.ts';
import { sayIn } from '../../../../shared/locales/index.ts';
import { isCurrencyCode } from '../../../../shared/terms/money.ts';
import { type StoredTerm, storedOf } from '../../../../shared/terms/term.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { attributesOf, sourceInView } from '../../../db/areas/customers/inView.ts';
import { putTerm, storedTerms, termsOfWorkspace } from '../../../db/areas/dictionary/terms.ts';
import type { ReadDb } from '../../../db/open.ts';
import { setting, setSetting } from '../../../db/settings.ts';
import type { Area, CommandContext, Handlers, QueryContext } from '../../area.ts';
import { namedColumns, sameFact } from './columns.ts';
import { apply, look } from './file.ts';

const handlers = {
  'dictionary.terms': ({ db }) => ({
    currency: setting(db, 'currency') ?? null,
    terms: storedTerms(db).map(({ values, ...term }) => ({ ...term, values: values && [...values] })),
    units: namedColumns(db).flatMap(({ format }) => format.unit ?? []),
  }),
  'dictionary.describe': describe,
  'dictionary.setCurrency': ({ db, label }, { currency }) => {
    if (currency !== null && currency !== '' && !isCurrencyCode(currency))
      throw new AppError('invalid_input', { key: 'dictionary:error.currency', values: { currency } });
    setSetting(db, 'currency', currency);
    label(
      currency
        ? { key: 'dictionary:edit.currency', values: { currency } }
        : { key: `dictionary:edit.${currency === null ? 'currencyOpen' : 'currencyNone'}` },
    );
    return { currency };
  },
  'dictionary.look': look,
  'dictionary.apply': apply,
  'dictionary.export': exportDictionary,
} satisfies Handlers<'dictionary.'>;

/** What columns are called, and in which unit they are. */
export const area = { handlers } satisfies Area<'dictionary'>;

const NEW = { label: null, unit: null, meaning: null, values: null };

/** What is said of one name holds for every column that says the same of a customer. Data and segments stay as they are. */
function describe({ db, label }: CommandContext, change: Parsed<'dictionary.describe'>): Out<'dictionary.describe'> {
  const names = sameFact(db, change.name);
  if (change.label) refuseTaken(db, names, change.label);
  const terms = termsOfWorkspace(db);
  for (const name of names) {
    const before: StoredTerm = storedOf(name, terms) ?? { name, ...NEW };
    putTerm(db, {
      name: before.name,
      label: change.label === undefined ? before.label : change.label,
      unit: change.unit === undefined ? before.unit : change.unit,
      meaning: change.meaning === undefined ? before.meaning : change.meaning,
      values: change.values === undefined ? before.values : change.values,
    });
  }
  label({ key: 'dictionary:edit.describe', values: { name: change.name } });
  const { values = null, ...after } = storedOf(change.name, termsOfWorkspace(db)) ?? { name: change.name, ...NEW };
  return { ...after, values: values && [...values] };
}

/** Two attributes of one name could not be told apart. @throws AppError invalid_input */
function refuseTaken(db: ReadDb, names: readonly string[], wanted: string): void {
  const view = sourceInView(db);
  const other = (view ? attributesOf(db, view.id) : []).find(
    ({ name, label }) => label === wanted && !names.includes(name),
  );
  if (other)
    throw new AppError('invalid_input', {
      key: 'dictionary:error.taken',
      values: { label: wanted, other: other.name },
    });
}

/** Names of columns are typed by people as well: what is personal in one is masked. No figure of a customer is told. */
function exportDictionary({ db, lang }: QueryContext): Out<'dictionary.export'> {
  const say = (key: string) => sayIn(lang, { key: `dictionary:csv.${key}` });
  const terms = termsOfWorkspace(db);
  const columns = namedColumns(db);
  const named = new Set(columns.flatMap(({ name }) => storedOf(name, terms)?.name ?? []));
  const rows = [
    ...columns.map(({ name, label, unit, levels, sources }) => {
      const own = storedOf(name, terms);
      return [name, label, own?.meaning, unit, (own?.values ?? levels)?.join('; '), sources.join('; ')];
    }),
    ...storedTerms(db)
      .filter(({ name }) => !named.has(name))
      .map(({ name, label, meaning, unit, values }) => [name, label, meaning, unit, values?.join('; '), '']),
  ];
  const head = ['name', 'label', 'meaning', 'unit', 'values', 'sources'].map(say);
  const masked = rows.map((row) => row.map((cell) => maskText(cell ?? '')));
  return { name: `${say('file')}.csv`, csv: csvText([head, ...masked]) };
}
