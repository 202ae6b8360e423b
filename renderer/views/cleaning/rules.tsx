import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { PlainCondition, StepOf, ValidRule } from '../../../shared/clean.ts';
import { Checkbox, Labelled, Select, useLocale } from '../../ui/index.ts';
import { ColumnPick, LinesField, RangeFields, TextField } from './fields.tsx';

const OPERATORS = ['<', '<=', '=', '!=', '>=', '>'] as const;

interface Props<Step> {
  readonly step: Step;
  readonly columns: readonly CleanColumn[];
  readonly onChange: (step: Step) => void;
}

const isDate = (columns: readonly CleanColumn[], name: string) =>
  columns.find((one) => one.name === name)?.type === 'date';

/** What values of a column must be; those that are not become missing. */
export function RuleForm({ step, columns, onChange }: Props<StepOf<'invalid'>>) {
  const { t } = useLocale();
  const { rule } = step;
  const put = (next: ValidRule) => {
    onChange({ ...step, rule: next });
  };
  const start: Record<ValidRule['kind'], ValidRule> = {
    range: { kind: 'range', min: null, max: null },
    pattern: { kind: 'pattern', pattern: '' },
    list: { kind: 'list', values: [], keep: false },
    compare: {
      kind: 'compare',
      other: columns.find(({ name }) => name !== step.column)?.name ?? step.column,
      operator: '<=',
    },
  };
  return (
    <div className="cl-form">
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={step.column}
        columns={columns}
        onChange={(column) => {
          onChange({ ...step, column });
        }}
      />
      <Labelled label={t('cleaningUi:form.rule')}>
        <Select
          boxed
          fill
          value={rule.kind}
          options={(['range', 'pattern', 'list', 'compare'] as const).map((value) => ({
            value,
            label: t(`cleaningUi:form.rules.${value}`),
          }))}
          onChange={(kind) => {
            put(start[kind]);
          }}
        />
      </Labelled>
      {rule.kind === 'range' ? (
        <RangeFields
          min={rule.min}
          max={rule.max}
          date={isDate(columns, step.column)}
          onChange={(ends) => {
            put({ ...rule, ...ends });
          }}
        />
      ) : rule.kind === 'pattern' ? (
        <PatternField
          value={rule.pattern}
          onChange={(pattern) => {
            put({ ...rule, pattern });
          }}
        />
      ) : rule.kind === 'list' ? (
        <>
          <Checkbox
            checked={rule.keep}
            onChange={(event) => {
              put({ ...rule, keep: event.currentTarget.checked });
            }}
          >
            {t('cleaningUi:form.onlyThese')}
          </Checkbox>
          <LinesField
            label={t('cleaningUi:form.values')}
            value={rule.values}
            onChange={(values) => {
              put({ ...rule, values });
            }}
          />
        </>
      ) : (
        <Compare
          other={rule.other}
          operator={rule.operator}
          columns={columns}
          onChange={(change) => {
            put({ ...rule, ...change });
          }}
        />
      )}
      <p className="cap">{t('cleaningUi:form.becomeMissing')}</p>
    </div>
  );
}

/** Which rows go. A condition made of several parts, as recipes may have, is shown and kept as it is. */
export function ConditionForm({ step, columns, onChange }: Props<StepOf<'dropRows'>>) {
  const { t } = useLocale();
  const { where } = step;
  if ('of' in where) return <p className="mid">{t('cleaningUi:form.manyParts')}</p>;
  const { column } = where;
  const put = (next: PlainCondition) => {
    onChange({ ...step, where: next });
  };
  const other = columns.find(({ name }) => name !== column)?.name ?? column;
  const start: Record<PlainCondition['kind'], PlainCondition> = {
    missing: { kind: 'missing', column },
    values: { kind: 'values', column, values: [] },
    range: { kind: 'range', column, min: null, max: null },
    pattern: { kind: 'pattern', column, pattern: '' },
    compare: { kind: 'compare', column, other, operator: '=' },
  };
  return (
    <div className="cl-form">
      <ColumnPick
        label={t('cleaningUi:form.column')}
        value={column}
        columns={columns}
        onChange={(name) => {
          put({ ...where, column: name });
        }}
      />
      <Labelled label={t('cleaningUi:form.condition')}>
        <Select
          boxed
          fill
          value={where.kind}
          options={(['missing', 'values', 'range', 'pattern', 'compare'] as const).map((value) => ({
            value,
            label: t(`cleaningUi:form.conditions.${value}`),
          }))}
          onChange={(kind) => {
            put(start[kind]);
          }}
        />
      </Labelled>
      {where.kind === 'values' ? (
        <LinesField
          label={t('cleaningUi:form.values')}
          value={where.values}
          onChange={(values) => {
            put({ ...where, values });
          }}
        />
      ) : where.kind === 'range' ? (
        <RangeFields
          min={where.min}
          max={where.max}
          date={isDate(columns, column)}
          onChange={(ends) => {
            put({ ...where, ...ends });
          }}
        />
      ) : where.kind === 'pattern' ? (
        <PatternField
          value={where.pattern}
          onChange={(pattern) => {
            put({ ...where, pattern });
          }}
        />
      ) : where.kind === 'compare' ? (
        <Compare
          other={where.other}
          operator={where.operator}
          columns={columns}
          onChange={(change) => {
            put({ ...where, ...change });
          }}
        />
      ) : null}
      <p className="cap">{t('cleaningUi:form.rowsStay')}</p>
    </div>
  );
}

function PatternField({ value, onChange }: { value: string; onChange: (pattern: string) => void }) {
  const { t } = useLocale();
  return (
    <>
      <TextField
        label={t('cleaningUi:form.pattern')}
        value={value}
        placeholder={t('cleaningUi:form.patternExample')}
        onChange={onChange}
      />
      <p className="cap">{t('cleaningUi:form.patternHelp')}</p>
    </>
  );
}

function Compare({
  other,
  operator,
  columns,
  onChange,
}: {
  other: string;
  operator: (typeof OPERATORS)[number];
  columns: readonly CleanColumn[];
  onChange: (change: { other?: string; operator?: (typeof OPERATORS)[number] }) => void;
}) {
  const { t } = useLocale();
  return (
    <div className="cl-two">
      <Labelled label={t('cleaningUi:form.operator')}>
        <Select
          boxed
          fill
          value={operator}
          options={OPERATORS.map((value) => ({ value, label: value }))}
          onChange={(value) => {
            onChange({ operator: value });
          }}
        />
      </Labelled>
      <ColumnPick
        label={t('cleaningUi:form.other')}
        value={other}
        columns={columns}
        onChange={(name) => {
          onChange({ other: name });
        }}
      />
    </div>
  );
}
