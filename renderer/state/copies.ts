import type { In } from '../../shared/contract.ts';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import type { ErrorEnvelope } from '../../shared/frames.ts';
import { client } from './connection.ts';
import { forgetWorkspace, openPanel, tell, useStore } from './store.ts';

/** Whose copies the dialog shows: of the open workspace, of a recent one, of a file that would not open. */
export type CopiesOf = Pick<In<'workspace.copies'>, 'id' | 'fileId'>;

/** Show the copies of a workspace. */
export function openCopies(of: CopiesOf): void {
  useStore.setState({ copiesOf: of });
  openPanel('copies');
}

/** Bring a copy back and open what it came to. @returns the workspace that is now open */
export async function restoreCopy(of: CopiesOf, name: string, as: 'replace' | 'new'): Promise<WorkspaceInfo> {
  const { info } = await client().call('workspace.restoreCopy', { ...of, name, as });
  forgetWorkspace();
  openPanel(null);
  return info;
}

/** Say why a workspace did not open. Where a good copy lies beside it, the way there stands beside the sentence. */
export function tellShut(error: ErrorEnvelope, of: CopiesOf): void {
  const said = error.said ?? { key: 'errors:internal' };
  if (!error.details?.['copy']) {
    tell('danger', said);
    return;
  }
  tell('danger', said, {
    label: 'workspace:copies.open_list',
    run: () => {
      openCopies(of);
    },
  });
}
