import { extname } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { Lang } from '../../shared/domain.ts';
import { sayIn } from '../../shared/locales/index.ts';
import { safeName } from './save.ts';

/** What a person can be asked to open. */
export type PickKind = 'table' | 'workspace' | 'recipe';

const EXTENSIONS: Record<PickKind, string[]> = {
  table: [
    'xlsx',
    'xlsm',
    'xls',
    'ods',
    'csv',
    'tsv',
    'txt',
    'tab',
    'dat',
    'json',
    'jsonl',
    'ndjson',
    'htm',
    'html',
    'xml',
    'parquet',
    'sav',
    'zsav',
    'zip',
  ],
  workspace: ['persona'],
  recipe: ['json'],
};

/** Ask for a file to read. @returns its path, or null when dismissed */
export async function askOpen(window: BrowserWindow, kind: PickKind, lang: Lang): Promise<string | null> {
  const filters: FileFilter[] = [
    { name: sayIn(lang, { key: `shell:files.${kind}` }), extensions: EXTENSIONS[kind] },
    { name: sayIn(lang, { key: 'shell:files.all' }), extensions: ['*'] },
  ];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: ['openFile'], filters });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Ask where to write. @returns a path, or null when dismissed */
export async function askSave(window: BrowserWindow, name: string): Promise<string | null> {
  const suggested = safeName(name);
  const extension = extname(suggested).slice(1);
  const filters: FileFilter[] = extension ? [{ name: extension.toUpperCase(), extensions: [extension] }] : [];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: suggested,
    filters,
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  return canceled || filePath === '' ? null : filePath;
}
