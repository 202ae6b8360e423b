import type { ReactNode } from 'react';
import { type Bucket, FEW } from '../../shared/contract/explore.ts';
import type { Lang } from '../../shared/domain.ts';
import type { MarkChartProps } from '../../renderer/charts/kit/marks.ts';
import type { Size } from '../../renderer/charts/kit/useSize.ts';
import { localeOf, type Locale } from '../../renderer/ui/locale.ts';
import { NAMES } from '../fixtures/generators/charts.ts';

/** What a chart is shown with. */
const CASES = ['plain', 'empty', 'one', 'negative', 'withheld', 'long-names', 'many'] as const;
type Case = (typeof CASES)[number];

/** What an example is written in. */
export interface Told extends Locale {
  /** names of groups, and long ones */
  readonly names: readonly string[];
  readonly long: readonly string[];
  /** what a chart with marks is told */
  readonly marks: MarkChartProps;
}

/** The chart with the figures of a case. */
type Draw = (told: Told) => ReactNode;

/** A chart with an example a case; null: the case cannot happen to it. */
export interface Chart {
  /** of its box, px */
  readonly size: Size;
  readonly cases: Readonly<Record<Case, Draw | null>>;
  /** marks that are no part of its markup: those on a canvas, each in a line */
  readonly canvas?: (name: Case, told: Told) => readonly string[];
}

/** The charts of one folder. */
export type Charts = Readonly<Record<string, Chart>>;

/** The words of a language for examples. */
export function toldIn(lang: Lang): Told {
  const locale = localeOf(lang);
  const { t, say, fmt } = locale;
  const few = t('exploreUi:few');
  const { short: names, long } = NAMES[lang];
  return {
    ...locale,
    names,
    long,
    marks: {
      label: t('exploreUi:title'),
      count: (n) => (n === FEW ? few : fmt.number(n)),
      value: (value) => (value === null ? few : fmt.number(value, Math.abs(value) < 100 ? 2 : 0)),
      name: ({ label }: Bucket) => (typeof label === 'string' ? label : say(label)),
      onMark: () => undefined,
      onPoint: () => undefined,
    },
  };
}

/** The cases of a chart that has an example. */
export const casesOf = ({ cases }: Chart): { name: Case; draw: Draw }[] =>
  CASES.flatMap((name) => {
    const draw = cases[name];
    return draw ? [{ name, draw }] : [];
  });
