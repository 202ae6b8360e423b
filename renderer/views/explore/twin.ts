import type { Attribute } from '../../../shared/contract/customers.ts';
import { type Bucket, type ExploreSpec, FEW, type LeavingChart } from '../../../shared/contract/explore.ts';
import type { TwinTable } from '../../charts/kit/ChartTools.tsx';
import type { CsvCell, Locale } from '../../ui/index.ts';
import { bucketName, fieldName, fieldTitle, measureName, namedAs } from './attributes.ts';

interface Words {
  readonly spec: ExploreSpec;
  readonly attributes: readonly Attribute[];
  readonly locale: Locale;
  /** stands for a number of customers that is not told */
  readonly few: string;
}

/** A chart that left, as a table. Points listed in the table of a scatter plot would be customers: it counts them by group instead. */
export function tableOf({ body, n: all, finding, attributes: named }: LeavingChart, words: Words): TwinTable {
  const { spec, locale } = words;
  const attributes = namedAs(words.attributes, named);
  const { t, say } = locale;
  const drawn = all === FEW ? words.few : locale.fmt.number(all);
  const note = `${finding ? `${say(finding)} · ` : ''}${t('exploreUi:twinNote', { n: drawn })}`;
  const n = (count: number): CsvCell => (count === FEW ? words.few : count);
  const value = (count: number, figure: number | null): CsvCell => (count === FEW ? words.few : figure);
  const name = (bucket: Bucket) => bucketName(bucket, say);
  const first = fieldTitle(spec.x, attributes, t);
  if (body.kind === 'points') {
    const [x, y] = body.attributes.map((id) => fieldName(id, attributes, t));
    const rank = body.rank?.value ?? null;
    const rows: CsvCell[][] = [[t('exploreUi:total'), n(body.of), value(body.of, rank)]];
    for (const group of body.groups) rows.push([name(group), n(group.n), null]);
    return { columns: [`${x ?? ''} × ${y ?? ''}`, t('charts:count'), t('exploreUi:rank')], rows, note };
  }
  if (body.kind === 'boxes')
    return {
      columns: [
        spec.y === null && spec.split === null ? '' : first,
        t('charts:count'),
        '5%',
        '25%',
        t('charts:median'),
        '75%',
        '95%',
        t('charts:mean'),
        t('charts:low'),
        t('charts:high'),
      ],
      rows: body.groups.map(({ bucket, n: size, box }) => [
        name(bucket),
        n(size),
        ...[box?.p5, box?.q1, box?.median, box?.q3, box?.p95, box?.mean, box?.interval[0], box?.interval[1]].map((v) =>
          value(size, v ?? null),
        ),
      ]),
      note,
    };
  const unit =
    spec.measure.of === 'share' ? null : (attributes.find(({ id }) => id === spec.measure.attribute)?.unit ?? null);
  const measure = [measureName(spec, attributes, t), ...(unit === null ? [] : [unit])].join(' · ');
  const counts = spec.measure.of === 'count';
  if (body.columns.length === 0)
    return {
      columns: [first, t('charts:count'), ...(counts ? [] : [measure, t('charts:low'), t('charts:high')])],
      rows: body.rows.map((bucket, i) => {
        const cell = body.rowTotals[i]!;
        const figures = [cell.value, cell.interval?.[0] ?? null, cell.interval?.[1] ?? null];
        return [name(bucket), n(cell.n), ...(counts ? [] : figures.map((figure) => value(cell.n, figure)))];
      }),
      note,
    };
  return {
    columns: [
      first,
      fieldName(spec.y ?? spec.split, attributes, t),
      t('charts:count'),
      ...(counts ? [] : [measure]),
      ...(counts || spec.measure.of === 'share' ? [t('exploreUi:residual')] : []),
    ],
    rows: body.rows.flatMap((row, i) =>
      body.columns.map((column, j): CsvCell[] => {
        const cell = body.cells[i]![j]!;
        const tone = body.tones?.[i]?.[j] ?? null;
        return [
          name(row),
          name(column),
          n(cell.n),
          ...(counts ? [] : [value(cell.n, cell.value)]),
          ...(counts || spec.measure.of === 'share' ? [value(cell.n, tone)] : []),
        ];
      }),
    ),
    note,
  };
}
