import { DEVIATIONS, divergingColour, RESIDUALS } from '../kit/ramp.ts';
import { type CrosstabProps, CrossTable } from './CrossTable.tsx';

export interface HeatProps extends CrosstabProps {
  /** what is measured: over the figures of rows that have no columns */
  measure: string;
}

/** The colour of a tone: a residual of counts, else standard deviations from the whole; none where nothing can be told. */
export const toneColour = (tone: number | null, counts: boolean): string | undefined =>
  tone === null ? undefined : divergingColour(tone, counts ? RESIDUALS : DEVIATIONS);

/** Rows by columns, each cell in the colour of what sets it apart. */
export function Heat({ measure, ...props }: HeatProps) {
  return (
    <CrossTable
      {...props}
      colourOf={(tone) => toneColour(tone, props.counts)}
      end={props.body.columns.length === 0 ? measure : null}
      foot={null}
    />
  );
}
