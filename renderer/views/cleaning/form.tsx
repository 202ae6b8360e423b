import type { CleanColumn } from '../../../shared/contract/cleaning.ts';
import type { CleanStep, StepOf } from '../../../shared/cleaning.ts';

/** What every form is given. */
export interface FormPlace {
  readonly columns: readonly CleanColumn[];
  readonly sourceId: number;
  /** other files, for filling from them */
  readonly others: readonly string[];
  readonly onChange: (step: CleanStep) => void;
}

/** What the form of a step of a kind is given. */
export interface FormProps<Op extends CleanStep['op']> extends FormPlace {
  readonly step: StepOf<Op>;
  /** change some of its choices */
  readonly put: (change: Partial<StepOf<Op>>) => void;
}

/** The form of a step at a place. */
export const formOf = <S extends CleanStep>(
  step: S,
  place: FormPlace,
): FormPlace & { step: S; put: (change: Partial<S>) => void } => ({
  ...place,
  step,
  put: (change) => {
    place.onChange({ ...step, ...change });
  },
});
