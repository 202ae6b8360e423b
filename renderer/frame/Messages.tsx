import { dismiss, useStore } from '../state/store.ts';
import { Button, Notice, useLocale } from '../ui/index.ts';

/** Failures and outcomes above the view; each stays until it is answered. */
export function Messages() {
  const { t, say } = useLocale();
  const messages = useStore((state) => state.messages);
  return messages.map(({ id, tone, said, act }) => (
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
  ));
}
