import { useState } from 'react';
import type { CleanColumn, DistributionChange } from '../../../shared/contract/cleaning.ts';
import { leavingCounts } from '../../../shared/privacy/chart.ts';
import { printCell } from '../../../shared/values.ts';
import { IconButton, TableTwin, useLocale } from '../../ui/index.ts';
import { saysYear } from '../../../shared/attribute.ts';

interface Bar {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

/** The distribution of a column before (outline) and after (filled), with its table. */
export function Change({ change, of }: { change: DistributionChange; of: CleanColumn | undefined }) {
  const { t, fmt, lang } = useLocale();
  const [table, setTable] = useState(false);
  const { column, numeric, values, missing } = change;
  const print = (value: number) =>
    of?.type === 'date'
      ? fmt.date(new Date(value).toISOString().slice(0, 10))
      : saysYear(column)
        ? String(Math.round(value))
        : fmt.number(value, 3);
  const bars: readonly Bar[] =
    numeric?.bins.map(({ from, to, before, after }) => ({ label: `${print(from)}–${print(to)}`, before, after })) ??
    values?.map(({ value, before, after }) => ({
      label: of?.type === 'boolean' ? printCell(value, 'boolean', lang) : value,
      before,
      after,
    })) ??
    [];
  if (!bars.some(({ before, after }) => before !== after)) return null;
  return (
    <figure className="cl-change">
      <figcaption>
        <b className="ell">{column}</b>
        <span className="cap nw">{t('cleaningUi:preview.missingTo', missing)}</span>
        <IconButton
          icon="table"
          size="sm"
          label={t('cleaningUi:preview.table', { column })}
          onClick={() => {
            setTable(true);
          }}
        />
      </figcaption>
      {numeric ? (
        <>
          <Bins name={t('cleaningUi:preview.chart', { column })} bars={bars} />
          <p className="cl-ends cap">
            <span className="num">{print(numeric.bins[0]!.from)}</span>
            <span>{t('cleaningUi:preview.legend')}</span>
            <span className="num">{print(numeric.bins.at(-1)!.to)}</span>
          </p>
        </>
      ) : (
        <Values bars={bars} />
      )}
      {table ? (
        <TableTwin
          title={column}
          head={[t('cleaningUi:value'), t('cleaningUi:preview.before'), t('cleaningUi:preview.after')]}
          rows={tableOf(bars, t('exploreUi:few'))}
          fileName={column}
          onClose={() => {
            setTable(false);
          }}
        />
      ) : null}
    </figure>
  );
}

/** The table can be saved: counts of few rows are not told in it. */
function tableOf(bars: readonly Bar[], few: string) {
  const before = leavingCounts(bars.map((bar) => bar.before));
  const after = leavingCounts(bars.map((bar) => bar.after));
  return bars.map(({ label }, i) => [label, before[i] ?? few, after[i] ?? few]);
}

const HEIGHT = 44;

function Bins({ name, bars }: { name: string; bars: readonly Bar[] }) {
  const { fmt } = useLocale();
  const most = Math.max(1, ...bars.flatMap(({ before, after }) => [before, after]));
  const width = 100 / bars.length;
  return (
    <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={name}>
      {bars.map(({ label, before, after }, i) => (
        <g key={label}>
          <title>{`${label}: ${fmt.number(before)} → ${fmt.number(after)}`}</title>
          {(
            [
              ['after', after],
              ['before', before],
            ] as const
          ).map(([side, count]) => (
            <rect
              key={side}
              className={side}
              x={i * width + width * 0.1}
              width={width * 0.8}
              y={HEIGHT - (count / most) * HEIGHT}
              height={(count / most) * HEIGHT}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** Values written out; the table holds those beyond. */
const WRITTEN = 6;

function Values({ bars }: { bars: readonly Bar[] }) {
  const { t, fmt } = useLocale();
  const changed = bars.filter(({ before, after }) => before !== after);
  const most = Math.max(1, ...changed.flatMap(({ before, after }) => [before, after]));
  const width = (count: number) => `${String((count / most) * 100)}%`;
  return (
    <>
      <ul className="cl-values">
        {changed.slice(0, WRITTEN).map(({ label, before, after }) => (
          <li key={label}>
            <span className="ell" title={label}>
              {label}
            </span>
            <span className="bar" aria-hidden="true">
              <i className="after" style={{ width: width(after) }} />
              <i className="before" style={{ width: width(before) }} />
            </span>
            <span className="num nw">
              {fmt.number(before)} → {fmt.number(after)}
            </span>
          </li>
        ))}
      </ul>
      {changed.length > WRITTEN ? (
        <p className="cap">{t('cleaningUi:preview.moreValues', { count: changed.length - WRITTEN })}</p>
      ) : null}
    </>
  );
}
