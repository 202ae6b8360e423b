import { useNames } from '../../state/terms.ts';
import { useLocale } from '../../ui/index.ts';
import { isNumber, isText } from './draft.ts';
import { ColumnField, ModeField, NumberField, PickField, TextField, WayField } from './fields.tsx';
import type { FormProps } from './form.tsx';
import s from './forms.module.css';

const OF_NUMBERS: readonly string[] = ['median', 'mean'];

/** What missing cells are filled with. */
export function FillForm(form: FormProps<'fill'>) {
  const { step, columns, others, put } = form;
  const numeric = (name: string) => columns.some((column) => column.name === name && isNumber(column));
  const ways = (['median', 'mean', 'mode', 'constant', 'source'] as const).filter(
    (way) => (way !== 'source' || others.length > 0) && (!OF_NUMBERS.includes(way) || numeric(step.column)),
  );
  return (
    <>
      <ColumnField
        columns={columns}
        value={step.column}
        onChange={(column) =>
          put({ column, with: OF_NUMBERS.includes(step.with) && !numeric(column) ? 'mode' : step.with })
        }
      />
      <WayField
        name="with"
        words="cleaningUi:form.ways"
        values={ways}
        value={step.with}
        onChange={(way) =>
          put({ with: way, ...(way === 'source' ? { source: others[0] ?? '', key: step.column } : {}) })
        }
      />
      {step.with === 'constant' ? (
        <TextField
          name="value"
          value={step.value === undefined ? '' : String(step.value)}
          onChange={(value) => put({ value })}
        />
      ) : step.with === 'source' ? (
        <FromSource {...form} />
      ) : (
        <By {...form} />
      )}
    </>
  );
}

const FromSource = ({ step, columns, others, put }: FormProps<'fill'>) => (
  <>
    <PickField
      name="source"
      value={step.source ?? ''}
      options={others.map((value) => ({ value, label: value }))}
      onChange={(source) => put({ source })}
    />
    <ColumnField name="key" columns={columns} value={step.key ?? step.column} onChange={(key) => put({ key })} />
  </>
);

/** Within the groups of which column the value is worked out. */
function By({ step, columns, put, onChange }: FormProps<'fill'>) {
  const { t } = useLocale();
  const nameOf = useNames(columns);
  const names = columns.filter(isText).map(({ name }) => ({ value: name, label: nameOf(name) }));
  return (
    <PickField
      name="by"
      value={step.by ?? ''}
      options={[{ value: '', label: t('cleaningUi:form.byNone') }, ...names]}
      onChange={(by) => {
        const { by: _by, ...whole } = step;
        if (by === '') onChange(whole);
        else put({ by });
      }}
    />
  );
}

/** Interquartile ranges beyond the quartiles (Tukey 1977). */
const FENCES = 1.5;

/** Between which limits numbers stay. */
export function WinsoriseForm({ step, columns, put, onChange }: FormProps<'winsorise'>) {
  const { fences, ...quantiles } = step;
  return (
    <>
      <ColumnField columns={columns} fit={isNumber} value={step.column} onChange={(column) => put({ column })} />
      <ModeField
        name="limits"
        words="cleaningUi:form"
        values={['quantiles', 'fences'] as const}
        value={fences === undefined ? 'quantiles' : 'fences'}
        onChange={(way) => {
          if (way === 'fences') put({ fences: FENCES });
          else onChange(quantiles);
        }}
      />
      {fences === undefined ? (
        <div className={s.two}>
          <NumberField
            name="lower"
            min={0}
            max={0.5}
            step={0.01}
            value={step.lower}
            onChange={(lower) => put({ lower: lower ?? 0 })}
          />
          <NumberField
            name="upper"
            min={0.5}
            max={1}
            step={0.01}
            value={step.upper}
            onChange={(upper) => put({ upper: upper ?? 1 })}
          />
        </div>
      ) : (
        <NumberField
          name="times"
          min={0}
          max={100}
          step={0.5}
          value={fences}
          onChange={(times) => put({ fences: times ?? FENCES })}
        />
      )}
    </>
  );
}
