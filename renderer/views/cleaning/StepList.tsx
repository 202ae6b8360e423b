import {
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
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
import type { KeyboardEvent } from 'react';
import type { CleanStepInfo } from '../../../shared/contract/cleaning.ts';
import { useCommand } from '../../state/queries.ts';
import { Checkbox, Icon, IconButton, Menu, useLocale } from '../../ui/index.ts';
import sSteps from './Steps.module.css';
import s from './StepList.module.css';

interface ListProps {
  readonly steps: readonly CleanStepInfo[];
  /** the step whose rows the table shows */
  readonly chosen: number | null;
  readonly onChoose: (id: number | null) => void;
  readonly onEdit: (step: CleanStepInfo) => void;
}

/** The steps of a source in order: switch, move, change, remove. Every one of these can be undone. */
export function StepList({ steps, chosen, onChoose, onEdit }: ListProps) {
  const { t, say } = useLocale();
  const move = useCommand('cleaning.move');
  const told = (key: string, id: UniqueIdentifier, over?: UniqueIdentifier) => {
    const step = steps.find((one) => one.id === id);
    const place = steps.find((one) => one.id === over)?.position ?? step?.position ?? 0;
    return t(`cleaningUi:drag.${key}`, { label: step ? say(step.label) : '', n: place, of: steps.length });
  };
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  if (steps.length === 0) return <p className={`mid ${sSteps.none}`}>{t('cleaningUi:noSteps')}</p>;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={{
        screenReaderInstructions: { draggable: t('cleaningUi:drag.how') },
        announcements: {
          onDragStart: ({ active }) => told('start', active.id),
          onDragOver: ({ active, over }) => told('over', active.id, over?.id),
          onDragEnd: ({ active, over }) => told('end', active.id, over?.id),
          onDragCancel: ({ active }) => told('cancel', active.id),
        },
      }}
      onDragEnd={({ active, over }) => {
        const to = steps.find(({ id }) => id === over?.id)?.position;
        if (to !== undefined && active.id !== over?.id) void move.run({ id: Number(active.id), to });
      }}
    >
      <SortableContext items={steps.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol className={s.steps}>
          {steps.map((info) => (
            <Step
              key={info.id}
              info={info}
              last={steps.length}
              chosen={info.id === chosen}
              onChoose={() => {
                onChoose(info.id === chosen ? null : info.id);
              }}
              onEdit={() => {
                onEdit(info);
              }}
              onMove={(to) => void move.run({ id: info.id, to })}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

interface StepProps {
  info: CleanStepInfo;
  /** how many steps there are */
  last: number;
  onEdit: () => void;
  onMove: (to: number) => void;
}

function Step({ info, last, chosen, onChoose, onEdit, onMove }: StepProps & { chosen: boolean; onChoose: () => void }) {
  const { t, say } = useLocale();
  const toggle = useCommand('cleaning.toggle');
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition } = useSortable({
    id: info.id,
    attributes: { roleDescription: t('cleaningUi:drag.role') },
  });
  const label = say(info.label);
  const { position } = info;
  const onKey = (event: KeyboardEvent) => {
    if (!event.altKey || event.nativeEvent.isComposing) return;
    const to = event.key === 'ArrowUp' ? position - 1 : event.key === 'ArrowDown' ? position + 1 : 0;
    if (to < 1 || to > last) return;
    event.preventDefault();
    onMove(to);
  };
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Transform.toString(transform), transition }}
      className={[info.enabled ? '' : s.off, chosen ? s.chosen : ''].join(' ')}
      onKeyDown={onKey}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={s.grip}
        {...attributes}
        {...listeners}
        aria-label={t('cleaningUi:dragStep', { label })}
      >
        <Icon name="grip" size={14} />
      </button>
      <Checkbox
        checked={info.enabled}
        aria-label={t(info.enabled ? 'cleaningUi:switchOff' : 'cleaningUi:switchOn', { label })}
        disabled={toggle.busy}
        onChange={(event) => void toggle.run({ id: info.id, enabled: event.currentTarget.checked })}
      />
      <button type="button" className={s.step} aria-pressed={chosen} onClick={onChoose} title={label}>
        <span className={s.label}>{label}</span>
        <Did info={info} />
      </button>
      <StepMenu info={info} last={last} onEdit={onEdit} onMove={onMove} />
    </li>
  );
}

/** What a step did to the rows, or why it did nothing. */
function Did({ info: { report, enabled } }: { info: CleanStepInfo }) {
  const { t, say } = useLocale();
  if (!report) return <span className="cap">{t(enabled ? 'cleaningUi:notBuilt' : 'cleaningUi:isOff')}</span>;
  if (report.skipped) return <span className="cap warn-text">{say(report.skipped)}</span>;
  const { touched, dropped } = report;
  return (
    <span className="cap">
      {dropped === 0
        ? t('cleaningUi:did', { count: touched })
        : t(dropped === touched ? 'cleaningUi:didDrop' : 'cleaningUi:didBoth', { count: touched, dropped })}
    </span>
  );
}

/** Change, move or remove a step without dragging it. */
function StepMenu({ info, last, onEdit, onMove }: StepProps) {
  const { t, say } = useLocale();
  const remove = useCommand('cleaning.remove');
  const { position } = info;
  return (
    <Menu
      side="bottom-end"
      target={<IconButton icon="more" size="sm" label={t('cleaningUi:stepMenu', { label: say(info.label) })} />}
      entries={[
        { label: t('cleaningUi:editStep'), icon: 'edit', run: onEdit },
        {
          label: t('cleaningUi:moveUp'),
          icon: 'up',
          hint: 'Alt ↑',
          disabled: position === 1,
          run: () => {
            onMove(position - 1);
          },
        },
        {
          label: t('cleaningUi:moveDown'),
          icon: 'down',
          hint: 'Alt ↓',
          disabled: position === last,
          run: () => {
            onMove(position + 1);
          },
        },
        '-',
        {
          label: t('cleaningUi:removeStep'),
          icon: 'trash',
          danger: true,
          run: () => void remove.run({ id: info.id }),
        },
      ]}
    />
  );
}
