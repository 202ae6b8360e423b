import { Labelled, NumberInput, Segmented, Select, useLocale } from '../../ui/index.ts';
import { isNumber, isText } from './draft.ts';
import { ColumnPick, TextField } from './fields.tsx';
import { type FormProps, Group } from './form.tsx';

/** What missing cells are filled with. */
export function FillForm({ step, columns, others, onChange }: FormProps<'fill'>) {
  const { t } = useLocale();
  const column = columns.find(({ name }) => name === step.column);
  const ways = (['median', 'mean', 'mode', 'constant', 'source'] as const).filter(
    (way) =>
      (way !== 'source' || others.length > 0) &&
      ((way !== 'median' && way !== 'mean') || (column !== undefined && isNumber(column))),
  );
  return (
    <Group>
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        onChange={(name) => {
          const now = columns.find((one) => one.name === name);
          const numeric = step.with === 'median' || step.with === 'mean';
          onChange({ ...step, column: name, with: numeric && now && !isNumber(now) ? 'mode' : step.with });
        }}
      />
      <Labelled label={t('cleaningUi:form.with')}>
        <Select
          boxed
          fill
          value={step.with}
          options={ways.map((value) => ({ value, label: t(`cleaningUi:form.ways.${value}`) }))}
          onChange={(way) => {
            onChange({ ...step, with: way, ...(way === 'source' ? { source: others[0]!, key: step.column } : {}) });
          }}
        />
      </Labelled>
      {step.with === 'constant' ? (
        <TextField
          label={t('cleaningUi:form.value')}
          value={step.value === undefined ? '' : String(step.value)}
          onChange={(value) => {
            onChange({ ...step, value });
          }}
        />
      ) : step.with === 'source' ? (
        <>
          <Labelled label={t('cleaningUi:form.source')}>
            <Select
              boxed
              fill
              value={step.source ?? ''}
              options={others.map((value) => ({ value, label: value }))}
              onChange={(source) => {
                onChange({ ...step, source });
              }}
            />
          </Labelled>
          <ColumnPick
            label={t('cleaningUi:form.key')}
            value={step.key ?? step.column}
            columns={columns}
            onChange={(key) => {
              onChange({ ...step, key });
            }}
          />
        </>
      ) : (
        <Labelled label={t('cleaningUi:form.by')}>
          <Select
            boxed
            fill
            value={step.by ?? ''}
            options={[
              { value: '', label: t('cleaningUi:form.byNone') },
              ...columns.filter((one) => isText(one)).map(({ name }) => ({ value: name, label: name })),
            ]}
            onChange={(by) => {
              const { by: _by, ...rest } = step;
              onChange(by === '' ? rest : { ...step, by });
            }}
          />
        </Labelled>
      )}
      <p className="cap">{t('cleaningUi:form.flagged')}</p>
    </Group>
  );
}

/** Between which limits numbers stay. */
export function WinsoriseForm({ step, columns, onChange }: FormProps<'winsorise'>) {
  const { t } = useLocale();
  const fences = step.fences !== undefined;
  return (
    <Group>
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        fit={isNumber}
        onChange={(column) => {
          onChange({ ...step, column });
        }}
      />
      <Segmented
        label={t('cleaningUi:form.limits')}
        value={fences ? 'fences' : 'quantiles'}
        options={(['quantiles', 'fences'] as const).map((value) => ({ value, label: t(`cleaningUi:form.${value}`) }))}
        onChange={(value) => {
          const { fences: _fences, ...rest } = step;
          onChange(value === 'fences' ? { ...rest, fences: 1.5 } : rest);
        }}
      />
      {fences ? (
        <Labelled label={t('cleaningUi:form.times')}>
          <NumberInput
            value={step.fences ?? 1.5}
            min={0}
            max={100}
            step={0.5}
            onValue={(value) => {
              onChange({ ...step, fences: value ?? 1.5 });
            }}
          />
        </Labelled>
      ) : (
        <div className="cl-two">
          <Labelled label={t('cleaningUi:form.lower')}>
            <NumberInput
              value={step.lower}
              min={0}
              max={0.5}
              step={0.01}
              onValue={(lower) => {
                onChange({ ...step, lower: lower ?? 0 });
              }}
            />
          </Labelled>
          <Labelled label={t('cleaningUi:form.upper')}>
            <NumberInput
              value={step.upper}
              min={0.5}
              max={1}
              step={0.01}
              onValue={(upper) => {
                onChange({ ...step, upper: upper ?? 1 });
              }}
            />
          </Labelled>
        </div>
      )}
    </Group>
  );
}
