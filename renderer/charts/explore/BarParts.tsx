import type { ExploreChartProps } from './types.ts';

/** Up to so many rows are drawn taller. */
export const FEW = 8;

/** What the columns of figures beside the bars are. */
export function BarHead({ heads }: { heads: readonly [string, string] }) {
  return (
    <div className="xbar titles cap">
      <span />
      {heads.map((head, i) => (
        <span key={i} className="num ell" title={head}>
          {head}
        </span>
      ))}
    </div>
  );
}

/** A number that opens the rows behind it. */
export function Figure({
  filters,
  onMark,
  text,
}: Pick<ExploreChartProps, 'onMark'> & { filters: Parameters<ExploreChartProps['onMark']>[0]; text: string }) {
  if (filters === null) return <span className="num">{text}</span>;
  return (
    <button
      type="button"
      className="xfig num"
      onClick={() => {
        onMark(filters, true);
      }}
    >
      {text}
    </button>
  );
}
