import type { Audience, Left } from '../../../../shared/contract/leaving.ts';
import { PRIVACY_FLOOR } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { maskedWithin } from '../../../analysis/privacy/within.ts';

/*
 * The one door through which figures of groups leave the workspace. An area counts what is asked for, hands the exact
 * figures to a function of this folder and answers with what comes back; files and pictures are made from that answer.
 */

/** Who asks, and of how many rows the table is that is told of. */
export interface Asked {
  readonly audience: Audience;
  readonly total: number;
}

/**
 * Whether figures are told in full: for this device, where all rows are fewer than the floor.
 * @throws AppError refused where they are few and for anyone (`details.audience`: for whom they may be asked), or enough and
 * for this device only
 */
export function inFull({ audience, total }: Asked): boolean {
  const values = { floor: PRIVACY_FLOOR };
  const few = total < PRIVACY_FLOOR;
  if (audience === 'device' && !few) throw new AppError('refused', { key: 'privacy:error.enoughInAll', values });
  if (audience === 'anyone' && few)
    throw new AppError('refused', { key: 'privacy:error.fewInAll', values }, { audience: 'device' satisfies Audience });
  return few;
}

/** So few of a larger table have no figure that may leave. @throws AppError refused */
export function requireEnough(count: number): void {
  if (count < PRIVACY_FLOOR)
    throw new AppError('refused', { key: 'privacy:error.fewHere', values: { floor: PRIVACY_FLOOR } });
}

/**
 * Figures as they leave: those of few were taken out before, what is personal in a name among them is masked here.
 * @param withheld how many were taken out; `full`: none, and they stay on this device
 */
export function left<T extends object>(figures: T, withheld: number | 'full'): T & Left {
  const values = { floor: PRIVACY_FLOOR };
  if (withheld === 'full')
    return maskedWithin({ ...figures, withheld: 0, staying: [{ key: 'privacy:deviceOnly', values }] }) as T & Left;
  const staying = withheld === 0 ? [] : [{ key: 'privacy:withheld', values: { count: withheld, ...values } }];
  return maskedWithin({ ...figures, withheld, staying }) as T & Left;
}
