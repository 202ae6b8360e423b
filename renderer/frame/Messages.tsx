import type { WorkspaceNotice } from '../../shared/contract/copies.ts';
import { client } from '../state/connection.ts';
import { attempt, useQuery } from '../state/queries.ts';
import { dismiss, useStore } from '../state/store.ts';
import { Button, Notice, useLocale } from '../ui/index.ts';

/** Failures and outcomes above the view; each stays until it is answered. */
export function Messages() {
  const { t, say } = useLocale();
  const messages = useStore((state) => state.messages);
  const { data: notices } = useQuery('workspace.notices', {});
  return (
    <>
      {notices?.map((notice) => (
        <FromCore key={notice.id} notice={notice} />
      ))}
      {messages.map(({ id, tone, said, act }) => (
        <Notice
          key={id}
          tone={tone}
          actions={
            <>
              {act ? (
                <Button
                  kind="ghost"
                  onClick={() => {
                    dismiss(id);
                    act.run();
                  }}
                >
                  {t(act.label)}
                </Button>
              ) : null}
              <Button
                kind="ghost"
                onClick={() => {
                  dismiss(id);
                }}
              >
                {t('common:dismiss')}
              </Button>
            </>
          }
        >
          {say(said)}
        </Notice>
      ))}
    </>
  );
}

/** What the core did by itself: every window shows it, one dismisses it for all. */
function FromCore({ notice }: { notice: WorkspaceNotice }) {
  const { t, say } = useLocale();
  return (
    <Notice
      tone={notice.tone}
      actions={
        <Button
          kind="ghost"
          onClick={() => void attempt(() => client().call('workspace.dismissNotice', { id: notice.id }))}
        >
          {t('common:dismiss')}
        </Button>
      }
    >
      {say(notice.said)}
    </Notice>
  );
}
