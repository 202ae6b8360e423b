import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import type { Field, Persona } from '../../../shared/contract/personas.ts';
import { fieldLabel } from '../../../shared/card/claims.ts';
import { Button, Icon, IconButton, Menu, type MenuEntry, useLocale } from '../../ui/index.ts';
import type { Change } from './useCard.ts';
import { fieldIcon } from './words.ts';
import s from './FieldList.module.css';

export interface FieldListProps {
  persona: Persona;
  selected: string | null;
  onSelect: (key: string) => void;
  onAdd: () => void;
  change: Change;
}

/** The fields in their order: select, drag or move by button, show on the face or not. */
export function FieldList({ persona, selected, onSelect, onAdd, change }: FieldListProps) {
  const { t } = useLocale();
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const keys = persona.fields.map((field) => field.key);
  const onFace = persona.fields.filter((field) => field.onFace).length;
  const dropped = ({ active, over }: DragEndEvent) => {
    if (!over || active.id === over.id) return;
    const [from, to] = [keys.indexOf(String(active.id)), keys.indexOf(String(over.id))];
    const before = keys[to > from ? to + 1 : to] ?? null;
    void change({ do: 'move', field: String(active.id), before });
  };
  return (
    <section className={s.fieldlist} aria-labelledby="fields-title">
      <div className={`row between ${s.head}`}>
        <h2 className="h" id="fields-title">
          {t('personasUi:fields')}
        </h2>
        <span className="cap">{t('personasUi:onFaceN', { n: onFace, all: persona.fields.length })}</span>
      </div>
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={dropped}>
        <SortableContext items={keys} strategy={verticalListSortingStrategy}>
          <ul>
            {persona.fields.map((field, i) => (
              <FieldItem
                key={field.key}
                field={field}
                selected={field.key === selected}
                onSelect={onSelect}
                change={change}
                above={keys[i - 1] ?? null}
                belowNext={keys[i + 2] ?? null}
                last={i === keys.length - 1}
              />
            ))}
          </ul>
        </SortableContext>
      </DndContext>
      <Button kind="link" size="sm" icon="plus" onClick={onAdd}>
        {t('personasUi:addField')}
      </Button>
    </section>
  );
}

interface ItemProps {
  field: Field;
  selected: boolean;
  onSelect: (key: string) => void;
  change: Change;
  above: string | null;
  belowNext: string | null;
  last: boolean;
}

function FieldItem({ field, selected, onSelect, change, above, belowNext, last }: ItemProps) {
  const { t, lang } = useLocale();
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id: field.key });
  const label = fieldLabel(field, lang);
  const warn = field.claims.some((claim) => claim.status === 'stale' || claim.status === 'contradicted');
  const custom = field.key.startsWith('custom:');
  const entries: MenuEntry[] = [
    {
      label: t('personasUi:moveUp'),
      icon: 'up',
      disabled: above === null,
      run: () => void change({ do: 'move', field: field.key, before: above }),
    },
    {
      label: t('personasUi:moveDown'),
      icon: 'down',
      disabled: last,
      run: () => void change({ do: 'move', field: field.key, before: belowNext }),
    },
  ];
  if (custom)
    entries.push('-', {
      label: t('personasUi:removeField'),
      danger: true,
      run: () => void change({ do: 'removeField', field: field.key }),
    });
  return (
    <li
      ref={setNodeRef}
      className={[selected ? s.on : '', field.onFace ? '' : s.off, isDragging ? s.drag : ''].join(' ')}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <button
        type="button"
        className={s.grip}
        {...attributes}
        {...listeners}
        aria-label={t('personasUi:drag', { field: label })}
      >
        <Icon name="grip" size={14} />
      </button>
      <button type="button" className={s.pickfield} aria-pressed={selected} onClick={() => onSelect(field.key)}>
        <Icon name={fieldIcon(field)} size={15} />
        <span className="ell">{label}</span>
        {warn ? <Icon name="warn" size={14} /> : null}
      </button>
      <Menu
        target={<IconButton size="sm" icon="more" label={t('personasUi:fieldMore', { field: label })} />}
        side="bottom-end"
        entries={entries}
      />
      <IconButton
        size="sm"
        icon={field.onFace ? 'eye' : 'eyeOff'}
        pressed={field.onFace}
        label={t(field.onFace ? 'personasUi:hide' : 'personasUi:show', { field: label })}
        onClick={() => void change({ do: 'show', field: field.key, onFace: !field.onFace })}
      />
    </li>
  );
}
