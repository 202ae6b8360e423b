import { useState } from 'react';
import type { WorkspaceInfo } from '../../shared/contract/workspace.ts';
import { Button, Notice, useLocale } from '../ui/index.ts';

/** What was found out of order when the workspace was opened; each stays until it is answered. */
export function OpeningNotices({ info }: { info: WorkspaceInfo }) {
  const { t, say } = useLocale();
  const [answered, setAnswered] = useState<readonly number[]>([]);
  return info.notices.map((said, i) =>
    answered.includes(i) ? null : (
      <Notice
        key={i}
        tone="warn"
        actions={
          <Button
            kind="ghost"
            onClick={() => {
              setAnswered([...answered, i]);
            }}
          >
            {t('common:dismiss')}
          </Button>
        }
      >
        {say(said)}
      </Notice>
    ),
  );
}
