import { useState } from 'react';
import type { Inspection } from '../../../shared/contract/sources.ts';
import { SourceKind, type Mapping, type MappingField } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { useNames } from '../../state/terms.ts';
import { Button, Icon, Select, useLocale, type Option } from '../../ui/index.ts';
import { namedTitle, nameWithCode } from '../../words/columns.ts';
import type { Intake } from './useIntake.ts';
import sWizard from './Wizard.module.css';
import s from './Kind.module.css';

/** Fields that are named in the bar; the panel has them all. */
const NAMED = 5;

/** What the rows are and which columns say so: one line over the fields, with the way to change both. */
export function KindBar({
  intake,
  inspection,
  open,
  onOpen,
}: {
  intake: Intake;
  inspection: Inspection;
  open: boolean;
  onOpen: () => void;
}) {
  const { t, say } = useLocale();
  const { kind, mapping, columns } = inspection;
  const nameOf = useNames(columns, intake.plan.terms);
  const options: Option<SourceKind>[] = SourceKind.options.map((value) => ({ value, label: t(`kinds:kind.${value}`) }));
  const why = say(kind.reason);
  const found = KINDS[kind.value].fields.filter((field) => mapping[field] !== undefined);
  const lacking = missingFields(kind.value, mapping);
  return (
    <div className={s.bar}>
      <span className="cap nw">{t('sourcesUi:kind.label')}</span>
      <Select
        label={t('sourcesUi:kind.label')}
        value={kind.value}
        options={options}
        boxed
        onChange={(value) => {
          intake.setKind(value);
        }}
      />
      <span className={s.why}>
        <span className="ell" title={why}>
          {kind.overridden ? t(`kinds:row.${kind.value}`) : why}
        </span>
        {kind.overridden ? (
          <Button
            kind="link"
            onClick={() => {
              intake.setKind(null);
            }}
          >
            {t('sourcesUi:kind.proposed')}
          </Button>
        ) : null}
      </span>
      {KINDS[kind.value].fields.length > 0 ? (
        <>
          <span className={`${s.map} ell`}>
            {found.slice(0, NAMED).map((field) => (
              <span key={field} className={s.pair} title={namedTitle(t, nameOf(mapping[field]!), mapping[field]!)}>
                <span className="mut">{t(`kinds:field.${field}`)}</span> {nameOf(mapping[field]!)}
              </span>
            ))}
            {found.length > NAMED ? <span className="mut">+{found.length - NAMED}</span> : null}
            {lacking.length > 0 ? (
              <span className={`${s.pair} warn-text`}>
                <Icon name="warn" size={13} />{' '}
                {t('sourcesUi:kind.lacks', {
                  fields: lacking.map((field) => t(`kinds:field.${field}`)).join(t('sourcesUi:rejected.comma')),
                })}
              </span>
            ) : null}
          </span>
          <Button size="sm" onClick={onOpen} aria-pressed={open}>
            {t(open ? 'sourcesUi:kind.hide' : 'sourcesUi:kind.mapping')}
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** The first of each group of fields that a kind needs and that no column stands for. */
export const missingFields = (kind: SourceKind, mapping: Mapping): MappingField[] =>
  KINDS[kind].needs.filter((group) => group.every((field) => mapping[field] === undefined)).map((group) => group[0]!);

/** All fields of a kind, the column that stands for each, and what the field is for. */
export function MappingPanel({ intake, inspection }: { intake: Intake; inspection: Inspection }) {
  const { t } = useLocale();
  const { kind, mapping, columns } = inspection;
  const nameOf = useNames(columns, intake.plan.terms);
  const [all, setAll] = useState(false);
  const lacking = new Set(missingFields(kind.value, mapping));
  const fields = KINDS[kind.value].fields;
  const shown = fields.filter((field, at) => all || at < 8 || mapping[field] !== undefined || lacking.has(field));
  const options: Option<string>[] = [
    { value: '', label: t('sourcesUi:kind.none') },
    ...columns.map(({ name }) => ({ value: name, label: nameWithCode(nameOf(name), name) })),
  ];
  return (
    <section className={`${sWizard.side} ${sWizard.mapSide}`} aria-labelledby="mapping-title">
      <div className={s.head}>
        <h2 className="h" id="mapping-title">
          {t('sourcesUi:kind.title')}
        </h2>
        <span className="cap">{t(`kinds:row.${kind.value}`)}</span>
      </div>
      <div className={`scroll ${s.list}`} tabIndex={0} role="region" aria-labelledby="mapping-title">
        <table>
          <tbody>
            {shown.map((field) => {
              const column = mapping[field] ?? '';
              const lacks = lacking.has(field);
              return (
                <tr key={field} className={column === '' && !lacks ? s.ign : undefined}>
                  <th scope="row">{t(`kinds:field.${field}`)}</th>
                  <td>
                    <Select
                      label={t('sourcesUi:kind.columnOf', { field: t(`kinds:field.${field}`) })}
                      value={column}
                      options={options}
                      fill
                      boxed={lacks}
                      onChange={(value) => {
                        intake.setMapping({ [field]: value });
                      }}
                    />
                  </td>
                  <td className={lacks ? 'cap warn-text' : 'cap'}>
                    {lacks ? `${t('sourcesUi:kind.lacking')} · ` : ''}
                    {t(`kinds:hint.${field}`)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
        {shown.length < fields.length ? (
          <Button
            kind="link"
            onClick={() => {
              setAll(true);
            }}
          >
            {t('sourcesUi:kind.more', { count: fields.length - shown.length })}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
