import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { ColumnOverride } from '../../../shared/contract/sources.ts';
import type { ColumnGuess, Role } from '../../../shared/domain.ts';
import { useNames } from '../../state/terms.ts';
import { Icon, Select, useLocale } from '../../ui/index.ts';
import { withColumn } from './plan.ts';
import { useRowHeight, useRowWindow } from './rowWindow.ts';
import type { Intake } from './useIntake.ts';
import { dimensionOptions, namedTitle, passedOver, roleOptions, typeKey, typeOptions } from '../../words/columns.ts';
import s from './Fields.module.css';

interface FieldsProps {
  columns: readonly ColumnGuess[];
  selected: string;
  onSelect: (name: string) => void;
  intake: Intake;
}

/** One row a column: what it is taken for, and why. Only rows in view are drawn: a file may have thousands of columns. */
export function Fields({ columns, selected, onSelect, intake }: FieldsProps) {
  const { t } = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const [from, to] = useRowWindow(scroller, columns.length, height);
  const nameOf = useNames(columns, intake.plan.terms);
  // the column shown beside the table is in view when the step opens
  const opened = useRef(columns.findIndex(({ name }) => name === selected));
  useEffect(() => {
    const element = scroller.current;
    const end = (opened.current + 3) * height;
    if (element && end > element.clientHeight) element.scrollTop = end - element.clientHeight;
  }, [height]);
  const move = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLButtonElement) || !['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key))
      return;
    event.preventDefault();
    const now = columns.findIndex(({ name }) => name === selected);
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: columns.length - 1 }[event.key] ?? now;
    const index = Math.min(columns.length - 1, Math.max(0, to));
    const next = columns[index];
    if (!next) return;
    onSelect(next.name);
    const element = scroller.current;
    // the head and two rows stay in view around the one that is gone to
    if (element && (index - 2) * height < element.scrollTop) element.scrollTop = (index - 2) * height;
    else if (element && (index + 4) * height > element.scrollTop + element.clientHeight)
      element.scrollTop = (index + 4) * height - element.clientHeight;
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLButtonElement>(`[data-row="${index}"] button`)?.focus();
    });
  };
  return (
    <section className={`${s.fields} scroll`} ref={scroller} aria-label={t('sourcesUi:steps.fields')} onKeyDown={move}>
      <table aria-rowcount={columns.length + 1}>
        <colgroup>
          <col className={s.cName} />
          <col className={s.cType} />
          <col className={s.cRole} />
          <col className={s.cDim} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              {t('sourcesUi:fields.name')} <span className="mut">{columns.length}</span>
            </th>
            <th scope="col">{t('sourcesUi:fields.type')}</th>
            <th scope="col">{t('sourcesUi:fields.role')}</th>
            <th scope="col">{t('sourcesUi:fields.dimension')}</th>
            <th scope="col">{t('sourcesUi:fields.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {from > 0 ? <tr aria-hidden="true" style={{ height: from * height }} /> : null}
          {columns.slice(from, to).map((column, at) => {
            const index = from + at;
            return (
              <Field
                key={column.name}
                index={index}
                column={column}
                label={nameOf(column.name)}
                on={column.name === selected}
                onSelect={() => {
                  onSelect(column.name);
                }}
                intake={intake}
                columns={columns}
              />
            );
          })}
          {to < columns.length ? <tr aria-hidden="true" style={{ height: (columns.length - to) * height }} /> : null}
        </tbody>
      </table>
    </section>
  );
}

interface FieldProps {
  index: number;
  column: ColumnGuess;
  /** what people read in place of its name in the file */
  label: string;
  on: boolean;
  onSelect: () => void;
  intake: Intake;
  columns: readonly ColumnGuess[];
}

function Field({ index, column, label, on, onSelect, intake, columns }: FieldProps) {
  const { t, say } = useLocale();
  const { name, role } = column;
  const mapping = intake.inspection?.mapping ?? {};
  const names = [on ? s.on : '', passedOver(column, mapping) ? s.ign : ''].filter(Boolean).join(' ');
  const reason = [column.reason, ...column.warnings].map(say).join(t('sourcesUi:rejected.and'));
  return (
    <tr
      className={names || undefined}
      aria-rowindex={index + 2}
      aria-current={on || undefined}
      data-row={index}
      onClick={onSelect}
      onFocus={onSelect}
    >
      <td title={namedTitle(t, label, name)}>
        <button type="button" className={s.name} tabIndex={on ? 0 : -1} aria-pressed={on} onClick={onSelect}>
          {label}
          {label === name ? null : <span className={s.code}> {name}</span>}
        </button>
      </td>
      <td>
        <span className={s.ty} aria-hidden="true">
          {t(`sourcesUi:glyphs.${typeKey(column)}`)}
        </span>
        <Select
          label={t('sourcesUi:fields.typeOf', { name })}
          value={column.type}
          options={typeOptions(t, column)}
          onChange={(type) => {
            intake.setColumn({ name, type }, true);
          }}
        />
      </td>
      <td className={role === 'key' ? 'b' : undefined}>
        {role === 'personal' ? (
          <span className={s.lock}>
            <Icon name="lock" size={13} />
          </span>
        ) : null}
        <Select
          label={t('sourcesUi:fields.roleOf', { name })}
          value={role}
          options={roleOptions(t, name, { kind: intake.inspection?.kind.value ?? 'customers', mapping })}
          onChange={(next) => {
            chooseRole(column, next, columns, intake);
          }}
        />
      </td>
      <td>
        <Select
          label={t('sourcesUi:fields.dimensionOf', { name })}
          value={column.dimension ?? ''}
          options={dimensionOptions(t)}
          onChange={(next) => {
            intake.setColumn({ name, dimension: next === '' ? null : next }, false);
          }}
        />
      </td>
      <td className={column.warnings.length > 0 ? `${s.why} ${s.warned}` : s.why} title={reason}>
        {reason}
      </td>
    </tr>
  );
}

/** There is one key; personal data has a kind, so that its mask is known. */
function chooseRole(column: ColumnGuess, role: Role, columns: readonly ColumnGuess[], intake: Intake): void {
  const { name } = column;
  let overrides: readonly ColumnOverride[] = intake.plan.columns;
  const old = columns.find((other) => other.role === 'key' && other.name !== name);
  if (role === 'key' && old)
    overrides = withColumn(overrides, { name: old.name, role: old.type === 'identifier' ? 'ignored' : 'attribute' });
  const masked = (column.role === 'personal') !== (role === 'personal');
  const personal = role === 'personal' ? (column.personal ?? 'other') : null;
  overrides = withColumn(overrides, { name, role, ...(masked ? { personal } : {}) });
  intake.setColumns(overrides, masked || role === 'key');
}
