import { CallError } from '../../../electron/core/client.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import type { Act, Desk, Draw } from './act.ts';
import { CARD_ACTS } from './acts-cards.ts';
import { DATA_ACTS } from './acts-data.ts';
import { HISTORY_ACTS } from './acts-history.ts';
import { NOTE_ACTS } from './acts-notes.ts';

const ACTS: readonly (readonly [name: string, act: Act])[] = [
  ...Object.entries(HISTORY_ACTS),
  ...Object.entries(DATA_ACTS),
  ...Object.entries(CARD_ACTS),
  ...Object.entries(NOTE_ACTS),
];

/** How many acts there are to choose from. */
export const ACT_COUNT = ACTS.length;

/** Two numbers that stand for an operation with its input. */
export interface Step {
  readonly act: number;
  readonly seed: number;
}

/** Do a step: its act, or the next one that has something to be done to. @returns the act, and whether it was refused */
export async function doStep(desk: Desk, step: Step): Promise<{ act: string; refused: string | null }> {
  for (let i = 0; ; i++) {
    const [name, act] = ACTS[(step.act + i) % ACTS.length]!;
    try {
      if ((await act(desk, drawFrom(step.seed))) !== false) return { act: name, refused: null };
    } catch (error) {
      if (!(error instanceof CallError) || error.envelope.code === 'internal') throw error;
      return { act: name, refused: error.envelope.code };
    }
  }
}

const WORDS = ['Regulars', '常客', 'Late “evening”', "O'Hara", 'x'.repeat(60), 'Été', '0', 'null', '{"a":1}', '👩‍👧'];

function drawFrom(seed: number): Draw {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random.next() * n);
  return {
    below,
    one: (from) => from[below(from.length)],
    some: (from, n) => {
      const left = [...from];
      return Array.from({ length: Math.min(n, left.length) }, () => left.splice(below(left.length), 1)[0]!);
    },
    word: () => `${WORDS[below(WORDS.length)]!} ${String(below(1000))}`,
  };
}
