import { Menu as MantineMenu, Modal, Popover as MantinePopover, Tooltip as MantineTooltip } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import { useLocale } from './locale.ts';
import s from './floats.module.css';

/** Words on hover and on focus. They only repeat or add to what the control's own name says. */
export function Tooltip({ label, children }: { label: string; children: ReactElement }) {
  return (
    <MantineTooltip
      label={label}
      unstyled
      classNames={{ tooltip: s.tip }}
      openDelay={300}
      events={{ hover: true, focus: true, touch: false }}
      transitionProps={{ duration: 0 }}
      multiline
      zIndex={500}
    >
      {children}
    </MantineTooltip>
  );
}

export interface PopoverProps {
  /** the button that opens it */
  target: ReactElement;
  children: ReactNode;
  side?: 'bottom-start' | 'bottom-end' | 'top-start' | 'top-end' | 'right-start';
  width?: number;
  label: string;
  opened?: boolean;
  onChange?: (opened: boolean) => void;
  /** no inner padding */
  flush?: boolean;
}

/** A small surface beside its button; Esc and a click outside close it. */
export function Popover({
  target,
  children,
  side = 'bottom-start',
  width,
  label,
  opened,
  onChange,
  flush,
}: PopoverProps) {
  return (
    <MantinePopover
      position={side}
      {...(width === undefined ? {} : { width })}
      {...(opened === undefined ? {} : { opened })}
      {...(onChange ? { onChange } : {})}
      offset={4}
      trapFocus
      returnFocus
      unstyled
      classNames={{ dropdown: flush ? s.pop : `${s.pop} ${s.pad}` }}
      transitionProps={{ duration: 0 }}
      zIndex={300}
    >
      <MantinePopover.Target>{target}</MantinePopover.Target>
      <MantinePopover.Dropdown aria-label={label} tabIndex={-1} data-autofocus>
        {children}
      </MantinePopover.Dropdown>
    </MantinePopover>
  );
}

/** One line of a menu; `'-'` is a rule, `head` a caption over what follows. */
export type MenuEntry =
  | '-'
  | { head: string }
  | {
      label: string;
      run: () => void;
      icon?: IconName;
      hint?: string;
      disabled?: boolean;
      danger?: boolean;
      checked?: boolean;
    };

/** A menu of commands below its button. */
export function Menu({
  target,
  entries,
  side = 'bottom-start',
}: {
  target: ReactElement;
  entries: MenuEntry[];
  side?: PopoverProps['side'];
}) {
  return (
    <MantineMenu
      position={side ?? 'bottom-start'}
      offset={4}
      unstyled
      classNames={{ dropdown: `${s.pop} ${s.menuList}`, item: s.menuItem, divider: s.menuRule }}
      transitionProps={{ duration: 0 }}
      zIndex={300}
      loop
    >
      <MantineMenu.Target>{target}</MantineMenu.Target>
      <MantineMenu.Dropdown>
        {entries.map((entry, index) =>
          entry === '-' ? (
            <MantineMenu.Divider key={`rule ${index}`} />
          ) : 'head' in entry ? (
            <div key={entry.head} className={s.menuHead}>
              {entry.head}
            </div>
          ) : (
            <MantineMenu.Item
              key={entry.label}
              onClick={entry.run}
              disabled={entry.disabled ?? false}
              {...(entry.danger ? { className: 'danger' } : {})}
            >
              <span className="row">
                {entry.checked === undefined ? (
                  entry.icon ? (
                    <Icon name={entry.icon} />
                  ) : null
                ) : (
                  <span style={{ visibility: entry.checked ? 'visible' : 'hidden' }}>
                    <Icon name="check" size={14} />
                  </span>
                )}
                <span className="grow">{entry.label}</span>
                {entry.hint ? <span className="cap">{entry.hint}</span> : null}
              </span>
            </MantineMenu.Item>
          ),
        )}
      </MantineMenu.Dropdown>
    </MantineMenu>
  );
}

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** buttons, the main one last */
  footer?: ReactNode;
  width?: number | string;
}

/** A dialog over the window: focus stays inside, Esc closes, focus comes back. Rendered only while it is open. */
export function Dialog({ title, onClose, children, footer, width = 480 }: DialogProps) {
  const { t } = useLocale();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={width}
      centered
      classNames={{ content: s.dialog, header: s.dialogHead }}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0} style={{ background: 'var(--scrim)' }} />
      <Modal.Content>
        <Modal.Header>
          <Modal.Title className={s.dialogTitle}>{title}</Modal.Title>
          <button type="button" className="ibtn" aria-label={t('common:close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        </Modal.Header>
        <div className={s.dialogBody}>{children}</div>
        {footer ? <div className={s.dialogFoot}>{footer}</div> : null}
      </Modal.Content>
    </Modal.Root>
  );
}
