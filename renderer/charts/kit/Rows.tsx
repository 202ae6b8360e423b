import type { ReactNode } from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import { MarkBox } from './MarkBox.tsx';
import type { MarkActions } from './marks.ts';
import './rows.css';

/** Up to so many rows are drawn taller. */
const FEW = 8;

interface RowsProps {
  label: string;
  /** how many there are */
  count: number;
  /** what the two columns of figures are */
  heads: readonly [string, string];
  children: ReactNode;
}

/** Rows of a chart below each other: the name, the mark, and two figures under their heads. */
export function Rows({ label, count, heads, children }: RowsProps) {
  return (
    <MarkBox className={count <= FEW ? 'chart-rows few scroll' : 'chart-rows scroll'} label={label}>
      <div className="chart-row heads cap">
        <span />
        {heads.map((head, i) => (
          <span key={i} className="num ell" title={head}>
            {head}
          </span>
        ))}
      </div>
      {children}
    </MarkBox>
  );
}

interface RowFiguresProps extends Pick<MarkActions, 'onMark'> {
  filters: readonly Filter[] | null;
  /** what was measured, and of how many */
  figures: readonly [measured: string, n: string];
}

/** The two figures at the end of a row; the first opens the rows behind it. */
export function RowFigures({ filters, onMark, figures: [measured, n] }: RowFiguresProps) {
  return (
    <>
      {filters === null ? (
        <span className="num">{measured}</span>
      ) : (
        <button
          type="button"
          className="chart-figure num"
          onClick={() => {
            onMark(filters, true);
          }}
        >
          {measured}
        </button>
      )}
      <span className="num mut">{n}</span>
    </>
  );
}
