import { type CrosstabProps, CrossTable } from './CrossTable.tsx';

export interface PivotProps extends CrosstabProps {
  /** word for the totals */
  total: string;
}

/** Rows by columns with their totals, without colours. */
export function Pivot({ total, ...props }: PivotProps) {
  return <CrossTable {...props} className="pivot" end={total} foot={total} />;
}
