import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Lang } from '../../shared/domain.ts';
import { sayIn } from '../../shared/locales/index.ts';

type Item = { action: string; keys?: string } | { role: NonNullable<MenuItemConstructorOptions['role']> } | '-';

/**
 * The native menu as data. `action` is the id of an action of the user interface, which runs it as if chosen there;
 * its label is the message `shell:action.<id>`. Keys are shown, not taken: the window listens for them itself, since
 * only it knows when text is being composed.
 */
const MENUS: { name: string; items: Item[] }[] = [
  {
    name: 'file',
    items: [
      { action: 'workspace.new', keys: 'CmdOrCtrl+Alt+N' },
      { action: 'workspace.open', keys: 'CmdOrCtrl+O' },
      { action: 'workspace.saveCopy' },
      { action: 'workspace.copies' },
      { action: 'workspace.close' },
      '-',
      { action: 'data.import', keys: 'CmdOrCtrl+I' },
      { action: 'recipe.save' },
      '-',
      { role: 'quit' },
    ],
  },
  {
    name: 'edit',
    items: [
      { action: 'edit.undo', keys: 'CmdOrCtrl+Z' },
      { action: 'edit.redo', keys: 'CmdOrCtrl+Shift+Z' },
      '-',
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  },
  {
    name: 'view',
    items: [
      { action: 'view.palette', keys: 'CmdOrCtrl+K' },
      { action: 'go.data', keys: 'Alt+2' },
      { action: 'go.segments', keys: 'Alt+3' },
      { action: 'go.personas', keys: 'Alt+4' },
      '-',
      { action: 'view.theme' },
      { action: 'view.language' },
      '-',
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
    ],
  },
  { name: 'window', items: [{ action: 'window.new' }, { role: 'minimize' }, { role: 'close' }] },
  { name: 'help', items: [{ action: 'help.keys' }] },
];

/** Build the menu in a language and show it. */
export function showMenu(lang: Lang, run: (action: string) => void): void {
  const label = (key: string) => sayIn(lang, { key: `shell:${key}` });
  const item = (entry: Item): MenuItemConstructorOptions => {
    if (entry === '-') return { type: 'separator' };
    if ('role' in entry) return { role: entry.role, label: label(`role.${entry.role}`) };
    return {
      id: entry.action,
      label: label(`action.${entry.action}`),
      ...(entry.keys ? { accelerator: entry.keys, registerAccelerator: false } : {}),
      click: () => {
        run(entry.action);
      },
    };
  };
  const template = MENUS.map(({ name, items }) => ({ label: label(`menu.${name}`), submenu: items.map(item) }));
  // the first menu of a Mac belongs to the program itself
  if (process.platform === 'darwin') template.unshift({ label: '', submenu: [{ role: 'about' }, { role: 'quit' }] });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
