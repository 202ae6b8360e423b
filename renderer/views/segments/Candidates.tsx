import type { Segmentation } from '../../../shared/contract/segments.ts';
import { Button, useLocale } from '../../ui/index.ts';
import sResult from './Result.module.css';
import s from './Candidates.module.css';

/** Below this the borders move when the customers are drawn anew. */
const UNSTABLE = 0.7;

export interface CandidatesProps {
  segmentation: Segmentation;
  busy: boolean;
  onChoose: (k: number) => void;
  onAll: () => void;
}

/** Choosing k by its consequence: each candidate a sentence and three figures. */
export function Candidates({ segmentation, busy, onChoose, onAll }: CandidatesProps) {
  const { t, fmt, say } = useLocale();
  const { candidates, range, k } = segmentation.by;
  return (
    <section className={`${sResult.section} ${sResult.candidates}`} aria-labelledby="candidates">
      <div className="row between">
        <h2 className="h" id="candidates">
          {t('segmentsUi:howMany')}
        </h2>
        {range.length > 1 ? (
          <Button kind="link" size="sm" onClick={onAll}>
            {t('segmentsUi:allK', { from: range[0]!.k, to: range.at(-1)!.k })}
          </Button>
        ) : null}
      </div>
      <div role="radiogroup" aria-labelledby="candidates" className={s.list}>
        {candidates.map((candidate) => (
          <label key={candidate.k} className={s.candidate}>
            <input
              type="radio"
              name="candidate"
              checked={candidate.k === k}
              disabled={busy}
              onChange={() => onChoose(candidate.k)}
            />
            <span className={s.number}>{t('segmentsUi:k', { k: candidate.k })}</span>
            <p>
              {say(candidate.sentence)}
              {/* one alone, asked for or all there is, was preferred to nothing */}
              {candidate.recommended && candidates.length > 1 ? (
                <span className="tag accent">{t('segmentsUi:recommended')}</span>
              ) : null}
            </p>
            <span className={s.measures}>
              {candidate.stability === null ? null : (
                <span className={candidate.stability < UNSTABLE ? s.bad : ''}>
                  {t('segmentsUi:stable')} <b>{fmt.number(candidate.stability)}</b>
                </span>
              )}
              {candidate.silhouette === null ? null : (
                <span
                  title={
                    candidate.silhouette.sampled
                      ? t('segmentsUi:sampled', { n: candidate.silhouette.sample })
                      : undefined
                  }
                >
                  {t('segmentsUi:apart')} <b>{fmt.number(candidate.silhouette.value)}</b>
                  {candidate.silhouette.sampled ? ` ${t('segmentsUi:estimated')}` : ''}
                </span>
              )}
              <span>
                {t('segmentsUi:smallest')} <b>{fmt.number(candidate.smallest)}</b>
              </span>
            </span>
          </label>
        ))}
      </div>
      <p className={`cap ${s.verdict}`}>{say(segmentation.verdictSaid)}</p>
      {segmentation.bounded.map((said) => (
        <p key={said.key} className="cap">
          {say(said)}
        </p>
      ))}
    </section>
  );
}
