import { useState } from 'react';
import { endsOf } from '../../../shared/bins.ts';
import type { In } from '../../../shared/contract.ts';
import type { CleanColumn, DistributionChange, LeavingChange } from '../../../shared/contract/cleaning.ts';
import { printPoint, printValue } from '../../../shared/print.ts';
import { attemptLeaving, deviceOnly } from '../../charts/kit/deviceOnly.ts';
import { ask } from '../../state/queries.ts';
import { useNames } from '../../state/terms.ts';
import { IconButton, TableTwin, useLocale } from '../../ui/index.ts';
import s from './Change.module.css';

interface Bar {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

interface ChangeProps {
  change: DistributionChange;
  columns: readonly CleanColumn[];
  /** the step it is of */
  asked: In<'cleaning.preview'>;
}

/** The distribution of a column before (outline) and after (filled), with its table. */
export function Change({ change, columns, asked }: ChangeProps) {
  const { t, lang, say } = useLocale();
  const [left, setLeft] = useState<LeavingChange | null>(null);
  const only = left && deviceOnly(left);
  const nameOf = useNames(columns);
  const of = columns.find(({ name }) => name === change.column);
  const { column: code, numeric, values, missing } = change;
  const column = nameOf(code);
  const print = (value: number) => printPoint(value, of ?? { name: code, type: 'number' }, lang);
  const rangeOf = (bin: { from: number; to: number }) => {
    const [from, to] = endsOf(bin);
    return from === to ? print(from) : `${print(from)}–${print(to)}`;
  };
  const valueOf = ({ value }: { value: string }) => (of?.type === 'boolean' ? printValue(value, of, lang) : value);
  const bars: readonly Bar[] =
    numeric?.bins.map((bin) => ({ label: rangeOf(bin), before: bin.before, after: bin.after })) ??
    values?.map((level) => ({ label: valueOf(level), before: level.before, after: level.after })) ??
    [];
  const few = t('exploreUi:few');
  const told = (figures: LeavingChange) =>
    figures.bins?.map((bin) => [rangeOf(bin), bin.before ?? few, bin.after ?? few]) ??
    figures.values?.map((level) => [valueOf(level), level.before ?? few, level.after ?? few]) ??
    [];
  if (!bars.some(({ before, after }) => before !== after)) return null;
  return (
    <figure className={s.change}>
      <figcaption>
        <b className="ell">{column}</b>
        <span className="cap nw">{t('cleaningUi:preview.missingTo', missing)}</span>
        <IconButton
          icon="table"
          size="sm"
          label={t('cleaningUi:preview.table', { column })}
          onClick={() => {
            void attemptLeaving(t('privacy:device.make'), async (audience) => {
              setLeft(await ask('cleaning.leavingChange', { ...asked, column: code, audience }));
            });
          }}
        />
      </figcaption>
      {numeric ? (
        <>
          <Bins name={t('cleaningUi:preview.chart', { column })} bars={bars} />
          <p className={`${s.ends} cap`}>
            <span className="num">{print(endsOf(numeric.bins[0]!)[0])}</span>
            <span>{t('cleaningUi:preview.legend')}</span>
            <span className="num">{print(endsOf(numeric.bins.at(-1)!)[1])}</span>
          </p>
        </>
      ) : (
        <Values bars={bars} />
      )}
      {left ? (
        <TableTwin
          title={nameOf(left.column)}
          caption={left.staying.map(say).join(' · ')}
          head={[t('cleaningUi:value'), t('cleaningUi:preview.before'), t('cleaningUi:preview.after')]}
          rows={told(left)}
          fileName={only ? `${nameOf(left.column)} (${t('privacy:device.file')})` : nameOf(left.column)}
          {...(only ? { last: say(only) } : {})}
          onClose={() => {
            setLeft(null);
          }}
        />
      ) : null}
    </figure>
  );
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
              [s.after, after],
              [s.before, before],
            ] as const
          ).map(([look, count]) => (
            <rect
              key={look}
              className={look}
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
      <ul className={s.values}>
        {changed.slice(0, WRITTEN).map(({ label, before, after }) => (
          <li key={label}>
            <span className="ell" title={label}>
              {label}
            </span>
            <span className={s.bar} aria-hidden="true">
              <i className={s.after} style={{ width: width(after) }} />
              <i className={s.before} style={{ width: width(before) }} />
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
