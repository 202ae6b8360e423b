import { setting } from '../../../db/settings.ts';
import { bytesOf } from '../../../db/copies/make.ts';
import { sourceInView } from '../../../db/areas/customers/inView.ts';
import type { RecentWorkspace, WorkspaceInfo } from '../../../../shared/contract/workspace.ts';
import { KINDS } from '../../../../shared/kinds.ts';
import type { Core } from '../../core.ts';
import { nameOfFile } from '../../session.ts';

/** What the frame shows of the open workspace. */
export function info(core: Core): WorkspaceInfo {
  const { id, path, db, savedAt } = core.session();
  const inView = sourceInView(db);
  const customers = inView?.customers ?? 0;
  const things = KINDS[inView?.kind ?? 'customers'].things;
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
    things,
    segments,
    personas,
    savedAt,
    steps: {
      // rows of orders are no customers yet
      data: customers === 0 ? 'open' : things === 'customers' ? 'done' : 'begun',
      segments: segments > 0 ? 'done' : customers > 0 ? 'begun' : 'open',
      personas: personas > 0 ? (orphans > 0 ? 'attention' : 'done') : segments > 0 ? 'begun' : 'open',
    },
  };
}

/** Put the open workspace at the head of the recent list. */
export function rememberSession(core: Core): void {
  const session = core.sessionOrNull();
  if (!session) return;
  const { name, bytes, customers, things, personas } = info(core);
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
    customers: things === 'customers' ? customers : 0,
    personas,
    segments,
  });
}
