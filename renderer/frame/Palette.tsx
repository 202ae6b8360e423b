import { Modal } from '@mantine/core';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { allActions, openWorkspace, runAction } from '../actions.ts';
import { useAttributes } from '../state/attributes.ts';
import { attempt, useQuery } from '../state/queries.ts';
import { go, select } from '../state/store.ts';
import { Icon, Kbd, localeOf, useLocale } from '../ui/index.ts';
import { keyCaps } from './keys.ts';
import sFloats from '../ui/floats.module.css';
import s from './Palette.module.css';

interface Line {
  key: string;
  label: string;
  kind: string;
  keys?: string | undefined;
  /** what is searched besides the label: the same command in the other language */
  also: string;
  run: () => void;
}

/** Commands, segments, cards, fields and recent workspaces by name, in either language. */
export function Palette({ info, onClose }: { info: WorkspaceInfo | null; onClose: () => void }) {
  const { t } = useLocale();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = matching(useLines(info), typed);
  const current = Math.min(at, Math.max(0, found.length - 1));
  const choose = (line: Line | undefined) => {
    if (!line) return;
    onClose();
    line.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((current + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(found[current]);
    }
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={560}
      yOffset="12vh"
      classNames={{ content: sFloats.dialog }}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0} style={{ background: 'var(--scrim)' }} />
      <Modal.Content aria-label={t('frame:action.palette')}>
        <div className={s.palette}>
          <Find
            typed={typed}
            active={found[current] ? `palette-${current}` : undefined}
            onType={(text) => {
              setTyped(text);
              setAt(0);
            }}
            onPress={press}
          />
          <Found lines={found} current={current} onPoint={setAt} onChoose={choose} />
          {found.length === 0 ? (
            <p className="cap" style={{ padding: '8px 16px 16px' }}>
              {t('frame:nothing_found', { typed })}
            </p>
          ) : null}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Lines that are listed; more typing reaches all others. */
const MOST = 60;

/** Lines in which every typed word stands, in any order. */
function matching(lines: readonly Line[], typed: string): Line[] {
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return lines
    .filter((line) => words.every((word) => `${line.label} ${line.also}`.toLowerCase().includes(word)))
    .slice(0, MOST);
}

interface FindProps {
  typed: string;
  /** the id of the line that Enter would choose */
  active: string | undefined;
  onType: (text: string) => void;
  onPress: (event: KeyboardEvent) => void;
}

/** The focus stays in the field; the keys move through the list below. */
function Find({ typed, active, onType, onPress }: FindProps) {
  const { t } = useLocale();
  return (
    <div className={s.find}>
      <Icon name="search" />
      <input
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={active}
        aria-label={t('frame:search')}
        placeholder={t('frame:search')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          onType(event.currentTarget.value);
        }}
        onKeyDown={onPress}
      />
      <Kbd>Esc</Kbd>
    </div>
  );
}

interface FoundProps {
  lines: readonly Line[];
  current: number;
  onPoint: (at: number) => void;
  onChoose: (line: Line) => void;
}

function Found({ lines, current, onPoint, onChoose }: FoundProps) {
  const { t } = useLocale();
  return (
    <ul id="palette-list" role="listbox" aria-label={t('frame:action.palette')} className="scroll">
      {lines.map((line, index) => (
        <li
          key={line.key}
          id={`palette-${index}`}
          role="option"
          aria-selected={index === current}
          ref={(element) => {
            if (index === current) element?.scrollIntoView({ block: 'nearest' });
          }}
          onMouseMove={() => {
            onPoint(index);
          }}
          onClick={() => {
            onChoose(line);
          }}
        >
          <span className="grow ell">{line.label}</span>
          <span className="cap">{line.kind}</span>
          {line.keys ? <Kbd>{line.keys}</Kbd> : null}
        </li>
      ))}
    </ul>
  );
}

function useLines(info: WorkspaceInfo | null): Line[] {
  const { t, say, lang } = useLocale();
  const open = info !== null;
  const { data: segmentation } = useQuery('segments.current', {}, { enabled: open && info.segments > 0 });
  const { data: personas } = useQuery('personas.list', {}, { enabled: open && info.personas > 0 });
  const { data: attributes } = useAttributes({ enabled: open && info.customers > 0 });
  const { data: recent } = useQuery('workspace.recent', {});
  return useMemo(() => {
    const other = localeOf(lang === 'en' ? 'zh-CN' : 'en');
    const commands = allActions()
      .filter(
        (action) => action.id !== 'view.palette' && (open || !action.needsWorkspace) && action.enabled?.() !== false,
      )
      .map((action) => ({
        key: action.id,
        label: t(action.label),
        kind: t(`frame:group.${action.group}`),
        keys: keyCaps(action.keys),
        also: other.t(action.label),
        run: () => {
          runAction(action);
        },
      }));
    const segments = (segmentation?.segments ?? []).map((segment) => ({
      key: `segment ${segment.id}`,
      label: segment.name ?? say(segment.title),
      kind: t('frame:kind.segment'),
      also: other.say(segment.title),
      run: () => {
        select({ segment: segment.id, customers: null });
        go({ view: 'segments' });
      },
    }));
    const cards = (personas ?? []).map((card) => ({
      key: `persona ${card.id}`,
      label: card.name || say(card.title),
      kind: t('frame:kind.persona'),
      also: `${card.person} ${other.say(card.title)}`,
      run: () => {
        go({ view: 'personas', id: card.id });
      },
    }));
    const fields = (attributes ?? []).slice(0, 2000).map((attribute) => ({
      key: `attribute ${attribute.id}`,
      label: attribute.name,
      kind: t('frame:kind.attribute'),
      also: '',
      run: () => {
        go({ view: 'customers', id: attribute.id });
      },
    }));
    const workspaces = (recent ?? [])
      .filter((entry) => entry.exists && entry.id !== info?.id)
      .map((entry) => ({
        key: `workspace ${entry.id}`,
        label: entry.name,
        kind: t('frame:kind.workspace'),
        also: '',
        run: () => void attempt(() => openWorkspace({ id: entry.id })),
      }));
    return [...commands, ...segments, ...cards, ...fields, ...workspaces];
  }, [t, say, lang, open, info?.id, segmentation, personas, attributes, recent]);
}
