import type { IdentityPair } from '../../../../analysis/identity/types.ts';
import type { Value } from '../../../../analysis/compose/types.ts';
import type { PairRow } from '../../../../db/areas/customers/built.ts';
import { pairForm } from '../../../../db/areas/customers/forms.ts';
import { writeStored } from '../../../../db/stored.ts';
import { waitForRoom } from '../../../backpressure.ts';
import type { TaskContext } from '../../../task.ts';

/** What a join sends before its result: in small pieces, for the core has others to serve. */
export type BuildPiece =
  | { readonly kind: 'values'; readonly column: number; readonly values: readonly Value[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly PairRow[] };

/** Values or pairs sent at a time. */
const VALUES = 10_000;
const PAIRS = 1000;
/** Pieces that may be under way: whatever has arrived is taken in without a pause. */
const AHEAD = 4;

/** Sends pieces and waits for the receiver, who counts them in `acks`. */
export class Sender {
  readonly #context: TaskContext;
  readonly #acks: Int32Array;
  #sent = 0;

  constructor(context: TaskContext, acks: Int32Array) {
    this.#context = context;
    this.#acks = acks;
  }

  values(column: number, values: readonly Value[]): void {
    for (let at = 0; at < values.length; at += VALUES)
      this.#send({ kind: 'values', column, values: values.slice(at, at + VALUES) });
  }

  pairs(pairs: readonly IdentityPair[]): void {
    for (let at = 0; at < pairs.length; at += PAIRS)
      this.#send({ kind: 'pairs', pairs: pairs.slice(at, at + PAIRS).map(stored) });
  }

  #send(piece: BuildPiece): void {
    waitForRoom(this.#acks, this.#sent, AHEAD, () => {
      this.#context.check();
    });
    this.#context.emit(piece);
    this.#sent++;
  }
}

const stored = ({ a, b, score, state, rule, fields }: IdentityPair): PairRow => ({
  aSource: a.source,
  aRow: a.row,
  bSource: b.source,
  bRow: b.row,
  score,
  state,
  body: writeStored(pairForm, { rule, fields }),
});
