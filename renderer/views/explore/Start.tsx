import { useMemo } from 'react';
import type { Out } from '../../../shared/contract.ts';
import type { Attribute } from '../../../shared/contract/customers.ts';
import type { SavedView } from '../../../shared/contract/explore.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { Dimension } from '../../../shared/domain.ts';
import { Mini, MiniRoom } from '../../charts/mini/Mini.tsx';
import { useQuery } from '../../state/queries.ts';
import { Button, useLocale, ViewBody, ViewHeader, Waiting } from '../../ui/index.ts';
import { AttributePicker } from './AttributePicker.tsx';
import { bucketName, figureIn, printed, refusalOf } from './attributes.ts';
import { plainSpec, show } from '../../state/explorePlace.ts';
import { Side } from './Side.tsx';
import sAttributePicker from './AttributePicker.module.css';
import s from './Start.module.css';

type Question = Out<'explore.questions'>[number];

interface StartProps {
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  views: readonly SavedView[];
  /** null: not known yet */
  questions: readonly Question[] | null;
  mode: string;
}

/** What can be asked: questions with their first answers, and every attribute to begin with. */
export function Start({ attributes, segmentation, views, questions, mode }: StartProps) {
  const { t } = useLocale();
  return (
    <>
      <ViewHeader
        title={t('exploreUi:title')}
        basis={t('exploreUi:startBasis')}
        actions={
          segmentation && segmentation.segments.length > 1 ? (
            <Button
              onClick={() => {
                show({
                  kind: 'compare',
                  compare: {
                    a: { kind: 'segment', segment: segmentation.segments[0]!.id },
                    b: { kind: 'others' },
                    attribute: null,
                  },
                });
              }}
            >
              {t('exploreUi:compareGroups')}
            </Button>
          ) : undefined
        }
      />
      <ViewBody inspector={<Side shown={[]} views={views} questions={[]} mode={mode} />}>
        <div className={`${s.start} scroll`} tabIndex={0} role="region" aria-label={t('exploreUi:title')}>
          <h2 className="h">{t('exploreUi:questions')}</h2>
          {questions === null ? (
            <Waiting />
          ) : questions.length === 0 ? (
            <p className="cap">{t('exploreUi:noQuestions')}</p>
          ) : (
            <ul className={s.asks}>
              {questions.map((one) => (
                <li key={JSON.stringify(one.question)}>
                  <Answer question={one} attributes={attributes} />
                </li>
              ))}
            </ul>
          )}
          <Own attributes={attributes} segmentation={segmentation} />
        </div>
      </ViewBody>
    </>
  );
}

/** A figure keeps its n. */
const whole = (text: string): string => text.replaceAll('n = ', 'n\u00a0=\u00a0');

/** A question, its chart in small, and the sentence that answers it. */
function Answer({
  question: { question, spec },
  attributes,
}: {
  question: Question;
  attributes: readonly Attribute[];
}) {
  const locale = useLocale();
  const { t, say } = locale;
  const { data, error } = useQuery('explore.chart', { spec }, { keep: true });
  const x = attributes.find(({ id }) => id === spec.x);
  return (
    <button
      type="button"
      onClick={() => {
        show({ kind: 'chart', spec });
      }}
    >
      <span className={s.ask}>{say(question)}</span>
      {data && data.n > 0 ? (
        <Mini
          result={data}
          name={(bucket) => bucketName(bucket, say)}
          value={figureIn(spec, data, attributes, locale)}
          edge={(value) => printed(value, x, locale)}
          counts={spec.measure.of === 'count' || spec.measure.of === 'share'}
        />
      ) : (
        <MiniRoom busy={!data && !error} />
      )}
      <span className={s.answer}>
        {data?.finding ? whole(say(data.finding)) : data ? t('exploreUi:noAnswer') : error?.said ? say(error.said) : ''}
      </span>
    </button>
  );
}

/** Every attribute that makes a chart, by dimension; a click opens it. */
function Own({ attributes, segmentation }: Pick<StartProps, 'attributes' | 'segmentation'>) {
  const { t } = useLocale();
  const groups = useMemo(() => {
    const open = attributes.filter(
      (attribute) => attribute.role === 'attribute' && attribute.distinct > 1 && refusalOf(attribute, t) === null,
    );
    return [...Dimension.options, null].flatMap((dimension) => {
      const own = open.filter((attribute) => attribute.dimension === dimension);
      return own.length > 0 ? [{ dimension, own }] : [];
    });
  }, [attributes, t]);
  return (
    <>
      <div className={sAttributePicker.own}>
        <div className="grow">
          <h2 className="h">{t('exploreUi:own')}</h2>
          <p className="cap">{t('exploreUi:ownWhy')}</p>
        </div>
        <AttributePicker
          label={t('exploreUi:by')}
          value={null}
          attributes={attributes}
          segments={segmentation !== null}
          onPick={(field) => {
            if (field !== null) show({ kind: 'chart', spec: plainSpec(field) });
          }}
        />
      </div>
      <dl className={s.dims}>
        {groups.map(({ dimension, own }) => (
          <div key={dimension ?? ''}>
            <dt>{dimension ? t(`sourcesUi:dimensions.${dimension}`) : t('exploreUi:noDimension')}</dt>
            <dd>
              {own.map(({ id, name }) => (
                <button
                  key={id}
                  type="button"
                  className="ell"
                  title={name}
                  onClick={() => {
                    show({ kind: 'chart', spec: plainSpec(id) });
                  }}
                >
                  {name}
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
