import { Button, Kbd, useLocale } from '../../ui/index.ts';
import s from './Review.module.css';

interface ActsProps {
  /** what was said of the pair, if anything */
  decided: boolean | null;
  busy: boolean;
  first: boolean;
  last: boolean;
  /** null takes back what was said */
  onSay: (same: boolean | null) => void;
  onMove: (by: number) => void;
}

/** Say whether the two are the same, take it back, or go on without a word. */
export function Acts({ decided, busy, first, last, onSay, onMove }: ActsProps) {
  const { t } = useLocale();
  return (
    <footer className={s.acts}>
      <Button
        kind={decided === true ? 'primary' : 'plain'}
        onClick={() => {
          onSay(true);
        }}
      >
        {t('identityUi:review.same')} <Kbd>{t('identityUi:review.keySame')}</Kbd>
      </Button>
      <Button
        kind={decided === false ? 'primary' : 'plain'}
        busy={busy}
        onClick={() => {
          onSay(false);
        }}
      >
        {t('identityUi:review.different')} <Kbd>{t('identityUi:review.keyDifferent')}</Kbd>
      </Button>
      {decided !== null ? (
        <>
          <span className="mid" role="status">
            {t(decided ? 'identityUi:review.saidSame' : 'identityUi:review.saidDifferent')}
          </span>
          <Button
            kind="link"
            onClick={() => {
              onSay(null);
            }}
          >
            {t('identityUi:review.undo')}
          </Button>
        </>
      ) : null}
      <span className="grow" />
      <Button
        kind="ghost"
        disabled={first}
        onClick={() => {
          onMove(-1);
        }}
      >
        {t('identityUi:review.back')} <Kbd>←</Kbd>
      </Button>
      <Button
        kind="ghost"
        disabled={last}
        onClick={() => {
          onMove(1);
        }}
      >
        {t('identityUi:review.skip')} <Kbd>→</Kbd>
      </Button>
    </footer>
  );
}
