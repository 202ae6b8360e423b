import { useEffect } from 'react';
import type { Action } from './state/action.ts';
import { envelopeOf } from './state/answers.ts';
import { ask, tellFailure } from './state/queries.ts';
import { client, shellWindow } from './state/connection.ts';
import { forgetWorkspace, go, keepDraft, openPanel, tell, useStore } from './state/store.ts';
import { SAMPLE_REST, type SampleRest } from './state/sample.ts';
import { openCopies, tellShut } from './state/copies.ts';
import type { WorkspaceInfo } from '../shared/contract/workspace.ts';
import type { FileRef } from '../shared/shell.ts';
import { importFile } from './state/intake.ts';
import { saveRecipe } from './state/recipes.ts';
import { setLang, setTheme, themeShown } from './state/preferences.ts';

export type { Action };

const command = async (op: 'workspace.undo' | 'workspace.redo') => {
  await client().call(op, {});
};

/** The actions of the frame. Views add their own with {@link useViewActions}. */
export const frameActions: readonly Action[] = [
  { id: 'data.import', label: 'frame:action.import', group: 'workspace', keys: ['Mod+I'], run: () => pickAndImport() },
  {
    id: 'workspace.new',
    label: 'frame:action.new',
    group: 'workspace',
    keys: ['Alt+N', 'Mod+N'],
    run: () => openPanel('newWorkspace'),
  },
  { id: 'workspace.open', label: 'frame:action.open', group: 'workspace', keys: ['Mod+O'], run: () => openOther() },
  { id: 'workspace.sample', label: 'frame:action.sample', group: 'workspace', run: () => openSample() },
  {
    id: 'workspace.rename',
    label: 'frame:action.rename',
    group: 'workspace',
    needsWorkspace: true,
    run: () => openPanel('rename'),
  },
  {
    id: 'workspace.saveCopy',
    label: 'frame:action.saveCopy',
    group: 'workspace',
    needsWorkspace: true,
    run: () => saveCopy(),
  },
  {
    id: 'workspace.copies',
    label: 'frame:action.copies',
    group: 'workspace',
    needsWorkspace: true,
    run: () => openCopies({}),
  },
  {
    id: 'recipe.save',
    label: 'frame:action.recipe',
    group: 'workspace',
    needsWorkspace: true,
    run: () => saveRecipe(),
  },
  {
    id: 'workspace.close',
    label: 'frame:action.close',
    group: 'workspace',
    needsWorkspace: true,
    run: () => closeWorkspace(),
  },
  { id: 'window.new', label: 'frame:action.window', group: 'workspace', run: () => shellWindow().newWindow() },
  {
    id: 'go.data',
    label: 'frame:action.data',
    group: 'go',
    keys: ['Alt+2'],
    needsWorkspace: true,
    run: () => goToData(),
  },
  {
    id: 'go.segments',
    label: 'frame:action.segments',
    group: 'go',
    keys: ['Alt+3'],
    needsWorkspace: true,
    run: () => go({ view: 'segments' }),
  },
  {
    id: 'go.personas',
    label: 'frame:action.personas',
    group: 'go',
    keys: ['Alt+4'],
    needsWorkspace: true,
    run: () => go({ view: 'personas' }),
  },
  {
    id: 'edit.undo',
    label: 'frame:action.undo',
    group: 'edit',
    keys: ['Mod+Z'],
    needsWorkspace: true,
    run: () => command('workspace.undo'),
  },
  {
    id: 'edit.redo',
    label: 'frame:action.redo',
    group: 'edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    needsWorkspace: true,
    run: () => command('workspace.redo'),
  },
  {
    id: 'view.palette',
    label: 'frame:action.palette',
    group: 'view',
    keys: ['Mod+K'],
    run: () => openPanel('palette'),
  },
  {
    id: 'view.language',
    label: 'frame:action.language',
    group: 'view',
    run: () => setLang(useStore.getState().lang === 'en' ? 'zh-CN' : 'en'),
  },
  {
    id: 'view.theme',
    label: 'frame:action.theme',
    group: 'view',
    run: () => setTheme(themeShown() === 'dark' ? 'light' : 'dark'),
  },
  { id: 'help.keys', label: 'frame:action.keys', group: 'help', keys: ['?'], run: () => openPanel('help') },
];

/** Add the actions of a view while it is on screen. The list should be made with useMemo. */
export function useViewActions(actions: readonly Action[]): void {
  useEffect(() => {
    useStore.setState({ viewActions: actions });
    return () => {
      useStore.setState((state) => (state.viewActions === actions ? { viewActions: [] } : {}));
    };
  }, [actions]);
}

/** Every action there is now, those of the view first. */
export const allActions = (): readonly Action[] => [...useStore.getState().viewActions, ...frameActions];

/** Run an action; what fails is shown above the view. */
export function runAction(action: Action): void {
  void (async () => {
    try {
      const before = useStore.getState().route;
      if (action.needsWorkspace && !(await ask('workspace.info', {}))) return;
      // who went on meanwhile is not called back
      if (action.group === 'go' && useStore.getState().route !== before) return;
      if (action.enabled?.() === false) return;
      await action.run();
    } catch (error) {
      tellFailure(envelopeOf(error));
    }
  })();
}

/** Data stands for two views: the customers, or the import while there are none. */
async function goToData(): Promise<void> {
  const before = useStore.getState().route;
  const info = await ask('workspace.info', {});
  if (useStore.getState().route === before) go({ view: info && info.customers > 0 ? 'customers' : 'sources' });
}

async function pickAndImport(): Promise<void> {
  const file = await shellWindow().pickFile('table');
  if (file) await importFile(file);
}

const fileOf = ({ fileId, name, size }: FileRef): FileRef => ({ fileId, name, size });

/** Make a fresh copy of the sample study and start the import of its first file; the others wait beside it. */
export async function openSample(): Promise<void> {
  const { fileId, name, size, files } = await client().call('workspace.openSample', {});
  forgetWorkspace();
  const rest = files.filter((file) => file.fileId !== fileId);
  keepDraft(SAMPLE_REST, {
    tables: rest.filter(({ kind }) => kind !== 'notes').map(fileOf),
    notes: rest.filter(({ kind }) => kind === 'notes').map(fileOf),
  } satisfies SampleRest);
  useStore.setState({ incoming: { fileId, name, size } });
  go({ view: 'sources' });
}

async function openOther(): Promise<void> {
  const file = await shellWindow().pickFile('workspace');
  if (file) await openWorkspace({ fileId: file.fileId });
}

/** Open a workspace and go to where its work stands; one that does not open says so, with its copies where it has some. */
export async function openWorkspace(which: { id: string } | { fileId: string }): Promise<void> {
  let info: WorkspaceInfo;
  try {
    info = await client().call('workspace.open', which);
  } catch (error) {
    tellShut(envelopeOf(error), which);
    return;
  }
  forgetWorkspace();
  openPanel(null);
  goToStage(info);
}

/** Go to where the work of a workspace stands. */
export function goToStage(info: WorkspaceInfo): void {
  if (info.personas > 0) go({ view: 'personas' });
  else if (info.segments > 0) go({ view: 'segments' });
  else go({ view: info.customers > 0 ? 'customers' : 'sources' });
}

async function closeWorkspace(): Promise<void> {
  await client().call('workspace.close', {});
  forgetWorkspace();
}

async function saveCopy(): Promise<void> {
  const made = await client().call('workspace.saveCopy', {});
  if (await shellWindow().saveMade(made.fileId, made.name))
    tell('calm', { key: 'frame:copy_saved', values: { name: made.name } });
}
