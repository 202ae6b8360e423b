import { useRef } from 'react';
import type { Attribute } from '../../../shared/contract/customers.ts';
import type { GroupComparison, GroupDifference, GroupRef, SavedView } from '../../../shared/contract/explore.ts';
import type { Segmentation } from '../../../shared/contract/segments.ts';
import { leavingPair, pairTellable } from '../../../shared/privacy/pair.ts';
import { PairStrip, PairBars } from '../../charts/explore/Pair.tsx';
import { ChartTools } from '../../charts/ChartTools.tsx';
import { pngOf, svgOf } from '../../charts/picture.ts';
import { useLeaving } from '../../charts/useLeaving.ts';
import { useQuery } from '../../state/queries.ts';
import { Button, Failed, Select, useLocale, ViewBody, ViewHeader, Waiting } from '../../ui/index.ts';
import { segmentName } from '../../words/segments.ts';
import type { Filter } from '../../../shared/contract/customers.ts';
import { bucketName, printed } from './attributes.ts';
import { type CompareSpec, plainSpec, show } from '../../state/explorePlace.ts';
import { Rows } from './Rows.tsx';
import { SLOT } from './slot.ts';

interface CompareProps {
  compare: CompareSpec;
  attributes: readonly Attribute[];
  segmentation: Segmentation | null;
  views: readonly SavedView[];
  rows: readonly Filter[] | null;
  onRows: (filters: readonly Filter[] | null) => void;
}

/** Two groups side by side, attribute by attribute. */
export function Compare({ compare, attributes, segmentation, views, rows, onRows }: CompareProps) {
  const locale = useLocale();
  const { t, say, fmt } = locale;
  const { data, error, refetch } = useQuery('explore.compare', { ...compare, slot: `${SLOT} compare` }, { keep: true });
  const set = (change: Partial<CompareSpec>) => {
    show({ kind: 'compare', compare: { ...compare, ...change } });
  };
  const pick = (side: 'a' | 'b', other: 'a' | 'b') => (
    <GroupPicker
      label={t(`exploreUi:group.${side}`)}
      value={compare[side]}
      other={compare[other]}
      segmentation={segmentation}
      views={views}
      onPick={(group) => {
        set({ [side]: group });
      }}
    />
  );
  const size = (side: GroupComparison['a'] | undefined) =>
    side ? (
      <button
        type="button"
        className="xfig num"
        disabled={side.filters === null}
        onClick={() => {
          onRows(side.filters);
        }}
      >
        {t('charts:n', { n: side.n })}
      </button>
    ) : null;
  return (
    <>
      <ViewHeader
        title={<span className="xfinding">{data?.finding ? say(data.finding) : t('exploreUi:compare')}</span>}
        basis={data ? t('exploreUi:compareBasis', { n: data.differences.length }) : ''}
        actions={
          <Button
            onClick={() => {
              window.history.back();
            }}
          >
            {t('exploreUi:back')}
          </Button>
        }
      />
      <div className="xshelf" role="group" aria-label={t('exploreUi:compare')}>
        <span className="glyph-a" aria-hidden="true" />
        {pick('a', 'b')}
        {size(data?.a)}
        <span className="mut">{t('exploreUi:against')}</span>
        <span className="glyph-b" aria-hidden="true" />
        {pick('b', 'a')}
        {size(data?.b)}
        <Button
          kind="ghost"
          size="sm"
          disabled={compare.b.kind === 'others'}
          onClick={() => {
            set({ a: compare.b, b: compare.a });
          }}
        >
          {t('exploreUi:swap')}
        </Button>
      </div>
      {error && error.code !== 'cancelled' ? <Failed error={error} retry={refetch} /> : null}
      <ViewBody
        inspector={
          rows ? (
            <Rows
              filters={rows}
              attributes={attributes}
              segmentation={segmentation}
              first={[]}
              things={data?.things ?? 'rows'}
              onClose={() => onRows(null)}
            />
          ) : undefined
        }
      >
        {data ? (
          <Differences
            data={data}
            compare={compare}
            attributes={attributes}
            onPick={(attribute) => set({ attribute })}
          />
        ) : error ? null : (
          <Waiting />
        )}
      </ViewBody>
      <p className="sr-only" role="status">
        {data ? `${fmt.number(data.a.n)} / ${fmt.number(data.b.n)}` : ''}
      </p>
    </>
  );
}

interface DifferencesProps {
  data: GroupComparison;
  compare: CompareSpec;
  attributes: readonly Attribute[];
  onPick: (attribute: number | null) => void;
}

function Differences({ data, compare, attributes, onPick }: DifferencesProps) {
  const locale = useLocale();
  const { t, fmt, say } = locale;
  const box = useRef<HTMLDivElement>(null);
  const name = t('exploreUi:compare');
  const attributeOf = (id: number) => attributes.find((attribute) => attribute.id === id);
  const few = t('exploreUi:few');
  const { safe, leaving } = useLeaving();
  const detail = safe ? leavingPair(data) : data.detail;
  const open = (one: GroupDifference) => pairTellable(data, one);
  const print = (value: number, attribute: number, level: string | null) =>
    level === null ? printed(value, attributeOf(attribute), locale, true) : fmt.percent(value, 1);
  const bare = (value: number, attribute: number, level: string | null) => {
    if (level !== null || attributeOf(attribute)?.format.percent) return fmt.signed(value * 100, 1);
    if (attributeOf(attribute)?.type === 'date') return fmt.signed(value / 86_400_000, 0);
    const size = Math.abs(value);
    return fmt.signed(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
  };
  const apart = (value: number, attribute: number, level: string | null) => {
    const x = bare(value, attribute, level);
    if (level !== null || attributeOf(attribute)?.format.percent) return t('exploreUi:points', { x });
    return attributeOf(attribute)?.type === 'date' ? t('exploreUi:days', { x }) : x;
  };
  return (
    <div className="xcompare scroll" tabIndex={0} role="region" aria-label={name}>
      <div className="xchart-head">
        <span className="cap grow">
          {data.both > 0 ? t('exploreUi:overlap', { n: data.both }) : t('exploreUi:pairKey')}
        </span>
        <ChartTools
          name={name}
          svg={() => leaving(() => svgOf(box.current!))}
          png={() => leaving(() => pngOf(svgOf(box.current!)))}
          table={() => ({
            columns: [
              t('exploreUi:attribute'),
              `A n`,
              'A',
              `A ${t('charts:low')}`,
              `A ${t('charts:high')}`,
              `B n`,
              'B',
              `B ${t('charts:low')}`,
              `B ${t('charts:high')}`,
              t('exploreUi:difference'),
              t('charts:low'),
              t('charts:high'),
              t('exploreUi:effect'),
            ],
            rows: data.differences.map((one) => {
              const { column, label, a, b, difference, interval, effect } = one;
              const enough = open(one);
              const only = (value: number | null | undefined) => (enough ? (value ?? null) : few);
              return [
                label === null ? column : `${column}: ${bucketName({ label }, say)}`,
                only(a.n),
                ...[a.value, ...a.interval].map(only),
                only(b.n),
                ...[b.value, ...b.interval].map(only),
                ...[difference, interval?.[0], interval?.[1]].map(only),
                enough ? `${effect.kind} ${fmt.signed(effect.value)}` : few,
              ];
            }),
            note: data.finding && data.differences.every(open) ? say(data.finding) : undefined,
          })}
        />
      </div>
      <div ref={box}>
        {detail ? <PairBars detail={detail} name={attributeOf(detail.attribute)?.name ?? ''} /> : null}
        <table className="tbl xpairs">
          <thead>
            <tr>
              <th scope="col">{t('exploreUi:attribute')}</th>
              <th scope="col" className="r">
                <span className="glyph-a" aria-hidden="true" /> {t('exploreUi:side.a')}
              </th>
              <th scope="col" className="r">
                <span className="glyph-b" aria-hidden="true" /> {t('exploreUi:side.b')}
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
          <tbody>
            {data.differences.map((one) => {
              const { attribute, level, label, column, a, b, difference, interval, effect } = one;
              const hidden = safe && !open(one);
              const title = label === null ? column : `${column}: ${bucketName({ label }, say)}`;
              return (
                <tr key={attribute} aria-selected={compare.attribute === attribute}>
                  <td>
                    <button
                      type="button"
                      className="xlink ell"
                      title={title}
                      onClick={() => {
                        onPick(compare.attribute === attribute ? null : attribute);
                      }}
                    >
                      {title}
                    </button>
                  </td>
                  <td className="r num" title={hidden ? few : t('charts:n', { n: a.n })}>
                    {hidden ? few : print(a.value, attribute, level)}
                  </td>
                  <td className="r num" title={hidden ? few : t('charts:n', { n: b.n })}>
                    {hidden ? few : print(b.value, attribute, level)}
                  </td>
                  <td className="xstrip">{hidden ? null : <PairStrip a={a} b={b} share={level !== null} />}</td>
                  <td className="r num">{hidden ? few : apart(difference, attribute, level)}</td>
                  <td className="r num mut nw">
                    {interval && !hidden
                      ? `${bare(interval[0], attribute, level)} – ${bare(interval[1], attribute, level)}`
                      : '–'}
                  </td>
                  <td className="r num nw">{hidden ? few : `${effect.kind} ${fmt.signed(effect.value)}`}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {compare.attribute !== null && compare.a.kind === 'filters' ? (
        <Button
          kind="link"
          onClick={() => {
            show({
              kind: 'chart',
              spec: plainSpec(compare.attribute!, compare.a.kind === 'filters' ? compare.a.filters : []),
            });
          }}
        >
          {t('exploreUi:chartOfA')}
        </Button>
      ) : null}
    </div>
  );
}

interface GroupPickerProps {
  label: string;
  value: GroupRef;
  other: GroupRef;
  segmentation: Segmentation | null;
  views: readonly SavedView[];
  onPick: (group: GroupRef) => void;
}

/** Segments, the filtered customers, saved views, everyone, everyone else. */
function GroupPicker({ label, value, other, segmentation, views, onPick }: GroupPickerProps) {
  const locale = useLocale();
  const { t } = locale;
  const groups: { key: string; label: string; group: GroupRef; disabled?: boolean }[] = [
    ...[value, other].flatMap((group) =>
      group.kind === 'filters' ? [{ key: 'filters', label: t('exploreUi:filtered'), group }] : [],
    ),
    ...(segmentation?.segments ?? [])
      .filter(({ excluded }) => !excluded)
      .map((segment) => ({
        key: `s${segment.id}`,
        label: segmentName(locale, segment),
        group: { kind: 'segment' as const, segment: segment.id },
      })),
    ...views
      .filter(({ spec, broken }) => spec.filters.length > 0 && broken === null)
      .map((view) => ({
        key: `v${view.id}`,
        label: t('exploreUi:savedGroup', { name: view.name }),
        group: { kind: 'view' as const, view: view.id },
      })),
    { key: 'everyone', label: t('charts:everyone'), group: { kind: 'everyone' } },
    { key: 'others', label: t('exploreUi:others'), group: { kind: 'others' }, disabled: other.kind === 'others' },
  ];
  const keyOf = (group: GroupRef) =>
    group.kind === 'segment' ? `s${group.segment}` : group.kind === 'view' ? `v${group.view}` : group.kind;
  return (
    <Select<string>
      label={label}
      value={keyOf(value)}
      options={[...new Map(groups.map((one) => [one.key, one])).values()].map(({ key, label: text, disabled }) => ({
        value: key,
        label: text,
        ...(disabled ? { disabled } : {}),
      }))}
      onChange={(key) => {
        const found = groups.find((one) => one.key === key);
        if (found) onPick(found.group);
      }}
    />
  );
}
