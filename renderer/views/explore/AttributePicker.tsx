import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { Attribute } from '../../../shared/contract/customers.ts';
import type { ExploreField } from '../../../shared/contract/explore.ts';
import { Icon, Popover, TextInput, useLocale } from '../../ui/index.ts';
import { refusalOf } from './attributes.ts';
import s from './AttributePicker.module.css';

interface PickerProps {
  /** what is picked, beside the button */
  label: string;
  value: ExploreField | null;
  attributes: readonly Attribute[];
  /** the segments can be picked too */
  segments: boolean;
  /** only numbers */
  numbers?: boolean;
  /** words for “none”; left out: something must be picked */
  none?: string;
  disabled?: boolean;
  onPick: (field: ExploreField | null) => void;
}

interface Line {
  readonly field: ExploreField | null;
  readonly name: string;
  readonly group: string;
  /** why it cannot be picked */
  readonly why: string | null;
}

/** An attribute by typing: a button that opens a list with a search field. What cannot be charted says why. */
export function AttributePicker(props: PickerProps) {
  const { label, value, attributes, none, disabled = false } = props;
  const { t } = useLocale();
  const [open, setOpen] = useState(false);
  const name =
    value === null
      ? (none ?? t('exploreUi:pick'))
      : value === 'segment'
        ? t('exploreUi:segments')
        : (attributes.find(({ id }) => id === value)?.name ?? '');
  return (
    <span className={s.pick}>
      <span className="cap">{label}</span>
      <Popover
        label={label}
        width={300}
        flush
        opened={open}
        onChange={setOpen}
        target={
          <button
            type="button"
            className={value === null ? `${s.pickBtn} mut` : s.pickBtn}
            aria-label={`${label}: ${name}`}
            aria-expanded={open}
            disabled={disabled}
            onClick={() => {
              setOpen(!open);
            }}
          >
            <span className="ell">{name}</span>
            <Icon name="down" size={14} />
          </button>
        }
      >
        {open ? (
          <List
            {...props}
            onPick={(field) => {
              setOpen(false);
              props.onPick(field);
            }}
          />
        ) : null}
      </Popover>
    </span>
  );
}

function List(props: PickerProps) {
  const { label, value, onPick } = props;
  const { t } = useLocale();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const lines = useLines(props, typed);
  const active = Math.min(at, lines.length - 1);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, to));
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(active + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const line = lines[active];
      if (line?.why === null) onPick(line.field);
    }
  };
  return (
    <div className={s.pickList}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={lines.length > 0 ? `${id}-${active}` : undefined}
        placeholder={t('exploreUi:find')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keys}
      />
      <ul ref={list} id={id} role="listbox" aria-label={label} className="scroll">
        {lines.map((line, i) => (
          <li
            key={String(line.field)}
            id={`${id}-${i}`}
            role="option"
            aria-selected={line.field === value}
            aria-disabled={line.why !== null || undefined}
            className={i === active ? s.on : undefined}
            title={line.why ?? undefined}
            onMouseEnter={() => {
              setAt(i);
            }}
            onClick={() => {
              if (line.why === null) onPick(line.field);
            }}
          >
            <span className="ell">{line.name}</span>
            <span className="cap nw">{line.group}</span>
            {line.why !== null && i === active ? <span className={`cap ${s.why}`}>{line.why}</span> : null}
          </li>
        ))}
        {lines.length === 0 ? <li className="cap">{t('exploreUi:noneFound')}</li> : null}
      </ul>
    </div>
  );
}

/** What the typed words find; what cannot be picked comes last. */
function useLines({ attributes, segments, numbers = false, none }: PickerProps, typed: string): readonly Line[] {
  const { t } = useLocale();
  return useMemo(() => {
    const needle = typed.trim().toLowerCase();
    const all: Line[] = [
      ...(none === undefined ? [] : [{ field: null, name: none, group: '', why: null }]),
      ...(segments ? [{ field: 'segment' as const, name: t('exploreUi:segments'), group: '', why: null }] : []),
      ...attributes.map((attribute) => ({
        field: attribute.id,
        name: attribute.name,
        group: attribute.dimension ? t(`sourcesUi:dimensions.${attribute.dimension}`) : '',
        why:
          refusalOf(attribute, t) ??
          (numbers && attribute.type !== 'number' ? t('explore:error.notNumber', { column: attribute.name }) : null),
      })),
    ];
    const found = all.filter(({ name, group }) => `${name} ${group}`.toLowerCase().includes(needle));
    return [...found.filter(({ why }) => why === null), ...found.filter(({ why }) => why !== null)];
  }, [attributes, segments, numbers, none, typed, t]);
}
