import { Modal } from '@mantine/core';
import { useMemo, useState, type KeyboardEvent } from 'react';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { allActions, openWorkspace, runAction } from '../actions.ts';
import { envelopeOf, tellFailure, useQuery } from '../state/queries.ts';
import { go, select } from '../state/store.ts';
import { Icon, Kbd, localeOf, useLocale } from '../ui/index.ts';
import { keyCaps } from './keys.ts';

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
  const lines = useLines(info);
  const words = typed.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  const found = lines
    .filter((line) => words.every((word) => `${line.label} ${line.also}`.toLowerCase().includes(word)))
    .slice(0, 60);
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
      classNames={{ content: 'dialog' }}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay backgroundOpacity={0} style={{ background: 'var(--scrim)' }} />
      <Modal.Content aria-label={t('frame:action.palette')}>
        <div className="palette">
          <div className="find">
            <Icon name="search" />
            <input
              data-autofocus
              role="combobox"
              aria-expanded="true"
              aria-controls="palette-list"
              aria-activedescendant={found[current] ? `palette-${current}` : undefined}
              aria-label={t('frame:search')}
              placeholder={t('frame:search')}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setAt(0);
              }}
              onKeyDown={press}
            />
            <Kbd>Esc</Kbd>
          </div>
          <ul id="palette-list" role="listbox" aria-label={t('frame:action.palette')} className="scroll">
            {found.map((line, index) => (
              <li
                key={line.key}
                id={`palette-${index}`}
                role="option"
                aria-selected={index === current}
                ref={(element) => {
                  if (index === current) element?.scrollIntoView({ block: 'nearest' });
                }}
                onMouseMove={() => {
                  setAt(index);
                }}
                onClick={() => {
                  choose(line);
                }}
              >
                <span className="grow ell">{line.label}</span>
                <span className="cap">{line.kind}</span>
                {line.keys ? <Kbd>{line.keys}</Kbd> : null}
              </li>
            ))}
          </ul>
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

function useLines(info: WorkspaceInfo | null): Line[] {
  const { t, say, lang } = useLocale();
  const open = info !== null;
  const { data: segmentation } = useQuery('segments.current', {}, { enabled: open && info.segments > 0 });
  const { data: personas } = useQuery('personas.list', {}, { enabled: open && info.personas > 0 });
  const { data: attributes } = useQuery('customers.attributes', {}, { enabled: open && info.customers > 0 });
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
        run: () => {
          openWorkspace({ id: entry.id }).catch((error: unknown) => {
            tellFailure(envelopeOf(error));
          });
        },
      }));
    return [...commands, ...segments, ...cards, ...fields, ...workspaces];
  }, [t, say, lang, open, info?.id, segmentation, personas, attributes, recent]);
}
