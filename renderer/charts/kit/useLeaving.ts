import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Audience, Left } from '../../../shared/contract/leaving.ts';

/** How files of a chart are made: from what the door of the core lets through, asked for when one is wanted. */
export interface Leaves<T extends Left> {
  readonly ask: (audience: Audience) => Promise<T>;
  /** draw the chart as it leaves, and take something of it */
  readonly drawn: <R>(audience: Audience, take: (left: T) => R | Promise<R>) => Promise<R>;
}

/**
 * Files and pictures leave the workspace, figures on the screen do not: while a picture is taken, the chart is drawn from
 * `left`, the answer of the door; null: it is on the screen only.
 */
export function useLeaving<T extends Left>(ask: Leaves<T>['ask']): { left: T | null; leaves: Leaves<T> } {
  const [left, setLeft] = useState<T | null>(null);
  const show = (next: T | null) => {
    flushSync(() => {
      setLeft(next);
    });
  };
  const drawn: Leaves<T>['drawn'] = async (audience, take) => {
    const answer = await ask(audience);
    show(answer);
    try {
      return await take(answer);
    } finally {
      show(null);
    }
  };
  return { left, leaves: { ask, drawn } };
}
