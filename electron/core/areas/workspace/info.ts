import { setting } from '../../../db/settings.ts';
import { bytesOf } from '../../../db/copies/make.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { RecentWorkspace, WorkspaceInfo } from '../../../../shared/contract/workspace.ts';
import type { Core } from '../../core.ts';
import { nameOfFile } from '../../session.ts';

/** How many customers the table in view holds. */
function customersIn(db: ReadDb): number {
  const source = setting(db, 'source');
  return source === undefined
    ? 0
    : (db.value<number>('SELECT customers FROM source WHERE id = ?', Number(source)) ?? 0);
}

/** What the frame shows of the open workspace. */
export function info(core: Core): WorkspaceInfo {
  const { id, path, db, savedAt } = core.session();
  const customers = customersIn(db);
  const segmentation = setting(db, 'segmentation');
  const segments =
    segmentation === undefined
      ? 0
      : db.value<number>(
          'SELECT count(*) FROM segment WHERE segmentation_id = ? AND merged_into IS NULL',
          Number(segmentation),
        )!;
  const personas = db.value<number>('SELECT count(*) FROM persona')!;
  // cards stay when their customers are removed: out of date
  const orphans = customers > 0 ? 0 : db.value<number>('SELECT count(*) FROM persona WHERE segment_id IS NOT NULL')!;
  return {
    id,
    name: setting(db, 'name') ?? nameOfFile(path),
    path,
    // the file and what waits in its WAL
    bytes: bytesOf(db),
    customers,
    segments,
    personas,
    savedAt,
    steps: {
      data: customers > 0 ? 'done' : 'open',
      segments: segments > 0 ? 'done' : customers > 0 ? 'begun' : 'open',
      personas: personas > 0 ? (orphans > 0 ? 'attention' : 'done') : segments > 0 ? 'begun' : 'open',
    },
  };
}

/** Put the open workspace at the head of the recent list. */
export function rememberSession(core: Core): void {
  const session = core.sessionOrNull();
  if (!session) return;
  const { name, bytes, customers, personas } = info(core);
  const segmentation = Number(setting(session.db, 'segmentation') ?? 0);
  const segments: RecentWorkspace['segments'] = session.db.all(
    'SELECT colour, size FROM segment WHERE segmentation_id = ? AND merged_into IS NULL ORDER BY size DESC LIMIT 8',
    segmentation,
  );
  core.device.remember({
    id: session.id,
    path: session.path,
    name,
    bytes,
    openedAt: core.now(),
    customers,
    personas,
    segments,
  });
}
