import { useState } from 'react';
import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import { Checkbox, Labelled, NumberInput, Select, TextInput, useLocale } from '../../ui/index.ts';

/** One column out of those that are fit. */
export function ColumnPick({
  label,
  value,
  columns,
  onChange,
  fit = () => true,
}: {
  label: string;
  value: string;
  columns: readonly CleanColumn[];
  onChange: (name: string) => void;
  fit?: (column: CleanColumn) => boolean;
}) {
  const options = columns.filter((column) => fit(column) || column.name === value);
  const known = options.some(({ name }) => name === value);
  return (
    <Labelled label={label}>
      <Select
        boxed
        fill
        value={value}
        options={[
          ...(known ? [] : [{ value, label: value }]),
          ...options.map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={onChange}
      />
    </Labelled>
  );
}

/** Several columns to tick. */
export function ColumnsPick({
  label,
  value,
  columns,
  onChange,
}: {
  label: string;
  value: readonly string[];
  columns: readonly CleanColumn[];
  onChange: (names: string[]) => void;
}) {
  const chosen = new Set(value);
  const gone = value.filter((name) => !columns.some((column) => column.name === name));
  return (
    <fieldset className="cl-columns">
      <legend>{label}</legend>
      <div className="scroll" tabIndex={0} role="group" aria-label={label}>
        {[...gone, ...columns.map(({ name }) => name)].map((name) => (
          <Checkbox
            key={name}
            checked={chosen.has(name)}
            onChange={(event) => {
              onChange(event.currentTarget.checked ? [...value, name] : value.filter((one) => one !== name));
            }}
          >
            <span className="ell" title={name}>
              {name}
            </span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}

/** A short text with a label. */
export function TextField({
  label,
  value,
  onChange,
  placeholder,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  placeholder?: string;
}) {
  return (
    <Labelled label={label}>
      <TextInput
        value={value}
        placeholder={placeholder}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </Labelled>
  );
}

const SEPARATORS: readonly string[] = [' ', ',', '，', '、', ';', '；', '|', '/', '-', '_'];
const OTHER = 'other';

/** What parts stand between: a sign of the list, or one of the reader's own. `none`: nothing at all may stand there. */
export function SeparatorField({
  value,
  none = false,
  onChange,
}: {
  value: string;
  none?: boolean;
  onChange: (separator: string) => void;
}) {
  const { t } = useLocale();
  const known = SEPARATORS.includes(value) || (none && value === '');
  const [own, setOwn] = useState(!known);
  const print = (sign: string) =>
    sign === '' ? t('cleaningUi:form.nothing') : sign === ' ' ? t('cleaningUi:form.blank') : sign;
  return (
    <div className={own ? 'cl-two' : undefined}>
      <Labelled label={t('cleaningUi:form.separator')}>
        <Select
          boxed
          fill
          value={own ? OTHER : value}
          options={[
            ...[...(none ? [''] : []), ...SEPARATORS].map((sign) => ({ value: sign, label: print(sign) })),
            { value: OTHER, label: t('cleaningUi:form.otherSign') },
          ]}
          onChange={(sign) => {
            setOwn(sign === OTHER);
            if (sign !== OTHER) onChange(sign);
          }}
        />
      </Labelled>
      {own ? (
        <TextField
          label={t('cleaningUi:form.sign')}
          value={value}
          onChange={(sign) => {
            if (none || sign !== '') onChange(sign);
          }}
        />
      ) : null}
    </div>
  );
}

/** Values one a line. */
export function LinesField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: readonly string[];
  onChange: (lines: string[]) => void;
}) {
  return (
    <Labelled label={label}>
      <textarea
        className="field"
        rows={4}
        value={value.join('\n')}
        onChange={(event) => {
          const text = event.currentTarget.value;
          onChange(text === '' ? [] : text.split('\n'));
        }}
      />
    </Labelled>
  );
}

type End = number | string | null;

/** The two ends of a range: numbers, or ISO dates. An empty field leaves an end open. */
export function RangeFields({
  min,
  max,
  date,
  onChange,
}: {
  min: End;
  max: End;
  date: boolean;
  onChange: (ends: { min: End; max: End }) => void;
}) {
  const { t } = useLocale();
  const field = (label: string, value: End, put: (value: End) => void) =>
    date ? (
      <Labelled label={label}>
        <TextInput
          type="date"
          value={value === null ? '' : String(value)}
          onChange={(event) => {
            put(event.currentTarget.value === '' ? null : event.currentTarget.value);
          }}
        />
      </Labelled>
    ) : (
      <Labelled label={label}>
        <NumberInput value={value === null ? null : Number(value)} onValue={put} />
      </Labelled>
    );
  return (
    <div className="cl-two">
      {field(t('cleaningUi:form.min'), min, (value) => {
        onChange({ min: value, max });
      })}
      {field(t('cleaningUi:form.max'), max, (value) => {
        onChange({ min, max: value });
      })}
    </div>
  );
}
