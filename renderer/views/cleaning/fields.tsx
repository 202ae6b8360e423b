import { useState } from 'react';
import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import { useNames } from '../../state/terms.ts';
import {
  Checkbox,
  Labelled,
  NumberInput,
  type NumberInputProps,
  Segmented,
  Select,
  TextInput,
  useLocale,
} from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import sForms from './forms.module.css';
import s from './fields.module.css';

/** A field of a form: the name of its words (under `cleaningUi:form`), its value, and what to do with another one. */
interface Field<T> {
  readonly name: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

const useWord = () => {
  const { t } = useLocale();
  return (name: string) => t(`cleaningUi:form.${name}`);
};

/** One of a list, whose words are given. */
export function PickField<T extends string>({
  name,
  value,
  options,
  onChange,
}: Field<T> & { options: readonly { value: T; label: string }[] }) {
  const word = useWord();
  return (
    <Labelled label={word(name)}>
      <Select boxed fill value={value} options={options} onChange={onChange} />
    </Labelled>
  );
}

/** What a choice is made of: its values, and where their words are. */
interface Choice<T extends string> extends Field<T> {
  readonly values: readonly T[];
  readonly words: string;
}

/** One of many ways. */
export function WayField<T extends string>({ values, words, ...rest }: Choice<T>) {
  const { t } = useLocale();
  return <PickField {...rest} options={values.map((value) => ({ value, label: t(`${words}.${value}`) }))} />;
}

/** One of a few ways, side by side. */
export function ModeField<T extends string>({ name, value, values, words, onChange }: Choice<T>) {
  const { t } = useLocale();
  const word = useWord();
  return (
    <div className={s.mode}>
      <span aria-hidden="true">{word(name)}</span>
      <Segmented
        label={word(name)}
        value={value}
        options={values.map((one) => ({ value: one, label: t(`${words}.${one}`) }))}
        onChange={onChange}
      />
    </div>
  );
}

/** Yes or no. */
export function TickField({ name, value, onChange }: Field<boolean>) {
  const word = useWord();
  return (
    <Checkbox
      checked={value}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
      }}
    >
      {word(name)}
    </Checkbox>
  );
}

/** A number inside limits; an empty field is null. */
export function NumberField({
  name,
  value,
  onChange,
  ...limits
}: Field<number | null> & Pick<NumberInputProps, 'min' | 'max' | 'step' | 'placeholder'>) {
  const word = useWord();
  return (
    <Labelled label={word(name)}>
      <NumberInput {...limits} value={value} onValue={onChange} />
    </Labelled>
  );
}

/** A short text. */
export function TextField({ name, value, onChange, placeholder }: Field<string> & { placeholder?: string }) {
  const word = useWord();
  return (
    <Labelled label={word(name)}>
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

/** Values one a line. */
export function LinesField({ name, value, onChange }: Field<readonly string[]>) {
  const word = useWord();
  return (
    <Labelled label={word(name)}>
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

/** One column out of those that are fit. */
export function ColumnField({
  name = 'column',
  columns,
  fit = () => true,
  ...rest
}: Omit<Field<string>, 'name'> & {
  name?: string;
  columns: readonly CleanColumn[];
  fit?: (column: CleanColumn) => boolean;
}) {
  const nameOf = useNames(columns);
  const names = columns.filter((column) => fit(column) || column.name === rest.value).map(({ name }) => name);
  const known = names.includes(rest.value) ? names : [rest.value, ...names];
  return <PickField {...rest} name={name} options={known.map((value) => ({ value, label: nameOf(value) }))} />;
}

/** Several columns to tick; how many are ticked stands beside the label, as the list scrolls. */
export function ColumnsField({
  name,
  value,
  columns,
  onChange,
}: Field<readonly string[]> & { columns: readonly CleanColumn[] }) {
  const { t } = useLocale();
  const word = useWord();
  const nameOf = useNames(columns);
  const chosen = new Set(value);
  const gone = value.filter((one) => !columns.some((column) => column.name === one));
  return (
    <fieldset className={s.columns}>
      <legend>
        {word(name)}
        <span className="cap">
          {t('cleaningUi:form.ticked', { n: value.length, of: columns.length + gone.length })}
        </span>
      </legend>
      <div className="scroll" tabIndex={0} role="group" aria-label={word(name)}>
        {[...gone, ...columns.map((column) => column.name)].map((column) => (
          <Checkbox
            key={column}
            checked={chosen.has(column)}
            onChange={(event) => {
              onChange(event.currentTarget.checked ? [...value, column] : value.filter((one) => one !== column));
            }}
          >
            <span className="ell" title={namedTitle(t, nameOf(column), column)}>
              {nameOf(column)}
            </span>
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}

const SEPARATORS: readonly string[] = [' ', ',', '，', '、', ';', '；', '|', '/', '-', '_'];
const OTHER = 'other';

/** What parts stand between: a sign of the list, or one of the reader's own. `none`: nothing at all may stand there. */
export function SeparatorField({
  value,
  none = false,
  onChange,
}: Omit<Field<string>, 'name'> & {
  none?: boolean;
}) {
  const word = useWord();
  const [own, setOwn] = useState(!SEPARATORS.includes(value) && !(none && value === ''));
  const print = (sign: string) => (sign === '' ? word('nothing') : sign === ' ' ? word('blank') : sign);
  return (
    <div className={own ? sForms.two : undefined}>
      <PickField
        name="separator"
        value={own ? OTHER : value}
        options={[
          ...[...(none ? [''] : []), ...SEPARATORS].map((sign) => ({ value: sign, label: print(sign) })),
          { value: OTHER, label: word('otherSign') },
        ]}
        onChange={(sign) => {
          setOwn(sign === OTHER);
          if (sign !== OTHER) onChange(sign);
        }}
      />
      {own ? (
        <TextField
          name="sign"
          value={value}
          onChange={(sign) => {
            if (none || sign !== '') onChange(sign);
          }}
        />
      ) : null}
    </div>
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
  const end = (name: 'min' | 'max', value: End, put: (value: End) => void) =>
    date ? (
      <DateField name={name} value={value === null ? '' : String(value)} onChange={(text) => put(text || null)} />
    ) : (
      <OpenField name={name} value={value === null ? null : Number(value)} onChange={put} />
    );
  return (
    <div className={sForms.two}>
      {end('min', min, (value) => {
        onChange({ min: value, max });
      })}
      {end('max', max, (value) => {
        onChange({ min, max: value });
      })}
    </div>
  );
}

function OpenField(field: Field<number | null>) {
  const word = useWord();
  return <NumberField {...field} placeholder={word('open')} />;
}

function DateField({ name, value, onChange }: Field<string>) {
  const word = useWord();
  return (
    <Labelled label={word(name)}>
      <TextInput
        type="date"
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
    </Labelled>
  );
}
