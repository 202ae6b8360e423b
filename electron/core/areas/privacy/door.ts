import type { Left } from '../../../../shared/contract/leaving.ts';
import { PRIVACY_FLOOR } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { maskedWithin } from '../../../analysis/privacy/within.ts';

/*
 * The one door through which figures of groups leave the workspace. An area counts what is asked for, hands the exact
 * figures to a function of this folder and answers with what comes back; files and pictures are made from that answer.
 */

/** A table of fewer customers than the floor has no figure that may leave. @throws AppError refused */
export function requireEnough(total: number): void {
  if (total < PRIVACY_FLOOR)
    throw new AppError('refused', { key: 'privacy:error.fewInAll', values: { floor: PRIVACY_FLOOR } });
}

/**
 * Figures as they leave: those of few were taken out before, what is personal in a name among them is masked here.
 * @param withheld how many were taken out
 */
export function left<T extends object>(figures: T, withheld: number): T & Left {
  const staying =
    withheld === 0 ? [] : [{ key: 'privacy:withheld', values: { count: withheld, floor: PRIVACY_FLOOR } }];
  return maskedWithin({ ...figures, withheld, staying }) as T & Left;
}
