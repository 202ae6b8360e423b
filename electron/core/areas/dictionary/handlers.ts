import type { Out, Parsed } from '../../../../shared/contract.ts';
import { csvText } from '../../../../shared/csv.ts';
import { AppError } from '../../../../shared/frames.ts';
import { sayIn } from '../../../../shared/locales/index.ts';
import { isCurrencyCode } from '../../../../shared/terms/money.ts';
import { changedTerm, storedOf } from '../../../../shared/terms/term.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { storedTerms, termsOfWorkspace } from '../../../db/areas/dictionary/terms.ts';
import { setting, setSetting } from '../../../db/settings.ts';
import type { Area, CommandContext, Handlers, QueryContext } from '../../area.ts';
import { differing, namedColumns } from './columns.ts';
import { describeName, refuseTaken } from './describe.ts';
import { apply, look } from './file.ts';

const handlers = {
  'dictionary.terms': termsTold,
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

function termsTold({ db }: QueryContext): Out<'dictionary.terms'> {
  const columns = namedColumns(db);
  return {
    currency: setting(db, 'currency') ?? null,
    terms: storedTerms(db).map(({ values, ...term }) => ({ ...term, values: values && [...values] })),
    units: columns.flatMap(({ format }) => format.unit ?? []),
    names: differing(columns),
  };
}

function describe({ db, label }: CommandContext, change: Parsed<'dictionary.describe'>): Out<'dictionary.describe'> {
  refuseTaken(db, change);
  describeName(db, change);
  label({ key: 'dictionary:edit.describe', values: { name: change.name } });
  const { values, ...after } = changedTerm(storedOf(change.name, termsOfWorkspace(db)), { name: change.name });
  return { ...after, values: values && [...values] };
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
