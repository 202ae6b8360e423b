import { useRef } from 'react';
import type { Attribute, Filter } from '../../../shared/contract/customers.ts';
import type { GroupComparison, GroupDifference, LeavingPair } from '../../../shared/contract/explore.ts';
import { ChartTools } from '../../charts/kit/ChartTools.tsx';
import { pngOf, svgOf } from '../../charts/kit/picture.ts';
import { useLeaving } from '../../charts/kit/useLeaving.ts';
import { PairBars } from '../../charts/pair/PairBars.tsx';
import { PairStrip } from '../../charts/pair/PairStrip.tsx';
import { type CompareSpec, plainSpec, show } from '../../state/explorePlace.ts';
import { ask } from '../../state/queries.ts';
import { Button, type Locale, useLocale } from '../../ui/index.ts';
import { printed } from './attributes.ts';
import { lineName, pairTableOf } from './pairTwin.ts';
import sChartPanel from './ChartPanel.module.css';
import s from './Differences.module.css';

interface DifferencesProps {
  data: GroupComparison;
  compare: CompareSpec;
  attributes: readonly Attribute[];
  onPick: (attribute: number | null) => void;
}

/** One line an attribute, the strongest difference first; above them the attribute that is looked at in detail. */
export function Differences({ data, compare, attributes, onPick }: DifferencesProps) {
  const locale = useLocale();
  const { t, say } = locale;
  const box = useRef<HTMLDivElement>(null);
  const name = t('exploreUi:compare');
  const attributeOf = (id: number) => attributes.find((attribute) => attribute.id === id);
  const { left, leaves } = useLeaving((audience) => ask('explore.leavingPair', { ...compare, audience }));
  const lines: LeavingPair['lines'] = left?.lines ?? data.differences.map((one) => ({ ...one, told: one }));
  const detail = left ? left.detail : data.detail;
  const nameOf = (id: number) => (left?.attributes ?? attributes).find((one) => one.id === id)?.name ?? '';
  return (
    <div className={`${s.compare} scroll`} tabIndex={0} role="region" aria-label={name}>
      <div className={sChartPanel.chartHead}>
        <span className="cap grow">
          {[
            data.cut ? say(data.cut) : '',
            data.both > 0 ? t('exploreUi:overlap', { n: data.both }) : t('exploreUi:pairKey'),
          ]
            .filter((text) => text !== '')
            .join(' · ')}
        </span>
        <ChartTools
          leaves={leaves}
          name={() => name}
          svg={() => svgOf(box.current!)}
          png={() => pngOf(svgOf(box.current!))}
          table={(figures) => pairTableOf(figures, locale)}
        />
      </div>
      <div ref={box}>
        {detail ? <PairBars detail={detail} name={nameOf(detail.attribute)} /> : null}
        <table className={`tbl ${s.pairs}`}>
          <Heads />
          <tbody>
            {lines.map((one) => (
              <Line
                key={one.attribute}
                line={one}
                attribute={attributeOf(one.attribute)}
                chosen={compare.attribute === one.attribute}
                onPick={onPick}
              />
            ))}
          </tbody>
        </table>
      </div>
      {compare.attribute !== null && compare.a.kind === 'filters' ? (
        <ChartLink attribute={compare.attribute} filters={compare.a.filters} />
      ) : null}
    </div>
  );
}

function Heads() {
  const { t } = useLocale();
  return (
    <thead>
      <tr>
        <th scope="col">{t('exploreUi:attribute')}</th>
        <th scope="col" className="r">
          <span className={s.glyphA} aria-hidden="true" /> {t('exploreUi:side.a')}
        </th>
        <th scope="col" className="r">
          <span className={s.glyphB} aria-hidden="true" /> {t('exploreUi:side.b')}
        </th>
        <th scope="col">
          <span className="sr-only">{t('exploreUi:strip')}</span>
        </th>
        <th scope="col" className="r">
          {t('exploreUi:difference')}
        </th>
        <th scope="col" className="r">
          {t('exploreUi:interval')}
        </th>
        <th scope="col" className="r">
          {t('exploreUi:effect')}
        </th>
      </tr>
    </thead>
  );
}

interface LineProps {
  line: LeavingPair['lines'][number];
  attribute: Attribute | undefined;
  chosen: boolean;
  onPick: DifferencesProps['onPick'];
}

/** One attribute in both groups. Its name opens the detail, and closes it again. */
function Line({ line, attribute, chosen, onPick }: LineProps) {
  const { t, say } = useLocale();
  const title = lineName(line, say);
  return (
    <tr aria-selected={chosen}>
      <td>
        <button
          type="button"
          className={`${s.link} ell`}
          title={title}
          onClick={() => {
            onPick(chosen ? null : line.attribute);
          }}
        >
          {title}
        </button>
        {line.told?.p === null ? <span className="cap">{t('exploreUi:chosenBy')}</span> : null}
      </td>
      {line.told ? <Figures one={line.told} attribute={attribute} /> : <NotTold />}
    </tr>
  );
}

function Figures({ one, attribute }: { one: GroupDifference; attribute: Attribute | undefined }) {
  const locale = useLocale();
  const { t, fmt } = locale;
  const { level, a, b, difference, interval, effect } = one;
  const { print, bare, apart } = figuresOf(level !== null, attribute, locale);
  return (
    <>
      <td className="r num" title={t('charts:n', { n: a.n })}>
        {print(a.value)}
      </td>
      <td className="r num" title={t('charts:n', { n: b.n })}>
        {print(b.value)}
      </td>
      <td className={s.strip}>
        <PairStrip a={a} b={b} share={level !== null} />
      </td>
      <td className="r num">{apart(difference)}</td>
      <td className="r num mut nw">{interval ? `${bare(interval[0])} – ${bare(interval[1])}` : '–'}</td>
      <td className="r num nw">{`${effect.kind} ${fmt.signed(effect.value)}`}</td>
    </>
  );
}

/** The line leaves, and tells of few customers. */
function NotTold() {
  const few = useLocale().t('exploreUi:few');
  return (
    <>
      <td className="r num">{few}</td>
      <td className="r num">{few}</td>
      <td className={s.strip} />
      <td className="r num">{few}</td>
      <td className="r num mut nw">–</td>
      <td className="r num nw">{few}</td>
    </>
  );
}

const DAY_MS = 86_400_000;

/** Prints a value, and a difference without and with its unit: points of a share, days between dates. */
function figuresOf(share: boolean, attribute: Attribute | undefined, locale: Locale) {
  const { t, fmt } = locale;
  const percent = share || attribute?.format.percent;
  const dates = attribute?.type === 'date';
  const bare = (value: number) => {
    if (percent) return fmt.signed(value * 100, 1);
    if (dates) return fmt.signed(value / DAY_MS, 0);
    const size = Math.abs(value);
    return fmt.signed(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
  };
  const apart = (value: number) => {
    const x = bare(value);
    if (percent) return t('exploreUi:points', { x });
    return dates ? t('exploreUi:days', { x }) : x;
  };
  const print = (value: number) => (share ? fmt.percent(value, 1) : printed(value, attribute, locale, true));
  return { print, bare, apart };
}

/** From a comparison of filtered customers to their chart of the attribute. */
function ChartLink({ attribute, filters }: { attribute: number; filters: readonly Filter[] }) {
  const { t } = useLocale();
  return (
    <Button
      kind="link"
      onClick={() => {
        show({ kind: 'chart', spec: plainSpec(attribute, filters) });
      }}
    >
      {t('exploreUi:chartOfA')}
    </Button>
  );
}
