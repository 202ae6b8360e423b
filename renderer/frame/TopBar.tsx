import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { frameActions, openWorkspace, runAction, type Action } from '../actions.ts';
import { setLang, setTheme } from '../state/preferences.ts';
import { attempt, useQuery } from '../state/queries.ts';
import { openPanel, useStore } from '../state/store.ts';
import { Icon, IconButton, Kbd, Menu, useLocale, type IconName, type MenuEntry } from '../ui/index.ts';
import { useTheme } from './document.ts';
import { keyCaps } from './keys.ts';
import { Mark } from './Mark.tsx';
import { Shield } from './Shield.tsx';
import s from './TopBar.module.css';

const byId = (id: string): Action => frameActions.find((action) => action.id === id)!;

/** Mark, workspace, autosave; search; undo, redo, shield, language, theme. */
export function TopBar({ info }: { info: WorkspaceInfo | null }) {
  const { t, fmt, lang } = useLocale();
  const theme = useTheme();
  return (
    <header className={s.topbar}>
      <div className={s.left}>
        <Mark />
        {info ? (
          <>
            <WorkspaceMenu info={info} />
            <span className={s.saved}>
              {info.savedAt ? t('frame:saved_at', { time: fmt.date(info.savedAt, 'time') }) : t('frame:autosave')}
            </span>
          </>
        ) : (
          <span className={s.ws}>{t('common:product')}</span>
        )}
      </div>
      <button
        type="button"
        className={s.search}
        onClick={() => {
          openPanel('palette');
        }}
      >
        <Icon name="search" size={15} />
        <span className="grow ell">{t('frame:search')}</span>
        <Kbd>{keyCaps(['Mod+K'])}</Kbd>
      </button>
      <div className={s.right}>
        {info ? <UndoRedo /> : null}
        <Shield />
        <button type="button" className={s.langs} onClick={() => void setLang(lang === 'en' ? 'zh-CN' : 'en')}>
          {lang === 'en' ? <span lang="zh-CN">中</span> : <b>中</b>}/
          {lang === 'en' ? <b>EN</b> : <span lang="en">EN</span>}
          <span className="sr-only">{t('frame:action.language')}</span>
        </button>
        <IconButton
          icon={theme === 'dark' ? 'sun' : 'moon'}
          label={t(theme === 'dark' ? 'frame:theme_light' : 'frame:theme_dark')}
          onClick={() => void setTheme(theme === 'dark' ? 'light' : 'dark')}
        />
      </div>
    </header>
  );
}

function UndoRedo() {
  const { t, say } = useLocale();
  const { data } = useQuery('workspace.history', {});
  const names = (key: string, said: typeof data extends undefined ? never : NonNullable<typeof data>['undo']) =>
    said ? t(`frame:${key}_what`, { what: say(said) }) : t(`frame:action.${key}`);
  return (
    <>
      {(['undo', 'redo'] as const).map((key) => (
        <IconButton
          key={key}
          icon={key}
          label={names(key, data?.[key] ?? null)}
          keys={keyCaps(byId(`edit.${key}`).keys) ?? ''}
          disabled={!data?.[key]}
          onClick={() => {
            runAction(byId(`edit.${key}`));
          }}
        />
      ))}
      <span className="vr" />
    </>
  );
}

const MENU: readonly (readonly [string, IconName] | '-')[] = [
  ['data.import', 'upload'],
  ['workspace.rename', 'edit'],
  ['workspace.saveCopy', 'copy'],
  ['workspace.copies', 'refresh'],
  ['recipe.save', 'recipe'],
  '-',
  ['workspace.new', 'plus'],
  ['workspace.open', 'folder'],
];

function WorkspaceMenu({ info }: { info: WorkspaceInfo }) {
  const { t } = useLocale();
  const { data: recent } = useQuery('workspace.recent', {});
  const panel = useStore((state) => state.panel);
  const command = (id: string, icon: IconName): MenuEntry => {
    const action = byId(id);
    const hint = keyCaps(action.keys);
    return {
      label: t(action.label),
      icon,
      ...(hint ? { hint } : {}),
      run: () => {
        runAction(action);
      },
    };
  };
  const others = (recent ?? []).filter((entry) => entry.exists && entry.id !== info.id).slice(0, 5);
  const entries: MenuEntry[] = [
    ...MENU.map((item) => (item === '-' ? item : command(...item))),
    ...(others.length > 0 ? ['-' as const, { head: t('start:recent.title') }] : []),
    ...others.map((entry): MenuEntry => ({
      label: entry.name,
      run: () => void attempt(() => openWorkspace({ id: entry.id })),
    })),
    '-',
    command('workspace.close', 'close'),
  ];
  return (
    <Menu
      entries={entries}
      target={
        <button type="button" className={s.ws} title={info.path} disabled={panel !== null}>
          <span className="ell">{info.name}</span>
          <Icon name="down" size={14} />
        </button>
      }
    />
  );
}
