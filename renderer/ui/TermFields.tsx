import { useState } from 'react';
import type { TermChange } from '../../shared/contract/dictionary.ts';
import { lacksCurrency, proposedCurrency } from '../../shared/terms/money.ts';
import { type Nameable, storedOf, type Term, termOf, type Terms, withChanges } from '../../shared/terms/term.ts';
import { useCommand } from '../state/queries.ts';
import { useTerms } from '../state/terms.ts';
import { Button } from './Button.tsx';
import { CurrencySelect } from './CurrencySelect.tsx';
import { TextInput } from './inputs.tsx';
import { type Locale, MISSING, useLocale } from './locale.ts';
import s from './TermFields.module.css';

interface TermFieldsProps {
  /** `name` is the code name */
  column: Nameable;
  /** one line, without the meaning */
  slim?: boolean;
  /** a file on its way in: what is said of its columns waits with it, and is not stored at once */
  waiting?: { readonly changes: readonly TermChange[]; describe(change: TermChange): void };
}

/** What a column is called, its unit and its meaning, and where they are from: for every file that has the column. */
export function TermFields(props: TermFieldsProps) {
  const terms = useTerms();
  return terms ? <Fields {...props} terms={terms} /> : null;
}

interface FieldsProps extends TermFieldsProps {
  terms: Terms & { units: readonly string[] };
}

function Fields({ column, slim = false, waiting, terms }: FieldsProps) {
  const { t } = useLocale();
  const { name } = column;
  const describe = useDescribe(name, waiting);
  const now = withChanges(terms, waiting?.changes ?? []);
  const stored = storedOf(name, now);
  const kept = stored && Object.entries(stored).some(([part, said]) => part !== 'name' && said !== null);
  const term = termOf(column, now);
  const { label, unit, unitFrom } = term;
  const number = column.type === 'number';
  const why = whyOf(column, term, t);
  return (
    <div className={slim ? `${s.fields} ${s.slim}` : s.fields}>
      <label>
        <span className="cap">{t('dictionaryUi:label')}</span>
        <Settled
          label={t('dictionaryUi:labelOf', { name })}
          value={label}
          onValue={(text) => {
            describe({ label: text === '' ? null : text });
          }}
        />
      </label>
      {number ? (
        <label className={s.unit}>
          <span className="cap">{t('dictionaryUi:unit')}</span>
          <Settled
            label={t('dictionaryUi:unitOf', { name })}
            value={unit ?? ''}
            most={20}
            placeholder={t('dictionaryUi:noUnit')}
            onValue={(text) => {
              describe({ unit: text });
            }}
          />
        </label>
      ) : null}
      {slim ? null : (
        <label>
          <span className="cap">{t('dictionaryUi:meaning')}</span>
          <Settled
            label={t('dictionaryUi:meaningOf', { name })}
            value={stored?.meaning ?? ''}
            most={2000}
            placeholder={MISSING}
            onValue={(text) => {
              describe({ meaning: text === '' ? null : text });
            }}
          />
        </label>
      )}
      {!slim && stored?.values ? (
        <p className={`cap ${s.wide}`}>{t('dictionaryUi:allowed', { values: stored.values.join('; ') })}</p>
      ) : null}
      {!slim && lacksCurrency(column) && (unitFrom === 'currency' || unitFrom === null) ? (
        <WorkspaceCurrency terms={terms} />
      ) : null}
      <p
        className={`cap ${s.wide}${slim ? ' ell' : ''}`}
        title={[...why, t(waiting ? 'dictionaryUi:withFile' : 'dictionaryUi:everywhere')].join('\n')}
      >
        {`${why.join(' · ')} `}
        {kept ? (
          <Button
            kind="link"
            onClick={() => {
              describe({ label: null, unit: null, meaning: null, values: null });
            }}
          >
            {t('dictionaryUi:reset')}
          </Button>
        ) : null}
      </p>
    </div>
  );
}

/** What is said of a name goes with the file that waits, else into the workspace. */
function useDescribe(name: string, waiting: TermFieldsProps['waiting']) {
  const { run } = useCommand('dictionary.describe');
  return (change: Omit<TermChange, 'name'>): void => {
    if (waiting) waiting.describe({ name, ...change });
    else void run({ name, ...change });
  };
}

/** Where the name and the unit of a column are from. */
function whyOf({ name, format }: Nameable, { label, labelFrom, unitFrom }: Term, t: Locale['t']): string[] {
  const own = format.label;
  return [
    label === name ? null : t('dictionaryUi:code', { code: name }),
    t(`dictionaryUi:from.${labelFrom}`),
    // what is typed takes the place of what the file says, which is still told
    labelFrom === 'own' && own !== undefined && own !== label ? t('dictionaryUi:differs', { label: own }) : null,
    unitFrom === null || unitFrom === labelFrom || unitFrom === 'header'
      ? null
      : t('dictionaryUi:unitFrom', { from: t(`dictionaryUi:from.${unitFrom}`) }),
  ].filter((part) => part !== null);
}

/** The currency of every amount without a sign: changed here, it changes for all of them. */
function WorkspaceCurrency({ terms: { currency, units } }: { terms: Terms & { units: readonly string[] } }) {
  const { t, lang } = useLocale();
  const set = useCommand('dictionary.setCurrency');
  return (
    <label title={t('dictionaryUi:currency.title')}>
      <span className="cap">{t('dictionaryUi:currency.choose')}</span>
      <CurrencySelect
        value={currency ?? ''}
        none={currency === null ? 'open' : true}
        quiet
        first={proposedCurrency(units, lang)}
        onChange={(code) => void set.run({ currency: code })}
      />
    </label>
  );
}

interface SettledProps {
  label: string;
  value: string;
  placeholder?: string;
  most?: number;
  onValue: (text: string) => void;
}

/** A line of text that counts once it is left, or Enter is pressed; Escape takes back what was typed. */
function Settled({ label, value, placeholder, most = 200, onValue }: SettledProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const settle = () => {
    const text = typed?.trim();
    setTyped(null);
    if (text !== undefined && text !== value) onValue(text);
  };
  return (
    <TextInput
      quiet
      aria-label={label}
      title={typed ?? value}
      placeholder={placeholder}
      maxLength={most}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') settle();
        else if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
