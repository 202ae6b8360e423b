import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { PlainCondition, ValidRule } from '../../../shared/cleaning.ts';
import { useLocale } from '../../ui/index.ts';
import { ColumnField, LinesField, PickField, RangeFields, TextField, TickField, WayField } from './fields.tsx';
import type { FormProps } from './form.tsx';
import s from './forms.module.css';

const OPERATORS = ['<', '<=', '=', '!=', '>=', '>'] as const;
type Operator = (typeof OPERATORS)[number];

/** Whose values are held against what. */
interface Scene {
  readonly column: string;
  readonly columns: readonly CleanColumn[];
}

/** What values of a column must be; those that are not become missing. */
export function RuleForm({ step, columns, put }: FormProps<'invalid'>) {
  const { t } = useLocale();
  const { rule, column } = step;
  const other = otherOf({ column, columns });
  const start: Record<ValidRule['kind'], ValidRule> = {
    range: { kind: 'range', min: null, max: null },
    pattern: { kind: 'pattern', pattern: '' },
    list: { kind: 'list', values: [], keep: false },
    compare: { kind: 'compare', other, operator: '<=' },
  };
  return (
    <>
      <ColumnField columns={columns} value={column} onChange={(name) => put({ column: name })} />
      <WayField
        name="rule"
        words="cleaningUi:form.rules"
        values={['range', 'pattern', 'list', 'compare'] as const}
        value={rule.kind}
        onChange={(kind) => put({ rule: start[kind] })}
      />
      {rule.kind === 'list' ? (
        <>
          <TickField name="onlyThese" value={rule.keep} onChange={(keep) => put({ rule: { ...rule, keep } })} />
          <LinesField
            name="values"
            value={rule.values}
            onChange={(values) => put({ rule: { ...rule, values: [...values] } })}
          />
        </>
      ) : (
        <Held column={column} columns={columns} by={rule} onChange={(next) => put({ rule: next })} />
      )}
      <p className="cap">{t('cleaningUi:form.becomeMissing')}</p>
    </>
  );
}

/** Which rows go. A condition made of several parts, as recipes may have, is shown and kept as it is. */
export function ConditionForm({ step, columns, put }: FormProps<'dropRows'>) {
  const { t } = useLocale();
  const { where } = step;
  if ('of' in where) return <p className="mid">{t('cleaningUi:form.manyParts')}</p>;
  const { column } = where;
  const start: Record<PlainCondition['kind'], PlainCondition> = {
    missing: { kind: 'missing', column },
    values: { kind: 'values', column, values: [] },
    range: { kind: 'range', column, min: null, max: null },
    pattern: { kind: 'pattern', column, pattern: '' },
    compare: { kind: 'compare', column, other: otherOf({ column, columns }), operator: '=' },
  };
  return (
    <>
      <ColumnField columns={columns} value={column} onChange={(name) => put({ where: { ...where, column: name } })} />
      <WayField
        name="condition"
        words="cleaningUi:form.conditions"
        values={['missing', 'values', 'range', 'pattern', 'compare'] as const}
        value={where.kind}
        onChange={(kind) => put({ where: start[kind] })}
      />
      {where.kind === 'values' ? (
        <LinesField
          name="values"
          value={where.values}
          onChange={(values) => put({ where: { ...where, values: [...values] } })}
        />
      ) : where.kind === 'missing' ? null : (
        <Held column={column} columns={columns} by={where} onChange={(next) => put({ where: { ...where, ...next } })} />
      )}
      <p className="cap">{t('cleaningUi:form.rowsStay')}</p>
    </>
  );
}

const otherOf = ({ column, columns }: Scene): string => columns.find(({ name }) => name !== column)?.name ?? column;

type Range = Extract<ValidRule, { kind: 'range' }>;
type Pattern = Extract<ValidRule, { kind: 'pattern' }>;
type Compare = Extract<ValidRule, { kind: 'compare' }>;

/** What rules and conditions have in common: a range, a pattern, or another column. */
function Held<T extends Range | Pattern | Compare>({
  column,
  columns,
  by,
  onChange,
}: Scene & { by: T; onChange: (by: T) => void }) {
  const { t } = useLocale();
  if (by.kind === 'range') {
    const date = columns.some(({ name, type }) => name === column && type === 'date');
    return <RangeFields min={by.min} max={by.max} date={date} onChange={(ends) => onChange({ ...by, ...ends })} />;
  }
  if (by.kind === 'pattern')
    return (
      <>
        <TextField
          name="pattern"
          value={by.pattern}
          placeholder={t('cleaningUi:form.patternExample')}
          onChange={(pattern) => onChange({ ...by, pattern })}
        />
        <p className="cap">{t('cleaningUi:form.patternHelp')}</p>
      </>
    );
  return (
    <div className={s.two}>
      <PickField<Operator>
        name="operator"
        value={by.operator}
        options={OPERATORS.map((value) => ({ value, label: value }))}
        onChange={(operator) => onChange({ ...by, operator })}
      />
      <ColumnField name="other" columns={columns} value={by.other} onChange={(other) => onChange({ ...by, other })} />
    </div>
  );
}
