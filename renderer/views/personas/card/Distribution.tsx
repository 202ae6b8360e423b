import type { Distribution as DistributionItem, Level } from '../../../../shared/card/blocks.ts';
import { segmentColour, useLocale } from '../../../ui/index.ts';
import s from './Distribution.module.css';

interface LevelsProps {
  levels: readonly Level[];
  colour: number;
}

/** A distribution on the card: bars in the segment's colour, everyone as a tick; the stated part full strength, the rest half. */
export function Distribution({ distribution, colour }: { distribution: DistributionItem; colour: number }) {
  const { levels, drawn } = distribution;
  if (levels.length === 0) return null;
  return drawn === 'stack' ? <Stack levels={levels} colour={colour} /> : <Bars levels={levels} colour={colour} />;
}

function Bars({ levels, colour }: LevelsProps) {
  const { t } = useLocale();
  const top = Math.max(0.01, ...levels.map(({ share, base }) => Math.max(share ?? 0, base)));
  return (
    <ul className={s.dist}>
      {levels.map(({ label, share, base, baseText, shareText, back }, i) => (
        <li key={`${i} ${label}`}>
          <span className="ell" title={label}>
            {label}
          </span>
          <span className={s.track} aria-hidden="true">
            <i
              style={{
                width: `${((share ?? 0) / top) * 100}%`,
                background: segmentColour(colour),
                opacity: back ? 0.5 : 1,
              }}
            />
            <u style={{ left: `${(base / top) * 100}%` }} />
          </span>
          <span className="num r" title={t('personasUi:everyoneShare', { share: baseText })}>
            {share === null ? t('personasUi:few') : shareText}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Stack({ levels, colour }: LevelsProps) {
  const { t } = useLocale();
  return (
    <div className={s.stack}>
      <span className={s.stackbar} aria-hidden="true">
        {levels.map(({ label, share }, i) => (
          <i
            key={`${i} ${label}`}
            style={{ flex: share ?? 0, background: segmentColour(colour), opacity: [1, 0.55, 0.25][i] ?? 0.15 }}
          />
        ))}
      </span>
      <span className={s.stackwords}>
        {levels.map(({ label, share, baseText, shareText }, i) => (
          <span key={`${i} ${label}`} title={t('personasUi:everyoneShare', { share: baseText })}>
            {label} {share === null ? t('personasUi:few') : shareText}
          </span>
        ))}
      </span>
    </div>
  );
}
