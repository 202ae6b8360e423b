import type { CleanStep } from '../../../shared/cleaning.ts';
import { useLocale } from '../../ui/index.ts';
import { Clusters } from './Clusters.tsx';
import { isText } from './draft.ts';
import {
  ColumnField,
  ColumnsField,
  LinesField,
  ModeField,
  SeparatorField,
  TextField,
  TickField,
  WayField,
} from './fields.tsx';
import { formOf, type FormPlace, type FormProps } from './form.tsx';
import { FillForm, WinsoriseForm } from './numberForms.tsx';
import { ConditionForm, RuleForm } from './rules.tsx';
import s from './forms.module.css';

/** The form of a step of any kind. */
export function StepForm({ step, ...place }: FormPlace & { step: CleanStep }) {
  return <div className={s.form}>{fieldsOf(step, place)}</div>;
}

function fieldsOf(step: CleanStep, place: FormPlace) {
  switch (step.op) {
    case 'normalise':
      return <NormaliseForm {...formOf(step, place)} />;
    case 'map':
      return <MapForm {...formOf(step, place)} />;
    case 'regions':
      return <RegionsForm {...formOf(step, place)} />;
    case 'parse':
      return <ParseForm {...formOf(step, place)} />;
    case 'type':
      return <TypeForm {...formOf(step, place)} />;
    case 'split':
      return <SplitForm {...formOf(step, place)} />;
    case 'combine':
      return <CombineForm {...formOf(step, place)} />;
    case 'fill':
      return <FillForm {...formOf(step, place)} />;
    case 'invalid':
      return <RuleForm {...formOf(step, place)} />;
    case 'winsorise':
      return <WinsoriseForm {...formOf(step, place)} />;
    case 'dropRows':
      return <ConditionForm {...formOf(step, place)} />;
    case 'dropDuplicates':
      return <DuplicatesForm {...formOf(step, place)} />;
    case 'dropColumns':
      return <DropColumnsForm {...formOf(step, place)} />;
    case 'rename':
      return <RenameForm {...formOf(step, place)} />;
  }
}

const TICKS = ['trim', 'spaces', 'width', 'simplify'] as const;

function NormaliseForm({ step, columns, put, onChange }: FormProps<'normalise'>) {
  const { t } = useLocale();
  const texts = columns.filter(isText);
  return (
    <>
      <div role="group" aria-label={t('cleaningUi:form.tidy')}>
        {TICKS.map((key) => (
          <TickField key={key} name={key} value={step[key]} onChange={(on) => put({ [key]: on })} />
        ))}
      </div>
      <WayField
        name="case"
        words="cleaningUi:form.cases"
        values={['none', 'lower', 'upper', 'title'] as const}
        value={step.case}
        onChange={(value) => put({ case: value })}
      />
      <ColumnsField
        name="columns"
        value={step.columns ?? texts.map(({ name }) => name)}
        columns={texts}
        onChange={(names) => {
          const { columns: _all, ...rest } = step;
          onChange(names.length === texts.length || names.length === 0 ? rest : { ...step, columns: [...names] });
        }}
      />
    </>
  );
}

function MapForm({ step, columns, sourceId, put }: FormProps<'map'>) {
  return (
    <>
      <ColumnField
        columns={columns}
        fit={isText}
        value={step.column}
        onChange={(column) => put({ column, groups: [] })}
      />
      <Clusters
        key={step.column}
        sourceId={sourceId}
        column={step.column}
        groups={step.groups}
        onChange={(groups) => put({ groups })}
      />
    </>
  );
}

function RegionsForm({ step, columns, put }: FormProps<'regions'>) {
  return (
    <>
      <ColumnField columns={columns} fit={isText} value={step.column} onChange={(column) => put({ column })} />
      <ModeField
        name="level"
        words="cleaningUi:form.levels"
        values={['same', 'province', 'city'] as const}
        value={step.level}
        onChange={(level) => put({ level })}
      />
    </>
  );
}

function ParseForm({ step, columns, put }: FormProps<'parse'>) {
  return (
    <>
      <ColumnField columns={columns} value={step.column} onChange={(column) => put({ column })} />
      <ModeField
        name="as"
        words="sourcesUi:types"
        values={['number', 'date', 'boolean'] as const}
        value={step.as}
        onChange={(as) => put({ as })}
      />
    </>
  );
}

function TypeForm({ step, columns, put }: FormProps<'type'>) {
  return (
    <>
      <ColumnField columns={columns} value={step.column} onChange={(column) => put({ column })} />
      <WayField
        name="type"
        words="sourcesUi:types"
        values={['number', 'category', 'date', 'boolean', 'text', 'identifier'] as const}
        value={step.type}
        onChange={(type) => put({ type })}
      />
    </>
  );
}

function SplitForm({ step, columns, put }: FormProps<'split'>) {
  return (
    <>
      <ColumnField columns={columns} fit={isText} value={step.column} onChange={(column) => put({ column })} />
      <SeparatorField value={step.by} onChange={(by) => put({ by })} />
      <LinesField
        name="intoMany"
        value={step.into}
        onChange={(into) => put({ into: into.length === 0 ? [''] : [...into] })}
      />
    </>
  );
}

function CombineForm({ step, columns, put }: FormProps<'combine'>) {
  return (
    <>
      <ColumnsField
        name="columnsInOrder"
        value={step.columns}
        columns={columns}
        onChange={(names) => put({ columns: [...names] })}
      />
      <SeparatorField none value={step.separator} onChange={(separator) => put({ separator })} />
      <TextField name="into" value={step.into} onChange={(into) => put({ into })} />
    </>
  );
}

function DuplicatesForm({ step, columns, onChange }: FormProps<'dropDuplicates'>) {
  return (
    <ColumnsField
      name="equalIn"
      value={step.columns ?? columns.map(({ name }) => name)}
      columns={columns}
      onChange={(names) => {
        const all = names.length === columns.length || names.length === 0;
        onChange(all ? { op: step.op } : { ...step, columns: [...names] });
      }}
    />
  );
}

const DropColumnsForm = ({ step, columns, put }: FormProps<'dropColumns'>) => (
  <ColumnsField
    name="toDrop"
    value={step.columns}
    columns={columns}
    onChange={(names) => put({ columns: [...names] })}
  />
);

function RenameForm({ step, columns, put }: FormProps<'rename'>) {
  return (
    <>
      <ColumnField columns={columns} value={step.column} onChange={(column) => put({ column })} />
      <TextField name="newName" value={step.to} onChange={(to) => put({ to })} />
    </>
  );
}
