import { useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { FORMULA_LENGTH, type DeriveList } from '../../../../shared/contract/derive.ts';
import { Labelled, useLocale } from '../../../ui/index.ts';
import { complete, suggestionsAt, type Suggestion } from './complete.ts';
import s from './FormulaField.module.css';
import sFloats from '../../../ui/floats.module.css';

/** The text of the formula. Names are offered while they are typed; the arrows choose, Enter or Tab takes one. */
export function FormulaField({
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
  const { offered, look, take, press, close } = useOffer(field, list.names, onChange);
  return (
    <div className={s.field}>
      <Labelled label={t('customerUi:derive.formula')}>
        <textarea
          ref={field}
          className={wrong ? `field ${s.wrong}` : 'field'}
          rows={3}
          spellCheck={false}
          autoComplete="off"
          maxLength={FORMULA_LENGTH}
          value={value}
          role="combobox"
          aria-expanded={offered !== null}
          aria-controls={box}
          aria-autocomplete="list"
          aria-activedescendant={offered ? optionId(box, offered.at) : undefined}
          aria-invalid={wrong || undefined}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            look(false);
          }}
          onKeyDown={press}
          onBlur={close}
        />
      </Labelled>
      <OfferList id={box} offered={offered} onTake={take} />
    </div>
  );
}

/** What may be meant at the caret, and the one that Enter takes. */
interface Offered {
  readonly found: readonly Suggestion[];
  readonly at: number;
}

/** Suggestions for the word at the caret of a field. `look(true)` also offers without a word. */
function useOffer(
  field: RefObject<HTMLTextAreaElement | null>,
  names: DeriveList['names'],
  onChange: (value: string) => void,
) {
  const [offered, setOffered] = useState<Offered | null>(null);
  const close = () => {
    setOffered(null);
  };
  const look = (forced: boolean) => {
    const element = field.current;
    if (!element) return;
    const found = suggestionsAt(element.value, element.selectionStart, names, forced);
    setOffered(found.length === 0 ? null : { found, at: 0 });
  };
  const take = (suggestion: Suggestion) => {
    const element = field.current;
    if (!element) return;
    const next = complete(element.value, element.selectionStart, suggestion);
    onChange(next.text);
    close();
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
      close();
    }
  };
  return { offered, look, take, press, close };
}

const optionId = (box: string, at: number) => `${box}-${String(at)}`;

/** Always there, so that the field can point at it. */
function OfferList({
  id,
  offered,
  onTake,
}: {
  id: string;
  offered: Offered | null;
  onTake: (suggestion: Suggestion) => void;
}) {
  const { t } = useLocale();
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={t('customerUi:derive.suggestions')}
      className={`${sFloats.pop} ${s.offer}`}
      hidden={!offered}
    >
      {offered?.found.map((suggestion, i) => (
        <li
          key={suggestion.write}
          id={optionId(id, i)}
          role="option"
          aria-selected={i === offered.at}
          // the field keeps the focus
          onMouseDown={(event) => {
            event.preventDefault();
            onTake(suggestion);
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
  );
}
