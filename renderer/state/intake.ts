import type { FileRef } from '../../shared/shell.ts';
import { client, shellWindow } from './connection.ts';
import { ask } from './queries.ts';
import { forgetWorkspace, go, keepDraft, useStore } from './store.ts';

/** The name of a workspace made for a file: the file's, without its ending. */
const nameFrom = (file: string) => file.replace(/\.[^.]{1,5}$/, '').slice(0, 80) || file.slice(0, 80);

/** Take up a file: in the open workspace, or in a new one of its name. The import view goes on from here. */
export async function importFile(file: FileRef): Promise<void> {
  if (!(await ask('workspace.info', {}))) {
    await client().call('workspace.create', { name: nameFrom(file.name) });
    forgetWorkspace();
  }
  useStore.setState({ incoming: file });
  go({ view: 'sources' });
}

/** Where the plan of the file in the wizard is kept among the drafts. */
export const PLAN_PLACE = 'sources.plan';

/** Whether the wizard is on the screen with this file. */
export const useInWizard = (fileId: string | undefined): boolean =>
  useStore(({ route, drafts }) => {
    const plan = drafts[PLAN_PLACE] as { readonly file: FileRef } | undefined;
    const shown = route.view === 'sources' && route.id === undefined && route.mode === undefined;
    return shown && fileId !== undefined && plan?.file.fileId === fileId;
  });

/** Nothing moves on the screen for a file that is there sooner. */
const QUIET_MS = 200;

/** Hand a file to the core; what has gone stands in the store meanwhile. */
export async function handOver(file: File): Promise<FileRef> {
  const start = performance.now();
  try {
    return await shellWindow().giveFile(file, (done, total) => {
      if (performance.now() - start > QUIET_MS) useStore.setState({ handing: { name: file.name, done, total } });
    });
  } finally {
    useStore.setState({ handing: null });
  }
}

/** A file that was chosen in the page, dropped or pasted. */
export async function takeFile(file: File): Promise<void> {
  await importFile(await handOver(file));
}

/** Several files at once: the import view shows them in a list. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  const [only] = files;
  if (!only) return;
  if (files.length === 1) return takeFile(only);
  const given: FileRef[] = [];
  for (const file of files) given.push(await handOver(file));
  if (!(await ask('workspace.info', {}))) {
    await client().call('workspace.create', { name: nameFrom(only.name) });
    forgetWorkspace();
  }
  keepDraft('sources.incoming', given);
  go({ view: 'sources', mode: 'queue' });
}

/** Cells copied from a spreadsheet arrive as text with tabs. */
export function fileFromClipboard(text: string): File | null {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines.length < 2 || !lines.some((line) => line.includes('\t'))) return null;
  return new File([text], 'pasted.tsv', { type: 'text/tab-separated-values' });
}
