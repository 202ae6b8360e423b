import type { CleanStep } from '../../../shared/clean.ts';
import { Checkbox, Labelled, Segmented, Select, useLocale } from '../../ui/index.ts';
import { Clusters } from './Clusters.tsx';
import { isText } from './draft.ts';
import { ColumnPick, ColumnsPick, LinesField, SeparatorField, TextField } from './fields.tsx';
import { type FormProps, Group } from './form.tsx';
import { FillForm, WinsoriseForm } from './numberForms.tsx';
import { ConditionForm, RuleForm } from './rules.tsx';

/** The form of a step of any kind. */
export function StepForm(
  props: Omit<FormProps<CleanStep['op']>, 'step' | 'onChange'> & {
    step: CleanStep;
    onChange: (step: CleanStep) => void;
  },
) {
  const { step, ...rest } = props;
  switch (step.op) {
    case 'normalise':
      return <NormaliseForm {...rest} step={step} />;
    case 'map':
      return <MapForm {...rest} step={step} />;
    case 'regions':
      return <RegionsForm {...rest} step={step} />;
    case 'parse':
      return <ParseForm {...rest} step={step} />;
    case 'type':
      return <TypeForm {...rest} step={step} />;
    case 'split':
      return <SplitForm {...rest} step={step} />;
    case 'combine':
      return <CombineForm {...rest} step={step} />;
    case 'fill':
      return <FillForm {...rest} step={step} />;
    case 'invalid':
      return <RuleForm {...rest} step={step} />;
    case 'winsorise':
      return <WinsoriseForm {...rest} step={step} />;
    case 'dropRows':
      return <ConditionForm {...rest} step={step} />;
    case 'dropDuplicates':
      return <DuplicatesForm {...rest} step={step} />;
    case 'dropColumns':
      return <DropColumnsForm {...rest} step={step} />;
    case 'rename':
      return <RenameForm {...rest} step={step} />;
  }
}

function NormaliseForm({ step, columns, onChange }: FormProps<'normalise'>) {
  const { t } = useLocale();
  const tick = (key: 'trim' | 'spaces' | 'width' | 'simplify') => (
    <Checkbox
      checked={step[key]}
      onChange={(event) => {
        onChange({ ...step, [key]: event.currentTarget.checked });
      }}
    >
      {t(`cleaningUi:form.${key}`)}
    </Checkbox>
  );
  const texts = columns.filter(isText);
  return (
    <Group>
      {tick('trim')}
      {tick('spaces')}
      {tick('width')}
      {tick('simplify')}
      <Labelled label={t('cleaningUi:form.case')}>
        <Select
          boxed
          fill
          value={step.case}
          options={(['none', 'lower', 'upper', 'title'] as const).map((value) => ({
            value,
            label: t(`cleaningUi:form.cases.${value}`),
          }))}
          onChange={(value) => {
            onChange({ ...step, case: value });
          }}
        />
      </Labelled>
      <ColumnsPick
        label={t('cleaningUi:form.columns')}
        value={step.columns ?? texts.map(({ name }) => name)}
        columns={texts}
        onChange={(names) => {
          const { columns: _all, ...rest } = step;
          onChange(names.length === texts.length || names.length === 0 ? rest : { ...step, columns: names });
        }}
      />
    </Group>
  );
}

function MapForm({ step, columns, sourceId, onChange }: FormProps<'map'>) {
  const { t } = useLocale();
  return (
    <Group>
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        fit={isText}
        onChange={(column) => {
          onChange({ ...step, column, groups: [] });
        }}
      />
      <Clusters
        key={step.column}
        sourceId={sourceId}
        column={step.column}
        groups={step.groups}
        onChange={(groups) => {
          onChange({ ...step, groups });
        }}
      />
    </Group>
  );
}

function RegionsForm({ step, columns, onChange }: FormProps<'regions'>) {
  const { t } = useLocale();
  return (
    <Group>
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        fit={isText}
        onChange={(column) => {
          onChange({ ...step, column });
        }}
      />
      <Segmented
        label={t('cleaningUi:form.level')}
        value={step.level}
        options={(['same', 'province', 'city'] as const).map((value) => ({
          value,
          label: t(`cleaningUi:form.levels.${value}`),
        }))}
        onChange={(level) => {
          onChange({ ...step, level });
        }}
      />
    </Group>
  );
}

function ParseForm({ step, columns, onChange }: FormProps<'parse'>) {
  const { t } = useLocale();
  return (
    <Group>
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        onChange={(column) => {
          onChange({ ...step, column });
        }}
      />
      <Segmented
        label={t('cleaningUi:form.as')}
        value={step.as}
        options={(['number', 'date', 'boolean'] as const).map((value) => ({
          value,
          label: t(`sourcesUi:types.${value}`),
        }))}
        onChange={(as) => {
          onChange({ ...step, as });
        }}
      />
    </Group>
  );
}

function TypeForm({ step, columns, onChange }: FormProps<'type'>) {
  const { t } = useLocale();
  return (
    <Group>
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        onChange={(column) => {
          onChange({ ...step, column });
        }}
      />
      <Labelled label={t('cleaningUi:form.type')}>
        <Select
          boxed
          fill
          value={step.type}
          options={(['number', 'category', 'date', 'boolean', 'text', 'identifier'] as const).map((value) => ({
            value,
            label: t(`sourcesUi:types.${value}`),
          }))}
          onChange={(type) => {
            onChange({ ...step, type });
          }}
        />
      </Labelled>
    </Group>
  );
}

function SplitForm({ step, columns, onChange }: FormProps<'split'>) {
  const { t } = useLocale();
  return (
    <Group>
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        fit={isText}
        onChange={(column) => {
          onChange({ ...step, column });
        }}
      />
      <SeparatorField
        value={step.by}
        onChange={(by) => {
          onChange({ ...step, by });
        }}
      />
      <LinesField
        label={t('cleaningUi:form.intoMany')}
        value={step.into}
        onChange={(into) => {
          onChange({ ...step, into: into.length === 0 ? [''] : into });
        }}
      />
    </Group>
  );
}

function CombineForm({ step, columns, onChange }: FormProps<'combine'>) {
  const { t } = useLocale();
  return (
    <Group>
      <ColumnsPick
        label={t('cleaningUi:form.columnsInOrder')}
        value={step.columns}
        columns={columns}
        onChange={(names) => {
          onChange({ ...step, columns: names });
        }}
      />
      <SeparatorField
        none
        value={step.separator}
        onChange={(separator) => {
          onChange({ ...step, separator });
        }}
      />
      <TextField
        label={t('cleaningUi:form.into')}
        value={step.into}
        onChange={(into) => {
          onChange({ ...step, into });
        }}
      />
    </Group>
  );
}

function DuplicatesForm({ step, columns, onChange }: FormProps<'dropDuplicates'>) {
  const { t } = useLocale();
  return (
    <Group>
      <p className="mid">{t('cleaningUi:form.duplicates')}</p>
      <ColumnsPick
        label={t('cleaningUi:form.equalIn')}
        value={step.columns ?? columns.map(({ name }) => name)}
        columns={columns}
        onChange={(names) => {
          onChange(
            names.length === columns.length || names.length === 0 ? { op: step.op } : { ...step, columns: names },
          );
        }}
      />
    </Group>
  );
}

function DropColumnsForm({ step, columns, onChange }: FormProps<'dropColumns'>) {
  const { t } = useLocale();
  return (
    <Group>
      <ColumnsPick
        label={t('cleaningUi:form.toDrop')}
        value={step.columns}
        columns={columns}
        onChange={(names) => {
          onChange({ ...step, columns: names });
        }}
      />
    </Group>
  );
}

function RenameForm({ step, columns, onChange }: FormProps<'rename'>) {
  const { t } = useLocale();
  return (
    <Group>
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        onChange={(column) => {
          onChange({ ...step, column });
        }}
      />
      <TextField
        label={t('cleaningUi:form.newName')}
        value={step.to}
        onChange={(to) => {
          onChange({ ...step, to });
        }}
      />
    </Group>
  );
}
