import { MAX_SEGMENT_COLOURS } from '../../shared/domain.ts';
import { useLocale } from './locale.ts';
import { Shape } from './Shape.tsx';
import s from './Swatches.module.css';

const COLOURS = Array.from({ length: MAX_SEGMENT_COLOURS }, (_, i) => i + 1);

/** The marks of segments, one of which is chosen. */
export function Swatches({
  value,
  size,
  onChoose,
}: {
  value: number;
  size: number;
  onChoose: (colour: number) => void;
}) {
  const { t } = useLocale();
  return (
    <div className={s.swatches} role="group" aria-label={t('segmentsUi:recolour')}>
      {COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          aria-pressed={colour === value}
          onClick={() => {
            onChoose(colour);
          }}
        >
          <Shape colour={colour} size={size} label={t('segmentsUi:colourN', { n: colour })} />
        </button>
      ))}
    </div>
  );
}
