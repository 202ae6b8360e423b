import { useId, useRef, useState, type KeyboardEvent } from 'react';
import {
  FORMULA_LENGTH,
  FormulaType,
  type DeriveList,
  type DerivedListed,
} from '../../../../shared/contract/derive.ts';
import { useCommand, useQuery, useSettled } from '../../../state/queries.ts';
import { Button, Labelled, Notice, Select, TextInput, useLocale } from '../../../ui/index.ts';
import { examplesOf } from './examples.ts';
import { complete, suggestionsAt, type Suggestion } from './complete.ts';
import { Preview } from './Preview.tsx';

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
    <div className="dv-editor">
      <div className="dv-head">
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
        <p className="dv-problem" role="alert">
          <span>{say(problem.said)}</span>
          {problem.to > problem.from ? (
            <span className="cap">
              {t(problem.to - problem.from === 1 ? 'customerUi:derive.placeOne' : 'customerUi:derive.place', {
                from: problem.from + 1,
                to: problem.to,
              })}{' '}
              <code>
                {settled.slice(Math.max(0, problem.from - 12), problem.from)}
                <mark>{settled.slice(problem.from, problem.to).slice(0, 60)}</mark>
              </code>
            </span>
          ) : null}
        </p>
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
      {data && problem === null && settled.trim() !== '' ? <Preview preview={data} name={clean} /> : null}
    </div>
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
    <div className="dv-tries">
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

/** The text of the formula. Names are offered while they are typed; the arrows choose, Enter or Tab takes one. */
function FormulaField({
  list,
  value,
  onChange,
  wrong,
}: {
  list: DeriveList;
  value: string;
  onChange: (value: string) => void;
  wrong: boolean;
}) {
  const { t } = useLocale();
  const field = useRef<HTMLTextAreaElement>(null);
  const box = useId();
  const [offered, setOffered] = useState<{ found: Suggestion[]; at: number } | null>(null);
  const look = (forced: boolean) => {
    const element = field.current;
    if (!element) return;
    const found = suggestionsAt(element.value, element.selectionStart, list.names, forced);
    setOffered(found.length === 0 ? null : { found, at: 0 });
  };
  const take = (suggestion: Suggestion) => {
    const element = field.current;
    if (!element) return;
    const next = complete(element.value, element.selectionStart, suggestion);
    onChange(next.text);
    setOffered(null);
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(next.caret, next.caret);
    });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === ' ') {
      event.preventDefault();
      look(true);
      return;
    }
    if (!offered) return;
    const { found, at } = offered;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setOffered({ found, at: (at + step + found.length) % found.length });
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      take(found[at]!);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setOffered(null);
    }
  };
  return (
    <div className="dv-field">
      <Labelled label={t('customerUi:derive.formula')}>
        <textarea
          ref={field}
          className={wrong ? 'field wrong' : 'field'}
          rows={3}
          spellCheck={false}
          autoComplete="off"
          maxLength={FORMULA_LENGTH}
          value={value}
          role="combobox"
          aria-expanded={offered !== null}
          aria-controls={box}
          aria-autocomplete="list"
          aria-activedescendant={offered ? `${box}-${String(offered.at)}` : undefined}
          aria-invalid={wrong || undefined}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            look(false);
          }}
          onKeyDown={press}
          onBlur={() => {
            setOffered(null);
          }}
        />
      </Labelled>
      <ul
        id={box}
        role="listbox"
        aria-label={t('customerUi:derive.suggestions')}
        className="pop dv-offer"
        hidden={!offered}
      >
        {offered?.found.map((suggestion, i) => (
          <li
            key={suggestion.write}
            id={`${box}-${String(i)}`}
            role="option"
            aria-selected={i === offered.at}
            // the field keeps the focus
            onMouseDown={(event) => {
              event.preventDefault();
              take(suggestion);
            }}
          >
            <span className="ell">{suggestion.name}</span>
            <span className="cap">
              {suggestion.kind === 'function'
                ? t('customerUi:derive.function')
                : t(`sourcesUi:types.${suggestion.type ?? 'text'}`)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
