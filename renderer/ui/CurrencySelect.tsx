import { CURRENCIES, type CurrencyCode } from '../../shared/terms/money.ts';
import { Select } from './inputs.tsx';
import { useLocale } from './locale.ts';

interface CurrencySelectProps {
  /** '': none */
  value: string;
  /** no currency can be chosen too; `open`: nothing has been chosen yet */
  none?: boolean | 'open';
  /** reads as text until it is pointed at */
  quiet?: boolean;
  /** stands before the others */
  first: CurrencyCode;
  onChange: (code: string) => void;
}

const OPEN = '?';

/** A currency by its sign and its name in the reader's language. */
export function CurrencySelect({ value, none = false, quiet = false, first, onChange }: CurrencySelectProps) {
  const { t, lang } = useLocale();
  const names = new Intl.DisplayNames(lang, { type: 'currency' });
  const codes = [first, ...(Object.keys(CURRENCIES) as CurrencyCode[]).filter((code) => code !== first)];
  return (
    <Select
      boxed={!quiet}
      fill={quiet}
      className={quiet ? 'flush' : undefined}
      label={t('dictionaryUi:currency.choose')}
      value={none === 'open' ? OPEN : value}
      options={[
        ...(none === 'open' ? [{ value: OPEN, label: t('dictionaryUi:currency.open'), disabled: true }] : []),
        ...(none ? [{ value: '', label: t('dictionaryUi:currency.none') }] : []),
        ...codes.map((code) => ({
          value: code as string,
          label: t('dictionaryUi:currency.named', { code: CURRENCIES[code], name: names.of(code) ?? code }),
        })),
      ]}
      onChange={onChange}
    />
  );
}
