import type { Inspection, Receipt } from '../../../shared/contract/sources.ts';
import type { ErrorEnvelope } from '../../../shared/frames.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { keepDraft, useStore } from '../../state/store.ts';

/** A file of several that were dropped together. */
export interface Queued {
  readonly file: FileRef;
  readonly state: 'waiting' | 'looking' | 'looked' | 'storing' | 'done' | 'failed';
  readonly inspection: Inspection | null;
  readonly receipt: Receipt | null;
  readonly error: ErrorEnvelope | null;
  /** the files of one shape that it stands for; empty: it is one file */
  readonly parts: readonly FileRef[];
}

const PLACE = 'sources.queue';
const KEPT = 'workbench.queue';

interface Kept {
  readonly workspace: string;
  readonly files: readonly Queued[];
}

const queueNow = (): Kept | null => (useStore.getState().drafts[PLACE] as Kept | undefined) ?? null;

/** The files that wait in this window; null: none were dropped together. */
export const useQueue = (): readonly Queued[] | null =>
  useStore((state) => (state.drafts[PLACE] as Kept | undefined) ?? null)?.files ?? null;

/** Whether files wait in this window. */
export const queueHolds = (): boolean => queueNow() !== null;

function keep(kept: Kept | null): void {
  keepDraft(PLACE, kept ?? undefined);
  if (kept)
    sessionStorage.setItem(
      KEPT,
      JSON.stringify({
        workspace: kept.workspace,
        files: kept.files.map(({ file, parts, receipt }) => ({ file, parts, receipt })),
      }),
    );
  else sessionStorage.removeItem(KEPT);
}

const waiting = (file: FileRef, parts: readonly FileRef[] = []): Queued => ({
  file,
  state: 'waiting',
  inspection: null,
  receipt: null,
  error: null,
  parts,
});

/** Put files behind those that wait already. */
export function enqueue(workspace: string, files: readonly FileRef[]): void {
  const before = queueNow();
  const kept = before?.workspace === workspace ? before.files.filter(({ state }) => state !== 'done') : [];
  keep({ workspace, files: [...kept, ...files.map((file) => waiting(file))] });
}

/** The files that waited before a reload, if they belong to the workspace that is open now. */
export function queueBefore(workspace: string): void {
  const text = sessionStorage.getItem(KEPT);
  if (text === null || queueNow()) return;
  try {
    const kept = JSON.parse(text) as {
      workspace: string;
      files: { file: FileRef; parts: FileRef[]; receipt: Receipt | null }[];
    };
    if (kept.workspace !== workspace) return;
    keep({
      workspace,
      files: kept.files.map(({ file, parts, receipt }) => ({
        ...waiting(file, parts),
        receipt,
        state: receipt ? 'done' : 'waiting',
      })),
    });
  } catch {
    sessionStorage.removeItem(KEPT);
  }
}

/** Change what is known of one file. */
export function patch(fileId: string, change: Partial<Queued>): void {
  const now = queueNow();
  if (!now) return;
  keep({ ...now, files: now.files.map((one) => (one.file.fileId === fileId ? { ...one, ...change } : one)) });
}

/** Take a file off; with none left the queue is gone. */
export function dequeue(fileId: string): void {
  const now = queueNow();
  if (!now) return;
  const files = now.files.filter(({ file }) => file.fileId !== fileId);
  keep(files.length === 0 ? null : { ...now, files });
}

/** Several files become one, which is looked at anew in the place of the first. */
export function joinUp(file: FileRef, parts: readonly FileRef[]): void {
  const now = queueNow();
  if (!now) return;
  const [first] = parts;
  const gone = new Set(parts.map(({ fileId }) => fileId));
  keep({
    ...now,
    files: now.files.flatMap((one) => {
      if (one.file.fileId === first?.fileId) return [waiting(file, parts)];
      return gone.has(one.file.fileId) ? [] : [one];
    }),
  });
}

/** The files that one stood for wait by themselves again. */
export function takeApart(fileId: string): void {
  const now = queueNow();
  if (!now) return;
  keep({
    ...now,
    files: now.files.flatMap((one) => (one.file.fileId === fileId ? one.parts.map((part) => waiting(part)) : [one])),
  });
}

export function clearQueue(): void {
  keep(null);
}

/** The wizard has imported a file. @returns whether others wait */
export function markDone(receipt: Receipt): boolean {
  const now = queueNow();
  const one = now?.files.find(({ file, state }) => file.name === receipt.name && state !== 'done');
  if (!now || !one) return false;
  patch(one.file.fileId, { state: 'done', receipt });
  return (queueNow()?.files ?? []).some(({ state }) => state !== 'done');
}
