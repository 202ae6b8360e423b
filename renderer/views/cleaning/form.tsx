import type { ReactNode } from 'react';
import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { CleanStep, StepOf } from '../../../shared/clean.ts';

/** What the form of a step is given. */
export interface FormProps<Op extends CleanStep['op']> {
  readonly step: StepOf<Op>;
  readonly columns: readonly CleanColumn[];
  readonly sourceId: number;
  /** other files, for filling from them */
  readonly others: readonly string[];
  readonly onChange: (step: StepOf<Op>) => void;
}

/** Fields one under the other. */
export const Group = ({ children }: { children: ReactNode }) => <div className="cl-form">{children}</div>;
