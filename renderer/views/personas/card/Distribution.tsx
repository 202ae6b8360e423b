import type { Claim, Field, StatEvidence } from '../../../../shared/contract/personas.ts';
import { drawnAsStack, printShare, statOf } from '../../../../shared/card/claims.ts';
import { levelText } from '../../../../shared/card/marks.ts';
import { segmentColour, useLocale } from '../../../ui/index.ts';

/** A distribution on the card: bars in the segment's colour, everyone as a tick; the stated part full strength, the rest half. */
export function Distribution({ field, claim, colour }: { field: Field; claim: Claim; colour: number }) {
  const stat = statOf(claim);
  if (!stat?.distribution) return null;
  return drawnAsStack(field) ? <Stack stat={stat} colour={colour} /> : <Bars stat={stat} colour={colour} />;
}

type Level = NonNullable<StatEvidence['distribution']>[number];

function Bars({ stat, colour }: { stat: StatEvidence; colour: number }) {
  const { t, lang } = useLocale();
  const levels = stat.distribution ?? [];
  const top = Math.max(0.01, ...levels.map((level) => Math.max(level.share ?? 0, level.base)));
  return (
    <ul className="dist">
      {levels.map((level) => (
        <li key={level.level}>
          <span className="ell" title={levelText(level.level, lang)}>
            {levelText(level.level, lang)}
          </span>
          <span className="track" aria-hidden="true">
            <i
              style={{
                width: `${((level.share ?? 0) / top) * 100}%`,
                background: segmentColour(colour),
                opacity: stated(stat, level) ? 1 : 0.5,
              }}
            />
            <u style={{ left: `${(level.base / top) * 100}%` }} />
          </span>
          <span className="num r" title={t('personasUi:everyoneShare', { share: printShare(level.base, lang) })}>
            {level.share === null ? t('personasUi:few') : printShare(level.share, lang)}
          </span>
        </li>
      ))}
    </ul>
  );
}

const stated = (stat: StatEvidence, level: Level) => stat.level === null || stat.level === level.level;

function Stack({ stat, colour }: { stat: StatEvidence; colour: number }) {
  const { t, lang } = useLocale();
  const levels = stat.distribution ?? [];
  return (
    <div className="stack">
      <span className="stackbar" aria-hidden="true">
        {levels.map((level, i) => (
          <i
            key={level.level}
            style={{ flex: level.share ?? 0, background: segmentColour(colour), opacity: [1, 0.55, 0.25][i] ?? 0.15 }}
          />
        ))}
      </span>
      <span className="stackwords">
        {levels.map((level) => (
          <span key={level.level} title={t('personasUi:everyoneShare', { share: printShare(level.base, lang) })}>
            {levelText(level.level, lang)} {level.share === null ? t('personasUi:few') : printShare(level.share, lang)}
          </span>
        ))}
      </span>
    </div>
  );
}
