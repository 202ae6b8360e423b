import { frameActions, runAction } from '../../actions.ts';
import { Button, EmptyState, useLocale, ViewHeader } from '../../ui/index.ts';

export function CustomersView() {
  const { t } = useLocale();
  const importing = frameActions.find(({ id }) => id === 'data.import');
  return (
    <>
      <ViewHeader title={t('frame:step.data')} />
      <EmptyState
        why={t('start:data.text')}
        action={
          importing ? (
            <Button
              kind="primary"
              onClick={() => {
                runAction(importing);
              }}
            >
              {t('start:data.button')}
            </Button>
          ) : null
        }
      />
    </>
  );
}
