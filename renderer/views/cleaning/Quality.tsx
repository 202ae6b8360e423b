import { useState } from 'react';
import type {
  Quality as QualityReport,
  QualityFinding,
  QualityPart,
  SourceQuality,
} from '../../../shared/contract/quality.ts';
import { useQuery } from '../../state/queries.ts';
import { useNames } from '../../state/terms.ts';
import { go } from '../../state/store.ts';
import { Button, Dialog, Failed, IconButton, Running, TableTwin, useLocale, Waiting } from '../../ui/index.ts';
import { namedTitle } from '../../words/columns.ts';
import { cellText, shareText } from './cells.ts';
import { keepStepDraft } from './draft.ts';
import { placed, RowTable } from './RowTable.tsx';
import s from './Quality.module.css';

const PARTS: readonly QualityPart[] = ['completeness', 'validity', 'uniqueness', 'consistency', 'timeliness'];
/** Findings drawn before the rest is asked for. */
const SHOWN = 20;

/** How good the data of a file is, by what formula, and which rows are behind each finding. */
export function Quality({ sourceId }: { sourceId: number }) {
  const { t } = useLocale();
  const { data, error, progress, refetch, cancel } = useQuery('cleaning.quality', {}, { keep: true });
  if (error) return <Failed error={error} retry={refetch} />;
  if (!data) return progress ? <Running progress={progress} onStop={cancel} /> : <Waiting />;
  const source = data.sources.find((one) => one.sourceId === sourceId);
  return (
    <div className={`${s.quality} scroll`} tabIndex={0} role="region" aria-label={t('cleaningUi:modes.quality')}>
      {source ? <Source source={source} whole={data} /> : null}
      <OverTime quality={data} />
    </div>
  );
}

function Source({ source, whole }: { source: SourceQuality; whole: QualityReport }) {
  const locale = useLocale();
  const { t, fmt, say } = locale;
  return (
    <>
      <section className={s.score}>
        <div>
          <p className={s.big}>{fmt.percent(source.score)}</p>
          <p className="cap">
            {source.score === source.imported
              ? t('cleaningUi:quality.score')
              : t('cleaningUi:quality.scoreWas', { was: fmt.percent(source.imported) })}
          </p>
          <p className="cap">
            {t('cleaningUi:quality.mean', { count: PARTS.filter((part) => source.parts[part].value !== null).length })}
          </p>
          {whole.sources.length > 1 && whole.score !== null ? (
            <p className="cap" title={say(whole.formula)}>
              {t('cleaningUi:quality.all', { score: fmt.percent(whole.score), n: whole.sources.length })}
            </p>
          ) : null}
        </div>
        <dl>
          {PARTS.map((part) => {
            const { value, formula } = source.parts[part];
            return (
              <div key={part}>
                <dt>{t(`cleaningUi:quality.${part}`)}</dt>
                <dd>
                  <span className={s.meter} aria-hidden="true">
                    <i style={{ width: `${String((value ?? 0) * 100)}%` }} />
                  </span>
                  <b className="num">{value === null ? '–' : shareText(value, locale)}</b>
                  <span className="cap">{say(formula)}</span>
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
      <Findings source={source} />
    </>
  );
}

function Findings({ source }: { source: SourceQuality }) {
  const { t } = useLocale();
  const [open, setOpen] = useState<QualityFinding | null>(null);
  const [all, setAll] = useState(false);
  const { findings, sourceId } = source;
  if (findings.length === 0) return <p className="mid">{t('cleaningUi:quality.nothing')}</p>;
  return (
    <section aria-label={t('cleaningUi:quality.findings')}>
      <h2 className={s.head}>{t('cleaningUi:quality.findings')}</h2>
      <table className={`tbl ${s.findings}`}>
        <thead>
          <tr>
            <th scope="col">{t('cleaningUi:quality.part')}</th>
            <th scope="col">{t('cleaningUi:quality.column')}</th>
            <th scope="col">{t('cleaningUi:quality.rule')}</th>
            <th scope="col" className="r">
              {t('cleaningUi:quality.rows')}
            </th>
            <th scope="col" className="r">
              {t('cleaningUi:quality.share')}
            </th>
            <th scope="col">
              <span className="sr-only">{t('cleaningUi:quality.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(all ? findings : findings.slice(0, SHOWN)).map((finding) => (
            <FindingRow
              key={finding.key}
              finding={finding}
              sourceId={sourceId}
              onOpen={() => {
                setOpen(finding);
              }}
            />
          ))}
        </tbody>
      </table>
      {findings.length > SHOWN ? (
        <Button
          kind="link"
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t('cleaningUi:proposals.fewer') : t('cleaningUi:proposals.more', { n: findings.length - SHOWN })}
        </Button>
      ) : null}
      {open ? (
        <RowsBehind
          sourceId={sourceId}
          finding={open}
          onClose={() => {
            setOpen(null);
          }}
        />
      ) : null}
    </section>
  );
}

/** One finding: where, by what rule, how many rows, and a step that mends it. */
function FindingRow({ finding, sourceId, onOpen }: { finding: QualityFinding; sourceId: number; onOpen: () => void }) {
  const locale = useLocale();
  const { t, fmt, say } = locale;
  const { step, column } = finding;
  const nameOf = useNames();
  const name = column === null ? '–' : nameOf(column);
  return (
    <tr>
      <td className="nw">{t(`cleaningUi:quality.${finding.part}`)}</td>
      <td>
        <span className="ell" title={column === null ? undefined : namedTitle(t, name, column)}>
          {name}
        </span>
      </td>
      <td>{say(finding.rule)}</td>
      <td className="r">
        <Button
          kind="link"
          aria-label={t('cleaningUi:quality.showRows', { n: finding.count, rule: say(finding.rule) })}
          onClick={onOpen}
        >
          {fmt.number(finding.count)}
        </Button>
      </td>
      <td className="r nw">{shareText(finding.share, locale)}</td>
      <td className="r">
        {step ? (
          <Button
            size="sm"
            aria-label={t('cleaningUi:quality.mendThis', { rule: say(finding.rule) })}
            onClick={() => {
              keepStepDraft(sourceId, { step, id: null });
              go({ view: 'cleaning', id: sourceId, mode: 'steps' });
            }}
          >
            {t('cleaningUi:quality.mend')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

/** Rows of a page of a finding. */
const PAGE = 50;

function RowsBehind({
  sourceId,
  finding,
  onClose,
}: {
  sourceId: number;
  finding: QualityFinding;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { t, say } = locale;
  const [offset, setOffset] = useState(0);
  const { data, error } = useQuery(
    'cleaning.finding',
    { sourceId, key: finding.key, offset, limit: PAGE },
    { keep: true },
  );
  const count = data?.count ?? finding.count;
  return (
    <Dialog
      title={say(finding.rule)}
      onClose={onClose}
      width={920}
      footer={
        <>
          <span className={`cap grow ${s.page}`}>
            {t('cleaningUi:quality.page', {
              from: Math.min(count, offset + 1),
              to: Math.min(count, offset + PAGE),
              n: count,
            })}
          </span>
          <IconButton
            icon="left"
            label={t('cleaningUi:quality.before')}
            disabled={offset === 0}
            onClick={() => {
              setOffset(Math.max(0, offset - PAGE));
            }}
          />
          <IconButton
            icon="right"
            label={t('cleaningUi:quality.next')}
            disabled={offset + PAGE >= count}
            onClick={() => {
              setOffset(offset + PAGE);
            }}
          />
          <Button kind="primary" onClick={onClose}>
            {t('common:close')}
          </Button>
        </>
      }
    >
      {error ? <Failed error={error} /> : null}
      {data ? (
        <RowTable
          label={say(finding.rule)}
          className={s.behind}
          columns={placed(data.columns, ({ name }) => name === finding.column)}
          marked={finding.column}
          rows={data.rows}
          cell={({ cells }, { column, at }) => cellText(cells[at]?.value, column, locale) ?? '–'}
        />
      ) : (
        <Waiting />
      )}
    </Dialog>
  );
}

const WIDTH = 220;
const HEIGHT = 48;

/** The score of files of one name, import by import. */
function OverTime({ quality }: { quality: QualityReport }) {
  const { t, fmt } = useLocale();
  const [table, setTable] = useState<string | null>(null);
  const lines = quality.history.filter(({ points }) => points.length > 1);
  if (lines.length === 0) return null;
  return (
    <section aria-label={t('cleaningUi:quality.time')}>
      <h2 className={s.head}>{t('cleaningUi:quality.time')}</h2>
      <div className={s.times}>
        {lines.map(({ name, points }) => {
          const x = (i: number) => 4 + (i / (points.length - 1)) * (WIDTH - 8);
          const y = (score: number) => 4 + (1 - score) * (HEIGHT - 8);
          return (
            <figure key={name}>
              <figcaption className="row">
                <b className="ell grow">{name}</b>
                <span className="cap nw">
                  {fmt.percent(points[0]!.score)} → {fmt.percent(points.at(-1)!.score)}
                </span>
                <IconButton
                  icon="table"
                  size="sm"
                  label={t('cleaningUi:quality.timeTable', { name })}
                  onClick={() => {
                    setTable(name);
                  }}
                />
              </figcaption>
              <svg width={WIDTH} height={HEIGHT} role="img" aria-label={t('cleaningUi:quality.timeChart', { name })}>
                <polyline points={points.map(({ score }, i) => `${x(i)},${y(score)}`).join(' ')} />
                {points.map(({ score, sourceId }, i) => (
                  <circle key={sourceId} cx={x(i)} cy={y(score)} r={3} />
                ))}
              </svg>
              {table === name ? (
                <TableTwin
                  title={name}
                  head={[
                    t('cleaningUi:quality.when'),
                    t('cleaningUi:quality.score'),
                    ...PARTS.map((part) => t(`cleaningUi:quality.${part}`)),
                  ]}
                  rows={points.map(({ importedAt, score, parts }) => [
                    fmt.date(importedAt, 'both'),
                    score,
                    ...PARTS.map((part) => parts[part]),
                  ])}
                  fileName={name}
                  onClose={() => {
                    setTable(null);
                  }}
                />
              ) : null}
            </figure>
          );
        })}
      </div>
    </section>
  );
}
