import { useState } from 'react';
import {
  FormulaType,
  type DeriveList,
  type DerivedListed,
  type FormulaPreview,
} from '../../../../shared/contract/derive.ts';
import { useCommand, useQuery, useSettled } from '../../../state/queries.ts';
import { Button, Labelled, Notice, Select, TextInput, useLocale } from '../../../ui/index.ts';
import { examplesOf } from './examples.ts';
import { FormulaField } from './FormulaField.tsx';
import { Preview } from './Preview.tsx';
import s from './FormulaEditor.module.css';

type Problem = NonNullable<FormulaPreview['problem']>;

interface EditorProps {
  list: DeriveList;
  /** null: a new one */
  edited: DerivedListed | null;
  onSaved: (id: number) => void;
}

/** A name, a formula with completion of names, and what it gives on the table as it is typed. */
export function FormulaEditor({ list, edited, onSaved }: EditorProps) {
  const { t, say } = useLocale();
  const before = list.options.formulas.find(({ name }) => edited && name === say(edited.name));
  const [name, setName] = useState(before?.name ?? '');
  const [formula, setFormula] = useState(before?.formula ?? '');
  const [type, setType] = useState<FormulaType | ''>(before?.type ?? '');
  const settled = useSettled(formula, 250);
  const asked = { formula: settled, type: type === '' ? null : type };
  const { data, error } = useQuery('derive.formulaCheck', asked, { enabled: settled.trim() !== '', keep: true });
  const add = useCommand('derive.addFormula');
  const edit = useCommand('derive.editFormula');
  const clean = name.trim();
  const taken =
    list.attributes.some((one) => say(one.name) === clean && one.own !== edited?.own) ||
    list.names.some((one) => one.name === clean && clean !== before?.name);
  const changed = clean !== before?.name || formula !== before.formula || (type === '' ? null : type) !== before.type;
  const problem = settled.trim() === '' ? null : (data?.problem ?? null);
  const ready = clean !== '' && !taken && formula.trim() !== '' && settled === formula && data?.problem === null;
  const types = [
    { value: '' as const, label: t('customerUi:derive.asGiven') },
    ...FormulaType.options.map((value) => ({ value, label: t(`customerUi:derive.types.${value}`) })),
  ];
  const save = async () => {
    const body = { name: clean, formula, type: asked.type };
    if (edited?.own) {
      if (await edit.run({ id: edited.own, ...body })) onSaved(edited.own);
    } else {
      const made = await add.run(body);
      if (made) onSaved(made.id);
    }
  };
  return (
    <div className={s.editor}>
      <div className={s.head}>
        <Labelled
          label={t('customerUi:derive.formulaName')}
          problem={taken ? t('customerUi:derive.nameTaken') : undefined}
        >
          <TextInput
            value={name}
            maxLength={200}
            onChange={(event) => {
              setName(event.currentTarget.value);
            }}
          />
        </Labelled>
        <Labelled label={t('customerUi:derive.type')}>
          <Select boxed fill value={type} options={types} onChange={setType} />
        </Labelled>
        <Button kind="primary" disabled={!ready || !changed} busy={add.busy || edit.busy} onClick={() => void save()}>
          {t(edited ? 'customerUi:derive.save' : 'customerUi:derive.add')}
        </Button>
      </div>
      <FormulaField list={list} value={formula} onChange={setFormula} wrong={problem !== null} />
      {problem ? (
        <Wrong problem={problem} formula={settled} />
      ) : (
        <p className="cap">{t('customerUi:derive.formulaHint')}</p>
      )}
      {error ? (
        <Notice tone="calm">
          {error.code === 'not_found' ? t('customerUi:derive.noTable') : error.said ? say(error.said) : error.message}
        </Notice>
      ) : null}
      {formula.trim() === '' && edited === null ? (
        <Examples
          list={list}
          onTake={(example) => {
            setName(example.name);
            setFormula(example.formula);
          }}
        />
      ) : null}
      {data && problem === null && settled.trim() !== '' ? <Preview preview={data} name={clean} asked={asked} /> : null}
    </div>
  );
}

/** What is wrong with a formula, and the place of it with a few letters before. */
function Wrong({ problem: { said, from, to }, formula }: { problem: Problem; formula: string }) {
  const { t, say } = useLocale();
  return (
    <p className={s.problem} role="alert">
      <span>{say(said)}</span>
      {to > from ? (
        <span className="cap">
          {t(to - from === 1 ? 'customerUi:derive.placeOne' : 'customerUi:derive.place', { from: from + 1, to })}{' '}
          <code>
            {formula.slice(Math.max(0, from - 12), from)}
            <mark>{formula.slice(from, to).slice(0, 60)}</mark>
          </code>
        </span>
      ) : null}
    </p>
  );
}

/** Formulas to begin from, of attributes that are there. */
function Examples({
  list,
  onTake,
}: {
  list: DeriveList;
  onTake: (example: { name: string; formula: string }) => void;
}) {
  const locale = useLocale();
  const { t } = locale;
  const columns = useQuery('customers.attributes', {}, { keep: true });
  const found = examplesOf(list, columns.data ?? [], locale);
  if (found.length === 0) return null;
  return (
    <div className={s.tries}>
      <h3 className="h">{t('customerUi:derive.examples')}</h3>
      {found.map((example) => (
        <Button
          key={example.name}
          kind="link"
          onClick={() => {
            onTake(example);
          }}
        >
          {example.name}: <code>{example.formula}</code>
        </Button>
      ))}
    </div>
  );
}
