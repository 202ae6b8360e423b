import type { FormulaPreview } from '../../../../shared/contract/derive.ts';
import { reading } from '../../reading/reading.ts';
import type { TaskContext } from '../../task.ts';
import { type One, oneCustomer, type OneInput } from './page.ts';
import { previewFormula, type PreviewInput } from './preview.ts';
import { type Timeline, type TimelineInput, timelineOf } from './timeline.ts';

/** Tasks of derived attributes and of the customer page. */
export const deriveTasks = {
  'derive.preview': (input: PreviewInput, context: TaskContext): FormulaPreview => previewFormula(input, context),
  'customer.one': (input: OneInput): One => reading(input.path, (db) => oneCustomer(db, input)),
  'customer.timeline': (input: TimelineInput): Timeline => reading(input.path, (db) => timelineOf(db, input)),
} as const;
