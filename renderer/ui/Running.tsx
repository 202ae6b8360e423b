import type { Progress } from '../../shared/frames.ts';
import { Button } from './Button.tsx';
import { useLocale } from './locale.ts';
import { ProgressBar } from './small.tsx';

/** Long work in the flow of a view: its step, how far it is, and a stop. */
export function Running({ progress, onStop }: { progress: Progress | null; onStop: () => void }) {
  const { t } = useLocale();
  const label = progress ? t(progress.step) : t('common:loading');
  return (
    <div className="running" role="status">
      <span className="grow">{label}</span>
      <ProgressBar progress={progress} label={label} width={200} />
      <Button size="sm" onClick={onStop}>
        {t('common:stop')}
      </Button>
    </div>
  );
}
