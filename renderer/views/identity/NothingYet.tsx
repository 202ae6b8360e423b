import { go } from '../../state/store.ts';
import { Button, EmptyState, useLocale } from '../../ui/index.ts';

/** A part of the join that has nothing to show, and the way to the rules. */
export function NothingYet({ why }: { why: string }) {
  const { t } = useLocale();
  return (
    <EmptyState
      why={why}
      action={
        <Button
          onClick={() => {
            go({ view: 'identity', mode: 'rules' });
          }}
        >
          {t('identityUi:review.toRules')}
        </Button>
      }
    />
  );
}
