import fs from 'node:fs';
import type { Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { countCopies, realPath } from '../../../db/copies/folder.ts';
import { restorePending } from '../../../db/copies/restore.ts';
import { gotoEdit, recordEdit, redoEdit, redoTarget, undoEdit } from '../../../db/edits.ts';
import type { WriteDb } from '../../../db/open.ts';
import { setSetting } from '../../../db/settings.ts';
import type { Area, Handlers } from '../../area.ts';
import type { Core } from '../../core.ts';
import { nameOfFile } from '../../session.ts';
import { copiesOf, deleteCopy, restoreCopy, saveCopy } from './copies.ts';
import { history } from './history.ts';
import { info } from './info.ts';
import { freePath } from './places.ts';
import { SAMPLE, sampleFiles } from './sample.ts';

const handlers = {
  'workspace.info': (core) => (core.sessionOrNull() ? info(core) : null),
  'workspace.recent': (core) =>
    core.device.recent().map(({ path, ...entry }) => ({
      ...entry,
      exists: fs.existsSync(path) || restorePending(path),
      copies: countCopies(realPath(path)),
    })),
  'workspace.create': (core, { name, fileId }) => {
    const path = fileId === undefined ? freePath(core, name) : core.files.get(fileId).path;
    core.openPath(path, fileId === undefined ? name : nameOfFile(path));
    return info(core);
  },
  'workspace.open': (core, input) => {
    const path =
      'id' in input ? core.device.recent().find((r) => r.id === input.id)?.path : core.files.get(input.fileId).path;
    if (path === undefined) throw new AppError('not_found', { key: 'errors:workspace_gone' });
    core.openPath(path, null);
    return info(core);
  },
  'workspace.openSample': (core) => {
    const { name, edition } = SAMPLE[core.lang()];
    core.openPath(freePath(core, name), name);
    const files = sampleFiles(core, edition);
    const [{ kind: _, ...members }] = files;
    return { info: info(core), ...members, files };
  },
  'workspace.close': (core) => {
    core.closeSession();
    return {};
  },
  'workspace.forget': (core, { id }) => {
    core.device.forget(id);
    core.changed(['recent']);
    return {};
  },
  'workspace.rename': (core, { name }) => {
    const { db } = core.session();
    edit(core, 'workspace.rename', { key: 'edits:workspace_rename', values: { name } }, () =>
      setSetting(db, 'name', name),
    );
    core.remember();
    return info(core);
  },
  'workspace.copies': copiesOf,
  'workspace.makeCopy': (core, _input, job) => core.copies.make('asked', job),
  'workspace.restoreCopy': restoreCopy,
  'workspace.deleteCopy': deleteCopy,
  'workspace.saveCopy': saveCopy,
  'workspace.notices': (core) => core.notices.list(),
  'workspace.dismissNotice': (core, { id }) => {
    core.notices.dismiss(id);
    return {};
  },
  'workspace.undo': (core) => move(core, 'workspace.undo', undoEdit),
  'workspace.redo': (core) =>
    move(core, 'workspace.redo', (db) => {
      const target = redoTarget(db);
      return target === undefined ? null : redoEdit(db, target);
    }),
  'workspace.history': (core) => history(core),
  'workspace.goto': (core, { id }) => {
    const { db } = core.session();
    const tables = core.audited(db, 'workspace.goto', 'command', () => gotoEdit(db, id));
    core.changed([...tables, 'edit']);
    return {};
  },
  'workspace.jobs': (core) => core.jobs.list(),
  'workspace.jobResult': (core, { id }) => core.jobs.resultOf(id),
  'workspace.cancelJob': (core, { id }) => {
    core.jobs.cancel(id);
    return {};
  },
  'workspace.preferences': (core) => core.device.preferences(),
  'workspace.setPreferences': (core, change) => {
    const next = core.device.setPreferences({
      ...(change.lang === undefined ? {} : { lang: change.lang }),
      ...(change.theme === undefined ? {} : { theme: change.theme }),
    });
    core.changed(['preferences']);
    return next;
  },
} satisfies Handlers<'workspace.'>;

/** The file itself, its history and its copies. */
export const area = { handlers } satisfies Area<'workspace'>;

function edit(core: Core, op: string, label: Said, work: () => void): void {
  const { db } = core.session();
  const { tables } = core.audited(db, op, 'command', () => recordEdit(db, { op, label, at: core.now() }, work));
  core.changed([...tables, 'edit', 'workspace']);
}

type Move = (db: WriteDb) => { label: Said; tables: string[] } | null;

function move(core: Core, op: string, work: Move): { label: Said | null } {
  const { db } = core.session();
  const moved = core.audited(db, op, 'command', () => work(db));
  if (moved) core.changed([...moved.tables, 'edit']);
  return { label: moved?.label ?? null };
}
