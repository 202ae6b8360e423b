import type { TimelineEntry } from '../../../../shared/contract/customers.ts';
import type { SourceKind } from '../../../../shared/domain.ts';
import type { NameOf } from '../../../state/terms.ts';
import { Icon, type IconName, type Locale, Tag, type VirtualColumn } from '../../../ui/index.ts';
import { amountText, entrySummary, entryTitle, whenText } from './words.ts';
import s from './timelineColumns.module.css';

/** An entry and whether it is the first one of its day among those loaded with it. */
export type Row = TimelineEntry & { readonly index: number; readonly first: boolean };

const ICONS: Partial<Record<SourceKind, IconName>> = {
  orders: 'file',
  events: 'pointer',
  feedback: 'quote',
  survey: 'lines',
  notes: 'page',
};
const SCROLLBAR = 12;
/** Pixels of the columns; the details take what is left. Without room for it the source stands in the entry alone. */
const WIDTHS = { when: 144, what: 172, amount: 88, details: 180, source: 150 };

interface ColumnsAsked {
  locale: Locale;
  nameOf: NameOf;
  sourceNames: ReadonlyMap<number, string>;
  /** there are orders among the entries */
  hasAmounts: boolean;
  /** pixels there are beside each other */
  room: number;
}

/** When, what, for how much, the details, and from where: the last only where there is room. */
export function timelineColumns({ locale, nameOf, sourceNames, hasAmounts, room }: ColumnsAsked): VirtualColumn<Row>[] {
  const { t } = locale;
  const left = room - WIDTHS.when - WIDTHS.what - (hasAmounts ? WIDTHS.amount : 0) - SCROLLBAR;
  const withSource = left >= WIDTHS.details + WIDTHS.source;
  const amount: VirtualColumn<Row> = {
    key: 'amount',
    width: WIDTHS.amount,
    header: t('customerUi:amount'),
    numeric: true,
    cell: (row) => amountText(row, row.amount, locale),
  };
  const source: VirtualColumn<Row> = {
    key: 'source',
    width: WIDTHS.source,
    header: t('customerUi:source'),
    className: 'mut',
    cell: (row) => (row.sourceId === null ? t('kinds:kind.notes') : (sourceNames.get(row.sourceId) ?? '')),
  };
  return [
    {
      key: 'when',
      width: WIDTHS.when,
      header: t('customerUi:when'),
      cell: (row) => whenCell(row, locale),
    },
    {
      key: 'what',
      width: WIDTHS.what,
      header: t('customerUi:what'),
      cell: (row) => whatCell(row, locale),
    },
    ...(hasAmounts ? [amount] : []),
    {
      key: 'details',
      width: Math.max(WIDTHS.details, left - (withSource ? WIDTHS.source : 0)),
      header: t('customerUi:details'),
      cell: (row) => (
        <span className={s.what}>
          {row.returned === 'no' ? null : <Tag tone="warn">{t(`customerUi:returned.${row.returned}`)}</Tag>}
          <span className="ell">{entrySummary(row, nameOf, locale)}</span>
        </span>
      ),
    },
    ...(withSource ? [source] : []),
  ];
}

function whenCell(row: Row, locale: Locale) {
  const { day, time } = whenText(row.at, locale);
  return (
    <span className={s.when}>
      <span className={row.first ? undefined : s.again}>{day}</span>
      <span className="cap">{time}</span>
    </span>
  );
}

function whatCell(row: Row, locale: Locale) {
  return (
    <span className={s.what}>
      <Icon name={ICONS[row.kind] ?? 'file'} size={14} />
      {row.kind === 'orders' && row.title !== null ? (
        <span className="ell">
          <span className="sr-only">{locale.t('kinds:kind.orders')} </span>
          {row.title}
        </span>
      ) : (
        <span className="ell">{entryTitle(row, locale)}</span>
      )}
    </span>
  );
}
