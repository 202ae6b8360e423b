import type { FileRef } from '../../shared/shell.ts';

/** Files of the sample study that were handed out and not yet taken in. */
export interface SampleRest {
  readonly tables: readonly FileRef[];
  readonly notes: readonly FileRef[];
}

/** The place where they wait. */
export const SAMPLE_REST = 'sample.rest';
