import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { CopyInfo } from '../../../../shared/contract/copies.ts';
import { AppError } from '../../../../shared/frames.ts';
import { momentOf, sayIn } from '../../../../shared/locales/index.ts';
import { copiesFolder, dropCopy, emptyFile, listCopies, realPath, settle } from '../../../db/copies/folder.ts';
import { bytesOf, checkRoom, fileFault, removePart } from '../../../db/copies/make.ts';
import { commitRestore, freeStamp, pendingPath } from '../../../db/copies/restore.ts';
import { lockWorkspace } from '../../../db/file/lock.ts';
import { setting } from '../../../db/settings.ts';
import type { WorkspaceJob } from '../../area.ts';
import { copyInThread } from '../../copies.ts';
import type { Core } from '../../core.ts';
import { nameOfFile } from '../../session.ts';
import { info } from './info.ts';
import { passing } from './places.ts';

type Whose = { id?: string | undefined; fileId?: string | undefined };

/** The workspace whose copies are meant; its file need not be there any more. `id`: known beforehand, to be found in the copy. */
function workspaceOf(core: Core, { id, fileId }: Whose): { path: string; id: string | null } {
  if (fileId !== undefined) return { path: realPath(core.files.get(fileId).path), id: null };
  const open = core.sessionOrNull();
  if (id === undefined || open?.id === id) {
    const { db, id: own } = core.session();
    return { path: db.path, id: own };
  }
  const recent = core.device.recent().find((entry) => entry.id === id);
  if (!recent) throw new AppError('not_found', { key: 'errors:workspace_gone' });
  return { path: realPath(recent.path), id };
}

function copyCalled(workspace: string, name: string): CopyInfo {
  const copy = listCopies(workspace).find((each) => each.name === name);
  if (!copy) throw new AppError('not_found', { key: 'workspace:copies.gone' });
  return copy;
}

/** The copies of a workspace, newest first. */
export function copiesOf(core: Core, whose: Whose): Out<'workspace.copies'> {
  const { path } = workspaceOf(core, whose);
  return { workspace: nameOfFile(path), folder: copiesFolder(path), copies: listCopies(path) };
}

/** Delete one copy by hand. */
export function deleteCopy(
  core: Core,
  { name, ...whose }: Parsed<'workspace.deleteCopy'>,
): Out<'workspace.deleteCopy'> {
  const { path } = workspaceOf(core, whose);
  dropCopy(path, copyCalled(path, name).name);
  if (core.sessionOrNull()?.db.path === path) core.audit(core.session().db, 'workspace.deleteCopy', 'command', 'ok');
  core.changed(['copies']);
  return {};
}

/** Bring a copy back, in the place of the workspace or beside it, and open it. */
export async function restoreCopy(
  core: Core,
  { name, as, ...whose }: Parsed<'workspace.restoreCopy'>,
  job: WorkspaceJob,
): Promise<Out<'workspace.restoreCopy'>> {
  const workspace = workspaceOf(core, whose);
  const copy = copyCalled(workspace.path, name);
  const setAside =
    as === 'new' ? await openBeside(core, workspace.path, copy, job) : await putBack(core, workspace, copy, job);
  return { info: info(core), setAside };
}

async function openBeside(core: Core, workspace: string, copy: CopyInfo, job: WorkspaceJob): Promise<null> {
  const name = `${nameOfFile(workspace)} (${momentOf(copy.at).replace(':', '.')})`;
  const target = freeBeside(join(dirname(workspace), name));
  const verified = await bring(workspace, copy, target, job, { renamed: nameOfFile(target) });
  job.commit();
  core.openPath(target, null, verified);
  return null;
}

function freeBeside(path: string): string {
  for (let i = 1; ; i++) {
    const free = `${path}${i === 1 ? '' : ` ${i}`}.persona`;
    if (!fs.existsSync(free) && !fs.existsSync(copiesFolder(free))) return free;
  }
}

async function putBack(
  core: Core,
  { path, id }: { path: string; id: string | null },
  copy: CopyInfo,
  job: WorkspaceJob,
): Promise<string | null> {
  const own = () => core.sessionOrNull()?.db.path === path;
  // another process may have it open: that is found out before anything is read
  const lock = own() ? null : lockWorkspace(path);
  const at = momentOf(core.now()).replace(':', '.');
  const stamp = freeStamp(path, sayIn(core.lang(), { key: 'workspace:copies.aside', values: { at } }));
  let held = lock;
  let aside: string | null;
  let verified: string | undefined;
  try {
    verified = await bring(path, copy, pendingPath(path, stamp), job, { id });
    job.commit();
    if (own()) core.closeSession();
    held ??= lockWorkspace(path);
    aside = commitRestore(path, stamp);
  } catch (error) {
    throw fileFault(error);
  } finally {
    held?.release();
  }
  core.openPath(path, null, verified);
  core.notices.add('calm', {
    key: aside === null ? 'workspace:copies.restored' : 'workspace:copies.restored_aside',
    values: { at: copy.at, ...(aside === null ? {} : { name: basename(aside) }) },
  });
  return aside === null ? null : basename(aside);
}

/**
 * Copy a copy to a path, verified like the copy itself was; what stands under the path is all of it or nothing.
 * @returns the generation that was verified
 */
async function bring(
  workspace: string,
  copy: CopyInfo,
  path: string,
  job: WorkspaceJob,
  { id = null, renamed }: { id?: string | null; renamed?: string },
): Promise<string | undefined> {
  checkRoom(dirname(workspace), copy.bytes);
  const part = emptyFile(`${path}.part`);
  try {
    const source = join(copiesFolder(workspace), copy.name);
    const facts = await copyInThread({ source, part, ...(renamed === undefined ? {} : { renamed }) }, job);
    if (id !== null && facts.id !== id) throw new AppError('refused', { key: 'workspace:copies.other' });
    settle(part, path);
    return facts.generation;
  } catch (error) {
    removePart(part);
    if (error instanceof AppError && error.code === 'damaged')
      throw new AppError('damaged', { key: 'workspace:copies.bad' }, { name: copy.name });
    throw fileFault(error);
  }
}

/** Write a copy of the open workspace to where the person wants it. */
export async function saveCopy(
  core: Core,
  { fileId }: Parsed<'workspace.saveCopy'>,
  job: WorkspaceJob,
): Promise<Out<'workspace.saveCopy'>> {
  const { db } = core.session();
  const name = `${setting(db, 'name') ?? 'workspace'}.persona`;
  const target = fileId === undefined ? join(passing(core), `${randomUUID()}.persona`) : core.files.get(fileId).path;
  if (isSame(target, db.path)) throw new AppError('refused', { key: 'errors:copy_onto_itself' });
  let part: string | null = null;
  try {
    checkRoom(dirname(target), bytesOf(db));
    sweepBeside(target);
    part = emptyFile(`${target}.${randomUUID()}.part`);
    await copyInThread({ source: db.path, part }, job);
    settle(part, target);
  } catch (error) {
    if (part !== null) removePart(part);
    throw fileFault(error);
  }
  const made = core.files.register(target, { name, purpose: 'read', temporary: fileId === undefined });
  return { fileId: made.fileId, name, bytes: made.size };
}

const isSame = (target: string, workspace: string): boolean => {
  const there = fs.statSync(target, { throwIfNoEntry: false });
  const own = fs.statSync(workspace);
  return target === workspace || (there?.ino === own.ino && there.dev === own.dev);
};

/** What a process that died while it saved to the same place left there. */
function sweepBeside(target: string): void {
  const prefix = `${basename(target)}.`;
  const left = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.part(-journal)?$/;
  for (const name of fs.readdirSync(dirname(target)))
    if (name.startsWith(prefix) && left.test(name.slice(prefix.length)))
      fs.rmSync(join(dirname(target), name), { force: true });
}
