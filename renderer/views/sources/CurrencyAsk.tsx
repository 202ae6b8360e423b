import { useState } from 'react';
import type { Receipt } from '../../../shared/contract/sources.ts';
import {
  CURRENCIES,
  isCurrencyCode,
  lacksCurrency,
  proposedCurrency,
  saysCurrency,
} from '../../../shared/terms/money.ts';
import { termsOf } from '../../../shared/terms/term.ts';
import { useCommand } from '../../state/queries.ts';
import { useTerms } from '../../state/terms.ts';
import { Button, CurrencySelect, useLocale } from '../../ui/index.ts';
import s from './CurrencyAsk.module.css';

/** Columns named in the question; the others are counted. */
const NAMED = 3;

/** Asked once for a workspace, at the first file with amounts that do not say of which currency they are. Nothing waits for it. */
export function CurrencyAsk({ columns }: Pick<Receipt, 'columns'>) {
  const { t, lang } = useLocale();
  const terms = useTerms();
  const set = useCommand('dictionary.setCurrency');
  const [chosen, setChosen] = useState<string | null>(null);
  if (terms?.currency !== null || columns.some(saysCurrency)) return null;
  const named = termsOf(columns, terms);
  const open = columns.flatMap((column, i) =>
    column.role === 'attribute' && named[i]!.unit === null && lacksCurrency(column) ? [named[i]!.label] : [],
  );
  if (open.length === 0) return null;
  const proposed = proposedCurrency(terms.units, lang);
  const code = chosen ?? proposed;
  const list = open.slice(0, NAMED).join(t('sourcesUi:rejected.comma'));
  const rest = open.length - NAMED;
  return (
    <section aria-labelledby="currency-title">
      <h2 className="h" id="currency-title">
        {t('dictionaryUi:currency.ask', {
          columns: rest > 0 ? t('dictionaryUi:file.more', { names: list, n: rest }) : list,
        })}
      </h2>
      <p className="mid">{t('dictionaryUi:currency.why')}</p>
      <div className={`row ${s.choice}`}>
        <CurrencySelect value={code} first={proposed} onChange={setChosen} />
        <Button busy={set.busy} onClick={() => void set.run({ currency: code })}>
          {t('dictionaryUi:currency.use', { currency: isCurrencyCode(code) ? CURRENCIES[code] : code })}
        </Button>
        <Button kind="ghost" onClick={() => void set.run({ currency: '' })}>
          {t('dictionaryUi:currency.none')}
        </Button>
      </div>
    </section>
  );
}
